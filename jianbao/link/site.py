"""Assemble the immutable site from a checked catalog."""

from collections.abc import Mapping

from jianbao.link.coverage import cover_sources
from jianbao.link.graph import backlinks, bind_figures, card_of, cited_by, collect_spots, counted_figures
from jianbao.link.map import lay_tiles
from jianbao.link.needs import Linked, shown_of, tables_of, ties_of
from jianbao.link.routes import routes_of
from jianbao.model.basics import RefStr
from jianbao.model.graph import Site
from jianbao.model.outline import Outline
from jianbao.model.site import Catalog
from jianbao.text.outlines import outline_of


def link_site(catalog: Catalog, outlines: Mapping[RefStr, Outline] | None = None) -> Site:
    """Link a catalog in which every reference resolves; ``outlines`` of all its records spare walking them again."""
    if outlines is None:
        outlines = {ref: outline_of(record) for ref, record in catalog.records.items()}
    counted = counted_figures(catalog)
    cards = {ref: card_of(ref, record, counted) for ref, record in catalog.records.items()}
    figures = bind_figures(catalog, cards, counted)
    spots = collect_spots(catalog)
    reaches = {ref: outlines[ref].reach for ref in catalog.records}
    figure_reaches = dict(zip(figures, (reach for ref in reaches for reach in outlines[ref].figures), strict=True))
    links = backlinks(reaches, figures)
    tables, shown = tables_of(figures), shown_of(figures)
    needy = {key for key, reach in figure_reaches.items() if reach.figures}
    ties = ties_of(outlines)
    linked = Linked(catalog, cards, figures, spots, reaches, figure_reaches, needy, ties, links, tables, shown)
    written = {key: bound.figure for key, bound in figures.items()}
    coverage = cover_sources(catalog, written, (outlines[ref] for ref in catalog.records))
    return Site(
        records=catalog.records,
        cards=cards,
        figures=figures,
        spots=spots,
        backlinks=links,
        cited_by=cited_by(reaches, figures),
        coverage=coverage,
        tiles=lay_tiles(catalog, figures),
        routes=tuple(routes_of(linked)),
    )
