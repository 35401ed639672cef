"""Problems are shown with the line, the spot and what to do."""

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.console import Progress, print_report, problems_as_json, render_problem, wants_colour
from jianbao.problems import Place, PlacedProblem, Pointer, Problem


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def a_problem(
    line: int = 3, column: int = 1, width: int = 1, message: str = "what is wrong", hint: str = ""
) -> Problem:
    where = Place("a.yaml", line, column, width)
    return Problem(code="record/wrong-type", where=where, message=message, hint=hint)


def caret_below(source: str, column: int, width: int = 1) -> tuple[str, str]:
    rows = render_problem(a_problem(column=column, width=width), source, colour=False).split("\n")
    return rows[1].removeprefix("  3 | "), rows[2].removeprefix("    | ")


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def test_a_problem_is_shown_with_its_line_and_a_caret() -> None:
    shown = render_problem(a_problem(column=4, width=3, hint="mend it"), "a: bcd", colour=False)
    assert shown == "a.yaml:3:4 record/wrong-type what is wrong\n  3 | a: bcd\n    |    ^^^\n  hint: mend it"


def test_a_problem_without_a_line_is_one_row() -> None:
    assert render_problem(a_problem(), None, colour=False) == "a.yaml:3:1 record/wrong-type what is wrong"


def test_a_problem_whose_line_is_not_known_shows_its_path() -> None:
    problem = Problem(code="record/slug", where=Pointer("a.yaml", ("summary", 0, "zh")), message="m")
    assert render_problem(problem, "a: b", colour=False) == "a.yaml:summary.0.zh record/slug m"


def test_han_characters_take_two_columns() -> None:
    assert caret_below("zh: 简报x", 7) == ("zh: 简报x", "        ^")


def test_the_caret_spans_both_columns_of_a_han_character() -> None:
    assert caret_below("简报", 2) == ("简报", "  ^^")


def test_tabs_are_shown_as_spaces() -> None:
    assert caret_below("\ta: b", 2) == ("    a: b", "    ^")


def test_a_combining_mark_takes_no_column() -> None:
    assert caret_below("e\u0301x", 3) == ("e\u0301x", " ^")


def test_a_caret_behind_the_end_of_the_line_stands_there() -> None:
    assert caret_below("a:", 9) == ("a:", "  ^")


@given(st.text("ab简报", min_size=1, max_size=400), st.data())
def test_the_caret_is_below_its_character_however_long_the_line(line: str, draw: st.DataObject) -> None:
    column = draw.draw(st.integers(1, len(line)))
    marked = line[: column - 1] + "Z" + line[column:]
    shown, caret = caret_below(marked, column)
    assert columns(shown) <= 102
    assert columns(shown[: shown.index("Z")]) == caret.index("^")


def test_escape_sequences_in_a_file_do_not_reach_the_terminal() -> None:
    shown = render_problem(a_problem(message="\x1b[2J", hint="\x07"), "a: \x1b[31m", colour=False)
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_colour_is_used_when_asked_for() -> None:
    assert "\x1b[31m^\x1b[0m" in render_problem(a_problem(), "a: b", colour=True)


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour_is_for_terminals_whose_owner_wants_it(
    stream: io.StringIO, environment: dict[str, str], *, expected: bool
) -> None:
    assert wants_colour(stream, environment) is expected


def test_problems_are_data_to_a_program() -> None:
    placed = PlacedProblem(a_problem(hint="改"), Place("a.yaml", 3, 7), "a: b")
    assert json.loads(problems_as_json([placed])) == [
        {
            "code": "record/wrong-type",
            "title": "A value has the wrong shape",
            "file": "a.yaml",
            "line": 3,
            "column": 7,
            "message": "what is wrong",
            "hint": "改",
        }
    ]


def test_a_report_is_sorted_and_counted() -> None:
    placed = [PlacedProblem(a_problem(), Place(file, line)) for file, line in (("b", 1), ("a", 10), ("a", 9))]
    stream = io.StringIO()
    print_report(placed, stream, colour=False)
    heads = [row.split()[0] for row in stream.getvalue().split("\n") if row]
    assert heads == ["a:9:1", "a:10:1", "b:1:1", "3"]
    assert stream.getvalue().endswith("3 problems in 2 files\n")


def test_a_report_of_nothing_is_nothing() -> None:
    stream = io.StringIO()
    print_report([], stream, colour=False)
    assert stream.getvalue() == ""


def test_a_terminal_that_cannot_show_chinese_is_no_obstacle() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    print_report([PlacedProblem(a_problem(message="简"), Place("a"))], stream, colour=False)
    stream.flush()
    assert rb"\u7b80" in raw.getvalue()


def test_progress_says_how_much_is_done_and_what_is_at_hand() -> None:
    stream = Terminal()
    progress = Progress(2, stream)
    progress.advance("pdf/a.pdf")
    assert "1/2 pdf/a.pdf" in stream.getvalue()


def test_progress_is_drawn_at_most_once_a_percent() -> None:
    stream = Terminal()
    progress = Progress(100_000, stream)
    for number in range(100_000):
        progress.advance(str(number))
    assert stream.getvalue().count("\r") <= 101


def test_progress_leaves_an_empty_line() -> None:
    stream = Terminal()
    progress = Progress(1, stream)
    progress.advance("a")
    progress.finish()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_progress_is_silent_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    progress = Progress(1, stream)
    progress.advance("a")
    progress.finish()
    assert stream.getvalue() == ""
