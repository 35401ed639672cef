"""
What data of one shape comes to as JSON, but for the scalars that were taken out of the text.

In: mappings and lists that hold slots in place of scalars. Out: JSON with marks in place of scalars, in the order in
which these are written.
"""

from enum import Enum
from typing import Any, Final, TypeAlias

from jianbao.read.gathering import Gather, gathered


class Slot(Enum):
    """Where a scalar was taken out: one in double quotes; a plain one that follows a colon, or a list of them."""

    QUOTED = '"'
    WORD = "'"
    LIST = "^"


Shape: TypeAlias = "dict[str, Shape] | list[Shape] | Slot | str"

QUOTED_MARK: Final = "\x01"
"""A text with its quotes."""

WORD_MARK: Final = "\x02"
"""A plain scalar, or several of a list, without the outermost quotes, which stand there already."""

_MARKS: Final = {Slot.QUOTED: QUOTED_MARK, Slot.WORD: f'"{WORD_MARK}"', Slot.LIST: f'["{WORD_MARK}"]'}


class UnknownError(Exception):
    """Something stands here that the quick reader does not read."""


def json_of(shape: Shape, gather: Gather | None) -> str:
    """Write a shape as JSON without blanks, its paragraphs gathered. Raises ``UnknownError`` if that changes order."""
    slots: list[Slot] = []
    numbered = _numbered(shape, slots)
    met: list[int] = []
    written = _written(gathered(numbered, gather), slots, met)
    if met != [*range(len(slots))]:
        raise UnknownError
    return written


def _numbered(shape: Shape, slots: list[Slot]) -> Any:
    """Put numbers in place of slots, which are noted."""
    if isinstance(shape, Slot):
        slots.append(shape)
        return len(slots) - 1
    if isinstance(shape, list):
        return [_numbered(inner, slots) for inner in shape]
    return {key: _numbered(inner, slots) for key, inner in shape.items()} if isinstance(shape, dict) else shape


def _written(data: Any, slots: list[Slot], met: list[int]) -> str:
    """Write numbered data; neither keys nor plain scalars hold anything that JSON escapes."""
    if isinstance(data, int):
        met.append(data)
        return _MARKS[slots[data]]
    if isinstance(data, str):
        return f'"{data}"'
    if isinstance(data, list):
        return f"[{','.join(_written(inner, slots, met) for inner in data)}]"
    pairs = (f'"{key}":{_written(inner, slots, met)}' for key, inner in data.items())
    return f"{{{','.join(pairs)}}}"
