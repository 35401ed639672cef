"""
Say for every figure that a source prints whether it is used, left out with a reason, or open.

A token counts as used where a figure cites it, and as a date or name where a dated value or a declared
name accounts for it. What is left is open: the list is published, not a percentage.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr, Text, source_of
from jianbao.model.evidence import Printed, SeedIndex
from jianbao.model.graph import CoverageRow
from jianbao.model.outline import Outline
from jianbao.model.records import Figure, LeftOut, Source
from jianbao.model.site import Catalog
from jianbao.text.dates import printed_dates
from jianbao.text.names import declared_names, fold_case, name_table

Place = tuple[LocatorStr, str]
"""A sentence, and what is printed there."""

Dates = Mapping[LocatorStr, AbstractSet[str]]
"""The dates that the site states on the strength of each sentence."""

_NO_REASON: Final[Text] = {}


def cover_sources(
    catalog: Catalog, figures: Iterable[Figure], outlines: Iterable[Outline]
) -> Mapping[RefStr, tuple[CoverageRow, ...]]:
    """Return the coverage list of every source, in the order of its sentences."""
    sources = {ref: one for ref, one in catalog.records.items() if isinstance(one, Source)}
    stated = frozenset[Place]().union(*[one.stated for one in outlines])
    accounts = Accounts(
        uses=_uses(figures),
        left_out={(row.at, row.printed): row for one in sources.values() for row in one.left_out},
        stated=stated,
        dates=cache(lambda: _by_sentence(stated)),
        names=_names(catalog),
    )
    rows: dict[RefStr, list[CoverageRow]] = {ref: [] for ref in sources}
    for stem, index in catalog.indexes.items():
        _cover(index, accounts, Lang(catalog.plans[stem].language), rows)
    return {ref: tuple(found) for ref, found in sorted(rows.items())}


class Names(Struct, frozen=True):
    """
    The declared names, asked whether a printed figure is part of one.

    ``begin`` tells whether any begins with a character, ``cover`` whether one that begins with a token stands at the
    start of a text.
    """

    begin: Callable[[str], bool]
    cover: Callable[[str, str], bool]


def _names(catalog: Catalog) -> Names:
    """Look names up only where a figure begins as one of them does, and the same words once."""
    names = tuple(declared_names(catalog.records))
    initials = {fold_case(first) for first in {name.strip()[:1] for name in names}}
    table = cache(lambda: name_table(names))
    return Names(
        cache(lambda first: fold_case(first) in initials), cache(lambda text, token: table().covers(text, token))
    )


class Accounts(Struct, frozen=True, kw_only=True):
    """
    What can account for a printed figure.

    ``stated`` are the dates of sentences; ``dates`` are the same by sentence, for what is printed in other words.
    """

    uses: Mapping[Place, tuple[FigureIdStr, ...]]
    left_out: Mapping[Place, LeftOut]
    stated: AbstractSet[Place]
    dates: Callable[[], Dates]
    names: Names


def _cover(index: SeedIndex, accounts: Accounts, lang: Lang, rows: dict[RefStr, list[CoverageRow]]) -> None:
    """Put the rows of a seed file under their sources."""
    uses, stated, left_out, begin = accounts.uses, accounts.stated, accounts.left_out, accounts.names.begin
    for sentence in index.sentences:
        if not sentence.figures:
            continue
        locator = sentence.id
        add = rows.setdefault(source_of(locator), []).append
        for printed in sentence.figures:
            token = printed.token
            place = (locator, token)
            if figures := uses.get(place):
                add(CoverageRow(locator, token, printed.after, "used", figures, _NO_REASON))
            elif place in stated and place not in left_out and not begin(token[:1]):
                add(CoverageRow(locator, token, printed.after, "date", (), _NO_REASON))
            else:
                add(_unused(locator, printed, accounts, lang))


def _unused(locator: LocatorStr, printed: Printed, accounts: Accounts, lang: Lang) -> CoverageRow:
    place, names = (locator, printed.token), accounts.names
    gap = "" if lang == "zh" else " "
    state, reason = "open", _NO_REASON
    if names.begin(printed.token[:1]) and names.cover(printed.token + gap + printed.after, printed.token):
        state = "name"
    elif left_out := accounts.left_out.get(place):
        state, reason = "left-out", left_out.reason
    elif place in accounts.stated or _is_used_date(printed, accounts.dates().get(locator, ()), lang):
        state = "date"
    return CoverageRow(locator, printed.token, printed.after, state, (), reason)


def _uses(figures: Iterable[Figure]) -> Mapping[Place, tuple[FigureIdStr, ...]]:
    found: dict[Place, tuple[FigureIdStr, ...]] = {}
    for figure in figures:
        for locator in figure.evidence:
            place = (locator, figure.printed)
            found[place] = (*found[place], figure.id) if place in found else (figure.id,)
    return found


def _by_sentence(stated: Iterable[Place]) -> Dates:
    found: defaultdict[LocatorStr, set[str]] = defaultdict(set)
    for locator, when in stated:
        found[locator].add(when)
    return found


def _is_used_date(printed: Printed, stated: Iterable[str], lang: Lang) -> bool:
    """Tell whether the token is a date, in other words, that one of the stated dates was taken from."""
    parts = [part for date in printed_dates(printed.token, lang) for part in date.split("/")]
    ends = [end for when in stated for end in when.split("/")]
    return any(_is_part(part, end) for part in parts for end in ends)


def _is_part(part: str, end: str) -> bool:
    """
    Tell whether a printed date, which may lack its year, is part of a stated one.

    >>> _is_part("--06-05", "2026-06-05"), _is_part("2025", "2025-11"), _is_part("2025", "2026")
    (True, True, False)
    """
    return end == part or end.startswith(f"{part}-") or (part.startswith("--") and end.endswith(part[1:]))
