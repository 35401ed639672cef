"""A slip of the keyboard is recognised, another word is not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.text.closest import closest, did_you_mean

WORDS = st.text(string.ascii_lowercase, min_size=6, max_size=30)


@pytest.mark.parametrize("slip", ["sumary", "summmary", "summery", "sumamry", "Summary", "summaryy"])
def test_one_slip_is_recognised(slip: str) -> None:
    assert closest(slip, ("name", "summary", "topics")) == "summary"


def test_the_closest_of_several_is_taken() -> None:
    assert closest("topic/chip", ("topic/ship-a", "topic/chips", "topic/chop-c")) == "topic/chips"


def test_another_word_is_not_suggested() -> None:
    assert closest("publisher", ("name", "summary", "topics")) is None


def test_short_words_are_not_taken_for_each_other() -> None:
    assert closest("zh", ("en", "fr")) is None


def test_nothing_is_asked_where_nothing_is_close() -> None:
    assert did_you_mean("publisher", ("name",)) == ""


@given(WORDS, st.data())
def test_a_word_with_two_letters_swapped_is_recognised(word: str, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(word) - 2))
    assert closest(word[:at] + word[at + 1] + word[at] + word[at + 2 :], ("0123456", word)) == word


@given(WORDS, st.data())
def test_a_word_with_a_letter_dropped_is_recognised(word: str, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(word) - 1))
    assert closest(word[:at] + word[at + 1 :], ("0123456", word)) == word
