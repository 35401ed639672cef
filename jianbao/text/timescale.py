"""
Lay dates on a line: which days a period covers, and where they stand between two years.

In: EDTF as in ``text.periods``. Out: days counted as ``date.toordinal`` does, and percent of the line.
"""

from calendar import monthrange
from datetime import date
from typing import Final

from msgspec import Struct

from jianbao.text.periods import MONTHS_OF_A_YEAR, Day, read_period

STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""Years between two marks of a line."""


class Extent(Struct, frozen=True):
    """The first and the last day of a period; an end that is not known, or still open, is ``None``."""

    first: int | None
    last: int | None


def extent_of(when: str) -> Extent:
    """
    Return the days that a date or period covers: a year covers all of its days.

    >>> extent_of("2026") == Extent(date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal())
    True
    >>> extent_of("2019/..").last, extent_of("../2026").first
    (None, None)
    """
    period = read_period(when)
    if period is None:
        return Extent(None, None)
    return Extent(_first(period.start) if period.start else None, _last(period.end) if period.end else None)


def _first(day: Day) -> int:
    return date(day.year, day.month or 1, day.day or 1).toordinal()


def _last(day: Day) -> int:
    month = day.month or MONTHS_OF_A_YEAR
    return date(day.year, month, day.day or monthrange(day.year, month)[1]).toordinal()


class Line(Struct, frozen=True):
    """A line of whole years, from the first day of the one to the last day of the other."""

    first_year: int
    last_year: int

    def share(self, day: int) -> float:
        """
        Return where a day stands, in percent; days off the line stand at its ends.

        >>> Line(2025, 2025).share(date(2025, 1, 1).toordinal()), Line(2024, 2025).share(date(2025, 12, 31).toordinal())
        (0.0, 100.0)
        """
        start, end = date(self.first_year, 1, 1).toordinal(), date(self.last_year, 12, 31).toordinal()
        return min(max((day - start) / (end - start), 0.0), 1.0) * 100

    def marks(self, at_most: int) -> tuple[int, ...]:
        """
        Return the years to write below the line: round ones, no more than ``at_most``.

        >>> Line(2019, 2031).marks(6), Line(2024, 2026).marks(6)
        ((2020, 2022, 2024, 2026, 2028, 2030), (2024, 2025, 2026))
        """
        for step in STEPS:
            years = range(-(-self.first_year // step) * step, self.last_year + 1, step)
            if 0 < len(years) <= at_most:
                return tuple(years)
        return (self.first_year,)


def line_through(extents: tuple[Extent, ...]) -> Line:
    """Return the shortest line of whole years that holds every known day."""
    days = [day for extent in extents for day in (extent.first, extent.last) if day is not None]
    return Line(date.fromordinal(min(days)).year, date.fromordinal(max(days)).year)
