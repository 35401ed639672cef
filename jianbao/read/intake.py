"""
Read a text that an editor wants to take in, from anywhere on disk.

In: a path. Out: the text as it will be kept (UTF-8, line feeds, no byte order mark) with what was changed, or the
problem that an editor has to mend first. Nothing is guessed: bytes of another encoding are refused, with its name.
"""

import codecs
import re
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.problems import Place, Problem
from jianbao.read.seed_texts import LARGEST_TEXT_BYTES

LONGEST_LINE: Final = 20_000
"""Characters. A paragraph has fewer; a longer line is an article whose line ends were lost."""

_PAGE: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"</(?:p|div|span|a|li|td|h[1-6])>", re.IGNORECASE)
_TAGS_OF_A_PAGE: Final = 5
_FORMATS: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a word processor's document or an archive",
    b"\xd0\xcf\x11\xe0": "an Office document",
}
_GUESSES: Final = ("gb18030", "big5", "cp1252")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Intake(Struct, frozen=True):
    """A text ready to be kept, and in which respects it is not byte by byte what was given."""

    text: str
    changes: tuple[str, ...] = ()


def read_intake(path: Path, encoding: str = "utf-8") -> Intake | Problem:
    """Read a text in the encoding that an editor names."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_TEXT_BYTES + 1)
    except OSError as error:
        return _unusable(path, f"it cannot be read: {(error.strerror or 'unknown reason').lower()}", "check the name")
    if len(data) > LARGEST_TEXT_BYTES:
        return _unusable(path, "it has more than 4 MiB", "take the articles that you need into a file of their own")
    for start, what in _FORMATS.items():
        if data.startswith(start):
            return _unusable(path, f"it is {what}, not a text", "copy the words into a plain text file, as UTF-8")
    text = _decode(path, data, encoding)
    return text if isinstance(text, Problem) else _examine(path, text)


def _decode(path: Path, data: bytes, encoding: str) -> str | Problem:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = f"the byte 0x{data[error.start]:02X} at {error.start} is not {encoding.upper()}"
    guess = next((name for name in _GUESSES if _decodes(data, name)), "")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guess = "utf-16"
    hint = f"if it reads well as {guess}, run the command with --encoding {guess}" if guess else "save it as UTF-8"
    return Problem(code="yaml/encoding", where=Place(path.name), message=f"{path.name}: {shown}", hint=hint)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _examine(path: Path, text: str) -> Intake | Problem:
    """Refuse what is no article, and even out what nobody can see."""
    if not text.strip("\ufeff \t\r\n\u3000"):
        return _unusable(path, "it is empty", "put the text of the article into it")
    if _PAGE.match(text) or len(_TAG.findall(text)) >= _TAGS_OF_A_PAGE:
        hint = "open the page in a browser and copy its text, or save it there as plain text"
        return _unusable(path, "it is the HTML of a page", hint)
    changes = []
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        changes.append("the byte order mark was taken away")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        changes.append("line ends became line feeds")
    for number, line in enumerate(text.split("\n"), 1):
        if control := _CONTROL.search(line):
            message = f"line {number} holds the control character U+{ord(control[0]):04X}"
            return _unusable(path, message, "it is no plain text; copy the words into a new file", number)
        if len(line) > LONGEST_LINE:
            message = f"line {number} has {len(line):,} characters, and {LONGEST_LINE:,} are allowed"
            return _unusable(path, message, "put each paragraph on a line of its own", number)
    return Intake(text, tuple(changes))


def _unusable(path: Path, message: str, hint: str, line: int = 1) -> Problem:
    return Problem(code="seed/unusable", where=Place(path.name, line), message=f"{path.name}: {message}", hint=hint)
