"""
How a part of a text of YAML is built, apart from what it says.

In: a part in which each scalar in double quotes has become ``"``, each plain scalar that follows a colon ``'`` and each
list of such ``^``. Out: its data as JSON, with marks for the scalars that were taken out. Records say different
things in the same few shapes: each shape is understood once.
"""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from jianbao.read.gathering import Gather
from jianbao.read.plain import DEEPEST
from jianbao.read.yaml_brackets import KEY, PLAIN, read_brackets
from jianbao.read.yaml_making import Shape, Slot, UnknownError, json_of

_MOST_PARTS: Final = 1 << 9
_MOST_LINES: Final = 1 << 10
_LONGEST: Final = 1 << 12
"""Characters of the longest shape that is kept: a longer one is hardly met twice."""

_BEGINNINGS: Final = (0, 1, 5)
"""The levels of a key of the outermost mapping, and of items that stand right below it or indented by two."""

_LINE: Final = re.compile(rf"""( *)(- )?(?:({KEY}):(?: +|$))?(?:(["'^])|({PLAIN})|([\[{{].*[\]}}]))? *""")
"""Indentation, dash, key, then what was taken out, a plain scalar that was not, or brackets."""


class Part(NamedTuple):
    """
    A key of the outermost mapping with its value, a key whose value may follow, or an item of the list that follows it.

    An item has no key; ``indent`` says in which column it begins. A part that says nothing has neither key nor value.
    """

    key: str
    indent: int
    json: str


def part_of(shape: str, gather: Gather | None) -> Part:
    """Understand a line that is not indented, or an item of a list, with the lines below it, for what gathers it."""
    return _known_part(shape, gather) if len(shape) <= _LONGEST else _part_of(shape, gather)


def _part_of(shape: str, gather: Gather | None) -> Part:
    line_of = _known_line if len(shape) <= _LONGEST else _line_of
    lines = [line for line in map(line_of, shape.split("\n")) if line]
    if not lines:
        return Part("", 0, "")
    first = lines[0]
    if first.level not in _BEGINNINGS:
        raise UnknownError
    block = _Block(first)
    for line in lines:
        block.take(line)
    whole = block.close()
    if isinstance(whole, list):
        (item,) = whole
        return Part("", first.level // 2, json_of(item, gather))
    ((key, value),) = whole.items()
    return Part(key, 0, json_of(value, gather.below(key) if gather else None) if value != "" else "")


class _Line(NamedTuple):
    """
    A line: its level, whether it begins with a dash, its key, and its value where it has one.

    The level of a mapping is twice its indentation; that of a list is one more, for it may stand right below its key.
    """

    level: int
    dash: bool
    key: str
    value: Slot | str
    brackets: str


def _line_of(shape: str) -> _Line | None:
    """Understand a line; ``None`` where nothing stands on it."""
    found = _LINE.fullmatch(shape)
    if found is None:
        raise UnknownError
    indent, dash, key, slot, plain, brackets = found.groups()
    if not (dash or key):
        if slot or plain or brackets:
            raise UnknownError
        return None
    if not (key or slot or plain or brackets):
        raise UnknownError
    return _Line(
        2 * len(indent) + bool(dash), bool(dash), key or "", Slot(slot) if slot else plain or "", brackets or ""
    )


_known_part = lru_cache(_MOST_PARTS)(_part_of)
_known_line = lru_cache(_MOST_LINES)(_line_of)


class _Block:
    """The mappings and lists of a part that are open, the innermost last."""

    def __init__(self, first: _Line) -> None:
        self._root: Any = [] if first.dash else {}
        self._here: Any = self._root
        self._level = first.level
        self._above: list[tuple[Any, int]] = []
        self._key = ""  # a key whose value has not been met
        self._room = DEEPEST - 1 - first.dash  # for what may still be opened

    def take(self, line: _Line) -> None:
        """Put what a line says to where it belongs."""
        if self._key:
            self._settle(line)
        while line.level < self._level and self._above:
            self._here, self._level = self._above.pop()
            self._room += 1
        if line.level != self._level:
            raise UnknownError
        if line.dash and line.key:
            inner: dict[str, Shape] = {}
            self._here.append(inner)
            self._open(inner, line.level + 3)
        if line.key and line.key in self._here:
            raise UnknownError
        if line.brackets or line.value:
            self._add(line.key, self._value_of(line))
        else:
            self._key = line.key

    def close(self) -> Any:
        """Give the whole."""
        if self._key:
            self._here[self._key] = ""
        return self._root

    def _settle(self, line: _Line) -> None:
        """Give the key that waits what begins with this line, or nothing."""
        if line.level > self._level:
            inner: Any = [] if line.dash else {}
            self._here[self._key] = inner
            self._open(inner, line.level)
        else:
            self._here[self._key] = ""
        self._key = ""

    def _open(self, inner: Any, level: int) -> None:
        self._above.append((self._here, self._level))
        self._here, self._level = inner, level
        self._room -= 1
        if self._room < 0:
            raise UnknownError

    def _value_of(self, line: _Line) -> Shape:
        if line.brackets:
            return read_brackets(line.brackets, self._room)
        if line.value is Slot.LIST and not self._room:
            raise UnknownError
        return line.value

    def _add(self, key: str, value: Shape) -> None:
        if key:
            self._here[key] = value
        else:
            self._here.append(value)
