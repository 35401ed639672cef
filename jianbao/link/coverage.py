"""
Say for every figure that a source prints whether it is used, left out with a reason, or open.

A token counts as used where a figure cites it, and as a date or name where a dated value or a declared
name accounts for it. What is left is open: the list is published, not a percentage.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr, Text, source_of
from jianbao.model.evidence import Printed, Sentence
from jianbao.model.graph import CoverageRow
from jianbao.model.outline import Outline
from jianbao.model.records import Figure, LeftOut, Source
from jianbao.model.site import Catalog
from jianbao.text.dates import printed_dates
from jianbao.text.names import declared_names, fold_case, name_table

Uses = Mapping[tuple[str, str], tuple[FigureIdStr, ...]]


def cover_sources(
    catalog: Catalog, figures: Mapping[FigureIdStr, Figure], outlines: Iterable[Outline]
) -> Mapping[RefStr, tuple[CoverageRow, ...]]:
    """Return the coverage list of every source, in the order of its sentences."""
    uses = _uses(figures)
    left_out = {
        (row.at, row.printed): row
        for record in catalog.records.values()
        if isinstance(record, Source)
        for row in record.left_out
    }
    accounts = Accounts(_dates_by_sentence(outlines), left_out, _covering(catalog))
    rows: dict[RefStr, list[CoverageRow]] = {ref: [] for ref, one in catalog.records.items() if isinstance(one, Source)}
    for stem, index in catalog.indexes.items():
        lang = Lang(catalog.plans[stem].language)
        for sentence in index.sentences:
            if sentence.figures:
                rows.setdefault(source_of(sentence.id), []).extend(_rows(sentence, uses, accounts, lang))
    return {ref: tuple(found) for ref, found in sorted(rows.items())}


Covering = Callable[[str, str], bool]
"""Tells whether a declared name that begins with a token stands at the start of a text."""


def _covering(catalog: Catalog) -> Covering:
    """Look names up only where a figure begins as one of them does, and the same words once."""
    names = tuple(declared_names(catalog.records))
    initials = {fold_case(name.strip()[:1]) for name in names}
    table = cache(lambda: name_table(names))
    return cache(lambda text, token: fold_case(token[:1]) in initials and table().covers(text, token))


class Accounts(Struct, frozen=True):
    """What can account for a printed figure that no figure of the site uses."""

    dates: Mapping[str, AbstractSet[str]]
    left_out: Mapping[tuple[LocatorStr, str], LeftOut]
    is_name: Covering


def _rows(sentence: Sentence, uses: Uses, accounts: Accounts, lang: Lang) -> list[CoverageRow]:
    locator = sentence.id
    return [
        CoverageRow(locator, printed.token, printed.after, "used", figures)
        if (figures := uses.get((locator, printed.token)))
        else _unused(locator, printed, accounts, lang)
        for printed in sentence.figures
    ]


def _unused(locator: LocatorStr, printed: Printed, accounts: Accounts, lang: Lang) -> CoverageRow:
    gap = "" if lang == "zh" else " "
    state = "open"
    reason: Text = {}
    if accounts.is_name(printed.token + gap + printed.after, printed.token):
        state = "name"
    elif left_out := accounts.left_out.get((locator, printed.token)):
        state, reason = "left-out", left_out.reason
    elif _is_used_date(printed, accounts.dates.get(locator, frozenset()), lang):
        state = "date"
    return CoverageRow(locator, printed.token, printed.after, state, reason=reason)


def _uses(figures: Mapping[FigureIdStr, Figure]) -> Uses:
    found: dict[tuple[str, str], tuple[FigureIdStr, ...]] = {}
    for key, figure in figures.items():
        for locator in figure.evidence:
            place = (locator, figure.printed)
            found[place] = (*found[place], key) if place in found else (key,)
    return found


def _dates_by_sentence(outlines: Iterable[Outline]) -> Mapping[str, AbstractSet[str]]:
    """Return which dates the site states on the strength of each sentence."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for outline in outlines:
        for locator, when in outline.stated:
            found[locator].add(when)
    return found


def _is_used_date(printed: Printed, stated: AbstractSet[str], lang: Lang) -> bool:
    """Tell whether the token is a date that one of the stated dates was taken from."""
    if printed.token in stated:
        return True
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
