"""The law of quantities: what is written reads back as it was."""

from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge, Quantity, Scale, Unit, UnitForms
from jianbao.text.amounts import amount_of, decimal_of
from jianbao.text.numbers import format_plain, format_quantity
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


PLAIN: Mapping[str, Unit] = {
    **{name: unit for name, unit in UNITS.items() if unit.family not in ("ordinal", "proportion")},
    "boat": Unit(family="count", forms={EN: UnitForms(one="one {0}-boat", other="{0} boats")}),
    "dozen": Unit(family="measure", forms={EN: UnitForms(other="a dozen"), ZH: UnitForms(one="一打", other="{0}%打")}),
}
hedges = st.sampled_from([hedge for hedge in get_args(Hedge) if hedge not in ("range", "several")])


@pytest.mark.parametrize("lang", [EN, ZH, Lang("fr"), Lang("zh-Hant")])
@settings(max_examples=400, deadline=None)
@given(amount=st.one_of(amounts, st.integers(-12, 12).map(Decimal)), unit=st.sampled_from(list(PLAIN)), hedge=hedges)
@example(amount=Decimal("-0"), unit="factory", hedge="exact")
@example(amount=Decimal("1.0"), unit="factory", hedge="about")
def test_the_short_way_writes_what_the_long_way_does(lang: Lang, amount: Decimal, unit: str, hedge: Hedge) -> None:
    quantity = Quantity(amount, unit, hedge)
    long = [format_quantity(quantity, PLAIN[unit], lang, noun=noun) for noun in (True, False)]
    number, *patterns = format_plain(f"{amount:f}", hedge, PLAIN[unit], lang) or ("",)
    assert [number.join(pattern) for pattern in patterns] == long


@pytest.mark.parametrize(
    ("hedge", "unit"), [("range", "metre"), ("several", "cny"), ("exact", "rank"), ("over", "third")]
)
def test_there_is_no_short_way_to_write_what_is_not_one_number_or_changes_without_its_noun(
    hedge: Hedge, unit: str
) -> None:
    assert format_plain("3", hedge, UNITS[unit], EN) is None


@given(st.from_regex(r"-?[0-9]{1,18}(\.[0-9]{1,10})?", fullmatch=True), st.sampled_from(get_args(Scale)))
@example("007", "")
@example("-0", "billion")
@example("0.50", "")
def test_digits_written_as_a_decimal_are_those_of_the_number(digits: str, scale: Scale) -> None:
    assert decimal_of(digits, scale) == f"{amount_of(digits, scale):f}"
