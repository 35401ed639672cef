"""
Plant a payload into every authored text of a site at once.

The values are those that reading gives and the checks pass on; here they go to rendering unchecked, so that
safety rests on rendering alone. What a type closes to free text (slugs, references, dates, digits, ids) is left.
"""

from collections.abc import Iterator, Mapping
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct, inspect, structs

from jianbao.model.basics import Lang
from jianbao.model.quantity import UnitForms
from jianbao.model.site import Catalog
from jianbao.read.plain import Document
from jianbao.read.yaml_lines import read_yaml
from tests.builders import EN, ZH, catalog, config, fullest

ROOT: Final = Path(__file__).resolve().parents[2]

NAMES: Final = frozenset(
    {
        "unit",
        "seed",
        "formula",
        "file",
        "when",
        "digest",
        "sha256",
        "lines",
        "article",
        "language",
        "output",
        "seed_folders",
    }
)
"""Fields of plain text that name something else of the site, or that reading and checking close by a rule."""

MARK: Final = "Mark"
"""Stands behind every payload, so that it can be found again; the payload itself begins the text."""


def plant(payload: str) -> Catalog:
    """Return a catalog that uses every field of every kind, each text of it the payload."""
    return plant_each(repeat(payload))


def plant_each(payload: Iterator[str]) -> Catalog:
    """Return a catalog that uses every field of every kind, each text of it the next payload."""
    clean = catalog(fullest(), ui=interface(payload), config=planted(config(base_url="https://site.example"), payload))
    return structs.replace(
        clean,
        records={ref: planted(record, payload) for ref, record in clean.records.items()},
        units={name: with_forms(unit, payload) for name, unit in clean.units.items()},
        tiles={code: planted(tile, payload) for code, tile in clean.tiles.items()},
        indexes={name: planted(index, payload) for name, index in clean.indexes.items()},
    )


def planted(value: Any, payload: Iterator[str]) -> Any:
    """Return a struct with a payload in each of its free texts."""
    changes = {}
    for field in structs.fields(type(value)):
        held = getattr(value, field.name)
        if field.name not in NAMES and held not in ("", ()):
            changes[field.encode_name] = _planted(held, inspect.type_info(field.type), payload)
    return structs.replace(value, **changes)


def _planted(held: Any, info: inspect.Type, payload: Iterator[str]) -> Any:
    if isinstance(held, Struct):
        return planted(held, payload)
    if isinstance(info, inspect.UnionType):
        return _planted(held, next(one for one in info.types if not isinstance(one, inspect.NoneType)), payload)
    if isinstance(info, inspect.DictType) and isinstance(held, Mapping):
        return {key: _planted(one, info.value_type, payload) for key, one in held.items()}
    if isinstance(info, inspect.VarTupleType) and isinstance(held, tuple):
        return tuple(_planted(one, info.item_type, payload) for one in held)
    if isinstance(info, inspect.StrType) and isinstance(held, str) and info.pattern is None:
        return f"{escaped(next(payload))}{MARK} {held}"
    return held


def escaped(payload: str) -> str:
    """Write a payload as an editor has to: braces and brackets are tokens unless a backslash says otherwise."""
    return "".join(f"\\{char}" if char in "{}[]\\" else char for char in payload)


def with_forms(unit: Any, payload: Iterator[str]) -> Any:
    """Return a unit whose words are the payload."""
    forms = {
        lang: UnitForms(other=f"{form.other} {next(payload)}", printed=form.printed)
        for lang, form in unit.forms.items()
    }
    return structs.replace(unit, forms=forms)


def interface(payload: Iterator[str]) -> Mapping[Lang, Mapping[str, str]]:
    """Return the interface strings of the project, each followed by the payload."""
    found = {}
    for lang in (EN, ZH):
        document = read_yaml((ROOT / f"site_src/ui/{lang}.yaml").read_text(), "ui")
        assert isinstance(document, Document)
        strings = msgspec.convert(document.data, dict[str, str])
        found[lang] = {key: f"{next(payload)}{words}" for key, words in strings.items()}
    return found
