"""
What a page has to read, so that its route can name it: figures with what they rest on, records with what they lead to.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr, LocatorStr, RefStr, kind_of, source_of
from jianbao.model.graph import BoundFigure, Card, Route, Spot
from jianbao.model.outline import Reach
from jianbao.model.site import Catalog

Key = TypeVar("Key", bound=str)


class Linked(Struct, frozen=True):
    """What routes are made from."""

    catalog: Catalog
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    reaches: Mapping[RefStr, Reach]
    figure_reaches: Mapping[FigureIdStr, Reach]
    backlinks: Mapping[RefStr, tuple[RefStr, ...]]
    tables: Mapping[RefStr, tuple[FigureIdStr, ...]]


def tables_of(figures: Mapping[FigureIdStr, BoundFigure]) -> Mapping[RefStr, tuple[FigureIdStr, ...]]:
    """Return for each record the figures about it, said by it, printed in it, or in its field."""
    found: dict[RefStr, list[FigureIdStr]] = {}
    for key, bound in figures.items():
        fields = (ref for ref in bound.topics if kind_of(ref) == "topic")
        sayer = (bound.figure.by,) if bound.figure.by else ()
        for ref in unique((bound.metric, *bound.about, *sayer, *fields, *bound.sources)):
            found.setdefault(ref, []).append(key)
    return {ref: tuple(keys) for ref, keys in found.items()}


def gathering(linked: Linked, full: Iterable[RefStr], named: Iterable[RefStr], route: Route) -> Route:
    """Let a page read several records whole, with all that they lead to."""
    full = tuple(full)
    reads = [linked.reaches[ref] for ref in full]
    figures = with_needs(linked, (key for reach in reads for key in reach.figures))
    spots = spots_of(linked, (spot for reach in reads for spot in reach.spots), figures)
    mentioned = (ref for reach in reads for ref in reach.records)
    cards = cards_of(linked, (*full, *mentioned, *named, *map(source_of, spots)), figures)
    return structs.replace(route, full=full, cards=cards, figures=figures, spots=spots)


def reading_figures(linked: Linked, figures: Iterable[FigureIdStr], route: Route) -> Route:
    """Let a page read figures beside what it reads already."""
    wanted = with_needs(linked, (*route.figures, *figures))
    spots = spots_of(linked, route.spots, wanted)
    cards = cards_of(linked, (*route.cards, *map(source_of, spots)), wanted)
    return structs.replace(route, figures=wanted, spots=spots, cards=cards)


def with_needs(linked: Linked, figures: Iterable[FigureIdStr]) -> tuple[FigureIdStr, ...]:
    """Return the figures, and after them those they are computed from or name in their notes, down to the last."""
    found = dict.fromkeys(figures)
    waiting = list(found)
    for key in waiting:
        for need in linked.figure_reaches[key].figures:
            if need not in found:
                found[need] = None
                waiting.append(need)
    return tuple(found)


def cards_of(linked: Linked, refs: Iterable[RefStr], figures: Iterable[FigureIdStr]) -> tuple[RefStr, ...]:
    """Return the cards of the records and of what the figures show: metric, subjects, speaker, sources."""
    shown = list(refs)
    for key in figures:
        bound = linked.figures[key]
        shown += (bound.metric, *bound.about, *bound.sources)
        if bound.figure.by:
            shown.append(bound.figure.by)
    return unique(shown)


def spots_of(linked: Linked, cited: Iterable[LocatorStr], figures: Iterable[FigureIdStr]) -> tuple[LocatorStr, ...]:
    """Return the sentences that are cited and those that the figures rest on."""
    return unique((*cited, *(spot for key in figures for spot in linked.figure_reaches[key].spots)))


def unique(values: Iterable[Key]) -> tuple[Key, ...]:
    """Drop what was there before, keeping the order."""
    return tuple(dict.fromkeys(values))
