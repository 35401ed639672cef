"""
How each language prints a number, as data.

In: nothing. Out: one ``NumberStyle`` a language. Any other is written by ``cldr``, until it gets a row of ``STYLES``.

Sources of the rules: the scale words of Chinese are myriads (万 10⁴, 亿 10⁸, 万亿 10¹²), written without
thousands separators (GB/T 15835-2011); English uses the short scale from a million.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge


class ScaleWord(Struct, frozen=True):
    """A word for a power of ten that may follow a mantissa."""

    power: int
    word: str


class NumberStyle(Struct, frozen=True, kw_only=True):
    """
    One language's numbers.

    ``scales`` go from the largest down. A value takes the first scale under which it needs no more than
    ``fraction_digits``, and is printed plainly where there is none, so that no digit is ever lost.
    ``orders[n]`` is the word for “several times ten to the n”. ``spelled`` says which whole numbers are
    words, by family; ``before_measure`` are numerals that change before a measure word (两 for 二).
    ``ordinals`` goes by CLDR ordinal category; ``bare_ordinal`` is an ordinal without its noun.
    """

    group: str
    point: str = "."
    scales: tuple[ScaleWord, ...]
    scale_gap: str
    fraction_digits: int
    hedges: Mapping[Hedge, str]
    family_hedges: Mapping[tuple[Family, Hedge], str]
    orders: tuple[str, ...]
    order_joint: str
    spelled: Mapping[Family, Mapping[int, str]]
    before_measure: Mapping[int, str]
    ordinals: Mapping[str, str]
    bare_ordinal: str


def _numbered(words: str, first: int = 1) -> Mapping[int, str]:
    """Give the words of a list their numbers, from ``first`` up."""
    return dict(enumerate(words.split(), first))


ENGLISH_CARDINALS: Final = _numbered("one two three four five six seven eight nine")
ENGLISH_ORDINALS: Final = _numbered("first second third fourth fifth sixth seventh eighth ninth tenth")
CHINESE_NUMERALS: Final = _numbered("一 二 三 四 五 六 七 八 九 十")

_ENGLISH_ORDERS: Final = (
    "several",
    "tens",
    "hundreds",
    *(
        f"{prefix}{scale}"
        for scale in ("thousands", "millions", "billions", "trillions")
        for prefix in ("", "tens of ", "hundreds of ")
    ),
)
_CHINESE_ORDERS: Final = tuple(
    f"数{ten}{scale}" for scale in ("", "万", "亿", "万亿") for ten in ("", "十", "百", "千")
)

ENGLISH: Final = NumberStyle(
    group=",",
    scales=(ScaleWord(12, "trillion"), ScaleWord(9, "billion"), ScaleWord(6, "million")),
    scale_gap=" ",
    fraction_digits=3,
    hedges={
        "exact": "{0}",
        "about": "about {0}",
        "over": "more than {0}",
        "at-least": "at least {0}",
        "nearly": "nearly {0}",
        "under": "less than {0}",
        "up-to": "up to {0}",
        "range": "{0} to {1}",
        "several": "{0}",
    },
    family_hedges={("count", "under"): "fewer than {0}"},
    orders=_ENGLISH_ORDERS,
    order_joint=" of",
    spelled={
        "count": ENGLISH_CARDINALS,
        "duration": ENGLISH_CARDINALS,
        "proportion": ENGLISH_CARDINALS,
        "ordinal": ENGLISH_ORDINALS,
    },
    before_measure={},
    ordinals={"one": "{0}st", "two": "{0}nd", "few": "{0}rd", "other": "{0}th"},
    bare_ordinal="{0}",
)

CHINESE: Final = NumberStyle(
    group="",
    scales=(ScaleWord(12, "万亿"), ScaleWord(8, "亿"), ScaleWord(4, "万")),
    scale_gap="",
    fraction_digits=4,
    hedges={
        "exact": "{0}",
        "about": "约{0}",
        "over": "超过{0}",
        "at-least": "至少{0}",
        "nearly": "近{0}",
        "under": "不到{0}",
        "up-to": "最高{0}",
        "range": "{0}至{1}",
        "several": "{0}",
    },
    family_hedges={
        ("currency", "under"): "低于{0}",
        ("percent", "under"): "低于{0}",
        ("count", "up-to"): "最多{0}",
        ("duration", "up-to"): "最多{0}",
    },
    orders=_CHINESE_ORDERS,
    order_joint="",
    spelled={"ordinal": CHINESE_NUMERALS, "proportion": CHINESE_NUMERALS},
    before_measure={2: "两"},
    ordinals={"other": "{0}"},
    bare_ordinal="第{0}",
)

STYLES: Final[Mapping[Lang, NumberStyle]] = {Lang("en"): ENGLISH, Lang("zh"): CHINESE}
