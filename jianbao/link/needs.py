"""
What a page has to read, so that its route can name it: figures with what they rest on, records with what they lead to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr, LocatorStr, RefStr, source_of
from jianbao.model.graph import BoundFigure, Card, Route, Spot
from jianbao.model.outline import Outline
from jianbao.model.records import Metric
from jianbao.model.site import Catalog

Key = TypeVar("Key", bound=str)


class Table(NamedTuple):
    """Figures that are shown together, and the records that are named with them."""

    figures: list[FigureIdStr]
    named: list[RefStr]


NO_TABLE: Final = Table([], [])
"""That of a record which no figure is about."""


class Exhibits(Struct, frozen=True):
    """
    What is shown with each figure: the records that are named and the sentences that it rests on.

    ``needs`` are the figures that it is computed from or names in its notes, of those that have any; ``tables`` hold
    for each record the figures about it, said by it, printed in it, or in its field.
    """

    named: Mapping[FigureIdStr, tuple[RefStr, ...]]
    spots: Mapping[FigureIdStr, tuple[LocatorStr, ...]]
    needs: Mapping[FigureIdStr, tuple[FigureIdStr, ...]]
    tables: Mapping[RefStr, Table]


class Linked(Struct, frozen=True):
    """
    What routes are made from.

    ``members`` are the records of each kind, in the order of the table of kinds, and ``places`` their numbers in it;
    ``targets`` are the records that each leads to.
    """

    catalog: Catalog
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    outlines: Mapping[RefStr, Outline]
    exhibits: Exhibits
    members: Mapping[str, list[RefStr]]
    places: Mapping[RefStr, int]
    targets: Mapping[RefStr, tuple[RefStr, ...]]
    backlinks: Mapping[RefStr, tuple[RefStr, ...]]


def exhibits_of(
    metrics: Mapping[RefStr, Metric],
    figures: Mapping[FigureIdStr, BoundFigure],
    outlines: Mapping[RefStr, Outline],
    sources: Mapping[LocatorStr, RefStr],
) -> Exhibits:
    """Return what is shown with every figure, metric by metric: most of it is the same there."""
    named: dict[FigureIdStr, tuple[RefStr, ...]] = {}
    spots: dict[FigureIdStr, tuple[LocatorStr, ...]] = {}
    needs: dict[FigureIdStr, tuple[FigureIdStr, ...]] = {}
    tables: defaultdict[RefStr, Table] = defaultdict(lambda: Table([], []))
    for ref, metric in metrics.items():
        subjects = (ref, *metric.about)
        shared = {*subjects, *[one for one in metric.topics if one.startswith("topic/")]}
        keys = [figure.id for figure in metric.observations]
        for key, reach in zip(keys, outlines[ref].figures, strict=True):
            figure, apart = figures[key].figure, figures[key].sources
            if figure.by and figure.by not in apart:
                apart = (*apart, figure.by)
            names = apart
            if len(reach.spots) > 1 or figure.derived:  # else it rests on the one sentence that is its evidence
                names = unique((*apart, *map(sources.__getitem__, reach.spots)))
            named[key], spots[key] = (*subjects, *names), reach.spots
            for one in apart:
                if one not in shared:
                    tables[one].figures.append(key)
                    tables[one].named.extend(named[key])
            if reach.figures:
                needs[key] = reach.figures
        together = unique(chain.from_iterable(map(named.__getitem__, keys)))
        for one in shared:
            tables[one].figures.extend(keys)
            tables[one].named.extend(together)
    return Exhibits(named, spots, needs, tables)


def gathering(linked: Linked, full: Iterable[RefStr], named: Iterable[RefStr], route: Route) -> Route:
    """Let a page read several records whole, with all that they lead to."""
    full = tuple(full)
    reads = [linked.outlines[ref].reach for ref in full]
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
    needs = linked.exhibits.needs
    found = dict.fromkeys(figures)
    if needs and not needs.keys().isdisjoint(found):
        waiting = list(found)
        for key in waiting:
            new = [need for need in needs.get(key, ()) if need not in found]
            found.update(dict.fromkeys(new))
            waiting += new
    return tuple(found)


def cards_of(linked: Linked, refs: Iterable[RefStr], figures: Iterable[FigureIdStr]) -> tuple[RefStr, ...]:
    """Return the records, and those that are named where the figures are shown."""
    return unique(chain(refs, chain.from_iterable(map(linked.exhibits.named.__getitem__, figures))))


def spots_of(linked: Linked, cited: Iterable[LocatorStr], figures: Iterable[FigureIdStr]) -> tuple[LocatorStr, ...]:
    """Return the sentences that are cited and those that the figures rest on."""
    return unique(chain(cited, chain.from_iterable(map(linked.exhibits.spots.__getitem__, figures))))


def unique(values: Iterable[Key]) -> tuple[Key, ...]:
    """Drop what was there before, keeping the order."""
    return tuple(dict.fromkeys(values))
