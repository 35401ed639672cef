"""
The picture of a series: one metric at the dates of its observations, upward from zero.

Nothing is drawn between the dates, because no source says how the number moved. Words are placed by an estimate of
their width in the narrowest column that a page has; those that would cover a neighbour's are left to the table.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from jianbao.model.basics import FigureIdStr
from jianbao.render.chart_views import Point
from jianbao.render.desk import Desk
from jianbao.render.plain import figure_text
from jianbao.text.dates import format_date
from jianbao.text.timescale import Extent, extent_of

LEFT: Final = 2
RIGHT: Final = 98
"""Where the first and the last date stand, in percent of the width."""

TOP: Final = 26
BASE: Final = 76
"""Where the largest amount and zero stand, in percent of the height: above are words, below are dates."""

NARROWEST_EM: Final = 21.4
"""The width of the plot on a telephone of 320 px, in the size of its text."""

LANES: Final = 2
GAP_EM: Final = 0.6
APART_EM: Final = 0.12
"""What a reader may add between letters without losing words (WCAG 2.2, 1.4.12)."""

WIDE: Final = frozenset("mwMW%")
SLIM: Final = frozenset(" ,.")


class Words(Struct, frozen=True):
    """Words to be set below or above a mark: where it stands in percent, which part of them stands there."""

    text: str
    at: float
    anchor: str

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the words begin and end, in em of the narrowest plot."""
        width = sum(map(_em, self.text)) + APART_EM * len(self.text)
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * width
        left = self.at / 100 * NARROWEST_EM - before
        return left, left + width


def _em(character: str) -> float:
    """Estimate the width of a character from above, by the widest of the Latin faces that we name."""
    if not character.isascii():
        return 1.0
    if character in SLIM:
        return 0.36
    return 0.95 if character in WIDE else 0.64


def lanes_of(many: tuple[Words, ...], lanes: int = LANES) -> tuple[int | None, ...]:
    """
    Give each of the words the first line in which it covers no other; ``None`` where there is none.

    Those at the ends choose first: a reader needs them most.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(lanes)]
    found: dict[int, int | None] = {}
    order = sorted(range(len(many)), key=lambda place: (0 < place < len(many) - 1, place))
    for place in order:
        left, right = many[place].ends
        free = (
            lane
            for lane in range(lanes)
            if all(right + GAP_EM <= other or left >= end + GAP_EM for other, end in taken[lane])
        )
        found[place] = next(free, None)
        if (lane := found[place]) is not None:
            taken[lane].append((left, right))
    return tuple(found[place] for place in range(len(many)))


def points_of(desk: Desk, shares: Mapping[FigureIdStr, tuple[Decimal, str]]) -> tuple[Point, ...]:
    """Place the observations, which are in the order of time; the share of the largest amount goes with each."""
    periods = {key: desk.reads.figures[key].figure.period for key in shares}
    days = {key: _day(extent_of(period.when)) if period else 0 for key, period in periods.items()}
    places = _across(tuple(days.values()))
    anchors = ["start", *["middle"] * (len(places) - 2), "end"]
    lang = desk.phrases.lang
    dates = tuple(
        Words(format_date(period.when, lang) if period else "", at, anchor)
        for period, at, anchor in zip(periods.values(), places, anchors, strict=True)
    )
    values = tuple(
        Words(figure_text(desk.reads.figures[key], lang, noun=False), at, anchor)
        for key, at, anchor in zip(shares, places, anchors, strict=True)
    )
    rows = zip(shares.items(), dates, lanes_of(dates), values, lanes_of(values, 1), strict=True)
    return tuple(
        Point(
            x=f"{when.at:.2f}",
            y=f"{BASE - share * (BASE - TOP):.2f}",
            when="" if lane is None else when.text,
            value="" if level is None else value.text,
            anchor=when.anchor,
            lane=lane or 0,
            beyond=beyond,
            is_hollow=(period := periods[key]) is not None and period.basis == "inferred",
        )
        for (key, (share, beyond)), when, lane, value, level in rows
    )


def _day(extent: Extent) -> int:
    return extent.last or extent.first or 0


def _across(days: tuple[int, ...]) -> tuple[float, ...]:
    """
    Spread days over the width in proportion.

    >>> _across((100, 150, 200))
    (2.0, 50.0, 98.0)
    """
    first, span = days[0], (days[-1] - days[0]) or 1
    return tuple(LEFT + (day - first) / span * (RIGHT - LEFT) for day in days)
