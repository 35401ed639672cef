"""Assemble the immutable site from a checked catalog."""

from collections.abc import Callable, Mapping
from itertools import chain, count

from jianbao.link.coverage import cover_sources
from jianbao.link.graph import (
    Sources,
    backlinks,
    bind_figures,
    cited_by,
    collect_spots,
    make_cards,
    metrics_of,
    targets_of,
)
from jianbao.link.map import lay_tiles
from jianbao.link.needs import Linked, exhibits_of
from jianbao.link.routes import routes_of
from jianbao.model.basics import RefStr
from jianbao.model.graph import Site
from jianbao.model.outline import Outline
from jianbao.model.records import by_kind
from jianbao.model.site import Catalog
from jianbao.text.outlines import outlines_of


def link_site(catalog: Catalog, noted: Callable[[], Mapping[RefStr, Outline]] | None = None) -> Site:
    """
    Link a catalog in which every reference resolves.

    Who has ``noted`` the outlines of its records is asked for them when all is done that can be done without.
    """
    records, metrics = catalog.records, metrics_of(catalog)
    cards = make_cards(catalog, records)
    figures = bind_figures(catalog, cards)
    spots = collect_spots(catalog)
    sources = Sources({locator: spot.source for locator, spot in spots.items()})
    members = by_kind(records)
    tiles = lay_tiles(catalog, metrics.values())
    ordered = [*chain.from_iterable(members.values())]
    places = dict(zip(ordered, count(), strict=False))
    outlines = noted() if noted else outlines_of(records, {})
    reaches = {ref: outlines[ref].reach for ref in records}
    targets = targets_of(reaches, figures, sources)
    links = backlinks(targets, ordered)
    exhibits = exhibits_of(metrics, figures, outlines)
    linked = Linked(catalog, cards, figures, spots, outlines, exhibits, members, places, sources, targets, links)
    return Site(
        records=records,
        cards=cards,
        figures=figures,
        spots=spots,
        backlinks=links,
        cited_by=cited_by(reaches, metrics.values()),
        coverage=cover_sources(catalog, [one.figure for one in figures.values()], [outlines[ref] for ref in records]),
        tiles=tiles,
        routes=tuple(routes_of(linked)),
    )
