"""``config.yaml`` to a ``Config``, or everything that keeps it from being used."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from jianbao.model.config import Config
from jianbao.problems import Pointer, Problem
from jianbao.read.decode import decode_record
from jianbao.read.folders import read_document
from jianbao.read.plain import Unreadable
from jianbao.text.cldr import locale_of
from jianbao.text.closest import did_you_mean
from jianbao.text.styles import STYLES

_FILE: Final = "config.yaml"


def read_config(root: Path) -> Config | tuple[Problem, ...]:
    """Read the configuration of the project in this folder."""
    document = read_document(root / _FILE, _FILE)
    if isinstance(document, Unreadable):
        return document.problems
    config = decode_record(document.data, Config, _FILE)
    if isinstance(config, tuple):
        return config
    return tuple(_check_config(config)) or config


def _check_config(config: Config) -> Iterator[Problem]:
    yield from _check_once("language", config.languages)
    yield from _check_once("output", config.outputs)
    yield from _check_once("pdf_kind", config.pdf_kinds)
    yield from _check_once("encoding", config.precompress, "precompress")
    for position, lang in enumerate(config.languages):
        if lang not in STYLES and locale_of(lang) is None:
            message = f'"{lang}" is no language that Unicode CLDR knows'
            yield _unusable(("languages", position), message, "write a tag such as en, zh, fr or zh-Hant")
    for name, text in (("title", config.title), ("description", config.description)):
        for lang in dict.fromkeys(config.languages):
            if lang not in text:
                yield _unusable((name,), f'the {name} has no text in "{lang}"', f"add {lang}: …", key=True)
        for lang in text:
            if lang not in config.languages:
                hint = did_you_mean(lang, config.languages) or "add it to the languages, or remove it"
                yield _unusable((name, lang), f'the site has no language "{lang}"', hint, key=True)
    try:
        date.fromisoformat(config.build_date)
    except ValueError:
        message = f'"{config.build_date}" is not a day of the calendar'
        yield _unusable(("build_date",), message, "write year-month-day, as in 2026-11-22")


def _check_once(what: str, names: Sequence[str], key: str = "") -> Iterator[Problem]:
    """Refuse a name that stands twice in the list of a key, which is the plural of what it lists unless given."""
    for position, name in enumerate(names):
        if name in names[:position]:
            yield _unusable((key or f"{what}s", position), f'the {what} "{name}" is named twice', "name it once")


def _unusable(path: tuple[str | int, ...], message: str, hint: str, *, key: bool = False) -> Problem:
    return Problem(code="config/invalid", where=Pointer(_FILE, path, key=key), message=message, hint=hint)
