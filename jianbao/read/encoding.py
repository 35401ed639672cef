"""
Bytes of a text file to characters, strictly.

Out: text in UTF-8 without a byte order mark, without control characters and without the characters that
some programs count as line ends and others do not, so that line numbers mean the same everywhere.
"""

import re
from typing import Final

from jianbao.problems import Place, Problem
from jianbao.text.late import late_pattern

_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls of ASCII and Latin-1, but for tab and line ends
    "\u2028\u2029"  # line ends to some programs only
    "\u202a-\u202e\u2066-\u2069"  # turn the direction of what follows: a reviewer sees other text than the reader
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BOM: Final = b"\xef\xbb\xbf"
_LINE_END: Final = late_pattern("\r\n|\r|\n")


def decode_utf8(data: bytes, file: str) -> str | Problem:
    """Decode the bytes of a file, or say which byte or character is refused."""
    if data.startswith(_BOM):
        return Problem(
            code="yaml/encoding",
            where=Place(file),
            message="the file begins with a byte order mark (EF BB BF)",
            hint="save it as “UTF-8 without BOM”",
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return Problem(
            code="yaml/encoding",
            where=place_at(data[: error.start].decode(), error.start, file),
            message=f"the byte 0x{data[error.start]:02X} is not UTF-8",
            hint="save the file as UTF-8",
        )
    return find_refused(text, file) or text


def find_refused(text: str, file: str) -> Problem | None:
    """Find the first character that no text may hold."""
    found = _REFUSED.search(text)
    if found is None:
        return None
    return Problem(
        code="yaml/encoding",
        where=place_at(text, found.start(), file),
        message=f"the character U+{ord(found.group()):04X} cannot be seen and is not allowed here",
        hint="delete it",
    )


def refused_in(value: str) -> str | None:
    r"""
    Name the first refused character of a decoded string, which an escape may have made.

    >>> refused_in("a\x00b")
    'U+0000'
    """
    found = _REFUSED.search(value)
    return f"U+{ord(found.group()):04X}" if found else None


def place_at(text: str, index: int, file: str, width: int = 1) -> Place:
    r"""
    Turn a count of characters into line and column.

    >>> place_at("ab\r\ncd", 5, "x.yaml")
    Place(file='x.yaml', line=2, column=2, width=1)
    """
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, min(index, len(text))):
        line, start = line + 1, end.end()
    return Place(file, line, min(index, len(text)) - start + 1, width)


def split_lines(text: str) -> list[str]:
    r"""
    Split at line ends, and at nothing else.

    >>> split_lines("a\r\nb\n")
    ['a', 'b', '']
    """
    return _LINE_END.split(text)
