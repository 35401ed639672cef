"""
Write dates and periods, and find out which dates a source prints.

In: EDTF (``2025``, ``2025-11``, ``2026-06-05``, ``2021/2025``, ``2019/..``, ``../2026``). Out: words.
English is day month year; Chinese joins a period with one dash (GB/T 15835-2011).

A printed date without a year is written as ISO 8601:2000 did: ``--06-05`` for June 5, ``--11`` for November.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.chinese_dates import chinese_date, years_of_token
from jianbao.text.cldr import write_period
from jianbao.text.late import late_pattern
from jianbao.text.lexicon import MONTHS
from jianbao.text.periods import Day, Period, read_period

_WRITTEN_MAX: Final = 4096
"""Dates kept in words: most pages show the same few."""


def is_real_date(when: str) -> bool:
    """
    Say whether the calendar has this date or interval.

    >>> is_real_date("2021/2025"), is_real_date("2025-13"), is_real_date("2025/2021")
    (True, False, False)
    """
    return read_period(when) is not None


@lru_cache(_WRITTEN_MAX)
def format_date(when: str, lang: Lang) -> str:
    """
    Write a date or period in words; a text that is no real date comes back as it is.

    >>> format_date("2026-06-05", Lang("en")), format_date("2026-06-05", Lang("zh"))
    ('5 June 2026', '2026年6月5日')
    >>> format_date("../2026", Lang("en")), format_date("2024-01/2024-07", Lang("zh"))
    ('by the end of 2026', '2024年1—7月')
    """
    period = read_period(when)
    if period is None:
        return when
    write = _WRITERS.get(lang)
    return write(period) if write else write_period(period, lang)


def _english_day(day: Day, shown: int = 3) -> str:
    """Write one date; ``shown`` leaves off the year (0 parts shared), or the month and year."""
    parts = [str(day.day)] if day.day else []
    if day.month and shown > 1:
        parts.append(MONTHS[day.month - 1])
    return " ".join([*parts, *([f"{day.year:04}"] if shown > 2 or not day.month else [])])  # noqa: PLR2004


def _english(period: Period) -> str:
    """Write a period in English."""
    start, end = period.start, period.end
    if end is None:
        return f"since {_english_day(start)}" if start else ""
    if start is None:
        return f"by {'' if end.day else 'the end of '}{_english_day(end)}"
    if not period.interval:
        return _english_day(start)
    shown = 3
    if start.parts == end.parts and start.year == end.year and start.parts > 1:
        shown = 1 if start.parts == 3 and start.month == end.month else 2  # noqa: PLR2004
    return f"{_english_day(start, shown)}–{_english_day(end)}"


def _chinese_day(day: Day, known: int = 0) -> str:
    """Write one date, without the first ``known`` parts."""
    written = [f"{day.year:04}年", f"{day.month}月" if day.month else "", f"{day.day}日" if day.day else ""]
    return "".join(written[known:])


def _chinese(period: Period) -> str:
    """Write a period in Chinese."""
    start, end = period.start, period.end
    if end is None:
        return f"{_chinese_day(start)}以来" if start else ""
    if start is None:
        return f"{_chinese_day(end)}{'前' if end.day else '底前'}"
    if not period.interval:
        return _chinese_day(start)
    if start.parts != end.parts:
        return f"{_chinese_day(start)}—{_chinese_day(end)}"
    shared = 0 if start.year != end.year else 1 if start.month != end.month else 2
    shared = min(shared, start.parts - 1)
    first = _chinese_day(start)
    return f"{first[:-1] if shared == start.parts - 1 else first}—{_chinese_day(end, shared)}"


_WRITERS: Final[Mapping[Lang, Callable[[Period], str]]] = {Lang("en"): _english, Lang("zh"): _chinese}


_ENGLISH_DATE = late_pattern(
    r"(?:(?:last|this|next) )?(?:(?P<before>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[a-z]{3,9})\.?,?"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,? ?(?P<year>\d{4}))?",
    re.ASCII,
)
_ENGLISH_MONTHS = late_pattern(r"(?P<first>[a-z]{3,9})\.? to (?P<last>[a-z]{3,9})\.?(?:,? (?P<year>\d{4}))?", re.ASCII)
_YEARS = late_pattern(r"(?P<first>(?:19|20)\d\d)年?(?: ?[-–—/~～至到]{1,2} ?| to )(?P<last>(?:19|20)?\d\d)年?")
_YEAR = late_pattern(r"((?:19|20)\d\d)年?")
_BARE_YEARS: Final = frozenset(map(str, range(1900, 2100)))
_LONGEST: Final = 80
"""Characters; no printed date is longer."""


def printed_dates(token: str, lang: Lang) -> tuple[str, ...]:
    """
    Read the dates that a printed token states; a year that is not printed is left out.

    >>> printed_dates("June 5", Lang("en")), printed_dates("2021-25", Lang("en"))
    (('--06-05',), ('2021/2025',))
    """
    token = " ".join(token.casefold().split())
    if len(token) > _LONGEST:
        return ()
    if year := _YEAR.fullmatch(token):
        return (year[1],)
    if years := _YEARS.fullmatch(token):
        stated = f"{years['first']}/{years['first'][:2]}{years['last'][-2:]}"
        if len(years["last"]) > len("25"):
            stated = f"{years['first']}/{years['last']}"
    elif lang == "zh":
        stated = chinese_date(token)
    else:
        stated = _english_stated(token)
    return (stated,) if _may_be_real(stated) else ()


def is_bare_year(when: str) -> bool:
    """
    Tell whether a date is a year and nothing else, of those that sources print.

    >>> is_bare_year("2025"), is_bare_year("2025-11"), is_bare_year("1066")
    (True, False, False)
    """
    return when in _BARE_YEARS


def _english_stated(token: str) -> str:
    """Read a date in English words: June 5, 5 June, Oct 27,2025, January to July."""
    if found := _ENGLISH_MONTHS.fullmatch(token):
        return _partial_months(found["year"], _month_number(found["first"]), _month_number(found["last"]))
    if found := _ENGLISH_DATE.fullmatch(token):
        return _partial(found["year"], _month_number(found["month"]), found["before"] or found["after"])
    return token


def _partial(year: str | None, month: str, day: str | None) -> str:
    """Put a date together from what is printed of it."""
    return f"{year or '-'}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _partial_months(year: str | None, first: str, last: str) -> str:
    """Put a run of months together."""
    return f"{_partial(year, first, None)}/{_partial(year, last, None)}"


def _month_number(word: str) -> str:
    """Find the number of an English month or its abbreviation; ``00`` for another word."""
    for number, month in enumerate(MONTHS, 1):
        if word in (month.casefold(), month[:3].casefold(), month[:4].casefold()):
            return f"{number:02}"
    return "00"


_SOME_LEAP_YEAR: Final = "2024"


def _may_be_real(stated: str) -> bool:
    """Say whether a date that may lack its year can be one of the calendar."""
    return is_real_date(re.sub(r"(^|/)--", rf"\g<1>{_SOME_LEAP_YEAR}-", stated))


def date_is_printed(when: str, tokens: Iterable[str], lang: Lang, *, year_hint: str = "") -> bool:
    """
    Say whether the tokens of a sentence print every part of a date.

    A year is printed alone, as an end of a range or in a longer date. A month or day printed without its
    year takes the year from another token or from ``year_hint`` (去年 means the year before it, whatever
    stands beside); a bare year never comes from the hint.

    >>> date_is_printed("2026-06-05", ["June 5"], Lang("en"), year_hint="2026")
    True
    """
    tokens = tuple(tokens)
    if when in tokens and is_bare_year(when):
        return True
    if read_period(when) is None:
        return False
    stated = [(end, token) for token in tokens for date in printed_dates(token, lang) for end in date.split("/")]
    years = {end[:4] for end, _ in stated if not end.startswith("--")}
    printed = {
        f"{year}{end[1:]}" if end.startswith("--") else end
        for end, token in stated
        for year in (years_of_token(token, years, year_hint) if end.startswith("--") else ("",))
    }
    return all(_day_is_printed(end, printed, years) for end in when.split("/") if end != "..")


def _day_is_printed(end: str, printed: Collection[str], years: Collection[str]) -> bool:
    """Say whether one date is printed, whole or as part of a longer one; a bare year has to stand there itself."""
    if len(end) == len("2025"):
        return end in years
    return any(date == end or date.startswith(f"{end}-") for date in printed)
