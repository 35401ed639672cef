"""
Write a sealed edition as a file that people can read and the program reads back.

In: an edition. Out: a new YAML file; one that exists is never written over.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jianbao.model.basics import Text
from jianbao.model.editions import SealedEdition, SealedFigure, SealedRecord
from jianbao.text.quoting import quoted
from jianbao.whole import create_file

_NOTE: Final = (
    "# Sealed by `python build.py seal`: this is what was published. It is not edited; a mistake in it is mended in\n"
    "# the records and explained by a correction.\n"
)


def write_edition(folder: Path, edition: SealedEdition) -> Path:
    """Write an edition under its name and return the file. Raises ``FileExistsError`` or ``OSError``."""
    path = folder / f"{edition.edition}.yaml"
    create_file(path, format_edition(edition).encode())
    return path


def format_edition(edition: SealedEdition) -> str:
    """Write an edition as YAML, one figure or record a line."""
    head = {"edition": edition.edition, "date": edition.date, "sha256": edition.sha256}
    lines = [f"{name}: {quoted(words)}\n" for name, words in head.items()]
    lines += _block("figures", {key: _figure(one) for key, one in sorted(edition.figures.items())})
    lines += _block("records", {ref: _record(one) for ref, one in sorted(edition.records.items())})
    return _NOTE + "".join(lines)


def _block(name: str, rows: Mapping[str, str]) -> list[str]:
    if not rows:
        return [f"{name}: {{}}\n"]
    return [f"{name}:\n", *(f"  {key}: {row}\n" for key, row in rows.items())]


def _figure(figure: SealedFigure) -> str:
    fields = {
        "metric": figure.metric,
        "value": figure.value,
        "to": figure.to or "",
        "scale": figure.scale,
        "unit": figure.unit,
        "hedge": figure.hedge,
        "status": figure.status,
        "period": figure.period or "",
    }
    flat = [f"{name}: {quoted(words)}" for name, words in fields.items() if words]
    return "{" + ", ".join([*flat, f"label: {_text(figure.label)}", f"text: {_text(figure.text)}"]) + "}"


def _record(record: SealedRecord) -> str:
    return f"{{name: {_text(record.name)}, sha256: {quoted(record.sha256)}}}"


def _text(text: Text) -> str:
    return "{" + ", ".join(f"{lang}: {quoted(words)}" for lang, words in text.items()) + "}"
