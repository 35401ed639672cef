r"""
Tell at a glance what texts say and bind, at a part of the cost of taking them apart.

All texts of a record in one language are laid end to end and cut in one go. Where anything in them but the two
commonest tokens stands in braces or brackets, each text is looked at by itself.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple, TypeAlias, get_args

from msgspec import Struct

from jianbao.model.basics import FigureId, FigureIdStr, Lang, Ref, RefStr
from jianbao.text.prose import DateToken, bindings, parse_prose, visible_words

SEAM: Final = "\x1f"
"""Stands between texts, and where their tokens were; the separator of units in ASCII (ECMA-48), which nobody types."""

Bound: TypeAlias = tuple[Sequence[FigureIdStr], Sequence[RefStr]]
"""The figures and records that a text binds."""

_KIND_MAX: Final = 20
_FIGURE_MAX: Final[int] = get_args(FigureId)[1].max_length
_REF_MAX: Final[int] = get_args(Ref)[1].max_length
# Of names with two hyphens in a row, which this finds too, there are none: who asks looks for these.
# All alternatives begin with a literal, so that the search skips from one such character to the next.
_MARK: Final = re.compile(
    rf"(\{{[a-z][a-z0-9-]{{0,{_FIGURE_MAX - 1}}}(?<!-)\}}"
    rf"|\[\[[a-z]{{1,{_KIND_MAX}}}/[a-z0-9][a-z0-9-]{{0,{_REF_MAX - _KIND_MAX - 2}}}(?<!-)\]\]"
    rf"|\{{|\}}|\[|\]|\\|｛|｝|{SEAM})"
)
_NO_NAME: Final = "--"
_NO_SEAM: Final = "\x1e"
"""Takes the place of a seam that somebody did type."""


class Gist(Struct, frozen=True, gc=False):
    """
    A text at a glance, its words as ``visible_words`` gives them, and what its tokens bind.

    ``figures`` and ``records`` are in order of their names, ``dates`` in order of appearance, each but once;
    ``has_slips`` says that something in braces or brackets cannot be read.
    """

    words: str
    figures: Sequence[FigureIdStr] = ()
    records: Sequence[RefStr] = ()
    dates: tuple[str, ...] = ()
    has_slips: bool = False


class Cut(NamedTuple):
    """
    Texts of one language, end to end: what is ``said``, with a seam for each token and between texts.

    ``marks`` are what stood where the seams are. ``shown`` is what shows how the texts are written: with their tokens
    where there are others than the commonest.
    """

    said: str
    shown: str
    marks: Sequence[str]

    def text_at(self, place: int) -> int:
        """Return the number of the text that has this place of what is said."""
        return self.marks[: self.said.count(SEAM, 0, place)].count(SEAM)


class Sayings(NamedTuple):
    """
    Texts in all their languages: what they say in each, and what each text binds in any.

    ``dates`` are those of the texts that have some, by their numbers. All ``is_same`` where each text is in the same
    languages and binds the same in all of them.
    """

    cuts: Mapping[Lang, Cut]
    bound: Sequence[Bound]
    dates: Mapping[int, Sequence[str]]
    is_same: bool
    has_slips: bool


def sayings_of(texts: Sequence[Mapping[Lang, str]]) -> Sayings:
    """Read texts in all their languages."""
    return _of_plain(texts) or _one_by_one(texts)


def gist_of(text: str) -> Gist:
    """
    Tell what a text binds.

    >>> gist_of("[[region/kunshan]] ran {n}.").words
    '                   ran    .'
    """
    parts: list[Any] = _MARK.split(text)
    if len(parts) == 1:
        return Gist(text)
    marks = parts[1::2]
    bound = _bound_by(marks)
    if bound is None or len(bound) > 1 or _NO_NAME in text:
        return _gist(text)
    parts[1::2] = [" " * len(mark) for mark in marks]
    return Gist("".join(parts), *bound[0])


def _gist(text: str) -> Gist:
    prose = parse_prose(text)
    bound = bindings(prose)
    dates = dict.fromkeys(token.when for token in prose.tokens if isinstance(token, DateToken))
    names = tuple(sorted(bound.figures)), tuple(sorted(bound.records))
    return Gist(visible_words(prose), *names, tuple(dates), bool(prose.slips))


def _of_plain(texts: Sequence[Mapping[Lang, str]]) -> Sayings | None:
    """Read texts that have no other tokens than the commonest, the same in all languages."""
    languages: Mapping[Lang, str] = texts[0] if texts else {}
    if not languages or sum(map(len, texts)) != len(texts) * len(languages):
        return None
    cuts: dict[Lang, Cut] = {}
    for lang in languages:
        try:
            whole = SEAM.join([text[lang] for text in texts])
        except KeyError:
            return None
        parts: list[Any] = _MARK.split(whole)
        said = SEAM.join(parts[::2])
        cuts[lang] = Cut(said, said, parts[1::2])
        if _NO_NAME in whole:
            return None
    marks, *others = [cut.marks for cut in cuts.values()]
    bound = _bound_by(marks)
    if bound is None or len(bound) != len(texts):
        return None
    if others.count(marks) < len(others) and any(_bound_by(other) != bound for other in others):
        return None
    return Sayings(cuts, bound, {}, is_same=True, has_slips=False)


def _bound_by(marks: Sequence[Any]) -> list[Bound] | None:
    """Return what the marks of each text bind; ``None`` where there are others than the commonest."""
    found: list[Bound] = []
    figures: list[Any] = []
    records: list[Any] = []
    for mark in (*marks, SEAM):
        if mark == SEAM:
            found.append((_in_order(figures), _in_order(records)))
            figures, records = [], []
        elif len(mark) == 1:
            return None
        elif mark[0] == "{":
            figures.append(mark[1:-1])
        else:
            records.append(mark[2:-2])
    return found


def _in_order(names: list[Any]) -> list[Any]:
    return sorted(set(names)) if len(names) > 1 else names


def _one_by_one(texts: Sequence[Mapping[Lang, str]]) -> Sayings:
    told = [{lang: gist_of(text) for lang, text in words.items()} for words in texts]
    dates = {
        number: tuple(dict.fromkeys(when for gist in gists.values() for when in gist.dates))
        for number, gists in enumerate(told)
        if any(gist.dates for gist in gists.values())
    }
    return Sayings(
        cuts={lang: _end_to_end(texts, told, lang) for lang in dict.fromkeys(chain.from_iterable(texts))},
        bound=[
            (
                [one for gist in gists.values() for one in gist.figures],
                [one for gist in gists.values() for one in gist.records],
            )
            for gists in told
        ],
        dates=dates,
        is_same=all(map(_say_the_same, told)) and all(text.keys() == texts[0].keys() for text in texts),
        has_slips=any(gist.has_slips for gists in told for gist in gists.values()),
    )


def _end_to_end(texts: Sequence[Mapping[Lang, str]], told: Sequence[Mapping[Lang, Gist]], lang: Lang) -> Cut:
    """Lay the texts of a language end to end, with blanks for tokens."""
    said = SEAM.join([gists[lang].words.replace(SEAM, _NO_SEAM) for gists in told if lang in gists])
    shown = SEAM.join([text[lang] for text in texts if lang in text])
    return Cut(said, shown, [SEAM] * said.count(SEAM))


def _say_the_same(gists: Mapping[Lang, Gist]) -> bool:
    """Tell whether a text binds the same in all its languages."""
    bound = [([*gist.figures], [*gist.records], frozenset(gist.dates)) for gist in gists.values()]
    return bound.count(bound[0]) == len(bound) if bound else True
