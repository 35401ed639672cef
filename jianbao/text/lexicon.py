"""
The words around numbers that texts use, as data: hedges, scales, number words.

Wider than what ``styles`` prints: sources say “exceeding” and 逾 where we say “more than” and 超过.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.quantity import Hedge


def listed(words: str) -> tuple[str, ...]:
    """Cut a list of words at its spaces."""
    return tuple(words.split())


class Lexicon(Struct, frozen=True, kw_only=True):
    """One language's hedges, before and after the number, the longest first; and what joins a range."""

    before: Mapping[str, Hedge]
    after: Mapping[str, Hedge]
    joints: tuple[str, ...]
    gap: str


def _by_phrase(table: Mapping[Hedge, str]) -> Mapping[str, Hedge]:
    """Turn lists of phrases, separated by ``|``, into a table of phrases, the longest first."""
    phrases: dict[str, Hedge] = {phrase: hedge for hedge, listed in table.items() for phrase in listed.split("|")}
    return dict(sorted(phrases.items(), key=lambda item: -len(item[0])))


LEXICONS: Final[Mapping[Lang, Lexicon]] = {
    Lang("en"): Lexicon(
        before=_by_phrase(
            {
                "over": "more than|greater than|over|above|exceed|exceeds|exceeding|exceeded|surpass|surpasses"
                "|surpassing|surpassed|topping|topped|in excess of|upwards of",
                "about": "about|around|some|approximately|roughly|an estimated",
                "nearly": "nearly|almost|close to|just under",
                "at-least": "at least|no less than|no fewer than|not less than|a minimum of",
                "up-to": "up to|as many as|as much as|a maximum of|no more than|not more than|at most",
                "under": "below|under|less than|fewer than",
            }
        ),
        after={" or more": "at-least", " or so": "about"},
        joints=(" to ", "–", "—", "-"),
        gap=" ",
    ),
    Lang("zh"): Lexicon(
        before=_by_phrase(
            {
                "over": "超过了|超过|超|逾|突破了|突破|多于|高于|大于|超出|过",
                "about": "约为|大约|大概|约占|约合|约有|约达|约需|约",
                "nearly": "接近|将近|近",
                "at-least": "至少|最少|起码|最低|不少于|不低于|不小于|上",
                "up-to": "最高可达|最高|最多|至多|不超过|不超|未超过|不高于|不多于|不大于|高达|多达|上限为",
                "under": "不到|不满|未满|低于|少于|小于|不足",
            }
        ),
        after={
            **dict.fromkeys(("以上",), "at-least"),
            **dict.fromkeys(("以下", "以内", "之内"), "up-to"),
            **dict.fromkeys(("左右", "上下", "来"), "about"),
            **dict.fromkeys(("有余", "出头", "余", "多"), "over"),
        },
        joints=("至", "到", "—", "–", "~", "～", "-"),
        gap="",
    ),
}

UNITS_BELOW_TWENTY: Final = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS: Final = listed("twenty thirty forty fifty sixty seventy eighty ninety")
MONTHS: Final = listed("January February March April May June July August September October November December")
ORDINAL_WORDS: Final = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

CARDINAL_VALUES: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(UNITS_BELOW_TWENTY)},
    **{word: value * 10 for value, word in enumerate(TENS, 2)},
}
ENGLISH_POWERS: Final[Mapping[str, int]] = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}

CHINESE_DIGITS: Final[Mapping[str, int]] = {
    **{numeral: value for value, numeral in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
CHINESE_POWERS: Final[Mapping[str, int]] = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
