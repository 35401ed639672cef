"""
The values one page may read: a route's lists turned into mappings.

Looking up what the route does not name is a ``KeyError`` in every build, not a stale page in one of a hundred.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr
from jianbao.model.config import Config
from jianbao.model.graph import BoundFigure, Card, CoverageRow, Route, Site, Spot
from jianbao.model.records import Record
from jianbao.model.tiles import TileCell
from jianbao.render.shelf import Shelves

ENTRY: Final = "search/index.js"
"""The name by which a template asks for the file of the search index to load first."""


class MissingStringError(LookupError):
    """An interface string that no file of the site has, although a page asks for it."""

    def __init__(self, lang: Lang, key: str) -> None:
        super().__init__(key)
        self.lang = lang
        self.key = key


class Strings(dict[str, str]):
    """The interface strings of one language, which know whose they are when one is missing."""

    def __init__(self, lang: Lang, strings: Mapping[str, str]) -> None:
        super().__init__(strings)
        self.lang = lang

    def __missing__(self, key: str) -> str:
        raise MissingStringError(self.lang, key)


class Shared(Struct, frozen=True):
    """What every page of a language reads, kept small: interface strings, asset names, configuration."""

    config: Config
    ui: Mapping[Lang, Mapping[str, str]]
    assets: Mapping[str, str]
    shelves: Shelves = field(default_factory=Shelves)


class Reads(Struct, frozen=True):
    """Exactly what one route names."""

    route: Route
    records: Mapping[RefStr, Record]
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    cited_by: Mapping[LocatorStr, tuple[RefStr, ...]]
    coverage: Mapping[RefStr, tuple[CoverageRow, ...]]
    tiles: tuple[TileCell, ...]


def reads_of(site: Site, route: Route) -> Reads:
    """Return what a route names of the site; one that has been cut to it is taken as it is."""
    cut = site if site.is_cut else cut_to_route(site, route)
    cited_by = {locator: cut.cited_by.get(locator, ()) for locator in route.spots} if reads_citing(route) else {}
    return Reads(route, cut.records, cut.cards, cut.figures, cut.spots, cited_by, cut.coverage, cut.tiles)


def cut_to_route(site: Site, route: Route) -> Site:
    """Keep what a route names; naming what is not there is a ``KeyError``."""
    records, cards, figures, spots = site.records, site.cards, site.figures, site.spots
    cited_by, coverage = site.cited_by, site.coverage
    return Site(
        records={ref: records[ref] for ref in route.full},
        cards={ref: cards[ref] for ref in route.cards},
        figures={key: figures[key] for key in route.figures},
        spots={locator: spots[locator] for locator in route.spots},
        backlinks={},
        cited_by={one: cited_by[one] for one in route.spots if one in cited_by} if reads_citing(route) else {},
        coverage={ref: coverage[ref] for ref in route.full if ref in coverage},
        tiles=site.tiles if route.shows_map else (),
        routes=(route,),
        is_cut=True,
    )


def reads_citing(route: Route) -> bool:
    """Say whether a page shows who cites its sentences: that of a source does."""
    return route.kind == "source" and route.subject is not None
