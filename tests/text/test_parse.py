"""Quantities read back from text."""

from decimal import Decimal

import pytest

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.parse import parse_quantity
from jianbao.text.readings import read_amount

EN, ZH = Lang("en"), Lang("zh")


def unit(family: Family, en: UnitForms, zh: UnitForms) -> Unit:
    """Build a unit from its forms."""
    return Unit(family=family, forms={EN: en, ZH: zh})


UNITS = {
    "cny": unit(
        "currency",
        UnitForms(other="{0} yuan", printed=("yuan", "RMB", "¥")),
        UnitForms(other="{0}元", printed=("元", "人民币")),
    ),
    "usd": unit(
        "currency", UnitForms(other="{0} US dollars", printed=("$", "U.S. dollars")), UnitForms(other="{0}美元")
    ),
    "percent": unit("percent", UnitForms(other="{0}%", printed=("percent", "%")), UnitForms(other="{0}%")),
    "enterprise": unit("count", UnitForms(other="{0} enterprises"), UnitForms(other="{0}家企业")),
    "tech-enterprise": unit("count", UnitForms(other="{0} tech enterprises"), UnitForms(other="{0}家科技企业")),
    "patents": unit("count", UnitForms(other="{0} per 10,000 people"), UnitForms(other="每万人{0}件")),
    "year": unit("duration", UnitForms(other="{0} years", one="{0} year"), UnitForms(other="{0}年")),
    "rank": unit("ordinal", UnitForms(other="{0}"), UnitForms(other="第{0}位")),
}


@pytest.mark.parametrize(
    ("text", "amount", "of", "hedge"),
    [
        ("17.63 billion RMB", "17.63E+9", "cny", "exact"),
        ("RMB 50 million", "50E+6", "cny", "exact"),
        ("¥200", "200", "cny", "exact"),
        ("$6.9 million", "6.9E+6", "usd", "exact"),
        ("about 280 U.S. dollars", "280", "usd", "about"),
        ("over 88 percent", "88", "percent", "over"),
        ("Exceeding 10 billion RMB", "10E+9", "cny", "over"),
        ("as many as 1,200 tech enterprises", "1200", "tech-enterprise", "up-to"),
        ("hundreds of billions of yuan", "1E+11", "cny", "several"),
        ("two hundred thousand enterprises", "200000", "enterprise", "exact"),
        ("a dozen enterprises", "12", "enterprise", "exact"),
        ("11th", "11", "rank", "exact"),
    ],
)
def test_english_quantities_are_read_with_their_hedge(text: str, amount: str, of: str, hedge: Hedge) -> None:
    assert parse_quantity(text, EN, UNITS) == Quantity(Decimal(amount), of, hedge)


@pytest.mark.parametrize(
    ("text", "amount", "of", "hedge"),
    [
        ("逾176.3亿元", "17.63E+9", "cny", "over"),
        ("100余家企业", "100", "enterprise", "over"),
        ("3.5万多家企业", "35000", "enterprise", "over"),
        ("10家以上", "10", "", "at-least"),
        ("数千亿元", "1E+11", "cny", "several"),
        ("每万人超过14件", "14", "patents", "over"),
        ("十二家科技企业", "12", "tech-enterprise", "exact"),
        ("不低于30%", "30", "percent", "at-least"),
        ("第三位", "3", "rank", "exact"),
        ("1000万美元", "1E+7", "usd", "exact"),
    ],
)
def test_chinese_quantities_are_read_with_their_hedge(text: str, amount: str, of: str, hedge: Hedge) -> None:
    expected = Quantity(Decimal(amount), of, hedge) if of else None
    assert parse_quantity(text, ZH, UNITS) == expected


@pytest.mark.parametrize(
    "text", ["", "yuan", "many yuan", "five two yuan", "1,30 yuan", "about nearly 5 yuan", "17.63 billion", "5 to yuan"]
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    assert parse_quantity(text, EN, UNITS) is None


def test_the_unit_with_the_longest_wording_wins() -> None:
    found = parse_quantity("35 tech enterprises", EN, UNITS)
    assert found is not None
    assert found.unit == "tech-enterprise"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三百五十", 350),
        ("一千零五", 1005),
        ("两万三千", 23_000),
        ("三万亿", 3 * 10**12),
        ("一亿两千万", 120_000_000),
        ("二〇二五", 2025),
    ],
)
def test_chinese_numerals_are_read(text: str, amount: int) -> None:
    assert read_amount(text, ZH) == amount


@pytest.mark.parametrize("text", ["三五", "十百", "零点", "一万万万", "五千六千"])
def test_numerals_that_make_no_number_are_refused(text: str) -> None:
    """三五家 is three to five, not thirty-five."""
    assert read_amount(text, ZH) is None


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", ["1," * 50_000, "over " * 50_000, "twenty-" * 50_000, "万" * 50_000, " to " * 50_000])
@pytest.mark.parametrize("lang", [EN, ZH])
def test_hostile_texts_are_refused_at_once(text: str, lang: Lang) -> None:
    assert parse_quantity(text, lang, UNITS) is None
