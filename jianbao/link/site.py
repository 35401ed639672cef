"""Assemble the immutable site from a checked catalog."""

from jianbao.link.coverage import cover_sources
from jianbao.link.graph import backlinks, bind_figures, card_of, cited_by, collect_spots, counted_figures, reach_of
from jianbao.link.map import lay_tiles
from jianbao.link.needs import Linked
from jianbao.link.routes import routes_of
from jianbao.model.graph import Site
from jianbao.model.site import Catalog
from jianbao.text.names import declared_names, name_table


def link_site(catalog: Catalog) -> Site:
    """Link a catalog in which every reference resolves."""
    counted = counted_figures(catalog)
    cards = {ref: card_of(ref, record, counted) for ref, record in catalog.records.items()}
    figures = bind_figures(catalog, cards)
    spots = collect_spots(catalog)
    reaches = {ref: reach_of(record) for ref, record in catalog.records.items()}
    figure_reaches = {key: reach_of(bound.figure) for key, bound in figures.items()}
    links = backlinks(reaches, figures)
    routes = routes_of(Linked(catalog, cards, figures, spots, reaches, figure_reaches, links))
    coverage = cover_sources(catalog, figures, name_table(declared_names(catalog.records)))
    return Site(
        records=catalog.records,
        cards=cards,
        figures=figures,
        spots=spots,
        backlinks=links,
        cited_by=cited_by(reaches, figures),
        coverage=coverage,
        tiles=lay_tiles(catalog, figures),
        routes=tuple(routes),
    )
