r"""
Tell at a glance what texts say and bind, at a part of the cost of taking them apart.

All texts of a record, or of many, in one language are laid end to end and cut in one go. Where anything in them but the
two commonest tokens stands in braces or brackets, each text is looked at by itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, pairwise, repeat
from typing import Any, Final, NamedTuple, TypeAlias, get_args

from msgspec import Struct

from jianbao.model.basics import FigureId, FigureIdStr, Lang, Ref, RefStr
from jianbao.text.prose import DateToken, FigureToken, LinkToken, parse_prose, visible_words

SEAM: Final = "\x1f"
"""Stands between texts; the separator of units in ASCII (ECMA-48), which nobody types."""

HOLE: Final = "\x1e"
"""Stands where a token was; nobody types this one either, and it takes the place of a seam that somebody did type."""

_KIND_MAX: Final = 20
_FIGURE_MAX: Final[int] = get_args(FigureId)[1].max_length
_REF_MAX: Final[int] = get_args(Ref)[1].max_length
# Written for [[, so that the search skips from one character to the next that begins any token.
_LINK: Final = f"{{{HOLE}"
# Cuts texts into words, figure and record by turns: of a token the one or the other is nothing.
# Of names with two hyphens in a row, which this finds too, there are none: who asks looks for these.
_TOKEN: Final = re.compile(
    rf"\{{(?:([a-z][a-z0-9-]{{0,{_FIGURE_MAX - 1}}})(?<!-)\}}"
    rf"|{HOLE}([a-z]{{1,{_KIND_MAX}}}/[a-z0-9][a-z0-9-]{{0,{_REF_MAX - _KIND_MAX - 2}}})(?<!-)\]\])"
)
_NO_NAME: Final = "--"
_MARKS: Final = tuple(r"{}]\｛｝")
"""Of these one is left wherever there are other tokens than the commonest, or slips."""


class Gist(Struct, frozen=True, gc=False):
    """
    A text at a glance: its words as ``visible_words`` gives them, and what its tokens bind.

    Names are in order of appearance, each but once; ``has_slips`` says that something in braces or brackets cannot be
    read.
    """

    words: str
    figures: Sequence[FigureIdStr] = ()
    records: Sequence[RefStr] = ()
    dates: Sequence[str] = ()
    has_slips: bool = False


class Cut(Struct, frozen=True, gc=False):
    """
    Texts of one language, end to end with seams between them.

    ``said`` are their words, with a hole or blanks for each token; ``shown`` is what shows how the texts are written:
    with their tokens where there are others than the commonest.
    """

    said: str
    shown: str

    def texts_at(self, places: Iterable[int]) -> list[int]:
        """Return the numbers of the texts that have these places of what is said; the places ascend."""
        return [*accumulate([self.said.count(SEAM, start, end) for start, end in pairwise((0, *places))])]

    def texts(self) -> list[str]:
        """Return what is said by each text."""
        return self.said.split(SEAM)


_Bound: TypeAlias = tuple[set[tuple[int, FigureIdStr]], set[tuple[int, RefStr]]]


class _Parts(NamedTuple):
    """
    Texts of one language taken apart: ``said`` with a hole for each token, and of each of these what it names.

    ``numbers`` are those of the texts that have the tokens, and of the last of all.
    """

    said: str
    numbers: list[int]
    figures: list[FigureIdStr | None]
    records: list[RefStr | None]


class Sayings(Struct, frozen=True, gc=False):
    """
    Texts in all their languages: what they say in each, and what they bind in any.

    ``figures`` and ``records`` come with the numbers of the texts that bind them, in order of these and then of their
    names, each once a text; ``dates`` are those of the texts that have some, by their numbers. All ``is_same`` where
    each text is in the same languages and binds the same in all of them.
    """

    cuts: Mapping[Lang, Cut]
    figures: Sequence[tuple[int, FigureIdStr]]
    records: Sequence[tuple[int, RefStr]]
    dates: Mapping[int, Sequence[str]]
    is_same: bool
    has_slips: bool


def sayings_of(texts: Sequence[Mapping[Lang, str]]) -> Sayings:
    """Read texts in all their languages."""
    return plain_sayings(texts) or sayings_one_by_one(texts)


def gist_of(text: str) -> Gist:
    """
    Tell what a text binds.

    >>> gist_of("[[region/kunshan]] ran {n}.").words
    '                   ran    .'
    """
    parts = _taken_apart((text,))
    if parts is None or _NO_NAME in text:
        return _gist(text)
    if not parts.figures:
        return Gist(text)
    said, *behind = parts.said.split(HOLE)
    tokens = zip(parts.figures, parts.records, strict=True)
    blanks = [len(figure or record or "") + len("{}" if figure else "[[]]") for figure, record in tokens]
    words = [" " * blank + words for blank, words in zip(blanks, behind, strict=True)]
    return Gist("".join((said, *words)), _once(parts.figures), _once(parts.records))


def _taken_apart(texts: Sequence[str]) -> _Parts | None:
    """Take texts apart at their tokens; ``None`` where there are others than the commonest."""
    whole = SEAM.join(texts)
    if HOLE in whole:
        return None
    parts: list[Any] = _TOKEN.split(whole.replace("[[", _LINK))
    pieces = parts[::3]
    said = HOLE.join(pieces)
    numbers = [*accumulate(map(str.count, pieces, repeat(SEAM)))]
    if any(map(said.__contains__, _MARKS)) or numbers[-1] != len(texts) - 1:
        return None
    return _Parts(said, numbers, parts[1::3], parts[2::3])


def _gist(text: str) -> Gist:
    prose = parse_prose(text)
    figures = _once([token.figure for token in prose.tokens if isinstance(token, FigureToken)])
    records = _once([token.ref for token in prose.tokens if isinstance(token, LinkToken)])
    dates = _once([token.when for token in prose.tokens if isinstance(token, DateToken)])
    return Gist(visible_words(prose), figures, records, dates, bool(prose.slips))


def _once(names: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def plain_sayings(texts: Sequence[Mapping[Lang, str]]) -> Sayings | None:
    """Read texts that have no other tokens than the commonest, the same in all languages; ``None`` where some have."""
    languages: Mapping[Lang, str] = texts[0] if texts else {}
    if not languages or sum(map(len, texts)) != len(texts) * len(languages):
        return None
    cuts: dict[Lang, Cut] = {}
    bound: _Bound | None = None
    for lang in languages:
        try:
            parts = _taken_apart([text[lang] for text in texts])
        except KeyError:
            return None
        own = parts and _bound_in(parts)
        bound = bound or own
        if parts is None or bound is None or own != bound:
            return None
        cuts[lang] = Cut(parts.said, parts.said)
    if bound is None:
        return None
    figures, records = bound
    if _NO_NAME in SEAM.join([name for _, name in (*figures, *records)]):
        return None
    return Sayings(cuts, sorted(figures), sorted(records), {}, True, False)  # noqa: FBT003 - quicker without names


def _bound_in(parts: _Parts) -> _Bound:
    """Return the figures and records that each text binds, by its number."""
    figures: Any = compress(zip(parts.numbers, parts.figures, strict=False), parts.figures)
    records: Any = compress(zip(parts.numbers, parts.records, strict=False), parts.records)
    return set(figures), set(records)


def sayings_one_by_one(texts: Sequence[Mapping[Lang, str]]) -> Sayings:
    """Read texts of any kind, each by itself."""
    told = [{lang: gist_of(text) for lang, text in words.items()} for words in texts]
    each = [(number, gist) for number, gists in enumerate(told) for gist in gists.values()]
    dates = {
        number: tuple(dict.fromkeys(when for gist in gists.values() for when in gist.dates))
        for number, gists in enumerate(told)
        if any(gist.dates for gist in gists.values())
    }
    return Sayings(
        cuts={lang: _end_to_end(texts, told, lang) for lang in dict.fromkeys(chain.from_iterable(texts))},
        figures=sorted({(number, one) for number, gist in each for one in gist.figures}),
        records=sorted({(number, one) for number, gist in each for one in gist.records}),
        dates=dates,
        is_same=all(map(_say_the_same, told)) and all(text.keys() == texts[0].keys() for text in texts),
        has_slips=any(gist.has_slips for _, gist in each),
    )


def _end_to_end(texts: Sequence[Mapping[Lang, str]], told: Sequence[Mapping[Lang, Gist]], lang: Lang) -> Cut:
    """Lay the texts of a language end to end, with blanks for tokens."""
    said = [gists[lang].words.replace(SEAM, HOLE) for gists in told if lang in gists]
    return Cut(SEAM.join(said), SEAM.join([text[lang] for text in texts if lang in text]))


def _say_the_same(gists: Mapping[Lang, Gist]) -> bool:
    """Tell whether a text binds the same in all its languages."""
    bound = [(set(gist.figures), set(gist.records), set(gist.dates)) for gist in gists.values()]
    return bound.count(bound[0]) == len(bound) if bound else True
