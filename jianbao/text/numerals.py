"""
Find the numerals typed in our own prose, so that each can be shown to be bound, named or waived.

In: text of one language, from which figures in braces may have been blanked out. Out: numerals with their
places. English “one” is never a numeral by itself, neither as a pronoun nor before a noun; nor is 一 in 一个 or 一批.
Names such as DDR5 and 十五五 are reported: who knows the declared names takes them away.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from string import digits
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.text.late import late_pattern
from jianbao.text.lexicon import ENGLISH_POWERS, ORDINAL_WORDS, TENS, UNITS_BELOW_TWENTY, listed
from jianbao.text.names import latin_words
from jianbao.text.numeral_words import MEASURE_WORDS, NOT_AFTER_BOTH, WORDS_WITH_NUMERALS


class Numeral(Struct, frozen=True):
    """A numeral of a text, and the characters it takes up."""

    text: str
    start: int
    end: int


# Letters before a digit belong to it; a run of letters is looked at once only, from its first.
_DIGITS = r"(?:(?<![A-Za-z])[A-Za-z]*+)?[0-9０-９][A-Za-z0-9０-９]*(?:[.,．，:/][0-9０-９]+)*(?:st|nd|rd|th|%|％)?"
_BIG_WORDS = [f"{word}{ending}" for word in ("hundred", "dozen", *ENGLISH_POWERS) for ending in ("s", "")]
_PARTS = listed(
    "halves half halved halving thirds quarters quarter fourths fourth fifths sixths sevenths eighths ninths tenths"
)
_MULTIPLES = [
    *(f"{stem}{ending}" for stem in ("doubl", "tripl", "quadrupl") for ending in ("e", "es", "ed", "ing")),
    *("twice", "thrice", "twofold", "threefold", "tenfold"),
]
_WORDS = [
    *UNITS_BELOW_TWENTY[2:], *TENS, *_BIG_WORDS, *ORDINAL_WORDS, "thirtieth", "hundredth", *_PARTS, *_MULTIPLES,
]  # fmt: skip
NUMBER_WORDS: Final = frozenset(word.encode() for word in _WORDS)
"""English words of which one stands in every numeral without digits, as ``latin_words`` gives them."""
_BIG = "|".join(_BIG_WORDS)
_ENGLISH_WORD = "|".join(_WORDS)
# Nothing found begins elsewhere: one look at a character spares trying every alternative there.
_ENGLISH = (
    r"(?i)(?=[0-9０-９]|(?<![A-Za-z])[A-Za-zſıİ\u212a])"
    rf"(?:{_DIGITS}|\b(?:one[ -])?(?:{_ENGLISH_WORD})\b(?:-(?:one|{_ENGLISH_WORD})\b| (?:{_BIG})\b)*)"
)

# Full-width digits, and the letters that are other letters where case is ignored.
_TELLING = late_pattern("[０-９ſıİ\u212a]")

_HAN = "〇零一二两三四五六七八九十百千万亿"
_BOTH = "".join(measure for measure in MEASURE_WORDS if measure not in NOT_AFTER_BOTH)
_FIRST = "".join(sorted({word[0] for word in WORDS_WITH_NUMERALS} | {*_HAN, *"第翻过半数几上"}))
_SPELT = (
    rf"第[{_HAN}]+|(?:百分之|[{_HAN}]+分之)[{_HAN}]+|翻[{_HAN}]?番|一半|过半|半数"
    rf"|[数几上][十百千万亿]+(?=[余多]?[{_BOTH}元])|[{_HAN}]{{2,}}"
    rf"|[二三四五六七八九十百千万亿](?=[余多]?[{MEASURE_WORDS}元])|两(?=[{_BOTH}])"
)
_CHINESE = (
    rf"(?=[A-Za-z0-9０-９{_FIRST}])(?:(?P<word>{'|'.join(WORDS_WITH_NUMERALS)})"
    rf"|{_DIGITS}(?:[十百千万亿]{{1,2}}(?![{_HAN}]))?|{_SPELT})"
)

# Of the words with numerals some may go once names are blanked out, so that none of them hides anything here.
# Some characters begin a numeral only before certain others, and are mostly met elsewhere.
_NOT_ALONE = "〇零一第翻过半数几上"
_TELLING_IN_CHINESE = re.compile(f"[0-9０-９{_HAN}{_NOT_ALONE}](?:(?<![{_NOT_ALONE}])|(?=[{_HAN}分番半数]))")
_LEFT_IN_CHINESE = late_pattern(f"[0-9０-９]|{_SPELT}")

_PATTERNS: Final[Mapping[Lang, str]] = {Lang("en"): _ENGLISH, Lang("zh"): _CHINESE}


@cache
def _pattern_of(lang: Lang) -> re.Pattern[str]:
    """Compile what finds numerals, where it is asked for: most texts can hold none."""
    # Of a language whose words for numbers are not known, digits alone are found.
    return re.compile(_PATTERNS.get(lang, _DIGITS))


def may_hold_numeral(text: str, lang: Lang, latin: Iterable[bytes] | None = None) -> bool:
    """
    Tell at little cost whether a text, or one of its lines, can hold a numeral, also once names are blanked out.

    ``latin`` are its ``latin_words``, or such of them as are ``NUMBER_WORDS``, where they are known.

    >>> may_hold_numeral("Work stops, and often starts again", Lang("en")), may_hold_numeral("两台", Lang("zh"))
    (False, True)
    """
    if lang not in _PATTERNS:
        return _pattern_of(lang).search(text) is not None
    if lang != "en":
        return any(_LEFT_IN_CHINESE.match(text, one.start()) for one in _TELLING_IN_CHINESE.finditer(text))
    # One character is looked for sooner than any of a set, even ten times.
    if any(map(text.__contains__, digits)) or not (text.isascii() or _TELLING.search(text) is None):
        return True
    return not NUMBER_WORDS.isdisjoint(latin_words(text) if latin is None else latin)


def find_numerals(text: str, lang: Lang) -> tuple[Numeral, ...]:
    """
    Find digits, number words, ordinals, fractions and multiples.

    >>> [numeral.text for numeral in find_numerals("One of two-thirds doubled in 2025", Lang("en"))]
    ['two-thirds', 'doubled', '2025']
    >>> [numeral.text for numeral in find_numerals("进一步建设一批、三个项目，占三分之一", Lang("zh"))]
    ['三', '三分之一']
    """
    return tuple(
        Numeral(found.group(), found.start(), found.end())
        for found in _pattern_of(lang).finditer(text)
        if not found.groupdict().get("word")
    )
