"""Languages without rules of their own are written by CLDR; what is theirs alone stays theirs."""

from decimal import Decimal

import pytest

from jianbao.model.basics import Lang
from jianbao.model.quantity import Hedge, Quantity, Unit, UnitForms
from jianbao.text.cldr import locale_of, style_of
from jianbao.text.dates import format_date
from jianbao.text.numbers import format_number, format_quantity
from jianbao.text.numerals import find_numerals, may_hold_numeral

FR, DE = Lang("fr"), Lang("de")
BOAT = Unit("count", {FR: UnitForms(one="{0} bateau", other="{0} bateaux")})


@pytest.mark.parametrize(
    ("amount", "lang", "written"),
    [
        ("1240.50", "fr", "1\u202f240,50"),
        ("1240.50", "de", "1.240,50"),
        ("17630000000", "de", "17.630.000.000"),
        ("1240", "en-GB", "1,240"),
        ("17630000000", "zh-Hans", "176.3亿"),
        ("1240", "zh-Hant", "1,240"),
    ],
)
def test_a_number_has_the_separators_of_its_language(amount: str, lang: str, written: str) -> None:
    assert format_number(Decimal(amount), Lang(lang)) == written


@pytest.mark.parametrize(
    ("hedge", "written"),
    [("about", "≈ 5 bateaux"), ("over", "> 5 bateaux"), ("at-least", "≥ 5 bateaux"), ("up-to", "≤ 5 bateaux")],
)
def test_a_hedge_is_a_sign(hedge: Hedge, written: str) -> None:
    assert format_quantity(Quantity(Decimal(5), "boat", hedge), BOAT, FR) == written


@pytest.mark.parametrize(("amount", "written"), [("0", "0 bateau"), ("1", "1 bateau"), ("2", "2 bateaux")])
def test_plurals_are_those_of_the_language(amount: str, written: str) -> None:
    assert format_quantity(Quantity(Decimal(amount), "boat"), BOAT, FR) == written


@pytest.mark.parametrize(
    ("when", "lang", "written"),
    [
        ("2026-03-01", "fr", "1 mars 2026"),
        ("2026-03", "de", "März 2026"),
        ("2026", "fr", "2026"),
        ("2021/2025", "fr", "2021–2025"),
        ("2019/..", "fr", "2019–"),
        ("../2026", "fr", "–2026"),
        ("2026-03-01", "zh-Hant", "2026年3月1日"),
    ],
)
def test_a_date_is_that_of_the_language(when: str, lang: str, written: str) -> None:
    assert format_date(when, Lang(lang)) == written


def test_digits_are_found_in_any_language() -> None:
    assert may_hold_numeral("il y en a 12", FR)
    assert [one.text for one in find_numerals("il y en a 12", FR)] == ["12"]


def test_the_rules_that_the_program_has_are_not_those_of_cldr() -> None:
    assert style_of(Lang("en-GB")) is style_of(Lang("en"))


@pytest.mark.parametrize("lang", ["xx", "qqq-zz"])
def test_what_is_no_language_has_no_locale(lang: str) -> None:
    assert locale_of(Lang(lang)) is None
