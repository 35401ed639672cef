"""Dates in words, and dates in tokens."""

import pytest

from jianbao.model.basics import Lang
from jianbao.text.dates import date_is_printed, format_date, is_real_date, printed_dates

EN, ZH = Lang("en"), Lang("zh")


@pytest.mark.parametrize(
    ("when", "en", "zh"),
    [
        ("2025", "2025", "2025年"),
        ("2025-11", "November 2025", "2025年11月"),
        ("2026-06-05", "5 June 2026", "2026年6月5日"),
        ("2021/2025", "2021–2025", "2021—2025年"),
        ("2024-01/2024-07", "January–July 2024", "2024年1—7月"),
        ("2024-11/2025-02", "November 2024–February 2025", "2024年11月—2025年2月"),
        ("2026-06-05/2026-06-08", "5–8 June 2026", "2026年6月5—8日"),
        ("2026-06-05/2026-07-02", "5 June–2 July 2026", "2026年6月5日—7月2日"),
        ("2025/2026-06", "2025–June 2026", "2025年—2026年6月"),
        ("2019/..", "since 2019", "2019年以来"),
        ("2025-11/..", "since November 2025", "2025年11月以来"),
        ("../2026", "by the end of 2026", "2026年底前"),
        ("../2026-06", "by the end of June 2026", "2026年6月底前"),
        ("../2025-09-30", "by 30 September 2025", "2025年9月30日前"),
    ],
)
def test_a_date_is_written_by_the_rules_of_each_language(when: str, en: str, zh: str) -> None:
    assert (format_date(when, EN), format_date(when, ZH)) == (en, zh)


@pytest.mark.parametrize(
    "when", ["2025-13", "2025-00", "2025-02-29", "0000", "2025/2021", "../..", "2025-1", "soon", ""]
)
def test_what_no_calendar_has_is_not_a_date(when: str) -> None:
    assert not is_real_date(when)


@pytest.mark.parametrize("when", ["2024-02-29", "2025/2025-06", "2019/..", "../2026", "2025/2025"])
def test_what_the_calendar_has_is_a_date(when: str) -> None:
    assert is_real_date(when)


def test_a_date_that_is_not_real_is_shown_as_it_stands() -> None:
    assert format_date("2025-13", EN) == "2025-13"


@pytest.mark.parametrize(
    ("token", "lang", "expected"),
    [
        ("June 5", EN, "--06-05"),
        ("Feb. 18", EN, "--02-18"),
        ("5 June 2026", EN, "2026-06-05"),
        ("Oct 27,2025", EN, "2025-10-27"),
        ("Aug. 15, 2025", EN, "2025-08-15"),
        ("October, 2024", EN, "2024-10"),
        ("Last November", EN, "--11"),
        ("January to July", EN, "--01/--07"),
        ("2021-2025", EN, "2021/2025"),
        ("2021-25", EN, "2021/2025"),
        ("2025 to 2027", EN, "2025/2027"),
        ("2025", EN, "2025"),
        ("2025-10-27", EN, "2025-10-27"),
        ("2025年10月27日", ZH, "2025-10-27"),
        ("10月27日", ZH, "--10-27"),
        ("2024年1—7月", ZH, "2024-01/2024-07"),
        ("2021—2025年", ZH, "2021/2025"),
        ("2025年", ZH, "2025"),
    ],
)
def test_a_token_states_as_much_of_a_date_as_it_prints(token: str, lang: Lang, expected: str) -> None:
    assert printed_dates(token, lang) == (expected,)


@pytest.mark.parametrize("token", ["783", "9200 MT/s", "June 31", "six", "2,025", "Birth 5", "16:27", "", "14th"])
def test_a_token_without_a_date_states_none(token: str) -> None:
    assert printed_dates(token, EN) == ()


@pytest.mark.parametrize(
    ("when", "tokens", "hint"),
    [
        ("2025", ["By", "2025"], ""),
        ("2025", ["Oct 27,2025"], ""),
        ("2025", ["2021-25"], ""),
        ("2021/2025", ["2021-2025"], ""),
        ("2019/..", ["2019"], ""),
        ("../2026", ["2026"], ""),
        ("2026-06-05", ["June 5"], "2026"),
        ("2024-01-02", ["Jan. 2", "2024"], ""),
        ("2025-11", ["Last November"], "2025"),
        ("2025-10", ["Oct 27,2025"], ""),
        ("2025-01/2025-07", ["January to July"], "2025"),
    ],
)
def test_a_date_is_printed_when_every_part_of_it_is(when: str, tokens: list[str], hint: str) -> None:
    assert date_is_printed(when, tokens, EN, year_hint=hint)


@pytest.mark.parametrize(
    ("when", "tokens", "hint"),
    [
        ("2025", ["2024"], ""),
        ("2025", ["June 5"], "2025"),
        ("2023", ["2021-2025"], ""),
        ("2026-06-05", ["June 5"], ""),
        ("2026-06-05", ["June 5"], "2025"),
        ("2026-06-05", ["June", "5"], "2026"),
        ("2024-10", ["October 2025", "2024"], ""),
        ("2021/2025", ["2021"], ""),
        ("2025-13", ["2025"], ""),
    ],
)
def test_a_date_is_not_printed_when_a_part_is_missing(when: str, tokens: list[str], hint: str) -> None:
    assert not date_is_printed(when, tokens, EN, year_hint=hint)


@pytest.mark.parametrize(
    ("when", "token", "year", "printed"),
    [
        ("2025-10", "去年10月", "2026", True),
        ("2026-10", "去年10月", "2026", False),
        ("2026-01/2026-06", "今年上半年", "2026", True),
        ("2027-05", "明年5月", "2026", True),
        ("2026-10", "10月", "2026", True),
        ("2025-10", "去年10月", "", False),
    ],
)
def test_a_year_that_is_told_from_that_of_the_text_is_that_one_only(
    when: str, token: str, year: str, *, printed: bool
) -> None:
    assert date_is_printed(when, [token], ZH, year_hint=year) is printed


def test_last_year_is_not_a_year_that_stands_beside_it() -> None:
    assert not date_is_printed("2024-10", ["2024年", "去年10月"], ZH, year_hint="2026")
