"""
Fold text for searching: width, case, accents, and traditional characters.

In: any text. Out: as many characters, so that a place in the folded text is the same place in the text.
The query side folds in the same way (``site_src/assets/js/search-terms.js``).
"""

import unicodedata
from functools import cache
from typing import Final

from jianbao.text.traditional import SIMPLIFIED

_BASIC_PLANE_LAST: Final = "\uffff"


def fold(text: str) -> str:
    """
    Fold every character by itself.

    >>> fold("ＤＤＲ５ Café 國務院")
    'ddr5 cafe 国务院'
    """
    return "".join(map(_fold_char, text))


@cache
def _fold_char(char: str) -> str:
    """Fold a character; one that would become several, as ½ does, stays as it is."""
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(part for part in parts if unicodedata.category(part)[0] != "M").lower()
    # A browser counts characters above U+FFFF twice: those stay above, so that its places are ours.
    if len(plain) != 1 or (plain > _BASIC_PLANE_LAST) != (char > _BASIC_PLANE_LAST):
        plain = char
    return SIMPLIFIED.get(plain, plain)
