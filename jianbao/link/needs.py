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
from jianbao.model.outline import Outline, Reach
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
    What is shown with each figure: the records that are ``named``, and what it reaches by itself.

    ``needs`` are the figures that it is computed from or names in its notes, of those that have any; ``tables`` hold
    for each record the figures about it, said by it, printed in it, or in its field.
    """

    named: Mapping[FigureIdStr, tuple[RefStr, ...]]
    reaches: Mapping[FigureIdStr, Reach]
    needs: Mapping[FigureIdStr, tuple[FigureIdStr, ...]]
    tables: Mapping[RefStr, Table]


class Linked(Struct, frozen=True):
    """
    What routes are made from.

    ``members`` are the records of each kind, in the order of the table of kinds, and ``places`` their numbers in it;
    ``sources`` are those of the sentences, ``targets`` the records that each record leads to.
    """

    catalog: Catalog
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    outlines: Mapping[RefStr, Outline]
    exhibits: Exhibits
    members: Mapping[str, list[RefStr]]
    places: Mapping[RefStr, int]
    sources: Mapping[LocatorStr, RefStr]
    targets: Mapping[RefStr, tuple[RefStr, ...]]
    backlinks: Mapping[RefStr, tuple[RefStr, ...]]


def exhibits_of(
    metrics: Mapping[RefStr, Metric], figures: Mapping[FigureIdStr, BoundFigure], outlines: Mapping[RefStr, Outline]
) -> Exhibits:
    """Return what is shown with every figure, metric by metric: most of it is the same there."""
    named: dict[FigureIdStr, tuple[RefStr, ...]] = {}
    reaches: dict[FigureIdStr, Reach] = {}
    tables: defaultdict[RefStr, Table] = defaultdict(lambda: Table([], []))
    for ref, metric in metrics.items():
        subjects = (ref, *metric.about)
        shared = (*subjects, *[one for one in metric.topics if one.startswith("topic/")])
        reaches.update(zip([figure.id for figure in metric.observations], outlines[ref].figures, strict=True))
        for apart, run in _runs_of(metric, figures):
            names = (*subjects, *apart)
            named.update(dict.fromkeys(run, names))
            for one in {*shared, *apart}:
                table = tables[one]
                table.figures.extend(run)
                table.named.extend(names)
    needs = {key: reach.figures for key, reach in reaches.items() if reach.figures}
    return Exhibits(named, reaches, needs, tables)


def _runs_of(
    metric: Metric, figures: Mapping[FigureIdStr, BoundFigure]
) -> list[tuple[tuple[RefStr, ...], list[FigureIdStr]]]:
    """Cut the figures of a metric where their sources or their speaker change, and return these with each run."""
    runs: list[tuple[tuple[RefStr, ...], list[FigureIdStr]]] = []
    for figure in metric.observations:
        apart = figures[figure.id].sources
        if figure.by:
            apart = (*apart, figure.by)
        if not runs or apart != runs[-1][0]:
            runs.append((apart, []))
        runs[-1][1].append(figure.id)
    return runs


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
    reaches = linked.exhibits.reaches
    return unique((*cited, *chain.from_iterable([reaches[key].spots for key in figures])))


def unique(values: Iterable[Key]) -> tuple[Key, ...]:
    """Drop what was there before, keeping the order."""
    return tuple(dict.fromkeys(values))
