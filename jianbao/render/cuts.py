"""
Cut the site down to what is read to make a file, or a few files that are made together.

The cut is all that its maker gets, and its digest is their key: what is not in it can be neither read nor missed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import structs

from jianbao.model.basics import Lang
from jianbao.model.graph import Route, Site
from jianbao.render.feed_addresses import topic_feed
from jianbao.render.reads import cut_to_route

UNLISTED: Final = frozenset({"not_found", "parallel", "search"})
"""Templates of pages that hold nothing of their own: no sitemap names them."""

NOTHING: Final = Site(
    records={}, cards={}, figures={}, spots={}, backlinks={}, cited_by={}, coverage={}, tiles=(), routes=()
)


def cut_to_routes(site: Site, routes: Sequence[Route]) -> Site:
    """Keep what routes name."""
    cuts = [cut_to_route(site, route) for route in routes]
    return Site(
        records={ref: one for cut in cuts for ref, one in cut.records.items()},
        cards={ref: one for cut in cuts for ref, one in cut.cards.items()},
        figures={key: one for cut in cuts for key, one in cut.figures.items()},
        spots={locator: one for cut in cuts for locator, one in cut.spots.items()},
        backlinks={},
        cited_by={locator: one for cut in cuts for locator, one in cut.cited_by.items()},
        coverage={ref: one for cut in cuts for ref, one in cut.coverage.items()},
        tiles=next((cut.tiles for cut in cuts if cut.tiles), ()),
        routes=tuple(routes),
    )


def record_routes(site: Site) -> Iterator[Route]:
    """Yield one route for each record that has a page."""
    first = site.routes[0].lang if site.routes else ""
    return (one for one in site.routes if one.lang == first and one.subject is not None and one.template != "parallel")


def _for_data(site: Site) -> Site:
    routes = tuple(
        Route(page=one.page, lang=one.lang, template="", subject=one.subject, spots=one.spots)
        for one in record_routes(site)
    )
    return structs.replace(NOTHING, cards=site.cards, figures=site.figures, spots=site.spots, routes=routes)


def _for_feeds(site: Site) -> Site:
    """Keep the briefs with what the front page reads of them, the topics they lead to, and the editions."""
    topics = tuple(
        Route(
            page=one.page,
            lang=one.lang,
            template=one.template,
            kind=one.kind,
            subject=one.subject,
            backlinks=tuple(ref for ref in one.backlinks if ref.startswith("brief/")),
        )
        for one in site.routes
        if one.template == "record" and topic_feed(one)
    )
    briefs = _of_briefs(site)
    editions = tuple(one for one in site.routes if one.template == "changes")
    named = [one.subject for one in topics if one.subject is not None]
    named += [ref for one in editions for ref in one.cards]
    cards = {**briefs.cards, **{ref: site.cards[ref] for ref in named}}
    return structs.replace(briefs, cards=cards, routes=(*topics, *editions))


def _for_llms(site: Site) -> Site:
    return structs.replace(_of_briefs(site), cards=site.cards)


def _of_briefs(site: Site) -> Site:
    home = next((one for one in site.routes if one.template == "home"), None)
    if home is None:
        return NOTHING
    return structs.replace(cut_to_route(site, home), tiles=(), spots={}, coverage={}, routes=(), is_cut=False)


def _for_sitemap(site: Site) -> Site:
    """Keep the address of each page in the first language: it is there in every other."""
    first = site.routes[0].lang if site.routes else ""
    listed = (one.page for one in site.routes if one.lang == first and one.template not in UNLISTED)
    return structs.replace(NOTHING, routes=tuple([Route(page=page, lang=Lang(first), template="") for page in listed]))


def _for_search(site: Site) -> Site:
    routes = tuple(
        Route(page=one.page, lang=one.lang, template="", subject=one.subject, table=one.table)
        for one in record_routes(site)
    )
    return structs.replace(NOTHING, records=site.records, cards=site.cards, figures=site.figures, routes=routes)


CUTS: Final[Mapping[str, Callable[[Site], Site]]] = {
    "data": _for_data,
    "feeds": _for_feeds,
    "llms": _for_llms,
    "sitemap": _for_sitemap,
    "search": _for_search,
    "root": lambda _site: NOTHING,
    "start": lambda _site: NOTHING,
}
"""What is read for the files that look at the whole site, by the name of their part."""
