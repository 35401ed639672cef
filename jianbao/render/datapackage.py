"""
Describe the data files for programs: a Data Package with a schema for each column.

Data Package 2.0 (datapackage.org). It has one language for titles: here the first of the site. The others
stand beside it as ``title_zh`` and ``description_zh``, since a package may add properties of its own.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final, get_args

from jianbao.model.artifact import Artifact
from jianbao.model.quantity import Hedge
from jianbao.model.records import KINDS, SpeakerRole, Status
from jianbao.render.columns import KEYS, Column, columns_of
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared

PATH: Final = "data/datapackage.json"
PROFILES: Final = "https://datapackage.org/profiles/2.0"
LICENCE: Final = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "field.figures.hedge": get_args(Hedge),
    "field.figures.status": get_args(Status),
    "field.figures.speaker": get_args(SpeakerRole),
    "field.figures.period_basis": ("printed", "inferred"),
    "field.records.kind": tuple(KINDS),
}
"""The values that a column can have, where they are counted."""


def data_package(tables: Iterable[Artifact], shared: Shared) -> Artifact:
    """Return ``data/datapackage.json`` for the tables among these files."""
    config = shared.config
    every = tuple(Phrases(lang, config.languages, shared.ui) for lang in config.languages)
    package: dict[str, Any] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"jianbao-{config.edition}",
        **_worded(every, "title", lambda one: one.name(config.title)),
        **_worded(every, "description", lambda one: one.name(config.description)),
        "version": config.edition,
        "created": f"{config.build_date}T00:00:00Z",
        **({"homepage": config.base_url} if config.base_url else {}),
        "licenses": [LICENCE],
        "resources": list(_resources(tables, every)),
    }
    return Artifact(PATH, (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode())


def _resources(tables: Iterable[Artifact], every: tuple[Phrases, ...]) -> Iterator[Mapping[str, Any]]:
    bodies = {one.path: one.body for one in tables}
    for table in KEYS:
        yield _resource(table, bodies[f"data/{table}.csv"], every)


def _resource(table: str, body: bytes, every: tuple[Phrases, ...]) -> Mapping[str, Any]:
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        **_worded(every, "title", lambda one: one.say(f"data.{table}.title")),
        **_worded(every, "description", lambda one: one.say(f"data.{table}.lead")),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{sha256(body).hexdigest()}",
        "schema": _schema(table, every),
    }


def _schema(table: str, every: tuple[Phrases, ...]) -> Mapping[str, Any]:
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column, every) for column in columns_of(table, every[0].languages)],
        "primaryKey": list(KEYS[table]),
    }


def _field(column: Column, every: tuple[Phrases, ...]) -> Mapping[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.key in CHOICES:
        constraints["enum"] = list(CHOICES[column.key])
    return {
        "name": column.name,
        "type": column.type,
        **_worded(every, "title", lambda one: column_title(column, one)),
        **_worded(every, "description", lambda one: one.say(f"{column.key}.lead")),
        **({"constraints": constraints} if constraints else {}),
    }


def column_title(column: Column, phrases: Phrases) -> str:
    """Name a column, with its language where there is one for each."""
    title = phrases.say(column.key)
    return phrases.say("field.in", field=title, language=phrases.language(column.lang)) if column.lang else title


def _worded(every: tuple[Phrases, ...], name: str, words: Callable[[Phrases], str]) -> Mapping[str, str]:
    """Give a property in the first language, and in each of the others under a name of its own."""
    return {name if one is every[0] else f"{name}_{one.lang}": words(one) for one in every}
