"""
A file of YAML as a tree that keeps what data forgets: comments, empty lines, styles, and how scalars are written.

In: text that can be read. Out: nodes; each comment belongs to the entry that follows it, to the one on whose line
it stands, or to the one that ends above it where it is indented below that.
"""

import re
from collections.abc import Iterator
from typing import Final

from jianbao.read.yaml_lines import Token, read_tokens

_COMMENT: Final = re.compile(r"(?:^|(?<=[\s,\[\]{}:]))#[^\r\n]*")
_BREAK: Final = re.compile(r"\r\n|\r|\n")


class Scalar:
    """A scalar as it is written."""

    __slots__ = ("raw", "token")

    def __init__(self, token: Token, raw: str) -> None:
        self.token = token
        self.raw = raw


class Collection:
    """A mapping or list: its entries, and whether its author put it in brackets."""

    __slots__ = ("column", "entries", "foot", "in_brackets", "is_mapping", "lines")

    def __init__(self, *, is_mapping: bool, in_brackets: bool, column: int) -> None:
        self.is_mapping = is_mapping
        self.in_brackets = in_brackets
        self.column = column
        self.entries: list[Entry] = []
        self.foot: list[str] = []
        self.lines = 1


class Entry:
    """A key with its value, or an item: the comments before, beside and below it; an empty text is an empty line."""

    __slots__ = ("beside", "foot", "key", "lead", "value")

    def __init__(self, key: Scalar | None) -> None:
        self.key = key
        self.lead: list[str] = []
        self.beside: list[str] = []
        self.foot: list[str] = []
        self.value: Scalar | Collection | None = None


def read_tree(text: str) -> Collection | None:
    """Read the mapping or list that a file holds; ``None`` where it holds neither."""
    reader = _Reader(text)
    for token in read_tokens(text):
        reader.take(token)
    return reader.finish()


class _Reader:
    """Puts tokens together, and gives what stands between them to entries."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Collection] = []
        self._root: Collection | None = None
        self._end = 0
        self._last: Entry | None = None
        self._fresh: list[tuple[Entry, Collection]] = []
        self._starts: list[int] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "end":
            self._close(token)
        elif token.kind == "scalar":
            self._scalar(token)
        else:
            self._begin(token)

    def finish(self) -> Collection | None:
        """Give what follows the last token to the end of the file."""
        if self._root is not None:
            gap = _with_comments([*self._gap(len(self._text))])
            inside = next((number for number, (column, comment) in enumerate(gap) if comment and not column), len(gap))
            for number, (column, comment) in enumerate(gap):
                ended = _ended_by(self._root, column) if number < inside else None
                (ended or self._root).foot.append(comment)
        return self._root

    def _begin(self, token: Token) -> None:
        in_brackets = self._text[token.start : token.start + 1] in ("[", "{") and token.end > token.start
        inside = bool(self._open) and self._open[-1].in_brackets
        line_start = self._text.rfind("\n", 0, token.start) + 1
        made = Collection(
            is_mapping=token.kind == "mapping", in_brackets=in_brackets or inside, column=token.start - line_start
        )
        self._put(made)
        if in_brackets:
            self._pass(token.start, token.start + 1)
        self._open.append(made)
        self._starts.append(token.start)
        self._root = self._root or made

    def _scalar(self, token: Token) -> None:
        scalar = Scalar(token, self._text[token.start : token.end])
        parent = self._open[-1] if self._open else None
        if parent and parent.is_mapping and (not parent.entries or parent.entries[-1].value is not None):
            parent.entries.append(Entry(scalar))
            self._fresh.append((parent.entries[-1], parent))
        else:
            self._put(scalar)
        if token.end > token.start:
            self._pass(token.start, token.end)

    def _put(self, value: Scalar | Collection) -> None:
        """Make a value the value of the open key, or an item of the open list."""
        parent = self._open[-1] if self._open else None
        if parent is None:
            return
        if not parent.is_mapping:
            parent.entries.append(Entry(None))
            self._fresh.append((parent.entries[-1], parent))
        parent.entries[-1].value = value

    def _close(self, token: Token) -> None:
        closed, start = self._open.pop(), self._starts.pop()
        is_bracket = (
            closed.in_brackets and self._text[token.end - 1 : token.end] in ("]", "}") and token.end > token.start
        )
        if is_bracket:
            foot = [comment for _, comment in self._gap(token.start) if comment]
            above = self._open[-1].entries[-1].lead if self._open and not closed.entries else closed.foot
            above += foot
            closed.lines = 1 + len(_BREAK.findall(self._text[start : token.end]))
            self._end = token.end
        if self._open and is_bracket:
            self._last = self._open[-1].entries[-1]

    def _pass(self, start: int, end: int) -> None:
        """Give what stands before something written to an entry, and go on behind it."""
        gap = [*self._gap(start)]
        entry, parent = self._fresh[0] if self._fresh else (self._last, None)
        if entry is not None:
            if parent is not None:
                gap = self._feet(gap, entry, parent)
            # Between a key and its value an empty line means nothing.
            entry.lead += [comment for _, comment in gap if comment or parent is not None]
        if self._fresh:
            self._last = self._fresh[-1][0]
        elif self._open and self._open[-1].entries:
            self._last = self._open[-1].entries[-1]
        self._fresh = []
        self._end = end

    def _feet(self, gap: list[tuple[int, str]], entry: Entry, parent: Collection) -> list[tuple[int, str]]:
        """Give comments that are indented below the entry above to that entry."""
        place = parent.entries.index(entry)
        if not place or parent.in_brackets:
            return gap
        above = parent.entries[place - 1]
        count = 0
        for number, (column, comment) in enumerate(gap):
            if comment and column <= parent.column:
                break
            count = number + 1 if comment else count
        for column, comment in _with_comments(gap[:count]):
            inner = above.value if isinstance(above.value, Collection) else None
            ended = (_ended_by(inner, column) if inner else None) or above
            ended.foot.append(comment)
        return gap[count:]

    def _gap(self, start: int) -> Iterator[tuple[int, str]]:
        """Yield the comments up to a place with their columns, and one empty text for each run of empty lines."""
        gap = self._text[self._end : start]
        begins_line = self._end == 0 or self._text[self._end - 1] in "\r\n"
        lines = _BREAK.split(gap)
        was_empty = False
        for number, line in enumerate(lines):
            found = _COMMENT.search(line)
            if found and not number and not begins_line:
                if self._last is not None:
                    self._last.beside.append(found[0].rstrip())
                else:
                    yield found.start(), found[0].rstrip()
            elif found:
                yield found.start(), found[0].rstrip()
                was_empty = False
            elif not line.strip() and (number or begins_line) and number < len(lines) - 1 and not was_empty:
                yield 0, ""
                was_empty = True


def _with_comments(gap: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Give each empty line the column of the comment that follows; those that no comment follows fall away."""
    kept: list[tuple[int, str]] = []
    for column, comment in reversed(gap):
        if comment or kept:
            kept.append((column if comment else kept[-1][0], comment))
    return kept[::-1]


def _ended_by(collection: Collection, column: int) -> Entry | None:
    """Find the entry that a comment in this column ends: the last one of the innermost collection to its left."""
    found: Entry | None = None
    inner: Scalar | Collection | None = collection
    while isinstance(inner, Collection) and not inner.in_brackets and inner.entries and inner.column < column:
        found = inner.entries[-1]
        inner = found.value
    return found
