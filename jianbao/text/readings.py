"""
Read numbers: digits with scale words, number words, 汉字 numerals, ordinals, ranges, orders of magnitude.

In: the text of a number, without its unit. Out: exact decimals with their hedge, or ``None``.
Every function is linear in its text and refuses texts longer than ``LONGEST``.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.quantity import Hedge
from jianbao.text.han_numbers import read_chinese, split_neighbours
from jianbao.text.late import late_pattern
from jianbao.text.lexicon import (
    CARDINAL_VALUES,
    CHINESE_POWERS,
    ENGLISH_POWERS,
    LEXICONS,
    ORDINAL_WORDS,
)
from jianbao.text.styles import STYLES

LONGEST: Final = 200
"""Characters. The longest number with hedge and unit that we print has fewer than a hundred."""

_ENGLISH = re.compile(
    r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,30})(\.\d{1,30})?(?:[ -](thousand|million|billion|trillion))?", re.ASCII
)
_CHINESE = late_pattern(r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,30})(\.\d{1,30})?([十百千万亿]{0,2})", re.ASCII)
_ENGLISH_ORDINAL = late_pattern(r"(\d{1,3}(?:,\d{3})+|\d{1,30})(?:st|nd|rd|th)", re.ASCII)
_DOZEN = 12
_HIGHEST_DIGIT = 9


class Reading(Struct, frozen=True):
    """What the text of a number says."""

    amount: Decimal
    hedge: Hedge = "exact"
    upper: Decimal | None = None


def read_amount(text: str, lang: Lang) -> Decimal | None:
    """
    Read one cardinal number.

    >>> read_amount("17.63 billion", Lang("en")), read_amount("两千三百", Lang("zh"))
    (Decimal('1.763E+10'), Decimal('2300'))
    """
    if len(text) > LONGEST:
        return None
    chinese = lang == "zh"
    found = (_CHINESE if chinese else _ENGLISH).fullmatch(text)
    if found is None:
        return read_chinese(text) if chinese else _decimal(_english_words(text))
    sign, whole, fraction, scale = found.groups(default="")
    power = (CHINESE_POWERS if chinese else {"": 0, **ENGLISH_POWERS}).get(scale)
    # The constructor of Decimal is exact; arithmetic on one would round to the 28 digits of its context.
    return None if power is None else Decimal(f"{sign}{whole.replace(',', '')}{fraction}E+{power}")


def read_ordinal(text: str, lang: Lang) -> Decimal | None:
    """
    Read an ordinal: third, 11th; in Chinese with or without 第.

    >>> read_ordinal("11th", Lang("en")), read_ordinal("三", Lang("zh"))
    (Decimal('11'), Decimal('3'))
    """
    if lang == "zh":
        return read_amount(text.removeprefix("第"), lang)
    if text in ORDINAL_WORDS:
        return Decimal(ORDINAL_WORDS.index(text) + 1)
    found = _ENGLISH_ORDINAL.fullmatch(text) if len(text) <= LONGEST else None
    return Decimal(found[1].replace(",", "")) if found else None


_HEDGES: Final = {
    lang: (tuple(phrase + lexicon.gap for phrase in lexicon.before), tuple(lexicon.after))
    for lang, lexicon in LEXICONS.items()
}
"""All that a hedge can begin or end a text with: most texts have none, and one look tells."""


def strip_hedge(text: str, lang: Lang) -> tuple[Hedge, str]:
    """Take the hedge off a text: what it is, and what remains."""
    lexicon = LEXICONS[lang]
    starts, ends = _HEDGES[lang]
    for phrase, hedge in lexicon.before.items() if text.startswith(starts) else ():
        if text.startswith(phrase + lexicon.gap):
            return hedge, text[len(phrase) + len(lexicon.gap) :]
    for phrase, hedge in lexicon.after.items() if text.endswith(ends) else ():
        if text.endswith(phrase):
            return hedge, text[: -len(phrase)]
    return "exact", text


@lru_cache(maxsize=4096)
def read_number(text: str, lang: Lang, *, ordinal: bool = False) -> Reading | None:
    """
    Read a number with its hedge: ``over 100 billion``, ``5 to 15``, ``hundreds of billions of``, 3.5万多.

    Exactly one hedge is allowed; “about 5 to 15” is refused.
    """
    if len(text) > LONGEST:
        return None
    hedge, body = strip_hedge(text, lang)
    body = body.strip()
    read = read_ordinal if ordinal else read_amount
    amount = read(body, lang)
    if amount is not None:
        return Reading(amount, hedge)
    return (_read_order(body, lang) or _read_range(body, lang, read)) if hedge == "exact" else None


def _read_order(text: str, lang: Lang) -> Reading | None:
    """Read an order of magnitude."""
    style = STYLES[lang]
    word = text.removesuffix(style.order_joint) if style.order_joint else text.replace("几", "数", 1)
    word = "tens" if word == "dozens" else word
    return Reading(Decimal(f"1E+{style.orders.index(word)}"), "several") if word in style.orders else None


def split_range(text: str, lang: Lang) -> tuple[str, str] | None:
    """Cut a range at its first joint that has something before it: ``-5 to 3``, ``5–15``."""
    for joint in LEXICONS[lang].joints:
        at = text.find(joint, 1)
        if at > 0:
            return text[:at].strip(), text[at + len(joint) :].strip()
    return None


def _read_range(text: str, lang: Lang, read: Callable[[str, Lang], Decimal | None]) -> Reading | None:
    """Read a range; each end says its own scale."""
    if text.startswith("between ") and " and " in text:
        text = text.removeprefix("between ").replace(" and ", " to ", 1)
    ends = split_range(text.removeprefix("from ").removeprefix("从"), lang) or (
        split_neighbours(text) if lang == "zh" else None
    )
    if ends is None:
        return None
    lower, upper = read(ends[0], lang), read(ends[1], lang)
    return None if lower is None or upper is None else Reading(lower, "range", upper)


def _english_words(text: str) -> int | None:
    """Read ``six``, ``thirty-five``, ``two hundred thousand``, ``a dozen``."""
    words = [word for word in text.replace("-", " ").split() if word != "and"]
    if words[:1] == ["a"] and len(words) > 1:
        words = ["one", *words[1:]]
    if words[-1:] == ["dozen"]:
        times = _sum_words(words[:-1]) if words[:-1] else 1
        return None if times is None else times * _DOZEN
    if words and words[0] in ("hundred", *ENGLISH_POWERS):
        words = ["one", *words]
    return _sum_words(words)


def _sum_words(words: list[str]) -> int | None:
    """Add number words up; ``None`` where they do not make one number (five two)."""
    total, group, ceiling = 0, 0, 10**15
    for word in words:
        if word in ENGLISH_POWERS and group and 10 ** ENGLISH_POWERS[word] < ceiling:
            ceiling = 10 ** ENGLISH_POWERS[word]
            total, group = total + group * ceiling, 0
        elif word == "hundred" and 0 < group <= _HIGHEST_DIGIT:
            group *= 100
        elif word in CARDINAL_VALUES and _fits(group, CARDINAL_VALUES[word]):
            group += CARDINAL_VALUES[word]
        else:
            return None
    return total + group if words else None


def _fits(group: int, value: int) -> bool:
    """Say whether a word may follow what was said: five after twenty, not after ten or two."""
    if value > _HIGHEST_DIGIT:
        return group % 100 == 0
    return group == 0 or (value > 0 and group % 10 == 0 and group % 100 != 10)  # noqa: PLR2004  (ten)


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
