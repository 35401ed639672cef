"""Problems are shown on the line that has to be changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.problems import Place, Pointer, Problem
from jianbao.read.locate import locate, place_problems

TEXT = """\
name: {en: "A", zh: "甲"}
summary:
  - en: "First words"
    zh: '第''一'
    cites: [k/s1, k/s22]
  - en: |
      line one
      line two {figure}
    zh: >-
      一行
      二行{figure}

      三行
tile:
"""


def spot(path: tuple[str | int, ...], *, key: bool = False, offset: int = 0, width: int = 0) -> tuple[int, int, int]:
    place = locate(TEXT, Pointer("x.yaml", path, key=key, offset=offset, width=width))
    return place.line, place.column, place.width


def test_a_value_is_found_with_its_quotes() -> None:
    assert spot(("name", "zh")) == (1, 21, 3)


def test_a_key_is_found() -> None:
    assert spot(("summary", 0, "zh"), key=True) == (4, 5, 2)


def test_an_item_of_a_list_is_found() -> None:
    assert spot(("summary", 0, "cites", 1)) == (5, 19, 5)


def test_a_value_that_is_not_written_is_shown_after_its_key() -> None:
    assert spot(("tile",)) == (14, 6, 1)


def test_an_offset_counts_from_behind_the_quote() -> None:
    assert spot(("summary", 0, "en"), offset=6, width=5) == (3, 16, 5)


def test_a_doubled_quote_counts_as_one_character() -> None:
    assert spot(("summary", 0, "zh"), offset=2, width=1) == (4, 13, 1)


def test_an_offset_into_a_block_finds_its_line() -> None:
    assert spot(("summary", 1, "en"), offset="line one\nline two {figure}".index("{"), width=8) == (8, 16, 8)


def test_an_offset_into_a_folded_block_finds_its_line() -> None:
    assert spot(("summary", 1, "zh"), offset="一行 二行{figure}\n三行".index("{"), width=8) == (11, 9, 8)


def test_an_offset_behind_a_blank_line_of_a_folded_block_finds_its_line() -> None:
    assert spot(("summary", 1, "zh"), offset="一行 二行{figure}\n三行".index("三"), width=2) == (13, 7, 2)


def test_an_offset_counts_an_escape_as_one_character() -> None:
    place = locate(r'a: "\"\u4e2d\"x"', Pointer("x.yaml", ("a",), offset=3, width=1))
    assert (place.line, place.column) == (1, 15)


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_an_offset_behind_a_folded_line_is_on_the_next_line(quote: str) -> None:
    place = locate(f"a: {quote}one\r\n  two{quote}\r\n", Pointer("x.yaml", ("a",), offset=4, width=3))
    assert (place.line, place.column, place.width) == (2, 3, 3)


def test_a_path_that_does_not_exist_leads_to_the_key_above_it() -> None:
    assert spot(("summary", 0, "cites", 7)) == (5, 5, 5)


def test_a_path_that_does_not_exist_leads_to_the_item_above_it() -> None:
    assert spot(("summary", 0, "waive", 0, "text")) == (3, 5, 17)


def test_a_path_with_nothing_above_it_leads_to_the_top() -> None:
    assert spot(("nowhere", 3))[:2] == (1, 1)


def test_the_field_text_of_a_paragraph_need_not_be_written() -> None:
    assert spot(("summary", 0, "text", "zh")) == spot(("summary", 0, "zh"))


def test_a_file_that_breaks_off_is_searched_as_far_as_it_goes() -> None:
    assert locate("a: b\nc: d\ne: f: g\n", Pointer("x.yaml", ("c",))) == Place("x.yaml", 2, 4, 1)


def test_an_empty_file_is_shown_at_its_top() -> None:
    assert locate("", Pointer("x.yaml", ("a",))) == Place("x.yaml")


@given(st.text("ab中 \"\\\n{}'", min_size=1), st.data())
def test_every_character_of_a_double_quoted_text_is_found(value: str, draw: st.DataObject) -> None:
    offset = draw.draw(st.integers(0, len(value) - 1))
    pieces = [{'"': r"\"", "\\": r"\\", "\n": r"\n"}.get(one, one) for one in value]
    place = locate(f'a: "{"".join(pieces)}"', Pointer("x.yaml", ("a",), offset=offset, width=1))
    assert place.column == len('a: "') + len("".join(pieces[:offset])) + 1


@given(st.lists(st.text("ab中{}", min_size=1), min_size=1), st.data())
def test_every_character_of_a_block_is_found(lines: list[str], draw: st.DataObject) -> None:
    row = draw.draw(st.integers(0, len(lines) - 1))
    column = draw.draw(st.integers(0, len(lines[row]) - 1))
    offset = len("\n".join([*lines[:row], ""])) + column if row else column
    text = "a: |\n" + "".join(f"  {line}\n" for line in lines)
    place = locate(text, Pointer("x.yaml", ("a",), offset=offset, width=1))
    assert (place.line, place.column) == (row + 2, column + 3)


def a_problem(where: Place | Pointer, message: str = "m") -> Problem:
    return Problem(code="record/wrong-type", where=where, message=message)


def test_problems_are_sorted_by_file_line_and_column() -> None:
    problems = [
        a_problem(Pointer("b.yaml", ("c",))),
        a_problem(Place("b.yaml", 1, 9)),
        a_problem(Pointer("b.yaml", ("a",))),
        a_problem(Place("a.yaml", 2, 1)),
    ]
    placed = place_problems(problems, lambda _: "a: b\nc: d\n")
    assert [(one.place.file, one.place.line, one.place.column) for one in placed] == [
        ("a.yaml", 2, 1),
        ("b.yaml", 1, 4),
        ("b.yaml", 1, 9),
        ("b.yaml", 2, 4),
    ]


def test_each_problem_comes_with_its_line() -> None:
    (placed,) = place_problems([a_problem(Pointer("x.yaml", ("c",)))], lambda _: "a: b\r\nc: d\r\n")
    assert placed.line == "c: d"


def test_the_same_problem_is_told_once() -> None:
    assert len(place_problems([a_problem(Place("x.yaml"))] * 2, lambda _: "a: b\n")) == 1


def test_each_file_is_read_once() -> None:
    read: list[str] = []

    def read_text(file: str) -> str:
        read.append(file)
        return "a: b\n"

    place_problems([a_problem(Pointer("x.yaml", ("a",)), str(number)) for number in range(3)], read_text)
    assert read == ["x.yaml"]


def test_a_problem_in_a_file_that_cannot_be_read_is_shown_without_a_line() -> None:
    def read_text(file: str) -> str:
        raise FileNotFoundError(file)

    (placed,) = place_problems([a_problem(Pointer("x.yaml", ("a",)))], read_text)
    assert (placed.place, placed.line) == (Place("x.yaml"), None)
