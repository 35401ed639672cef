"""
Quantities and units: a number that knows its hedge, and the words a language puts around it.

Unit patterns follow CLDR's ``unitPattern``: ``{0}`` stands for the number with its hedge, and a
language may give one pattern for each of its plural categories.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Final, Literal

from msgspec import Meta

from jianbao.model.basics import Lang, Value

Hedge = Literal["exact", "about", "over", "at-least", "nearly", "under", "up-to", "range", "several"]
"""
How the number is meant. ``several`` is an order of magnitude: hundreds of billions is several × 100 billion.
"""

Scale = Literal["", "thousand", "million", "billion", "trillion", "万", "亿", "万亿"]

SCALE_POWERS: Final[Mapping[str, int]] = {
    "": 0,
    "thousand": 3,
    "万": 4,
    "million": 6,
    "亿": 8,
    "billion": 9,
    "trillion": 12,
    "万亿": 12,
}
"""Powers of ten. 万 and 亿 are the myriad scales of Chinese; English trillion is the short scale."""

Family = Literal["currency", "percent", "measure", "count", "duration", "ordinal", "proportion"]
"""
What decides the style of the number itself: counted nouns and durations are spelled out below ten in
English, ordinals are words, proportions (thirds, halves, doublings) take 汉字 numerals in Chinese.
"""


class UnitForms(Value, frozen=True, kw_only=True):
    """One language's patterns by CLDR plural category, and the words by which source texts print the unit."""

    one: str = ""
    other: Annotated[str, Meta(min_length=1)]
    printed: tuple[str, ...] = ()


class Unit(Value, frozen=True):
    """A unit, a counted noun with its measure word, or a rank."""

    family: Family
    forms: Mapping[Lang, UnitForms]


class Quantity(Value, frozen=True):
    """
    A hedged number with its unit. ``amount`` has its scale applied: 17.63 billion is ``Decimal("17.63E+9")``.

    Significant digits are kept: zeros after the decimal point count, zeros that end an integer do not.
    ``upper`` is the second end of a range and is ``None`` for every other hedge.
    """

    amount: Decimal
    unit: str
    hedge: Hedge = "exact"
    upper: Decimal | None = None
