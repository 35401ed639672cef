"""
Guess from the words of a sentence whether its figures are done, aimed at, planned, expected or a ceiling.

In: a sentence and the year of its source. Out: a status with the word that speaks for it. A guess for an editor to
judge; nothing is published on its strength.
"""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.records import Status

_WORDS: Final[Mapping[Lang, Mapping[Status, str]]] = {
    Lang("en"): {
        "ceiling": r"a maximum of|up to|no more than|capped? at|ceiling|not exceed\w*|at most",
        "target": r"targets?|targeted|aim(?:s|ed|ing)?|goals?|objectives?|strives?|striving",
        "projection": r"expect(?:s|ed)?|forecasts?|projected|projection|estimated to|likely to|predicts?|predicted",
        "plan": r"plans?(?! period)|planned|planning|intends?|will|is to|are to|scheduled|due to",
        "claim": r"claims?|claimed|boasts?",
    },
    Lang("zh"): {
        "ceiling": "最高|上限|不超过|不高于|封顶|至多",
        "target": "目标|力争|争取|达到.{0,6}以上的?目标|确保|翻一番的目标|要(?=翻|达到|建成|突破|实现)",
        "projection": "预计|预期|预测|有望|将达",
        "plan": "计划|拟|规划(?!院|局)|将|准备|打算",
        "claim": "自称|宣称|号称",
    },
}
_PATTERNS: Final[Mapping[Lang, Mapping[Status, re.Pattern[str]]]] = {
    lang: {
        status: re.compile(rf"\b(?:{words})\b" if lang == "en" else words, re.IGNORECASE)
        for status, words in by_status.items()
    }
    for lang, by_status in _WORDS.items()
}
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Stance(Struct, frozen=True):
    """A guess, and the word that led to it; no word where nothing spoke against ``actual``."""

    status: Status
    because: str = ""


def guess_stance(sentence: str, token: str, lang: Lang, year: str = "") -> Stance:
    """
    Guess the status of one figure of a sentence; a ceiling has its word in the token or at once before it.

    >>> guess_stance("The town plans to add six boats.", "six", Lang("en"))
    Stance(status='plan', because='plans')
    >>> guess_stance("到2028年，泊位达到240个。", "240个", Lang("zh"), "2026")
    Stance(status='target', because='2028')
    """
    at = max(sentence.find(token), 0)
    near = sentence[max(0, at - 16) : at + len(token)]
    for status, pattern in _PATTERNS[lang].items():
        found = pattern.search(near if status == "ceiling" else sentence)
        if found:
            return Stance(status, found[0])
    later = next((found for found in _YEAR.findall(sentence) if year and found > year), "")
    return Stance("target", later) if later else Stance("actual")
