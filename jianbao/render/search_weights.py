"""
Weigh the terms of a document.

Ranking is Okapi BM25 (Robertson and Zaragoza, 2009) with weighted fields. What a term weighs in a document is computed
here and stored as 1 to 31; the query side multiplies it by how rare the term is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from jianbao.render.search_documents import Document
from jianbao.render.search_shards import LEVELS
from jianbao.text.tokens import romanised, whole

TITLE_WEIGHT: Final = 6.0
ALIAS_WEIGHT: Final = 4.0
PINYIN_WEIGHT: Final = 8.0  # shared out over the characters of a title, so that short titles come first
SATURATION: Final = 1.2  # k1 of BM25
LENGTH_SHARE: Final = 0.5  # b of BM25
WHOLE_WEIGHTS: Final[Mapping[str, float]] = {"term": 1.0}
"""What a whole title weighs where that differs from a title: a topic stands before the term that names it."""

MEAN_BITS: Final = 5
"""One step is three to six in a hundred."""

Cut = Callable[[str], Iterable[str]]
Sounds = Mapping[str, tuple[str, ...]]


def sounds_of(document: Document, known: Sounds) -> Sounds:
    """Return the romanised terms of the titles that are read aloud; what is ``known`` is not looked up."""
    titles = document.titles if document.is_read_aloud else ()
    return {title: known[title] if title in known else tuple(romanised(title)) for title in titles}


def weights_of(document: Document, cut: Cut, sounds: Sounds) -> Mapping[str, float]:
    """Add up what each term of a document weighs."""
    found: Counter[str] = Counter()
    for words in document.body:
        found.update(cut(words))
    weights: dict[str, float] = dict(found)
    for names, weight in ((document.titles, TITLE_WEIGHT), (document.aliases, ALIAS_WEIGHT)):
        for name in dict.fromkeys(names):
            _add(weights, cut(name), weight)
            _add(weights, (whole(name),), WHOLE_WEIGHTS.get(document.kind, weight))
    for spoken in sounds.values():
        _add(weights, spoken, PINYIN_WEIGHT / max(len(spoken), 1))
    return weights


def _add(weights: dict[str, float], names: Iterable[str], weight: float) -> None:
    for term in names:
        weights[term] = weights.get(term, 0) + weight


def mean_of(lengths: Iterable[float]) -> int:
    """
    Return the mean of lengths, rounded to its first bits.

    Every weight depends on it. By the exact mean, one word more would move each of them a little, and with them every
    file of the index.

    >>> mean_of([300, 340]), mean_of([311]), mean_of([])
    (320, 304, 0)
    """
    all_of = [*lengths]
    exact = int(sum(all_of) / max(len(all_of), 1))
    spare = max(exact.bit_length() - MEAN_BITS, 0)
    return exact + (1 << spare >> 1) >> spare << spare


def levels_of(weights: Mapping[str, float], length: float, mean: int) -> dict[str, int]:
    """Return the weight of each term as it is stored, in a document of this length."""
    slack = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / max(mean, 1))
    return {term: int(weight / (weight + slack) * LEVELS) or 1 for term, weight in weights.items()}
