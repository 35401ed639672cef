"""
Invented names: a number in, a name in both languages and a slug out, no two alike.
"""

from typing import Final

ONSETS: Final = (
    "b",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "dr",
    "kr",
    "pl",
    "st",
    "tr",
)
VOWELS: Final = ("a", "e", "i", "o", "u")
HAN: Final = "安柏川岱恩芳皋河嘉凯岚茂楠欧沛麒若森棠薇溪雅泽昭卓晨霖澄峻樱榆枫莲菊兰桐杉柳梅竹松荷萱芷蕙苓"
SPREAD: Final = 733_331
"""A prime that shares no factor with the number of names, so that neighbours look unlike."""

KINDS: Final = {
    "company": ("companies", "Instruments", "仪器公司"),
    "organisation": ("organisations", "Institute", "研究所"),
    "product": ("products", "Loom", "织机"),
    "region": ("regions", "Valley", "谷地"),
    "topic": ("topics", "Weaving", "织造工艺"),
    "metric": ("metrics", "", ""),
    "source": ("sources", "", ""),
    "brief": ("briefs", "", ""),
    "policy": ("policies", "", ""),
    "person": ("people", "", ""),
    "event": ("events", "", ""),
    "page": ("pages", "", ""),
    "correction": ("corrections", "", ""),
}
"""Folder, and what the names of a kind end in; every kind of the engine has a list, also where it is empty."""

EN_SYLLABLES: Final = 3
HAN_CHARS: Final = 4


def folder_of(kind: str) -> str:
    """Return the folder of a kind, in records and in addresses."""
    return KINDS[kind][0]


def make_name(number: int, kind: str) -> tuple[str, str, str]:
    """
    Return slug, English name and Chinese name of the record with this number.

    >>> make_name(0, "region")
    ('bababa-valley', 'Bababa Valley', '安安安安谷地')
    """
    _, en_end, zh_end = KINDS[kind]
    syllables = len(ONSETS) * len(VOWELS)
    stem, place = "", number * SPREAD % syllables**EN_SYLLABLES
    for _ in range(EN_SYLLABLES):
        place, syllable = divmod(place, syllables)
        onset, vowel = divmod(syllable, len(VOWELS))
        stem += ONSETS[onset] + VOWELS[vowel]
    han, place = "", number * SPREAD % len(HAN) ** HAN_CHARS
    for _ in range(HAN_CHARS):
        place, char = divmod(place, len(HAN))
        han += HAN[char]
    return f"{stem}-{en_end.lower()}", f"{stem.capitalize()} {en_end}", han + zh_end
