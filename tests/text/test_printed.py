"""Printed tokens read as quantities."""

from decimal import Decimal

import pytest

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.printed import read_printed
from jianbao.text.scan import scan_figures

EN, ZH = Lang("en"), Lang("zh")


def unit(family: Family, en: str, zh: str, *printed: str) -> Unit:
    """Build a unit whose English words are given and whose Chinese word follows its number."""
    words = tuple(word for word in printed if word.isascii())
    han = tuple(word for word in printed if not word.isascii())
    return Unit(family=family, forms={EN: UnitForms(other=en, printed=words), ZH: UnitForms(other=zh, printed=han)})


UNITS = {
    "cny": unit("currency", "{0} yuan", "{0}元", "yuan", "RMB"),
    "usd": unit("currency", "{0} US dollars", "{0}美元", "$", "U.S. dollars"),
    "percent": unit("percent", "{0}%", "{0}%", "percent"),
    "metre": unit("measure", "{0} metres", "{0}米", "meters"),
    "year": unit("duration", "{0} years", "{0}年", "year", "years", "consecutive years"),
    "enterprise": unit("count", "{0} enterprises", "{0}家企业", "enterprises", "家企业"),
    "high-tech": unit(
        "count", "{0} high-tech enterprises", "{0}家高新技术企业", "high-tech enterprises", "家高新技术企业"
    ),
    "factory": unit("count", "{0} factories", "{0}家工厂", "factories", "家工厂"),
    "province": unit("count", "{0} provinces", "{0}个省份", "provinces"),
    "times": unit("count", "{0} times", "{0}倍", "times"),
    "batch": unit("ordinal", "{0} batch", "第{0}批", "batch", "批"),
    "rank": unit("ordinal", "{0}", "第{0}位"),
    "half": unit("proportion", "half", "一半", "half"),
    "third": Unit(
        family="proportion",
        forms={EN: UnitForms(one="one-third", other="{0}-thirds"), ZH: UnitForms(other="三分之{0}")},
    ),
    "doubling": unit("proportion", "doubled", "翻{0}番", "doubling", "doubled"),
}  # fmt: skip


def one(amount: str, of: str, hedge: Hedge = "exact") -> tuple[Quantity, ...]:
    """Build the only reading of a token."""
    return (Quantity(Decimal(amount), of, hedge),)


@pytest.mark.parametrize(
    ("token", "after", "expected"),
    [
        ("17.63 billion RMB", "in company spending", one("17.63E+9", "cny")),
        ("over 100 billion RMB", "", one("100E+9", "cny", "over")),
        ("Over 88 percent", "of them", one("88", "percent", "over")),
        ("surpassed 80 billion RMB", "", one("80E+9", "cny", "over")),
        ("a maximum of 50 million yuan", "", one("50E+6", "cny", "up-to")),
        ("$6.9 million", "", one("6.9E+6", "usd")),
        ("about 70.4 million U.S. dollars", "", one("70.4E+6", "usd", "about")),
        ("below 10,000 yuan", "", one("10000", "cny", "under")),
        ("up to 8,000 meters", "", one("8000", "metre", "up-to")),
        ("16 consecutive years", "", one("16", "year")),
        ("three-year", "action plan", one("3", "year")),
        ("hundreds of billions of yuan", "in scale", one("1E+11", "cny", "several")),
        ("more than 1,300", "national high-tech enterprises in", one("1300", "high-tech", "over")),
        ("third", "batch of innovative technology", one("3", "batch")),
        ("11th", "in the", one("11", "rank")),
        ("more than half", "of the installations", one("1", "half", "over")),
        ("more than one-third", "of the world’s total", one("1", "third", "over")),
        ("doubling", "its revenue", one("1", "doubling")),
        ("twice", "as much", one("2", "times")),
        ("five to 15 years", "", (Quantity(Decimal(5), "year", "range", Decimal(15)),)),
    ],
)
def test_a_printed_figure_is_read_with_number_unit_and_hedge(
    token: str, after: str, expected: tuple[Quantity, ...]
) -> None:
    assert read_printed(Printed(token, after), EN, UNITS) == expected


@pytest.mark.parametrize(
    ("token", "after", "expected"),
    [
        ("176.3亿元", "", one("17.63E+9", "cny")),
        ("近三成", "", one("30", "percent", "nearly")),
        ("百分之三十", "", one("30", "percent")),
        ("百分之六点五", "", one("6.5", "percent")),
        ("超过3.5万家", "工厂", one("35000", "factory", "over")),
        ("100余家", "国家高新技术企业", one("100", "high-tech", "over")),
        ("第三批", "目录", one("3", "batch")),
        ("三分之一", "", one("1", "third")),
        ("翻一番", "", one("1", "doubling")),
        ("过半", "", one("1", "half", "over")),
    ],
)
def test_a_chinese_figure_is_read_with_number_unit_and_hedge(
    token: str, after: str, expected: tuple[Quantity, ...]
) -> None:
    assert read_printed(Printed(token, after), ZH, UNITS) == expected


@pytest.mark.parametrize(
    ("token", "after"),
    [
        ("17.64 billion RMB", ""),
        ("17.63 million RMB", ""),
        ("17.63 billion U.S. dollars", ""),
        ("over 17.63 billion RMB", ""),
        ("17.63 billion", "RMB-funded projects"),
    ],
)
def test_a_changed_digit_scale_unit_or_hedge_proves_nothing(token: str, after: str) -> None:
    assert Quantity(Decimal("17.63E+9"), "cny") not in read_printed(Printed(token, after), EN, UNITS)


@pytest.mark.parametrize(
    ("token", "after"),
    [
        ("62", "percentage of provinces-to-be"),
        ("June 5", ""),
        ("six", "key tasks"),
        ("24/7", "factories"),
        ("", "factories"),
    ],
)
def test_a_token_that_fits_no_unit_has_no_reading(token: str, after: str) -> None:
    assert read_printed(Printed(token, after), EN, UNITS) == ()


def test_each_noun_that_no_longer_phrase_covers_is_a_reading() -> None:
    found = read_printed(Printed("12", "high-tech enterprises in provinces"), EN, UNITS)
    assert {quantity.unit for quantity in found} == {"high-tech", "province"}


def test_a_scale_may_belong_to_both_ends_of_a_range() -> None:
    found = read_printed(Printed("5 to 15 billion yuan", ""), EN, UNITS)
    assert Quantity(Decimal("5E+9"), "cny", "range", Decimal("15E+9")) in found


@pytest.mark.parametrize(
    ("phrase", "hedge"),
    [
        ("over", "over"), ("more than", "over"), ("above", "over"), ("exceeding", "over"), ("exceeded", "over"),
        ("surpassed", "over"), ("about", "about"), ("around", "about"), ("some", "about"), ("approximately", "about"),
        ("roughly", "about"), ("nearly", "nearly"), ("almost", "nearly"), ("at least", "at-least"), ("up to", "up-to"),
        ("as many as", "up-to"), ("a maximum of", "up-to"), ("no more than", "up-to"), ("below", "under"),
        ("under", "under"), ("less than", "under"),
    ],
)  # fmt: skip
def test_the_hedges_of_sources_survive_from_sentence_to_quantity(phrase: str, hedge: Hedge) -> None:
    (figure,) = scan_figures(f"It took {phrase} 40 factories there.", EN)
    assert read_printed(figure, EN, UNITS) == one("40", "factory", hedge)
