"""
Read quickly the YAML that records are written in, and say nothing of any other.

In: the text of a file. Out: its data, every scalar a string, or ``None`` where the file holds anything that is
not known here: then ``yaml_lines`` reads it, which alone refuses and explains. Known are a mapping in block
style; below it mappings and lists, in block style or in brackets on one line; scalars on one line, plain ones of
letters, digits and a few signs, quoted ones whose only escapes are those of the quote and the backslash; comments
on lines of their own. What is given is what ``yaml_lines`` would give.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str"

DEEPEST: Final = 20
"""How many lists and mappings may be open at once."""

# Controls but for the tab, ends of lines for any program, and what no text may hold (see ``encoding``).
_UNSEEN: Final = r"\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_KEY: Final = r"[A-Za-z_][A-Za-z0-9_.-]{0,99}"
_PLAIN: Final = r"(?:-|\.\./)?\w[\w./%+-]*+(?: \w[\w./%+-]*+)*+"
_SIMPLE: Final = rf'"[^"\\{_UNSEEN}]*+"'
# Runs of ordinary characters are taken at once, which is half the cost of reading a record.
_QUOTED: Final = rf"""(?:"[^"\\{_UNSEEN}]*+(?:\\["\\][^"\\{_UNSEEN}]*+)*+"|'[^'{_UNSEEN}]*+')"""

_LINE: Final = re.compile(
    rf"^( *)(?:(- )?(?:({_KEY}):(?: +|(?= *\r?$)))?(?:({_QUOTED})|({_PLAIN})|([\[{{].*[\]}}]))? *"
    rf"|#[^{_UNSEEN}]*|(.+?))\r?$",
    re.MULTILINE,
)
"""Indentation, dash, key, then a quoted scalar, a plain one or brackets; last, what is not known."""

_WORDS: Final = re.compile(rf"\[({_PLAIN}(?:, {_PLAIN})*+)\]")
_TEXTS: Final = re.compile(rf"\{{{_KEY}: {_SIMPLE}(?:, {_KEY}: {_SIMPLE})*+\}}")
_TEXT: Final = re.compile(rf'({_KEY}): "([^"]*+)"')
_TOKEN: Final = re.compile(rf" *+(?:([\]}},])|(?:({_KEY}): ++)?+(?:({_QUOTED})|([\[{{])|({_PLAIN}))|(.))")
"""What ends a value; its key, where it has one, with the value or what opens it; last, what is not known."""

_ESCAPE: Final = re.compile(r"\\(.)")
_OPENED: Final[Mapping[str, Callable[[], Plain]]] = {"[": list, "{": dict}


class _UnknownError(Exception):
    """Something stands here that this module does not read."""


def read_subset(text: str) -> dict[str, Plain] | None:
    """Read a mapping, or give ``None``: the file may be right or wrong, which is not judged here."""
    block = _Block()
    try:
        for indent, dash, key, quoted, plain, brackets, unknown in _LINE.findall(text):
            if unknown:
                return None
            if dash or key:
                level = 2 * len(indent) + len(dash) // 2
                if level != block.level or block.key is not None:
                    block.step(level, dash)
                if not (quoted or plain or brackets):
                    block.wait(key)
                    continue
                value = _scalar(quoted) if quoted else plain or _read_brackets(brackets, block.room)
                if dash or key in block.here:
                    block.add(key, value)
                else:
                    block.here[key] = value
            elif quoted or plain or brackets:
                return None
    except _UnknownError:
        return None
    return block.close()


class _Block:
    """
    The mappings and lists that are open, the innermost last.

    The level of a mapping is twice its indentation; that of a list is one more, for it may stand right below its key.
    """

    __slots__ = ("_above", "_root", "here", "key", "level")

    def __init__(self) -> None:
        self._root: dict[str, Plain] = {}
        self.here: Any = self._root
        self.level = 0
        self._above: list[tuple[Any, int]] = []
        self.key: str | None = None  # a key whose value has not been met

    @property
    def room(self) -> int:
        """How many lists and mappings more may be opened here."""
        return DEEPEST - 1 - len(self._above)

    def step(self, level: int, dash: str) -> None:
        """Go to where a line at this level belongs."""
        if self.key is not None:
            if level > self.level:
                inner: Any = [] if dash else {}
                self.here[self.key] = inner
                self._open(inner, level)
            else:
                self.here[self.key] = ""
            self.key = None
        while level < self.level and self._above:
            self.here, self.level = self._above.pop()
        if level != self.level:
            raise _UnknownError

    def add(self, key: str, value: Plain) -> None:
        """Add a value under a key, or to the list."""
        if not key:
            self.here.append(value)
            return
        self._enter(key)
        self.here[key] = value

    def wait(self, key: str) -> None:
        """Note a key whose value stands on the lines below, or nowhere."""
        if not key:
            raise _UnknownError
        self._enter(key)
        self.key = key

    def close(self) -> dict[str, Plain] | None:
        """Give the whole, unless it is nothing."""
        if self.key is not None:
            self.here[self.key] = ""
        return self._root or None

    def _enter(self, key: str) -> None:
        """Open the mapping that a dash begins, and refuse a key that it has."""
        if self.level % 2:
            inner: dict[str, Plain] = {}
            self.here.append(inner)
            self._open(inner, self.level + 3)
        elif key in self.here:
            raise _UnknownError

    def _open(self, inner: Any, level: int) -> None:
        if not self.room:
            raise _UnknownError
        self._above.append((self.here, self.level))
        self.here, self.level = inner, level


def _scalar(quoted: str) -> str:
    inner = quoted[1:-1]
    return _ESCAPE.sub(r"\1", inner) if quoted[0] == '"' and "\\" in inner else inner


def _read_brackets(text: str, room: int) -> Plain:
    """Read a list or mapping in brackets; the two shapes that records mostly hold are read at once."""
    if room and (found := _WORDS.fullmatch(text)):
        return list(found[1].split(", "))
    if room and _TEXTS.fullmatch(text):
        pairs = _TEXT.findall(text)
        texts: dict[str, Plain] = dict(pairs)
        if len(texts) == len(pairs):
            return texts
    return _read_nested(text, room)


def _read_nested(text: str, room: int) -> Plain:
    """Read lists and mappings that hold others, at most as many in each other as there is room for."""
    above: list[Any] = []
    outermost: list[Plain] = []
    here: Any = outermost
    waits = True  # for a value
    for ending, key, quoted, opening, plain, unknown in _TOKEN.findall(text):
        if unknown or (not ending and not waits):
            raise _UnknownError
        if ending == ",":
            if waits or not above:
                raise _UnknownError
            waits = True
        elif ending:
            # After a comma something has to follow.
            if not above or (waits and here) or isinstance(here, dict) != (ending == "}"):
                raise _UnknownError
            here, waits = above.pop(), False
        else:
            value: Any = _OPENED[opening]() if opening else _scalar(quoted) if quoted else plain
            _put(here, key, value)
            waits = bool(opening)
            if opening:
                above.append(here)
                here = value
                if len(above) > room:
                    raise _UnknownError
    if above or waits:
        raise _UnknownError
    return outermost[0]


def _put(whole: Any, key: str, value: Plain) -> None:
    """Add an item to a list, or under a new key to a mapping."""
    if isinstance(whole, dict):
        if not key or key in whole:
            raise _UnknownError
        whole[key] = value
    elif key:
        raise _UnknownError
    else:
        whole.append(value)
