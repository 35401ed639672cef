"""Rows and words that are made when somebody looks at them."""

from collections.abc import Callable

import pytest

from jianbao.render.later import Later, WhenAsked


class Maker:
    """Makes rows and counts how often."""

    def __init__(self) -> None:
        self.calls = 0

    def rows(self) -> tuple[str, ...]:
        """Make the rows."""
        self.calls += 1
        return ("row",)


LOOKS: dict[str, Callable[[Later[str]], object]] = {
    "counted": len,
    "gone through": list,
    "asked whether there are any": bool,
    "one taken": lambda rows: rows[0],
    "some taken": lambda rows: rows[1:],
    "written": repr,
}


def test_rows_that_nobody_looks_at_are_not_made() -> None:
    maker = Maker()
    Later(maker.rows)
    assert maker.calls == 0


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_rows_are_made_once_however_often_they_are_looked_at(look: Callable[[Later[str]], object]) -> None:
    maker = Maker()
    rows = Later(maker.rows)
    look(rows)
    look(rows)
    assert maker.calls == 1


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_rows_made_later_look_like_those_made_at_once(look: Callable[[object], object]) -> None:
    rows = ("first", "second")
    assert look(Later(lambda: rows)) == look(rows)


class Words:
    """Words of its own, and how often they were written."""

    written = 0

    @WhenAsked
    def words(self) -> str:
        """Write them."""
        self.written += 1
        return "words"


def test_words_that_nobody_asks_for_are_not_written() -> None:
    assert Words().written == 0


def test_words_are_written_once_for_each_that_is_asked() -> None:
    one, other = Words(), Words()
    assert (one.words, one.words, other.words, one.written, other.written) == ("words", "words", "words", 1, 1)
