"""Figures of Chinese sentences: found whole, and read with number, hedge, unit or date."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

import pytest
from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.dates import printed_dates
from jianbao.text.printed import read_printed
from jianbao.text.scan import scan_figures

ZH: Final = Lang("zh")
_ROW: Final = re.compile(r"  (?P<token>.+?)(?: \+(?P<after>\S+))? = (?P<meant>.+)")
_MEANT: Final = re.compile(
    r"(?:(?P<hedge>[a-z-]+) )?(?P<low>-?[\d.]+?)(?:\.\.(?P<high>[\d.]+))? (?P<unit>[a-z][a-z0-9-]*)"
)


def units(table: str) -> dict[str, Unit]:
    """Build units from lines of id, family, Chinese pattern and printed words."""
    found = {}
    for line in table.split("\n"):
        name, family, other, *printed = line.split()
        forms = UnitForms(other=other, printed=tuple(printed))
        found[name] = Unit(family=cast("Family", family), forms={ZH: forms})
    return found


UNITS: Final = units("""\
cny currency {0}元 元 元人民币 人民币
usd currency {0}美元 美元
eur currency {0}欧元 欧元
percent percent {0}% % ％
percentage-point percent {0}个百分点 个百分点
year duration {0}年 年
month duration {0}个月 个月
week duration {0}周 周
hour duration {0}小时 小时 个小时
minute duration {0}分钟 分钟
kwh measure {0}千瓦时 千瓦时
kilowatt measure {0}千瓦 千瓦
gigawatt measure {0}吉瓦 GW
mt-per-second measure {0}MT/s MT/s
kilometre measure {0}公里 公里 千米
metre measure {0}米 米
mu measure {0}亩 亩
tonne measure {0}吨 吨
times count {0}倍 倍
enterprise count {0}家企业 家企业
workshop count {0}家作坊 家作坊
kind count {0}种 种
stall count {0}个摊位 个摊位
technology count {0}项技术 项技术
person count {0}人 人
household count {0}户 户
tourist count {0}名游客 的游客
country count {0}个国家 个国家
patents-per-10000 count 每万人{0}件 件
batch ordinal 第{0}批 批
rank ordinal 第{0}位 位
generation ordinal 第{0}代 代
edition ordinal 第{0}届 届
nth-year ordinal 第{0}年 年
half proportion 一半 一半 半数
third proportion 三分之{0}
quarter proportion 四分之{0}
tenth proportion 十分之{0}
doubling proportion 翻{0}番""")


class Expected(Struct, frozen=True):
    """A token that a sentence prints, what has to follow it where that is said, and what it means."""

    token: str
    after: str
    meant: str


def rows() -> Iterator[tuple[str, tuple[Expected, ...]]]:
    """Read the table: each sentence with its figures."""
    held: list[Expected] = []
    sentence = ""
    for line in (Path(__file__).parent / "chinese_figures.txt").read_text("utf-8").splitlines():
        if row := _ROW.fullmatch(line):
            held.append(Expected(row["token"], row["after"] or "", row["meant"]))
        elif not line.startswith("#"):
            if sentence:
                yield sentence, tuple(held)
            sentence, held = line, []
    yield sentence, tuple(held)


TABLE: Final = tuple(rows())
FOUND: Final = [
    pytest.param(sentence, place, one, id=f"{number}-{one.token}")
    for number, (sentence, expected) in enumerate(TABLE, 1)
    for place, one in enumerate(expected)
]


def quantities(meant: str) -> set[Quantity]:
    """Read what a row says that its token means."""
    found = set()
    for text in meant.split(" ; "):
        match = _MEANT.fullmatch(text)
        assert match is not None, text
        upper = Decimal(match["high"]) if match["high"] else None
        found.add(Quantity(Decimal(match["low"]), match["unit"], cast("Hedge", match["hedge"] or "exact"), upper))
    return found


def test_the_table_is_as_large_as_it_should_be() -> None:
    assert len(FOUND) >= 150


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[sentence[:12] for sentence, _ in TABLE])
def test_a_sentence_prints_these_figures_and_no_others(sentence: str, expected: tuple[Expected, ...]) -> None:
    assert [figure.token for figure in scan_figures(sentence, ZH)] == [one.token for one in expected]


@pytest.mark.parametrize(("sentence", "place", "expected"), FOUND)
def test_a_figure_means_what_its_token_says(sentence: str, place: int, expected: Expected) -> None:
    figure = scan_figures(sentence, ZH)[place]
    if expected.after:
        assert figure.after == expected.after
    if expected.meant.startswith("date "):
        assert printed_dates(figure.token, ZH) == (expected.meant.removeprefix("date "),)
    else:
        wanted = set() if expected.meant == "?" else quantities(expected.meant)
        assert set(read_printed(figure, ZH, UNITS)) == wanted


@pytest.mark.parametrize(
    ("token", "wrong"),
    [
        ("近三成", "30 percent"), ("176.3亿元", "176300000 cny"), ("两万三户", "20003 household"),
        ("上百种", "several 100 kind"), ("翻了两番", "1 doubling"), ("百分之八", "0.8 percent"),
    ],
)  # fmt: skip
def test_a_hedge_or_scale_that_is_not_printed_is_not_read(token: str, wrong: str) -> None:
    assert not quantities(wrong) & set(read_printed(Printed(token), ZH, UNITS))
