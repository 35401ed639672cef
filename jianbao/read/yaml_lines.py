"""
YAML text to plain data in which every scalar is a string: nothing is guessed.

Out: mappings, lists and strings, or every reason why not. Anchors, aliases, tags, several documents, keys
that are not text and keys that stand twice are refused. Positions are not kept: ``locate`` finds them again
from ``read_tokens`` when a problem has to be shown.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import yaml
from msgspec import Struct

from jianbao.problems import Place, Problem
from jianbao.read.encoding import place_at, refused_in
from jianbao.read.plain import DEEPEST, LARGEST_BYTES, Document, Plain, Unreadable, find_too_large
from jianbao.read.yaml_subset import read_subset

_MOST_PROBLEMS: Final = 50

# The events of the C loader are safe; its composer recurses and ends the process on deep nesting.
_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_SYNTAX_HINTS: Final[Mapping[str, str]] = {
    "mapping values are not allowed": 'put a text that holds ": " in quotes; keys of one mapping stand in one column',
    "unexpected end of stream": "the quote that opens here is never closed",
    "unknown escape": r"in double quotes write \\ for a backslash",
    "invalid Unicode": r"in double quotes write \\ for a backslash",
    "cannot start any token": "put a text that begins with @, %, ` or a tab in quotes; indent with spaces",
    "',' or": "close the bracket, or put a text that begins with [ or { in quotes",
    "expected ':'": "write “key: value”, or indent the line if it goes on with the text above",
    "expected": "check the indentation of this line; put a text that begins with a quote, [ or { wholly in quotes",
}
"""By a part of the parser's words; the first that fits is used."""


class Token(Struct, frozen=True):
    """A scalar, or the begin or end of a list or mapping; ``start`` and ``end`` count characters of the file."""

    kind: Literal["scalar", "list", "mapping", "end"]
    start: int
    end: int
    value: str = ""
    style: str = ""


def read_yaml(text: str, file: str) -> Document | Unreadable:
    """Read one file of YAML, or say everything that stands in the way."""
    # No character takes more than four bytes.
    too_large = find_too_large(len(text.encode()), file) if 4 * len(text) > LARGEST_BYTES else None
    if too_large is not None:
        return Unreadable((too_large,))
    data = read_subset(text)
    return read_events(text, file) if data is None else Document(data)


def read_events(text: str, file: str) -> Document | Unreadable:
    """Read any YAML by the events of the parser; this is what the quicker reader is measured by."""
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, text, file))
    if not builder.problems and builder.root in (None, ""):
        builder.problems.append(
            Problem(code="yaml/empty", where=Place(file), message="nothing is written in this file")
        )
    if builder.problems or builder.root is None:
        return Unreadable(tuple(builder.problems))
    return Document(builder.root)


def read_tokens(text: str) -> Iterator[Token]:
    """Yield what stands where, as far as the text can be read."""
    try:
        for event in _events(text):
            start, end = event.start_mark.index, event.end_mark.index
            match event:
                case yaml.ScalarEvent():
                    yield Token("scalar", start, end, event.value, event.style or "")
                case yaml.AliasEvent():
                    yield Token("scalar", start, end)
                case yaml.SequenceStartEvent():
                    yield Token("list", start, end)
                case yaml.MappingStartEvent():
                    yield Token("mapping", start, end)
                case yaml.CollectionEndEvent():
                    yield Token("end", start, end)
    except yaml.YAMLError:
        return


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_LOADER)


class _Frame:
    """A mapping or list that is still open; ``lines`` says where the keys of a mapping stand."""

    __slots__ = ("container", "key", "lines")

    def __init__(self, container: dict[str, Plain] | list[Plain]) -> None:
        self.container = container
        self.key: str | None = None
        self.lines: dict[str, int] = {}


class _Builder:
    """Puts events together, on a stack of its own, and notes what is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Plain | None = None
        self.problems: list[Problem] = []
        self.stopped = False
        self._frames: list[_Frame] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        match event:
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                self._refuse_escaped(event)
                self._add(event.value, event)
            case yaml.MappingStartEvent():
                self._open({}, event)
            case yaml.SequenceStartEvent():
                self._open([], event)
            case yaml.CollectionEndEvent():
                self._frames.pop()
            case yaml.AliasEvent():
                self._refuse(event, f"the alias *{event.anchor} is used", "write the value out")
                self._add("", event)
            case yaml.DocumentStartEvent():
                self._open_document(event)

    def _open_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(event, "a second document begins here", "keep one document in a file: remove the line “---”")
            self.stopped = True
        if event.tags or event.version:
            self._refuse(event, "a directive (%…) stands before the document", "remove it")

    def _open(self, container: dict[str, Plain] | list[Plain], event: Any) -> None:
        self._refuse_marks(event)
        self._add(container, event)
        self._frames.append(_Frame(container))
        if len(self._frames) > DEEPEST:
            message = f"lists and mappings are nested more than {DEEPEST} deep"
            self._note("yaml/too-deep", event, message, "check the indentation and the brackets")
            self.stopped = True

    def _add(self, value: Plain, event: Any) -> None:
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
        elif frame.key is not None:
            frame.container[frame.key] = value
            frame.key = None
        elif isinstance(value, str):
            self._add_key(frame, value, event)
        else:
            self._refuse(event, "a key is a list or a mapping", 'put a text that begins with [ or { in quotes: "…"')
            frame.key = ""

    def _add_key(self, frame: _Frame, key: str, event: Any) -> None:
        line = event.start_mark.line + 1
        first = frame.lines.setdefault(key, line)
        if key in frame.container:
            message = f'the key "{key[:60]}" stands twice in one mapping: on line {first} and on line {line}'
            self._note("yaml/duplicate-key", event, message, "keep one of the two")
        frame.key = key

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor} is set", "write the value out where it is used")
        if event.tag is not None:
            self._refuse(event, f"the tag {event.tag[:60]} is used", "remove it: every value is read as text")

    def _refuse_escaped(self, event: Any) -> None:
        refused = refused_in(event.value) if event.style == '"' else None
        if refused:
            message = f"an escape in this text stands for {refused}, which cannot be seen and is not allowed"
            self._note("yaml/encoding", event, message, "remove the escape")

    def _refuse(self, event: Any, message: str, hint: str) -> None:
        self._note("yaml/forbidden", event, message, hint)

    def _note(self, code: str, event: Any, message: str, hint: str) -> None:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        where = Place(self.file, start.line + 1, start.column + 1, max(1, width))
        self.problems.append(Problem(code=code, where=where, message=message, hint=hint))
        self.stopped = self.stopped or len(self.problems) >= _MOST_PROBLEMS


def _syntax_problem(error: Any, text: str, file: str) -> Problem:
    """Say where the parser stopped; a quote that is never closed is shown where it opens, not at the file's end."""
    if isinstance(error, yaml.MarkedYAMLError):
        reason = error.problem or "something else is expected"
        mark: Any = (error.context_mark if "end of stream" in reason else None) or error.problem_mark
        where = Place(file, mark.line + 1, mark.column + 1)
    else:
        reason = getattr(error, "reason", "an unknown character")
        where = place_at(text, getattr(error, "position", 0), file)
    context = getattr(error, "context", None) or "here"
    hint = next((hint for part, hint in _SYNTAX_HINTS.items() if part in reason), "")
    return Problem(code="yaml/syntax", where=where, message=f"this is not YAML {context}: {reason}", hint=hint)
