"""
Know Chinese characters from others, and the punctuation of one language from that of the other.

In: strings. Out: answers and, for ``wrong_punctuation``, places with what should stand there.
Spacing between Chinese and Latin letters is the style sheet's work, so a typed space there is wrong.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.late import late_pattern
from jianbao.text.prose import Span, parse_prose, visible_words

# 々, 〇, then the blocks of unified and compatibility ideographs up to extension H (Unicode 15).
_HAN: Final = late_pattern(r"[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# East Asian width “ambiguous” (UAX #11): narrow in English, full-width in Chinese.
_CHINESE_MARKS: Final = frozenset("“”‘’…—·")

# What takes the place of tokens and of stretches that are not prose: neither letters nor punctuation.
_STAND_IN: Final = "\ufffc"
_LITERAL: Final = "\ufffb"
# Code spans, destinations of links and addresses in angle brackets are not prose.
_NOT_PROSE: Final = late_pattern(r"`[^`]*+`|(?<=\])\([^()\s]*+\)|<[^<>\s]*+>")

_TO_CHINESE: Final[Mapping[str, str]] = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_TO_ENGLISH: Final[Mapping[str, str]] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict(zip("、。【】《》〈〉「」『』\u3000", ",.[]“”‘’“”‘’ ", strict=True)),
    "——": "—",
    "……": "…",
}
_DOTS_OR_MARK: Final = late_pattern(r"\.{2,}|[,.;:?!\"']")
_ENGLISH_SLIP: Final = late_pattern("——|……|[、。【】《》〈〉「」『』\u3000\uff01-\uff5e]")
_DOUBLE_SPACE: Final = late_pattern(r"(?<=\S) {2,}(?=\S)")
_SPACE: Final = late_pattern(r"(?<=\S) (?=\S)")

# Without any of these no slip can be found. The colon of {figure:value} is none of them.
_DOUBLE: Final = "  "
_TELLING: Final = _ENGLISH_SLIP
_TELLING_IN_CHINESE: Final = """ ,.;?!"'()"""
_COLON: Final = late_pattern(r"(?<![a-z0-9]):|:(?!value\})")


class Misprint(Span, frozen=True, gc=False):
    """What stands in a text, and what should."""

    found: str
    wanted: str


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese character (not punctuation)."""
    return _HAN.fullmatch(char) is not None


def has_han(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def is_chinese(lang: Lang) -> bool:
    """Tell whether a language is written with Chinese characters and full-width punctuation."""
    return lang.partition("-")[0] == "zh"


def is_full_width(char: str, lang: Lang) -> bool:
    """
    Tell whether a character fills the square: a Chinese character or the punctuation that goes with it.

    >>> is_full_width("“", Lang("zh")), is_full_width("“", Lang("en"))
    (True, False)
    """
    if not char:
        return False
    return unicodedata.east_asian_width(char) in {"W", "F"} or (is_chinese(lang) and char in _CHINESE_MARKS)


@cache
def columns_of(char: str) -> int:
    """
    Count the columns that a character takes in a terminal (UAX #11; ambiguous characters are narrow).

    >>> [columns_of(char) for char in "简v"]
    [2, 1]
    """
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def wrong_punctuation(text: str, lang: Lang) -> tuple[Misprint, ...]:
    """
    Find punctuation and spaces that belong to the other language or to neither.

    >>> wrong_punctuation("昆山,江苏", Lang("zh"))
    (Misprint(start=2, end=3, found=',', wanted='，'),)
    """
    return judge_punctuation(text, lang) if may_be_misprinted(text, lang) else ()


def may_be_misprinted(text: str, lang: Lang) -> bool:
    """Tell at little cost whether a text, or one of its lines, can hold punctuation of another language."""
    if is_chinese(lang):
        # One character is looked for sooner than any of a set, even ten times.
        return any(map(text.__contains__, _TELLING_IN_CHINESE)) or (":" in text and _COLON.search(text) is not None)
    return _DOUBLE in text or (not text.isascii() and _TELLING.search(text) is not None)


def judge_punctuation(text: str, lang: Lang) -> tuple[Misprint, ...]:
    """Do what ``wrong_punctuation`` does without its short cut: slower, and by law the same."""
    prose = visible_words(parse_prose(text), _STAND_IN)
    prose = _NOT_PROSE.sub(lambda match: _LITERAL * len(match[0]), prose)
    found = [Misprint(*match.span(), match[0], " ") for match in _DOUBLE_SPACE.finditer(prose)]
    if not is_chinese(lang):
        found += _english_slips(prose)
    elif has_han(prose):  # a name kept in English has English punctuation
        found += [*_chinese_marks(prose), *_chinese_brackets(prose), *_chinese_spaces(prose)]
    return tuple(sorted(found, key=lambda slip: slip.start))


def _english_slips(prose: str) -> Iterator[Misprint]:
    """Find Chinese punctuation, except inside a quoted run of Chinese."""
    for match in _ENGLISH_SLIP.finditer(prose):
        if not (has_han(prose[: match.start()][-1:]) and has_han(prose[match.end() :][:1])):
            yield Misprint(*match.span(), match[0], _TO_ENGLISH[match[0]])


def _chinese_marks(prose: str) -> Iterator[Misprint]:
    quotes = {'"': "“”", "'": "‘’"}
    seen = {'"': 0, "'": 0}
    for match in _DOTS_OR_MARK.finditer(prose):
        mark, before, after = match[0], _neighbour(prose, match.start(), -1), _neighbour(prose, match.end() - 1, 1)
        if mark in quotes:
            seen[mark] += 1
            if _is_square(before) or _is_square(after):
                yield Misprint(*match.span(), mark, quotes[mark][(seen[mark] + 1) % 2])
        elif mark.startswith("."):
            # Only what stands before decides: in “Ltd.是” the stop belongs to the abbreviation.
            if _is_square(before) or before == _STAND_IN:
                yield Misprint(*match.span(), mark, "。" if mark == "." else "……")
        elif _is_square(before) or _is_square(after) or (mark != ":" and _STAND_IN in {before, after}):
            # A colon between two figures is a ratio.
            yield Misprint(*match.span(), mark, _TO_CHINESE[mark])


def _chinese_brackets(prose: str) -> Iterator[Misprint]:
    """Judge brackets in pairs, so that f(x) before a Chinese character stays as it is."""
    squares = [index for index, char in enumerate(prose) if _is_square(char)]
    opened: list[int] = []
    for index, char in enumerate(prose):
        if char == "(":
            opened.append(index)
        elif char == ")" and opened:
            start = opened.pop()
            first_inside = bisect_left(squares, start)
            holds_chinese = first_inside < len(squares) and squares[first_inside] < index
            if holds_chinese or _stands_in_chinese(prose, start, index):
                yield Misprint(start, start + 1, "(", "（")
                yield Misprint(index, index + 1, ")", "）")


def _stands_in_chinese(prose: str, start: int, end: int) -> bool:
    before, after = prose[:start][-1:], _neighbour(prose, end, 1)
    if _is_square(_neighbour(prose, start, -1)) or before == _STAND_IN:
        return True
    return _is_square(after) and not before.isalnum()


def _chinese_spaces(prose: str) -> Iterator[Misprint]:
    for match in _SPACE.finditer(prose):
        before, after = _neighbour(prose, match.start(), -1), _neighbour(prose, match.start(), 1)
        wide = [_is_square(side) or side == _STAND_IN for side in (before, after)]
        if any(wide) and (wide[0] or before.isalnum()) and (wide[1] or after.isalnum()):
            yield Misprint(*match.span(), " ", "")


def _is_square(char: str) -> bool:
    return is_full_width(char, Lang("zh"))


def _neighbour(prose: str, index: int, step: int) -> str:
    """Get the nearest character that is not a space or a mark of emphasis; empty at either end."""
    index += step
    while 0 <= index < len(prose) and prose[index] in " *_":
        index += step
    return prose[index] if 0 <= index < len(prose) else ""
