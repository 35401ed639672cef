"""
Find the figures that a sentence of a source prints.

In: one sentence. Out: its figures in order, as tokens with what follows them.
Lists too much rather than too little: bare number words and ordinals count, and so do times of day. Not
figures: names with digits (DDR5, 6G), “Five-Year Plan” by itself, “one” as a pronoun; in Chinese 一 and the
words that merely contain a numeral (``numeral_words``), and plan names such as 十五五.

The token of a duration includes what stands between number and unit: ``16 consecutive years``.
"""

import re
from collections.abc import Iterator
from typing import Final

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed
from jianbao.text.patterns_en import ENGLISH_FIGURE, PRONOUN_AFTER, PRONOUN_BEFORE, VERB_MONTHS, WHEN
from jianbao.text.patterns_zh import CHINESE_FIGURE

WORDS_AFTER: Final = 6
CHARACTERS_AFTER: Final = 12

_STOP = re.compile(r"[,;:!?()\[\]…—、，。；：！？（）《》]|\.(?=\W|$)|\s--?\s")
_QUOTES = dict.fromkeys(map(ord, '"“”「」'))
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_SPACED = re.compile(rf"(?<=[{_HAN}])\s++(?=\S)|(?<=\S)\s++(?=[{_HAN}])")
"""Spaces between Chinese and other characters: layout, as in 达 176.3 亿元."""
_LAST_WORD = re.compile(r"([A-Za-z]+)\s*$")
_NEXT_WORD = re.compile(r"\s([A-Za-z][A-Za-z-]*)")


def scan_figures(sentence: str, lang: Lang) -> tuple[Printed, ...]:
    """
    List the figures of a sentence.

    >>> scan_figures("The city has 783 projects, backed by over 50 million RMB.", Lang("en"))
    (Printed(token='783', after='projects'), Printed(token='over 50 million RMB', after=''))
    """
    if lang == "zh":
        sentence = _SPACED.sub("", sentence)
    found = list(_chinese(sentence) if lang == "zh" else _english(sentence))
    starts = [*(match.start() for match in found), len(sentence)]
    return tuple(
        Printed(" ".join(match.group().split()), _after(sentence, match.end(), following, lang))
        for match, following in zip(found, starts[1:], strict=True)
    )


def _after(sentence: str, start: int, end: int, lang: Lang) -> str:
    """Take the words after a token, up to punctuation or the next figure."""
    stop = _STOP.search(sentence, start, end)
    words = sentence[start : stop.start() if stop else end].translate(_QUOTES).split()
    if lang == "zh":
        return "".join(words)[:CHARACTERS_AFTER]
    words = words[:WORDS_AFTER]
    while words and words[-1].casefold() in ("and", "or"):
        words.pop()
    return " ".join(words).lstrip("-")


def _chinese(sentence: str) -> Iterator[re.Match[str]]:
    """Find figures in a Chinese sentence."""
    return (match for match in CHINESE_FIGURE.finditer(sentence) if match["name"] is None)


def _english(sentence: str) -> Iterator[re.Match[str]]:
    """Find figures in an English sentence."""
    for match in ENGLISH_FIGURE.finditer(sentence):
        if match["name"] is not None:
            continue
        if match["one"] is not None and _is_pronoun(sentence, match):
            continue
        if match["month"] in VERB_MONTHS and not _is_month(sentence, match):
            continue
        yield match


def _is_pronoun(sentence: str, match: re.Match[str]) -> bool:
    """Say whether “one” stands for something else or means “a certain”: no one, one of, one another."""
    before = _LAST_WORD.search(sentence[max(match.start() - 20, 0) : match.start()])
    after = _NEXT_WORD.match(sentence, match.end())
    return (
        after is None
        or after[1].casefold() in PRONOUN_AFTER
        or (before is not None and before[1].casefold() in PRONOUN_BEFORE)
    )


def _is_month(sentence: str, match: re.Match[str]) -> bool:
    """Say whether May or March alone is a month: after a word that leads to a time."""
    before = _LAST_WORD.search(sentence[max(match.start() - 20, 0) : match.start()])
    return before is not None and before[1].casefold() in WHEN
