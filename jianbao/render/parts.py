"""
The parts of the site: files that are made together, of the same values, and so have one key.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct, structs

from jianbao.model.basics import RefStr
from jianbao.model.config import Config, Output
from jianbao.model.graph import Route, Site
from jianbao.model.records import Metric
from jianbao.render.card_addresses import card_path, has_card
from jianbao.render.cuts import CUTS, cut_to_routes
from jianbao.render.paper_addresses import PARALLEL, paper_path, papers_of
from jianbao.render.reads import cut_to_route

SEARCH: Final = "search"
PAPER: Final = "paper"
PAGE: Final = "page"
CARD: Final = "card"
BESIDE: Final = "start"

_TEMPLATES: Final[Mapping[str, tuple[str, ...]]] = {
    "root": ("pages/chooser.html", "pages/lost_root.html"),
    BESIDE: ("pages/chooser.html",),
}

_OUTPUTS: Final[Mapping[str, Output]] = {"data": "data", "feeds": "feeds", "llms": "markdown"}
"""By which word the configuration asks for a part."""


class Part(Struct, frozen=True):
    """
    Files that are made together: a page with its copies, a PDF, a card, the feeds.

    ``name`` is unlike any other's; ``routes`` are the pages that are read, and none where the whole site is; a page has
    one in each language. ``templates`` are those that are filled.
    """

    name: str
    kind: str
    routes: tuple[Route, ...] = ()
    templates: tuple[str, ...] = ()

    def reads_index(self) -> bool:
        """Say whether the part leads to the index of the search."""
        return self.kind == PAGE and self.routes[0].template == "search"

    def reads_one(self) -> bool:
        """Say whether the part reads what one route names: a page reads the same in every language."""
        return self.kind == PAGE or len(self.routes) == 1


@lru_cache
def _of_page(template: str) -> tuple[str, ...]:
    return (f"pages/{template}.html",)


SEARCH_PART: Final = Part(SEARCH, SEARCH)
"""The index of the search, which is made first: a page names its file."""


def parts_of(site: Site, config: Config) -> Iterator[Part]:
    """
    Yield every other part of the site and of its bundle.

    The pages of a record and those of its metrics follow one another: they share much.
    """
    names = (name for name in CUTS if name != SEARCH and _is_asked(name, config))
    yield from (Part(name, name, (), _TEMPLATES.get(name, ())) for name in names)
    if config.pdf_kinds:
        yield from _papers_of(site, config)
    if config.base_url:
        cards = (route for route in site.routes if has_card(route, config))
        yield from (Part(card_path(route), CARD, (route,), ("paper/card.typ",)) for route in cards)
    yield from _pages_of(site)


def _pages_of(site: Site) -> Iterator[Part]:
    """Yield each page in all its languages; one that reads something else in one of them, in each by itself."""
    ranks = _ranks_of(site)
    pages: dict[str, tuple[Route, ...]] = {}
    for route in site.routes:
        pages[route.page] = (*pages.get(route.page, ()), route)
    for routes in sorted(pages.values(), key=lambda routes: ranks[routes[0].subject]):
        first = routes[0]
        if [one for one in routes[1:] if structs.replace(one, lang=first.lang) != first]:
            yield from (Part(one.path, PAGE, (one,), _of_page(one.template)) for one in routes)
        else:
            yield Part(first.page, PAGE, routes, _of_page(first.template))


def _papers_of(site: Site, config: Config) -> Iterator[Part]:
    routes = {(route.page, route.lang): route for route in site.routes}
    for route in site.routes:
        for edition in papers_of(route, config):
            langs = config.languages[:2] if edition == PARALLEL else (route.lang,)
            template = f"paper/{'brief' if route.kind == 'brief' else 'sheet'}.typ"
            both = tuple(routes[route.page, lang] for lang in langs)
            yield Part(paper_path(route, edition), PAPER, both, (template,))


def _ranks_of(site: Site) -> Mapping[RefStr | None, int]:
    """Rank the records, each metric beside the record that it is about; pages of no record come first."""
    records = site.records
    places = {ref: place for place, ref in enumerate(records)}
    for ref, record in records.items():
        if isinstance(record, Metric):
            places[ref] = places.get(record.about[0], places[ref])
    return {None: -1, **{ref: rank for rank, ref in enumerate(sorted(records, key=places.__getitem__))}}


def _is_asked(name: str, config: Config) -> bool:
    return name not in _OUTPUTS or _OUTPUTS[name] in config.outputs


def cut_of(site: Site, part: Part) -> Site:
    """Cut the site down to what a part may read."""
    if part.reads_one():
        return cut_to_route(site, part.routes[0])
    return cut_to_routes(site, part.routes) if part.routes else CUTS[part.kind](site)
