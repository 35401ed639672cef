"""Quantities in words: the table of the content model, and the corners beside it."""

from decimal import Decimal

import pytest

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.numbers import format_number, format_quantity

EN, ZH = Lang("en"), Lang("zh")


def unit(family: Family, en: str, zh: str, one: str = "") -> Unit:
    """Build a unit from its patterns."""
    return Unit(family=family, forms={EN: UnitForms(other=en, one=one), ZH: UnitForms(other=zh)})


YUAN = unit("currency", "{0} yuan", "{0}元")
PERCENT = unit("percent", "{0}%", "{0}%")
POINT = unit("percent", "{0} percentage points", "{0}个百分点", one="{0} percentage point")
FACTORY = unit("count", "{0} factories", "{0}家工厂", one="{0} factory")
PROJECT = unit("count", "{0} projects", "{0}个项目", one="{0} project")
TASK = unit("count", "{0} tasks", "{0}项任务", one="{0} task")
PATENTS = unit("count", "{0} per 10,000 people", "每万人{0}件")
SPEED = unit("measure", "{0} MT/s", "{0} MT/s")
METRE = unit("measure", "{0} metres", "{0}米", one="{0} metre")
MONTH = unit("duration", "{0} months", "{0}个月", one="{0} month")
YEAR = unit("duration", "{0} years", "{0}年", one="{0} year")
BATCH = unit("ordinal", "{0} batch", "第{0}批")
RANK = unit("ordinal", "{0}", "第{0}位")
THIRD = unit("proportion", "{0}-thirds", "三分之{0}", one="one-third")
HALF = unit("proportion", "half", "一半")
DOUBLING = unit("proportion", "doubled {0} times", "翻{0}番", one="doubled")


@pytest.mark.parametrize(
    ("amount", "hedge", "of", "en", "zh"),
    [
        ("17.63E+9", "exact", YUAN, "17.63 billion yuan", "176.3亿元"),
        ("35E+3", "over", FACTORY, "more than 35,000 factories", "超过3.5万家工厂"),
        ("30", "nearly", PERCENT, "nearly 30%", "近30%"),
        ("40", "up-to", PERCENT, "up to 40%", "最高40%"),
        ("3.6E+12", "exact", YUAN, "3.6 trillion yuan", "3.6万亿元"),
        ("250000", "up-to", YUAN, "up to 250,000 yuan", "最高25万元"),
        ("783", "exact", PROJECT, "783 projects", "783个项目"),
        ("14", "exact", PATENTS, "14 per 10,000 people", "每万人14件"),
        ("50E+6", "exact", YUAN, "50 million yuan", "5000万元"),
        ("100E+9", "exact", YUAN, "100 billion yuan", "1000亿元"),
        ("1300", "over", FACTORY, "more than 1,300 factories", "超过1300家工厂"),
        ("9200", "exact", SPEED, "9,200 MT/s", "9200 MT/s"),
        ("100E+9", "several", YUAN, "hundreds of billions of yuan", "数千亿元"),
        ("10000", "several", FACTORY, "tens of thousands of factories", "数万家工厂"),
        ("1", "several", FACTORY, "several factories", "数家工厂"),
        ("6", "exact", TASK, "six tasks", "6项任务"),
        ("2", "exact", MONTH, "two months", "2个月"),
        ("2.0", "exact", MONTH, "2.0 months", "2.0个月"),
        ("3", "exact", BATCH, "third batch", "第三批"),
        ("12", "exact", BATCH, "12th batch", "第12批"),
        ("11", "exact", RANK, "11th", "第11位"),
        ("22", "exact", RANK, "22nd", "第22位"),
        ("1", "over", THIRD, "more than one-third", "超过三分之一"),
        ("2", "exact", THIRD, "two-thirds", "三分之二"),
        ("1", "over", HALF, "more than half", "超过一半"),
        ("1", "exact", DOUBLING, "doubled", "翻一番"),
        ("2", "exact", DOUBLING, "doubled two times", "翻两番"),
        ("10000", "under", YUAN, "less than 10,000 yuan", "低于1万元"),
        ("100", "under", FACTORY, "fewer than 100 factories", "不到100家工厂"),
        ("8000", "up-to", METRE, "up to 8,000 metres", "最高8000米"),
        ("8", "up-to", MONTH, "up to eight months", "最多8个月"),
        ("10", "about", FACTORY, "about 10 factories", "约10家工厂"),
        ("5", "at-least", YEAR, "at least five years", "至少5年"),
        ("-3.2", "exact", PERCENT, "-3.2%", "-3.2%"),
        ("1", "exact", POINT, "1 percentage point", "1个百分点"),
        ("1.0", "exact", POINT, "1.0 percentage points", "1.0个百分点"),
        ("886.60", "exact", METRE, "886.60 metres", "886.60米"),
        ("0", "exact", PROJECT, "0 projects", "0个项目"),
    ],
)
def test_a_quantity_is_written_by_the_rules_of_each_language(
    amount: str, hedge: Hedge, of: Unit, en: str, zh: str
) -> None:
    quantity = Quantity(Decimal(amount), "any", hedge)
    assert (format_quantity(quantity, of, EN), format_quantity(quantity, of, ZH)) == (en, zh)


@pytest.mark.parametrize(
    ("low", "high", "of", "en", "zh"),
    [
        ("5", "15", YEAR, "5 to 15 years", "5至15年"),
        ("2", "3", MONTH, "two to three months", "2至3个月"),
        ("5", "15", PERCENT, "5% to 15%", "5%至15%"),
        ("5", "15", POINT, "5 to 15 percentage points", "5至15个百分点"),
        ("5E+9", "15E+9", YUAN, "5 billion to 15 billion yuan", "50亿至150亿元"),
        ("1", "2", THIRD, "one-third to two-thirds", "三分之一至三分之二"),
    ],
)
def test_a_range_is_written_by_the_rules_of_each_language(low: str, high: str, of: Unit, en: str, zh: str) -> None:
    quantity = Quantity(Decimal(low), "any", "range", Decimal(high))
    assert (format_quantity(quantity, of, EN), format_quantity(quantity, of, ZH)) == (en, zh)


@pytest.mark.parametrize(
    ("amount", "en", "zh"),
    [
        ("999999", "999,999", "99.9999万"),
        ("1E+6", "1 million", "100万"),
        ("9999", "9,999", "9999"),
        ("1E+4", "10,000", "1万"),
        ("99999600", "99,999,600", "9999.96万"),
        ("1E+8", "100 million", "1亿"),
        ("35127843", "35,127,843", "3512.7843万"),
        ("134908401", "134,908,401", "13490.8401万"),
        ("1234567890123", "1,234,567,890,123", "123456789.0123万"),
        ("17.630E+9", "17.63 billion", "176.3亿"),
        ("1500000.50", "1,500,000.50", "1500000.50"),
        ("123456789012345678901234567890.12345", "123,456,789,012,345,678,901,234,567,890.12345",
         "123456789012345678901234567890.12345"),
        ("-0", "0", "0"),
        ("-35E+3", "-35,000", "-3.5万"),
    ],
)  # fmt: skip
def test_the_scale_never_costs_a_digit(amount: str, en: str, zh: str) -> None:
    """A scale is taken only where three decimals (English) or four (Chinese) suffice."""
    assert (format_number(Decimal(amount), EN), format_number(Decimal(amount), ZH)) == (en, zh)


@pytest.mark.parametrize("hedge", ["about", "over", "nearly", "at-least", "up-to", "under"])
def test_one_stays_singular_under_any_hedge(hedge: Hedge) -> None:
    """“More than one year” has the singular: the category follows the number, not the hedge."""
    assert format_quantity(Quantity(Decimal(1), "year", hedge), YEAR, EN).endswith("one year")


@pytest.mark.parametrize(
    ("quantity", "of", "en", "zh"),
    [
        (Quantity(Decimal("17.63E+9"), "cny", "over"), YUAN, "more than 17.63 billion", "超过176.3亿"),
        (Quantity(Decimal(30), "percent", "nearly"), PERCENT, "nearly 30", "近30"),
        (Quantity(Decimal("1E+11"), "cny", "several"), YUAN, "hundreds of billions", "数千亿"),
        (Quantity(Decimal(3), "batch"), BATCH, "third", "第三"),
        (Quantity(Decimal(1), "third", "over"), THIRD, "more than one-third", "超过三分之一"),
    ],
)
def test_without_its_noun_a_quantity_keeps_hedge_and_scale(quantity: Quantity, of: Unit, en: str, zh: str) -> None:
    assert (format_quantity(quantity, of, EN, noun=False), format_quantity(quantity, of, ZH, noun=False)) == (en, zh)


def test_a_table_may_ask_for_digits() -> None:
    assert format_quantity(Quantity(Decimal(6), "task"), TASK, EN, words=False) == "6 tasks"


def test_a_third_stays_a_word_where_counts_are_digits() -> None:
    assert format_quantity(Quantity(Decimal(2), "third"), THIRD, EN, words=False) == "two-thirds"


def test_a_unit_without_forms_in_a_language_prints_its_number() -> None:
    english_only = Unit(family="count", forms={EN: UnitForms(other="{0} widgets")})
    assert format_quantity(Quantity(Decimal(12), "widget"), english_only, ZH) == "12"
