"""
What a page has to read, so that its route can name it: figures with what they rest on, records with what they lead to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import TypeVar

from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr, LocatorStr, RefStr, source_of
from jianbao.model.graph import BoundFigure, Card, Route, Spot
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import in_kinds
from jianbao.model.site import Catalog

Key = TypeVar("Key", bound=str)


class Linked(Struct, frozen=True):
    """
    What routes are made from.

    ``needy`` are the figures that need others, ``ties`` what each record names as related or links, in the order of the
    table of kinds.
    """

    catalog: Catalog
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    reaches: Mapping[RefStr, Reach]
    figure_reaches: Mapping[FigureIdStr, Reach]
    needy: AbstractSet[FigureIdStr]
    ties: Mapping[RefStr, tuple[RefStr, ...]]
    backlinks: Mapping[RefStr, tuple[RefStr, ...]]
    tables: Mapping[RefStr, tuple[FigureIdStr, ...]]
    shown: Mapping[FigureIdStr, tuple[RefStr, ...]]


def ties_of(outlines: Mapping[RefStr, Outline]) -> Mapping[RefStr, tuple[RefStr, ...]]:
    """Return for each record what it names as related or links, but itself, in the order of the table of kinds."""
    places = {ref: place for place, ref in enumerate(in_kinds(outlines))}
    place = places.__getitem__
    return {
        ref: tuple(sorted([tie for tie in outline.ties if tie != ref], key=place)) if outline.ties else ()
        for ref, outline in outlines.items()
    }


def tables_of(figures: Mapping[FigureIdStr, BoundFigure]) -> Mapping[RefStr, tuple[FigureIdStr, ...]]:
    """Return for each record the figures about it, said by it, printed in it, or in its field."""
    found: defaultdict[RefStr, list[FigureIdStr]] = defaultdict(list)
    for key, bound in figures.items():
        refs = {bound.metric, *bound.about, *bound.sources}
        if bound.figure.by:
            refs.add(bound.figure.by)
        if bound.topics:
            refs.update([ref for ref in bound.topics if ref.startswith("topic/")])
        for ref in refs:
            found[ref].append(key)
    return {ref: tuple(keys) for ref, keys in found.items()}


def shown_of(figures: Mapping[FigureIdStr, BoundFigure]) -> Mapping[FigureIdStr, tuple[RefStr, ...]]:
    """Return for each figure the records that are named where it is shown: metric, subjects, sources, speaker."""
    return {
        key: (bound.metric, *bound.about, *bound.sources, *((bound.figure.by,) if bound.figure.by else ()))
        for key, bound in figures.items()
    }


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
    reaches = linked.figure_reaches
    found = dict.fromkeys(figures)
    if linked.needy.isdisjoint(found):
        return tuple(found)
    waiting = list(found)
    for key in waiting:
        if needs := reaches[key].figures:
            new = [need for need in needs if need not in found]
            found.update(dict.fromkeys(new))
            waiting += new
    return tuple(found)


def cards_of(linked: Linked, refs: Iterable[RefStr], figures: Iterable[FigureIdStr]) -> tuple[RefStr, ...]:
    """Return the cards of the records and of what the figures show: metric, subjects, speaker, sources."""
    return unique(chain(refs, chain.from_iterable(map(linked.shown.__getitem__, figures))))


def spots_of(linked: Linked, cited: Iterable[LocatorStr], figures: Iterable[FigureIdStr]) -> tuple[LocatorStr, ...]:
    """Return the sentences that are cited and those that the figures rest on."""
    reaches = linked.figure_reaches
    return unique(chain(cited, chain.from_iterable([reaches[key].spots for key in figures])))


def unique(values: Iterable[Key]) -> tuple[Key, ...]:
    """Drop what was there before, keeping the order."""
    return tuple(dict.fromkeys(values))
