"""What is told quickly of a printed figure is what the reader of printed figures reads."""

from typing import Final, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.model.basics import FigureIdStr, Lang
from jianbao.model.evidence import Printed
from jianbao.model.quantity import Hedge, Scale, Unit, UnitForms
from jianbao.model.records import Figure
from jianbao.text.amounts import quantity_of
from jianbao.text.plain_printed import plain_reader
from jianbao.text.printed import read_printed
from tests.text.test_printed import EN, UNITS, ZH

PER: Final = Unit(family="proportion", forms={EN: UnitForms(other="{0} per 100", printed=("50-50",))})
ALL: Final = {**UNITS, "per": PER}
NUMBERS: Final = st.one_of(
    st.from_regex(r"[0-9]{1,5}(\.[0-9]{1,2})?", fullmatch=True),
    st.integers(0, 10**9).map("{:,}".format),
    st.from_regex(r"[0-9][0-9,]{0,5}", fullmatch=True),
)
BEFORE: Final = st.sampled_from(
    ("", "over ", "Over ", "about ", "$", "-", "first ", "no. ", "近", "第", "超过", "三", "10", "１", "between ")
)
BEHIND: Final = st.sampled_from(
    (
        *("", "%", " percent", " billion yuan", " million", "th", "-50", " per 100", " to 5 years", "-year", "½", "０"),
        *("万", "亿元", "多万家", "成", "成五", "年半", "家", "倍", "个多月", "‰", "余", "批", "%以上"),
    )
)
AFTER: Final = st.sampled_from(("", "enterprises", "times as many", "high-tech enterprises in all", "家企业", "工厂"))


def figure(value: str, hedge: Hedge, scale: Scale) -> Figure:
    """Build a figure of which only the quantity matters."""
    return Figure(id=FigureIdStr("a"), value=value, hedge=hedge, scale=scale, status="actual", speaker="medium")


@pytest.mark.parametrize("lang", [EN, ZH])
@given(BEFORE, NUMBERS, BEHIND, AFTER)
@example("", "2,301", "", "enterprises")
@example("over ", "4.1", " billion yuan", "")
@example("", "50", "-50", "")
@example("", "3", "成五", "")
def test_what_is_told_quickly_is_read_with_care(lang: Lang, before: str, number: str, behind: str, after: str) -> None:
    printed, reader = Printed(before + number + behind, after), plain_reader(lang, ALL)
    for unit in ALL:
        for hedge in get_args(Hedge):
            for scale in get_args(Scale):
                one = figure(number.replace(",", ""), hedge, scale)
                if reader.means(printed, one, unit):
                    assert quantity_of(one, unit) in read_printed(printed, lang, ALL)


@pytest.mark.parametrize(
    ("printed", "one", "unit"),
    [
        (Printed("2,301", "enterprises"), figure("2301", "exact", ""), "enterprise"),
        (Printed("over 88 percent", "of them"), figure("88", "over", ""), "percent"),
        (Printed("17.63 billion RMB", "in spending"), figure("17.63", "exact", "billion"), "cny"),
    ],
)
def test_a_plain_figure_is_told_quickly(printed: Printed, one: Figure, unit: str) -> None:
    assert plain_reader(EN, UNITS).means(printed, one, unit)


@pytest.mark.parametrize(
    ("value", "hedge", "scale", "unit"),
    [
        ("2302", "exact", "", "enterprise"),
        ("2301", "over", "", "enterprise"),
        ("2301", "exact", "thousand", "enterprise"),
        ("2301", "exact", "", "factory"),
    ],
)
def test_another_figure_is_not_told_quickly(value: str, hedge: Hedge, scale: Scale, unit: str) -> None:
    printed = Printed("2,301", "enterprises")
    assert not plain_reader(EN, UNITS).means(printed, figure(value, hedge, scale), unit)
