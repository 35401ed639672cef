"""
Show problems and progress to someone at a terminal, or as data to a program.

Nothing here decides what is wrong. Colour is used only on a terminal, and never where NO_COLOR is set.
Control characters in what is shown are replaced, so that no file can steer the terminal.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, TextIO

from jianbao.problems import CODES, Place, PlacedProblem, Pointer, Problem

_WIDEST: Final = 100
_BEFORE_CARET: Final = 60
_TAB: Final = 4
_RESET: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_RED: Final = "\x1b[31m"
_CYAN: Final = "\x1b[36m"
_BAR_WIDTH: Final = 24


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether to colour: only on a terminal, and not where NO_COLOR holds anything (no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def render_problem(problem: Problem, source_line: str | None, *, colour: bool) -> str:
    """Write a problem with its place, the line it is on, a caret below the spot, and what to do."""
    rows = [_heading(problem, colour=colour)]
    if source_line is not None and isinstance(problem.where, Place):
        rows += _excerpt(source_line, problem.where, colour=colour)
    if problem.hint:
        rows.append(f"  {_paint('hint:', _CYAN, colour=colour)} {_visible(problem.hint)}")
    return "\n".join(rows)


def problems_as_json(problems: Iterable[PlacedProblem]) -> str:
    """Write problems as a JSON list, in the order given."""
    rows = [
        {
            "code": one.problem.code,
            "title": CODES[one.problem.code].title,
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
            "message": one.problem.message,
            "hint": one.problem.hint,
        }
        for one in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def print_report(problems: Iterable[PlacedProblem], stream: TextIO, *, colour: bool) -> None:
    """Print problems in the order of their places, and then how many there are; nothing if there are none."""
    ordered = sorted(problems, key=lambda one: (one.place, one.problem.code, one.problem.message))
    for one in ordered:
        at_place = Problem(code=one.problem.code, where=one.place, message=one.problem.message, hint=one.problem.hint)
        _print(render_problem(at_place, one.line, colour=colour) + "\n\n", stream)
    if ordered:
        files = len({one.place.file for one in ordered})
        _print(f"{counted(len(ordered), 'problem')} in {counted(files, 'file')}\n", stream)


def clear(stream: TextIO) -> None:
    """Begin a new page, where the stream is a terminal."""
    if stream.isatty():
        stream.write("\x1b[H\x1b[2J\x1b[3J")


class Progress:
    """
    A bar for long work: how much is done, of how much, and what is at hand.

    It draws only on a terminal, on one line, and only when the percentage changes.
    """

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._draws = stream.isatty() and total > 0
        self._done = 0
        self._percent = -1

    def advance(self, what: str) -> None:
        """Count one more piece of work as done."""
        self._done += 1
        percent = 100 * self._done // max(1, self._total)
        if self._draws and percent != self._percent:
            self._percent = percent
            filled = _BAR_WIDTH * min(percent, 100) // 100
            bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
            _print(f"\r\x1b[K{bar} {self._done}/{self._total} {_cut_to(_visible(what), 40)}", self._stream)
            self._stream.flush()

    def finish(self) -> None:
        """Wipe the bar away."""
        if self._draws and self._percent >= 0:
            _print("\r\x1b[K", self._stream)
            self._stream.flush()


def _heading(problem: Problem, *, colour: bool) -> str:
    where = problem.where
    if isinstance(where, Pointer):
        place = ":".join((where.file, ".".join(map(str, where.path)))).rstrip(":")
    else:
        place = f"{where.file}:{where.line}:{where.column}"
    return f"{_paint(_visible(place), _BOLD, colour=colour)} {problem.code} {_visible(problem.message)}"


def _excerpt(line: str, place: Place, *, colour: bool) -> list[str]:
    start = min(place.column - 1, len(line))
    cells = [_cells(character) for character in line]
    first = _first_shown(cells, start)
    last, columns = first, 0
    while last < len(line) and columns + cells[last] <= _WIDEST:
        columns += cells[last]
        last += 1
    before, after = "…" if first else "", "…" if last < len(line) else ""
    shown = before + "".join(_cell_text(character) for character in line[first:last]) + after
    indent = len(before) + sum(cells[first:start])
    width = max(1, sum(cells[start : min(start + place.width, last)]))
    number = str(place.line)
    caret = _paint("^" * width, _RED, colour=colour)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * indent}{caret}"]


def _first_shown(cells: list[int], start: int) -> int:
    """Skip so much of a long line that the caret stays in view."""
    if sum(cells) <= _WIDEST:
        return 0
    first, columns = start, 0
    while first > 0 and columns + cells[first - 1] <= _BEFORE_CARET:
        first -= 1
        columns += cells[first]
    return first


def _cells(character: str) -> int:
    """Count the columns that a character takes on a terminal (Unicode Standard Annex 11)."""
    if character == "\t":
        return _TAB
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _cell_text(character: str) -> str:
    return " " * _TAB if character == "\t" else _visible(character)


def _visible(text: str) -> str:
    """Replace what would steer a terminal; what is printed keeps its length."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == " " else "�" for one in text)


def _cut_to(text: str, columns: int) -> str:
    width = 0
    for position, character in enumerate(text):
        width += _cells(character)
        if width > columns:
            return text[:position] + "…"
    return text


def _paint(text: str, style: str, *, colour: bool) -> str:
    return f"{style}{text}{_RESET}" if colour else text


def counted(count: int, noun: str) -> str:
    """Write a number of things."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _print(text: str, stream: TextIO) -> None:
    """Write to a stream whose encoding may not hold every character."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
