"""
Where each character of a decoded YAML scalar is written.

In: a scalar as it stands in the file, with its style. Out: for each decoded character the position of the
character that wrote it. Line folding, doubled quotes, escapes and the indentation of blocks are followed;
blanks that a folded block adds or takes away may be off by one.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_FOLD: Final = r"(?P<fold>[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+)"
_PIECES: Final[Mapping[str, re.Pattern[str]]] = {
    '"': re.compile(
        r"(?P<skip>\\[ \t]*(?:\r\n|\r|\n)[ \t]*)|\\x.{2}|\\u.{4}|\\U.{8}|\\.|" + _FOLD + r"|.",
        re.DOTALL,
    ),
    "'": re.compile(r"''|" + _FOLD + r"|.", re.DOTALL),
    "": re.compile(_FOLD + r"|.", re.DOTALL),
}
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BREAK: Final = re.compile(r"\r\n|\r|\n")


def written_at(raw: str, style: str, offset: int) -> int:
    r"""
    Find the position in the written scalar of a decoded character; the last one if there is no such character.

    >>> written_at(r'"a\"b"', '"', 2)
    4
    """
    found = 0
    for count, position in enumerate(_positions(raw, style)):
        found = position
        if count == offset:
            break
    return found


def _positions(raw: str, style: str) -> Iterator[int]:
    if style in ("|", ">"):
        yield from _block_positions(raw, folded=style == ">")
        return
    quoted = style != ""
    for piece in _PIECES[style].finditer(raw, int(quoted), len(raw) - quoted):
        groups = piece.groupdict()
        if groups.get("skip"):
            continue
        breaks = len(_BREAK.findall(groups.get("fold") or ""))
        for _ in range(max(1, breaks - 1)):
            yield piece.start()


def _block_positions(raw: str, *, folded: bool) -> Iterator[int]:
    lines = [line for line in _LINE.finditer(raw) if line.group()][1:]
    indent = min((_indent(line.group()) for line in lines if line.group().strip()), default=0)
    blank_before = False
    for line in lines:
        words = line.group().rstrip("\r\n")
        yield from range(line.start() + min(indent, len(words)), line.start() + len(words))
        is_blank = not words.strip()
        # In a folded block the end of a line becomes a blank; before empty lines it vanishes.
        if not (folded and is_blank and not blank_before):
            yield line.start() + len(words)
        blank_before = is_blank


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
