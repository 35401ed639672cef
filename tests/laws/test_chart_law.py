"""Words in a picture never cover each other, and dates stand in their order wherever they are drawn."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jianbao.render.series_plot import Words, lanes_of
from jianbao.text.timescale import Extent, Line, extent_of, line_through

WORDS = st.builds(
    Words,
    st.text("0123456789 abcmwW%以来约万", min_size=1, max_size=24),
    st.floats(0, 100),
    st.sampled_from(["start", "middle", "end"]),
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(st.lists(WORDS, max_size=12).map(tuple), st.integers(1, 3))
def test_words_of_one_line_do_not_overlap(many: tuple[Words, ...], lanes: int) -> None:
    placed = lanes_of(many, lanes)
    for lane in range(lanes):
        ends = sorted(words.ends for words, chosen in zip(many, placed, strict=True) if chosen == lane)
        assert all(before[1] <= after[0] for before, after in pairwise(ends))


@given(st.lists(WORDS, min_size=1, max_size=12).map(tuple))
def test_the_first_words_are_always_written(many: tuple[Words, ...]) -> None:
    assert lanes_of(many)[0] == 0


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_dates_stand_on_the_line_in_their_order(days: list[date]) -> None:
    ordered = sorted(days)
    line = line_through(tuple(extent_of(day.isoformat()) for day in days))
    places = [line.share(day.toordinal()) for day in ordered]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 100


@given(DAYS)
def test_a_year_covers_its_months_and_a_month_its_days(day: date) -> None:
    year, month, exact = (extent_of(day.isoformat()[:length]) for length in (4, 7, 10))
    assert _within(exact, month)
    assert _within(month, year)


def _within(inner: Extent, outer: Extent) -> bool:
    assert inner.first is not None
    assert inner.last is not None
    assert outer.first is not None
    assert outer.last is not None
    return outer.first <= inner.first <= inner.last <= outer.last


@given(st.integers(1900, 2100), st.integers(0, 300), st.integers(2, 8))
def test_marks_are_years_of_the_line_and_not_too_many(first: int, length: int, at_most: int) -> None:
    line = Line(first, first + length)
    marks = line.marks(at_most)
    assert 0 < len(marks) <= at_most
    assert all(first <= year <= line.last_year for year in marks)
