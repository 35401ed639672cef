"""
Read the dates that Chinese texts print: days, months, quarters, halves of a year, and runs of them.

In: a token. Out: EDTF, with ``-`` for a year that is not printed (``--06-05``, as ISO 8601:2000 did), or nothing.
A relative year (去年) is taken off; ``years_of_token`` says which year it means.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

from jianbao.text.han_numbers import read_chinese
from jianbao.text.late import late_pattern

_RELATIVE: Final[Mapping[str, int]] = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_JOINT = r"[—–~～－至到-]{1,2}"
_YEAR = r"(?:(?P<year>\d{4})年)?"
_QUARTERS: Final[Mapping[str, int]] = {
    numeral: value for value, both in enumerate(("1一", "2二两", "3三", "4四"), 1) for numeral in both
}

_DAY = late_pattern(rf"{_YEAR}(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号])?")
_DAYS = late_pattern(
    rf"{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]?{_JOINT}(?:(?P<month2>\d{{1,2}})月)?(?P<day2>\d{{1,2}})[日号]"
)
_MONTHS = late_pattern(rf"{_YEAR}(?P<first>\d{{1,2}})月?{_JOINT}(?:(?P<year2>\d{{4}})年)?(?P<last>\d{{1,2}})月份?")
_QUARTER = late_pattern(rf"{_YEAR}(?P<run>前)?第?(?P<quarter>[1-4一二三四两])个?季度")
_HALF = late_pattern(rf"{_YEAR}(?P<half>[上下])半年")
_FIRST_MONTHS = late_pattern(rf"{_YEAR}前(?P<last>\d{{1,2}})个?月")
_HAN_NUMBER = late_pattern("[〇零一二两三四五六七八九十]+(?=[年月日号])|(?<=前)[二两三四五六七八九十]+(?=个?月)")
_ISO = late_pattern(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")


def chinese_date(token: str) -> str:
    """
    Read one token.

    >>> chinese_date("2025年上半年"), chinese_date("去年1—10月"), chinese_date("二〇二五年十月五日")
    ('2025-01/2025-06', '--01/--10', '2025-10-05')
    """
    token = _HAN_NUMBER.sub(_digits, re.sub("^[前去今明]年", "", token))
    if found := _ISO.fullmatch(token):
        return _part(found[1], int(found[2]), found[3])
    if found := _DAY.fullmatch(token):
        return _part(found["year"], int(found["month"]), found["day"])
    if found := _DAYS.fullmatch(token):
        month = int(found["month"])
        last = _part(found["year"], int(found["month2"] or month), found["day2"])
        return f"{_part(found['year'], month, found['day'])}/{last}"
    if found := _MONTHS.fullmatch(token):
        last = _part(found["year2"] or found["year"], int(found["last"]))
        return f"{_part(found['year'], int(found['first']))}/{last}"
    return _part_of_year(token)


def years_of_token(token: str, beside: Collection[str], year: str) -> tuple[str, ...]:
    """
    Say in which years a token without a year may stand: those beside it or that of its text, or the one 去年 names.

    >>> years_of_token("去年10月", {"2024"}, "2026"), years_of_token("10月", {"2024"}, "2026")
    (('2025',), ('2024', '2026'))
    """
    offset = _RELATIVE.get(token[:2])
    hint = (year,) if year.isdecimal() else ()
    if offset is None:
        return (*sorted(beside), *hint)
    return tuple(f"{int(year) + offset:04}" for year in hint)


def _part_of_year(token: str) -> str:
    """Read a quarter, a run of quarters, half a year or its first months."""
    if found := _QUARTER.fullmatch(token):
        last = _QUARTERS[found["quarter"]] * 3
        first = 1 if found["run"] else last - 2
    elif found := _HALF.fullmatch(token):
        first, last = (1, 6) if found["half"] == "上" else (7, 12)
    elif found := _FIRST_MONTHS.fullmatch(token):
        first, last = 1, int(found["last"])
    else:
        return ""
    return f"{_part(found['year'], first)}/{_part(found['year'], last)}"


def _part(year: str | None, month: int, day: str | None = None) -> str:
    return f"{year or '-'}-{month:02}" + (f"-{int(day):02}" if day else "")


def _digits(found: re.Match[str]) -> str:
    number = read_chinese(found[0])
    return found[0] if number is None else f"{number:f}"
