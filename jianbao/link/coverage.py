"""
Say for every figure that a source prints whether it is used, left out with a reason, or open.

A token counts as used where a figure cites it, and as a date or name where a dated value or a declared
name accounts for it. What is left is open: the list is published, not a percentage.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr, Text, source_of
from jianbao.model.evidence import Printed, Sentence
from jianbao.model.graph import CoverageRow
from jianbao.model.outline import Outline
from jianbao.model.records import Figure, LeftOut, Source
from jianbao.model.site import Catalog
from jianbao.text.dates import printed_dates
from jianbao.text.names import NameTable, declared_names, name_table

Uses = Mapping[tuple[str, str], tuple[FigureIdStr, ...]]


def cover_sources(
    catalog: Catalog, figures: Mapping[FigureIdStr, Figure], outlines: Iterable[Outline]
) -> Mapping[RefStr, tuple[CoverageRow, ...]]:
    """Return the coverage list of every source, in the order of its sentences."""
    uses = _uses(figures)
    dates = _dates_by_sentence(outlines)
    names = name_table(declared_names(catalog.records))
    left_out = {
        (row.at, row.printed): row
        for record in catalog.records.values()
        if isinstance(record, Source)
        for row in record.left_out
    }
    rows: dict[RefStr, list[CoverageRow]] = {ref: [] for ref, one in catalog.records.items() if isinstance(one, Source)}
    for stem, index in catalog.indexes.items():
        lang = Lang(catalog.plans[stem].language)
        for sentence in index.sentences:
            accounts = Accounts(uses, dates.get(sentence.id, frozenset()), left_out, names, lang)
            rows.setdefault(source_of(sentence.id), []).extend(_rows(sentence, accounts))
    return {ref: tuple(found) for ref, found in sorted(rows.items())}


class Accounts(Struct, frozen=True):
    """What can account for a printed figure."""

    uses: Uses
    dates: frozenset[str]
    left_out: Mapping[tuple[LocatorStr, str], LeftOut]
    names: NameTable
    lang: Lang


def _rows(sentence: Sentence, accounts: Accounts) -> Iterator[CoverageRow]:
    gap = "" if accounts.lang == "zh" else " "
    for printed in sentence.figures:
        key = (sentence.id, printed.token)
        state = "open"
        reason: Text = {}
        if key in accounts.uses:
            state = "used"
        elif accounts.names.covers(printed.token + gap + printed.after, printed.token):
            state = "name"
        elif key in accounts.left_out:
            state, reason = "left-out", accounts.left_out[key].reason
        elif _is_used_date(printed, accounts.dates, accounts.lang):
            state = "date"
        figures = accounts.uses.get(key, ())
        yield CoverageRow(sentence.id, printed.token, printed.after, state, figures, reason)


def _uses(figures: Mapping[FigureIdStr, Figure]) -> Uses:
    found: dict[tuple[str, str], tuple[FigureIdStr, ...]] = {}
    for key, figure in figures.items():
        for locator in figure.evidence:
            place = (locator, figure.printed)
            found[place] = (*found.get(place, ()), key)
    return found


def _dates_by_sentence(outlines: Iterable[Outline]) -> Mapping[str, frozenset[str]]:
    """Return which dates the site states on the strength of each sentence."""
    found: dict[str, set[str]] = {}
    for outline in outlines:
        for locator, when in outline.stated:
            found.setdefault(locator, set()).add(when)
    return {locator: frozenset(dates) for locator, dates in found.items()}


def _is_used_date(printed: Printed, stated: frozenset[str], lang: Lang) -> bool:
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
