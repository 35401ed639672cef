"""
Write postings down and cut them into shards, all of them or those that have changed.

A shard of terms is a text. Each of its lines is a term and its postings; a posting is the distance to the document
before, times ``LEVELS``, plus what the term weighs there. Shards end where a digest of the next name says so
(content-defined chunking, after Muthitacharoen, Chen and Mazières, 2001): an edit changes the shards whose terms it
changes, and no other.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import Final
from zlib import crc32

SHARD_BYTES: Final = 48 * 1024
"""What a shard holds on average."""

TERM_BYTES: Final = 24
ROW_BYTES: Final = 384
"""What the line of a term and the row of a document hold on average, within a factor of two."""

LEVELS: Final = 32
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def ends(size: int, name: str, each: int) -> bool:
    """Tell whether a shard of so many bytes ends before what has this name; lines hold ``each`` bytes on average."""
    least, most = SHARD_BYTES // 2, SHARD_BYTES * 3 // 2
    return size > least and (size > most or crc32(name.encode()) % max(least // each, 1) == 0)


def browser_order(term: str) -> bytes:
    """Return what to sort a term by: a browser goes by UTF-16 code units."""
    return term.encode("utf-16-be")


def shards_of(documents: Iterable[Mapping[str, int]]) -> Iterator[str]:
    """Yield the shards of an index whose documents, in order, have these terms at these levels."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, levels in enumerate(documents):
        start = number * LEVELS
        for term, level in levels.items():
            found[term].append(start + level)
    return _cut([[_line(term, found[term]) for term in sorted(found, key=browser_order)]])


def amended(shards: Sequence[str], changes: Mapping[str, Mapping[int, int]]) -> Iterator[str]:
    """
    Yield the shards after some postings have changed.

    ``changes`` give for a term its new level in a document, by the number of that; 0 takes the document away.
    """
    pieces: list[str | list[str]] = [*shards] or [[]]
    firsts = [browser_order(term_of(shard)) for shard in shards]
    touched: dict[int, list[str]] = {}
    for term in changes:
        touched.setdefault(max(bisect_right(firsts, browser_order(term)) - 1, 0), []).append(term)
    for place, terms in touched.items():
        pieces[place] = _amended_lines(_lines_of(pieces[place]), {term: changes[term] for term in terms})
    return _cut(pieces)


def term_of(line: str) -> str:
    """Return the term of a line, or the first term of a shard."""
    return line[: line.index(" ")]


def _lines_of(piece: str | list[str]) -> list[str]:
    return piece.split("\n") if isinstance(piece, str) else piece


def _amended_lines(lines: Iterable[str], changes: Mapping[str, Mapping[int, int]]) -> list[str]:
    table = {term_of(line): line for line in lines}
    is_sorted = True
    for term, levels in changes.items():
        is_sorted = is_sorted and term in table
        postings = {**dict(_decoded(table.get(term, ""))), **levels}
        kept = [number * LEVELS + postings[number] for number in sorted(postings) if postings[number]]
        if kept:
            table[term] = _line(term, kept)
        else:
            table.pop(term, None)
    return [*table.values()] if is_sorted else [table[term] for term in sorted(table, key=browser_order)]


def _decoded(line: str) -> Iterator[tuple[int, int]]:
    codes = [divmod(int(code, 36), LEVELS) for code in line.split(" ")[1:]]
    return zip(accumulate(distance for distance, _ in codes), (level for _, level in codes), strict=True)


def _line(term: str, postings: Sequence[int]) -> str:
    """Write the line of a term; its postings are the numbers of documents, times ``LEVELS``, plus the levels."""
    befores = chain((0,), postings)
    codes = [_base36(one - before // LEVELS * LEVELS) for one, before in zip(postings, befores, strict=False)]
    return f"{term} {' '.join(codes)}"


def _cut(pieces: Sequence[str | list[str]]) -> Iterator[str]:
    """
    Cut pieces of an index into shards.

    A piece that is a text was a shard. It stays one if a shard ends before it and after it; where each line begins is
    the same then as before, and so is every cut within.
    """
    open_lines: list[str] = []
    filled = [piece for piece in pieces if piece]
    nexts = [term_of(piece if isinstance(piece, str) else piece[0]) for piece in filled[1:]]
    for piece, after in zip(filled, [*nexts, None], strict=False):
        if not open_lines and isinstance(piece, str) and (after is None or ends(_size(piece), after, TERM_BYTES)):
            yield piece
            continue
        *whole, open_lines = _split([*open_lines, *_lines_of(piece)])
        yield from map("\n".join, whole)
        text = "\n".join(open_lines)
        if after is None or ends(_size(text), after, TERM_BYTES):
            yield text
            open_lines = []


def _split(lines: Iterable[str]) -> Iterator[list[str]]:
    """Cut lines where a shard ends; the last piece may go on."""
    piece: list[str] = []
    size = 0
    for line in lines:
        if ends(size, term_of(line), TERM_BYTES):
            yield piece
            piece, size = [], 0
        piece.append(line)
        size += len(line.encode()) + 2
    yield piece


def _size(text: str) -> int:
    """Return the bytes that lines take in a script, in which a line feed is two."""
    return len(text.encode()) + text.count("\n") + 2


@cache
def _base36(number: int) -> str:
    """
    Write a number as JavaScript's ``parseInt(…, 36)`` reads it.

    >>> _base36(35), _base36(36)
    ('z', '10')
    """
    head, last = divmod(number, len(_DIGITS))
    return (_base36(head) if head else "") + _DIGITS[last]
