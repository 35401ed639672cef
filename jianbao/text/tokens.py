r"""
Cut text into what a search goes by: Latin words, Chinese characters in pairs, and numbers by their value.

In: text of any language. Out: terms. Words lose their plural; 17.63 billion, 176.3亿 and 17,630,000,000 are
one term, ``17630000000``. The query side cuts in the same way (``site_src/assets/js/search-terms.js``).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from jianbao.text.fold import fold
from jianbao.text.pinyin import syllables

PINYIN_SYLLABLES_MAX: Final = 8
"""How much of a title one romanised term holds."""

_SCALES: Final[Mapping[str, int]] = {
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
    "tn": 12,
    "千": 3,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
"""Powers of ten by the words that may follow a number."""

_HAN: Final = r"々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PIECE: Final = re.compile(
    r"(?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    r"(?:[\s-]?(?P<scale>thousand|million|mn|billion|bn|trillion|tn)(?![a-z0-9])"
    r"|(?P<han_scale>百万|千万|万亿|百亿|千亿|千|万|亿)|(?![a-z0-9]))"
    rf"|(?P<word>[^\W_{_HAN}]+(?:&[^\W_{_HAN}]+)*)(?:['’]s(?![a-z0-9]))?"
    rf"|(?P<han>[{_HAN}]+)"
)
_PLURAL_LETTERS_MIN: Final = 4


class Piece(Struct, frozen=True):
    """A number by its value, a word without its plural, or a run of Chinese characters; and where it stands."""

    kind: Literal["number", "word", "han"]
    text: str
    start: int
    end: int


def pieces(text: str, *, with_scales: bool = False) -> Iterator[Piece]:
    """
    Cut text into pieces; a Chinese scale belongs to its number, and ``with_scales`` to the run after it too.

    >>> [piece.text for piece in pieces("176.3亿元的R&D projects")]
    ['17630000000', '元的', 'r&d', 'project']
    >>> [piece.text for piece in pieces("176.3亿元", with_scales=True)]
    ['17630000000', '亿元']
    """
    folded, place = fold(text), 0
    while found := _PIECE.search(folded, place):
        start, place = found.span()
        if found["digits"]:
            power = _SCALES[found["scale"] or found["han_scale"]] if found.lastgroup != "digits" else 0
            yield Piece("number", plain_number(found["digits"], power), start, place)
            if with_scales and found["han_scale"]:
                place = found.start("han_scale")
        elif found["word"]:
            yield Piece("word", singular(found["word"]), start, place)
        else:
            yield Piece("han", found["han"], start, place)


def plain_number(digits: str, power: int = 0) -> str:
    """
    Write a number without separators, scale, or zeros that say nothing.

    >>> plain_number("17.63", 9), plain_number("2.0"), plain_number("007.5")
    ('17630000000', '2', '7.5')
    """
    head, _, tail = digits.replace(",", "").partition(".")
    tail = tail.ljust(power, "0")
    head, tail = (head + tail[:power]).lstrip("0") or "0", tail[power:].rstrip("0")
    return f"{head}.{tail}" if tail else head


def singular(word: str) -> str:
    """
    Take the plural off an English word by its ending alone (after Harman's S-stemmer, 1991).

    >>> [singular(word) for word in ("policies", "batches", "robots", "process", "news", "gas")]
    ['policy', 'batch', 'robot', 'process', 'new', 'gas']
    """
    if len(word) < _PLURAL_LETTERS_MIN or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def terms(text: str) -> Iterator[str]:
    """
    Yield the terms by which a text is found.

    The last character of a run stands alone too: every character then begins a term.

    >>> list(terms("昆山市 DDR5 chips"))
    ['昆山', '山市', '市', 'ddr5', 'chip']
    """
    for piece in pieces(text, with_scales=True):
        if piece.kind == "han":
            run = piece.text
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield piece.text


def whole(text: str) -> str:
    """
    Return the one term of a whole title: what is left when spaces and marks are taken away.

    >>> whole("Kunshan City"), whole("176.3亿元")
    ('=kunshancity', '=17630000000元')
    """
    return "=" + "".join(piece.text for piece in pieces(text))


def romanised(text: str) -> Iterator[str]:
    """
    Yield the pinyin of a title from each of its characters on.

    >>> list(romanised("昆山市"))
    ['kunshanshi', 'shanshi', 'shi']
    """
    for piece in pieces(text):
        if piece.kind == "han":
            sounds = syllables(piece.text)
            yield from ("".join(sounds[at : at + PINYIN_SYLLABLES_MAX]) for at in range(len(sounds)))
