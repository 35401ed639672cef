"""
Say which pages there are, and what each may read.

A page cannot show what its route does not name: the dependency list is the argument list of rendering.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from jianbao.link.milestones import milestones_around
from jianbao.link.needs import Linked, cards_of, gathering, reading_figures, spots_of, unique, with_needs
from jianbao.link.overviews import overview_routes
from jianbao.model.basics import Lang, LocatorStr, RefStr
from jianbao.model.graph import Route
from jianbao.model.records import KINDS, Record, Region, Topic

WAYS_IN = frozenset({"topic", "region", "company", "policy"})
"""Kinds by which the front page is entered."""

NESTED = frozenset({"topic", "region"})
"""Kinds whose records lie within one another."""

SHOWN_OTHERWISE = ("metric/", "source/")
"""Records that a page shows as figures and notes, not as links that lead to it."""

TEMPLATES: Mapping[str, str] = {"brief": "brief", "metric": "metric", "source": "source", "page": "page"}
"""Kinds with a template of their own; every other kind is shown by ``record``."""


def routes_of(linked: Linked) -> Iterator[Route]:
    """Yield every route of the site, language by language."""
    first, *others = linked.catalog.config.languages
    pages = tuple(_pages_of(linked, first))
    yield from pages
    for lang in others:
        # What a page may read is the same in every language.
        yield from (structs.replace(page, lang=lang) for page in pages)


def _pages_of(linked: Linked, lang: Lang) -> Iterator[Route]:
    members: dict[str, list[RefStr]] = {kind: [] for kind in KINDS}
    for ref, card in linked.cards.items():
        members[card.kind].append(ref)
    yield _home(linked, lang, members["brief"])
    for kind in KINDS:
        yield _listing(linked, lang, kind, tuple(members[kind]))
    if "overviews" in linked.catalog.config.outputs:
        yield _figures_page(linked, lang)
    yield from overview_routes(linked, lang)
    yield Route(page="404.html", lang=lang, template="not_found")
    spots = _spots_by_source(linked)
    for ref, card in linked.cards.items():
        if card.kind != "term":
            yield from with_parallel(_record_page(linked, lang, ref, spots))


def with_parallel(page: Route) -> Iterator[Route]:
    """Yield the page of a record, and the one with the languages side by side where there is one."""
    yield page
    if page.parallel:
        yield structs.replace(page, page=page.parallel, parallel="", single=page.page, template="parallel")


def _home(linked: Linked, lang: Lang, briefs: Iterable[RefStr]) -> Route:
    """Let the front page read the briefs, newest first, and name what it is entered by."""
    newest = sorted(briefs, key=lambda ref: (linked.cards[ref].when, ref), reverse=True)
    ways = [ref for ref, card in linked.cards.items() if card.kind in WAYS_IN]
    return gathering(linked, tuple(newest), ways, Route(page="index.html", lang=lang, template="home", shows_map=True))


def _listing(linked: Linked, lang: Lang, kind: str, members: tuple[RefStr, ...]) -> Route:
    page, template = f"{KINDS[kind].folder}/index.html", "listing"
    if kind != "term":
        return Route(page=page, lang=lang, template=template, kind=kind, cards=members, shows_map=kind == "region")
    return gathering(linked, members, (), Route(page="glossary.html", lang=lang, template="glossary", kind=kind))


def _figures_page(linked: Linked, lang: Lang) -> Route:
    figures = tuple(linked.figures)
    # A table is filtered by topics too, which no row of it names.
    topics = unique(topic for bound in linked.figures.values() for topic in bound.topics)
    route = Route(page="figures.html", lang=lang, template="figures", table=figures, cards=topics)
    return reading_figures(linked, figures, route)


def _record_page(linked: Linked, lang: Lang, ref: RefStr, printed: Mapping[RefStr, tuple[LocatorStr, ...]]) -> Route:
    card, reach = linked.cards[ref], linked.reaches[ref]
    kind, page, links = card.kind, card.page, linked.backlinks[ref]
    table = linked.tables.get(ref, ())
    figures = with_needs(linked, (*reach.figures, *table))
    trail = tuple(_trail(linked.catalog.records, ref)) if kind in NESTED else ()
    spots = spots_of(linked, reach.spots, figures)
    if kind == "source":
        spots = unique((*spots, *printed.get(ref, ())))
    dated = milestones_around(linked, ref, table)
    sources = [linked.spots[spot].source for spot in spots]
    mentioned = (*trail, *reach.records, *links, *[one.ref for one in dated], *sources)
    return Route(
        page=page,
        lang=lang,
        template=TEMPLATES.get(kind, "record"),
        subject=ref,
        kind=kind,
        trail=trail,
        full=(ref,),
        cards=cards_of(linked, mentioned, figures),
        figures=figures,
        table=table,
        spots=spots,
        related=linked.ties[ref],
        backlinks=tuple([link for link in links if not link.startswith(SHOWN_OTHERWISE)]),
        milestones=dated,
        shows_map=kind == "region" and _has_tile(linked, ref),
        parallel=page.replace(".html", ".parallel.html") if "parallel" in linked.catalog.config.outputs else "",
    )


def _has_tile(linked: Linked, ref: RefStr) -> bool:
    record = linked.catalog.records[ref]
    return isinstance(record, Region) and record.code in linked.catalog.tiles


def _spots_by_source(linked: Linked) -> Mapping[RefStr, tuple[LocatorStr, ...]]:
    found: defaultdict[RefStr, list[LocatorStr]] = defaultdict(list)
    for locator, spot in linked.spots.items():
        found[spot.source].append(locator)
    return {ref: tuple(locators) for ref, locators in found.items()}


def _trail(records: Mapping[RefStr, Record], ref: RefStr) -> Iterator[RefStr]:
    """Yield the ancestors of a region or topic, the highest first."""
    parent = _parent(records[ref])
    if parent is not None:
        yield from _trail(records, parent)
        yield parent


def _parent(record: Record) -> RefStr | None:
    return record.parent if isinstance(record, Region | Topic) else None
