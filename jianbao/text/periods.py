"""
Dates and intervals of the calendar.

In: the EDTF subset of ``model.basics.Edtf``. Out: a ``Period``, or ``None`` for what no calendar has.
"""

import re
from calendar import monthrange
from functools import lru_cache
from typing import Final

from msgspec import Struct

MONTHS_OF_A_YEAR: Final = 12
_READ_MAX: Final = 4096
"""Dates kept: the same few are asked for again and again."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Day(Struct, frozen=True):
    """A year, a month of a year, or a day; 0 where the date does not say."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def parts(self) -> int:
        """How precise it is: 1 a year, 2 a month, 3 a day."""
        return 1 + bool(self.month) + bool(self.day)


class Period(Struct, frozen=True):
    """A date, or an interval with one end open (``None``) or none."""

    start: Day | None
    end: Day | None
    interval: bool


def read_day(text: str) -> Day | None:
    """
    Read one date that the calendar has.

    >>> read_day("2024-02-29"), read_day("2025-02-29")
    (Day(year=2024, month=2, day=29), None)
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    if not year or not 1 <= month <= MONTHS_OF_A_YEAR or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Day(year, month if found[2] else 0, day if found[3] else 0)


@lru_cache(_READ_MAX)
def read_period(when: str) -> Period | None:
    """Read a date or an interval; ``None`` where an end is not a real date, both are open, or it runs backwards."""
    first, mark, second = when.partition("/")
    if not mark:
        day = read_day(first)
        return None if day is None else Period(day, day, interval=False)
    start, end = read_day(first), read_day(second)
    if (start is None and first != "..") or (end is None and second != "..") or start is end:
        return None
    if start is not None and end is not None and _is_after(start, end):
        return None
    return Period(start, end, interval=True)


def _is_after(start: Day, end: Day) -> bool:
    """Compare two dates as far as both go: 2025-06 is not after 2025."""
    known = min(start.parts, end.parts)
    return (start.year, start.month, start.day)[:known] > (end.year, end.month, end.day)[:known]
