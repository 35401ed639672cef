"""The law of quantities: what is written reads back as it was."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.numbers import format_both, format_quantity
from jianbao.text.parse import parse_quantity
from jianbao.text.printed import read_printed
from jianbao.text.scan import scan_figures

EN, ZH = Lang("en"), Lang("zh")

PATTERNS: dict[str, tuple[Family, str, str, str]] = {
    "cny": ("currency", "", "{0} yuan", "{0}元"),
    "usd": ("currency", "{0} US dollar", "{0} US dollars", "{0}美元"),
    "percent": ("percent", "", "{0}%", "{0}%"),
    "percentage-point": ("percent", "{0} percentage point", "{0} percentage points", "{0}个百分点"),
    "speed": ("measure", "", "{0} MT/s", "{0} MT/s"),
    "metre": ("measure", "{0} metre", "{0} metres", "{0}米"),
    "year": ("duration", "{0} year", "{0} years", "{0}年"),
    "month": ("duration", "{0} month", "{0} months", "{0}个月"),
    "factory": ("count", "{0} factory", "{0} factories", "{0}家工厂"),
    "smart-factory": ("count", "{0} smart factory", "{0} smart factories", "{0}家智能工厂"),
    "patent": ("count", "", "{0} per 10,000 people", "每万人{0}件"),
    "rank": ("ordinal", "", "{0}", "第{0}位"),
    "batch": ("ordinal", "", "{0} batch", "第{0}批"),
    "third": ("proportion", "one-third", "{0}-thirds", "三分之{0}"),
    "half": ("proportion", "", "half", "一半"),
    "doubling": ("proportion", "doubled", "doubled {0} times", "翻{0}番"),
}
UNITS = {
    name: Unit(family=family, forms={EN: UnitForms(one=one, other=other), ZH: UnitForms(other=zh)})
    for name, (family, one, other, zh) in PATTERNS.items()
}

amounts = st.builds(
    lambda digits, exponent, sign: Decimal(f"{sign}{digits}E{exponent:+}"),
    st.one_of(st.integers(0, 20), st.integers(0, 10**9), st.integers(0, 10**20)),
    st.integers(-6, 12),
    st.sampled_from(["", "", "", "-"]),
)


def quantity_of(unit: str, hedge: Hedge, ends: tuple[Decimal, Decimal]) -> Quantity:
    """Fit a number to what its unit and hedge can say: ordinals count from one, orders are powers of ten."""
    family, low, high = UNITS[unit].family, min(ends), max(ends)
    if unit == "half":
        low = Decimal(1)
    if family == "ordinal" or (family == "proportion" and unit != "half"):
        low, high = Decimal(abs(low.adjusted()) + 1), Decimal(abs(low.adjusted()) + 30)
    if hedge == "several" and family in ("currency", "measure", "count", "duration"):
        return Quantity(Decimal(f"1E+{abs(low.adjusted()) % 15}"), unit, hedge)
    if hedge == "range" and unit != "half":
        return Quantity(low, unit, hedge, high)
    return Quantity(low, unit, "exact" if hedge in ("several", "range") or family == "ordinal" else hedge)


@pytest.mark.parametrize("lang", [EN, ZH])
@settings(max_examples=400, deadline=None)
@given(low=amounts, high=amounts, start=st.integers(0, len(UNITS) - 1))
def test_parsing_what_was_written_gives_the_quantity_back(lang: Lang, low: Decimal, high: Decimal, start: int) -> None:
    """Each example tries every hedge with four units: 400 examples are 14,400 quantities a language."""
    names = list(UNITS)
    for step, hedge in enumerate(get_args(Hedge) * 4):
        quantity = quantity_of(names[(start + step) % len(names)], hedge, (low, high))
        text = format_quantity(quantity, UNITS[quantity.unit], lang)
        assert parse_quantity(text, lang, UNITS) == quantity, text


SCANNED: dict[str, Unit] = {
    "cny": Unit(family="currency", forms={ZH: UnitForms(other="{0}元", printed=("元",))}),
    "percent": Unit(family="percent", forms={ZH: UnitForms(other="{0}%", printed=("%",))}),
    "month": Unit(family="duration", forms={ZH: UnitForms(other="{0}个月", printed=("个月",))}),
    "factory": Unit(family="count", forms={ZH: UnitForms(other="{0}家工厂", printed=("家工厂",))}),
    "batch": Unit(family="ordinal", forms={ZH: UnitForms(other="第{0}批", printed=("批",))}),
    "third": UNITS["third"],
    "doubling": UNITS["doubling"],
}


@settings(max_examples=300, deadline=None)
@given(
    amount=st.one_of(st.integers(2, 99), st.integers(2, 10**14)),
    tens=st.integers(0, 8),
    unit=st.sampled_from(list(SCANNED)),
)
@pytest.mark.parametrize("hedge", [hedge for hedge in get_args(Hedge) if hedge != "range"])
def test_what_is_written_in_a_chinese_sentence_is_found_there_and_reads_back(
    hedge: Hedge, amount: int, tens: int, unit: str
) -> None:
    ends = (Decimal(amount).normalize() if unit == "month" else Decimal(f"{amount}E+{tens}"), Decimal(1))
    quantity = quantity_of(unit, hedge, (max(ends), max(ends)))
    assume(hedge != "several" or quantity.amount > 1)  # “several” is no figure, “dozens” is
    text = format_quantity(quantity, SCANNED[unit], ZH)
    (figure,) = scan_figures(f"当地已有{text}，其余不详。", ZH)
    assert quantity in read_printed(figure, ZH, SCANNED), text


@settings(max_examples=300, deadline=None)
@given(amount=amounts)
def test_both_languages_say_the_same_number(amount: Decimal) -> None:
    quantity = Quantity(amount, "cny")
    read = {parse_quantity(format_quantity(quantity, UNITS["cny"], lang), lang, UNITS) for lang in (EN, ZH)}
    assert read == {quantity}


@pytest.mark.parametrize("lang", [EN, ZH])
@settings(max_examples=100, deadline=None)
@given(low=amounts, high=amounts, start=st.integers(0, len(UNITS) - 1))
def test_writing_both_ways_at_once_is_writing_one_after_the_other(
    lang: Lang, low: Decimal, high: Decimal, start: int
) -> None:
    names = list(UNITS)
    for step, hedge in enumerate(get_args(Hedge) * 2):
        quantity = quantity_of(names[(start + step) % len(names)], hedge, (low, high))
        unit = UNITS[quantity.unit]
        apart = (format_quantity(quantity, unit, lang), format_quantity(quantity, unit, lang, noun=False))
        assert format_both(quantity, unit, lang) == apart
