"""
Link what a few pages read, and no more.

In: the routes of the pages, and a catalog of the records that they name. Out: a site that holds what the routes name,
just as the whole site would hold it, and the cards of the records that the pages show.
"""

from collections.abc import Iterable, Sequence

from jianbao.link.graph import bind_figures, collect_spots, make_cards, metrics_of
from jianbao.model.basics import FigureIdStr, RefStr
from jianbao.model.graph import Route, Site
from jianbao.model.site import Catalog
from jianbao.model.tiles import TileCell
from jianbao.text.prose import bindings, parse_prose


def link_near(catalog: Catalog, routes: Sequence[Route], tiles: tuple[TileCell, ...]) -> Site:
    """
    Link the records that routes name; ``tiles`` are those of the whole site.

    Coverage and citing records of sources are not there: pages of sources are not linked so.
    """
    refs = dict.fromkeys(ref for route in routes for ref in (*route.cards, *route.full))
    cards = make_cards(catalog, refs)
    shown = {key for route in routes for key in route.figures}
    return Site(
        records=catalog.records,
        cards=cards,
        figures=bind_figures(catalog, cards, shown),
        spots=collect_spots(catalog),
        backlinks={},
        cited_by={},
        coverage={},
        tiles=tiles,
        routes=tuple(routes),
    )


def spoken_of(catalog: Catalog) -> tuple[RefStr, ...]:
    """Return the metrics of the figures that names of records bind: whoever shows such a name reads them."""
    bound: set[FigureIdStr] = set()
    for record in catalog.records.values():
        for words in record.name.values():
            if "{" in words:
                bound |= bindings(parse_prose(words)).figures
    return tuple(_metrics_of(catalog, bound)) if bound else ()


def _metrics_of(catalog: Catalog, figures: Iterable[FigureIdStr]) -> list[RefStr]:
    wanted = set(figures)
    return [
        ref
        for ref, metric in metrics_of(catalog).items()
        if not wanted.isdisjoint(one.id for one in metric.observations)
    ]
