"""
How a language is written for which the program has no rules of its own: by the data of Unicode's CLDR, through Babel.

CLDR knows separators, plurals and dates, but no hedges and no orders of magnitude: these are signs here, which every
language reads (≈, >, ≥). A language that is to have words for them gets a row of ``STYLES``.
"""

from datetime import date
from functools import cache
from typing import Any, Final

from jianbao.model.basics import Lang
from jianbao.text.periods import Day, Period
from jianbao.text.styles import STYLES, NumberStyle

_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ORDERS: Final = 15


@cache
def locale_of(lang: Lang) -> Any:
    """Return the locale of a language tag, ``None`` where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def style_of(lang: Lang) -> NumberStyle:
    """
    Return the rules of a language: its own, those of the language without its region, or those of CLDR.

    >>> style_of(Lang("en-GB")) is style_of(Lang("en")), style_of(Lang("fr")).point
    (True, ',')
    """
    base = Lang(lang.partition("-")[0])
    if lang in STYLES or (base in STYLES and "Hant" not in lang):
        return STYLES.get(lang, STYLES[base])
    symbols = locale_of(lang).number_symbols["latn"]
    return NumberStyle(
        group=symbols["group"],
        point=symbols["decimal"],
        scales=(),
        scale_gap=" ",
        fraction_digits=0,
        hedges={
            "exact": "{0}",
            "about": "≈ {0}",
            "over": "> {0}",
            "at-least": "≥ {0}",
            "nearly": "≲ {0}",
            "under": "< {0}",
            "up-to": "≤ {0}",
            "range": "{0}–{1}",
            "several": "{0}",
        },
        family_hedges={},
        orders=tuple(f"2–9 × 10{str(power).translate(_SUPERSCRIPT)}" for power in range(_ORDERS)),
        order_joint="",
        spelled={},
        before_measure={},
        ordinals={"other": "{0}."},
        bare_ordinal="{0}.",
    )


def write_period(period: Period, lang: Lang) -> str:
    """Write a period with the dates of CLDR; an open end stays open."""
    start, end = period.start, period.end
    if start is not None and not period.interval:
        return _day(start, lang)
    return f"{_day(start, lang) if start else ''}–{_day(end, lang) if end else ''}"


def _day(day: Day, lang: Lang) -> str:
    from babel.dates import format_date, format_skeleton

    locale = locale_of(lang)
    if not day.month:
        return f"{day.year:04}"
    moment = date(day.year, day.month, day.day or 1)
    if not day.day:
        return str(format_skeleton("yMMMM", moment, locale=locale))
    return str(format_date(moment, "long", locale=locale))
