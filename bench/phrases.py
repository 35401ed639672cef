"""
What the invented records say: sentences in pairs, terms in pairs, and what their metrics count.

``{own}`` is the record's name, ``{term}`` a term of the glossary, ``{slot}`` a link or a figure. No sentence
holds a numeral, so that the closure of numerals has nothing to find, as in a finished site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final


@dataclass(frozen=True)
class Pair:
    """The same words in both languages."""

    en: str
    zh: str

    def of(self, lang: str) -> str:
        """Return the words of a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Value:
    """A number: as a source prints it, as a record holds it, and as both languages write it with its unit."""

    printed: str
    value: str
    scale: str
    shown: Pair


@dataclass(frozen=True)
class Label:
    """What a metric counts: its unit, the name it gives, the words that follow the printed number, its numbers."""

    slug: str
    unit: str
    name: Pair
    after: str
    draw: Callable[[Random], Value]


def _counted(en: str, zh: str) -> Callable[[Random], Value]:
    def draw(chance: Random) -> Value:
        number = chance.randrange(100, 9_999)
        return Value(f"{number:,}", str(number), "", Pair(f"{number:,} {en}", f"{number}{zh}"))

    return draw


def _percent(chance: Random) -> Value:
    number = f"{chance.randrange(10, 98)}.{chance.randrange(1, 10)}"
    return Value(f"{number} percent", number, "", Pair(f"{number}%", f"{number}%"))


def _yuan(chance: Random) -> Value:
    tenths = chance.randrange(11, 99)
    number = f"{tenths // 10}.{tenths % 10 or 1}"
    zh = f"{number.replace('.', '')}亿元"
    return Value(f"{number} billion yuan", number, "billion", Pair(f"{number} billion yuan", zh))


LABELS: Final = (
    Label("looms", "loom", Pair("Looms delivered by {name}", "{name}交付织机数"), "looms", _counted("looms", "台织机")),
    Label("exports", "percent", Pair("Share of exports of {name}", "{name}出口占比"), "", _percent),
    Label(
        "workshops",
        "workshop",
        Pair("Workshops tied to {name}", "{name}相关车间数"),
        "workshops",
        _counted("workshops", "个车间"),
    ),
    Label("turnover", "cny", Pair("Turnover around {name}", "{name}带动营业额"), "", _yuan),
)

TERMS: Final = (
    Pair("warp tension", "经纱张力"),
    Pair("dye bath", "染浴"),
    Pair("shuttle race", "梭道"),
    Pair("felting", "缩绒"),
    Pair("selvedge", "布边"),
    Pair("carding", "梳理工序"),
    Pair("madder red", "茜草红"),
    Pair("drop spindle", "纺锤"),
)

PLAIN: Final = (
    Pair("{own} keeps to the river and sells to whoever comes by boat.", "{own}依河而立，客人乘船而来，货物随船而去。"),
    Pair("Its people learned {term} from older neighbours.", "当地人从年长的邻居那里学会了{term}。"),
    Pair("Nobody has written down how the trade began.", "这门手艺如何兴起，并无文字记载。"),
    Pair("Work stops when the water is high and starts again in *dry* weather.", "水涨则歇工，天*干*则复工。"),
    Pair("The yard of {own} stays open to visitors on market days.", "每逢集日，{own}的院子对外开放。"),
    Pair("Careful {term} is what buyers ask about before anything else.", "买家最先问起的，总是{term}做得好不好。"),
    Pair("What is left over goes to the mill downstream.", "余料送往下游的磨坊。"),
    Pair(
        "{own} lends its tools to apprentices and takes them back **clean**.",
        "{own}把工具借给学徒，收回时须**洁净**如初。",
    ),
    Pair("The returns say little about prices and nothing about wages.", "报表对价格着墨不多，对工钱只字未提。"),
    Pair("Visitors remember the smell of wool and the sound of {term}.", "来客记得羊毛的气味，也记得{term}的声响。"),
)
"""Sentences without a slot."""

LINKED: Final = (
    Pair("Much of the yarn comes from {slot}, which works by other rules.", "纱线多来自{slot}，那里另有一套规矩。"),
    Pair("An agreement with {slot} covers storage and repairs.", "与{slot}订有约定，涵盖仓储和修理。"),
    Pair("Like {slot}, it depends on the canal.", "和{slot}一样，离不开运河。"),
    Pair("The returns name {slot} as a partner without saying since when.", "报表把{slot}列为伙伴，未说明始于何时。"),
    Pair("When frost comes early, {slot} takes over the finishing.", "霜冻早来的年份，由{slot}接手整理。"),
    Pair("Drawings of {slot} hang in the hall beside the old ledgers.", "{slot}的图纸挂在厅里，旁边是旧账簿。"),
)
"""Sentences with a link."""

FIGURED: Final = (
    Pair("The returns put the level at {slot}.", "报表所列为{slot}。"),
    Pair("On paper that came to {slot}, after corrections.", "更正之后，账面为{slot}。"),
    Pair("The clerk of {own} wrote {slot} and underlined it.", "{own}的书记员写下{slot}，并加了下划线。"),
    Pair(
        "An earlier draft had another number where the ledger now reads {slot}.",
        "账簿上现作{slot}，早先的底稿并非如此。",
    ),
)
"""Sentences with a figure."""
