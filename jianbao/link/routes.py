"""
Say which pages there are, and what each may read.

A page cannot show what its route does not name: the dependency list is the argument list of rendering.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import filterfalse

from msgspec import Struct, structs

from jianbao.link.milestones import TIED, milestones_around
from jianbao.link.needs import NO_TABLE, Linked, cards_of, gathering, reading_figures, spots_of, unique, with_needs
from jianbao.link.overviews import overview_routes
from jianbao.model.basics import Lang, LocatorStr, RefStr
from jianbao.model.graph import Route
from jianbao.model.records import KINDS, Record, Region, Topic

WAYS_IN = frozenset({"topic", "region", "company", "policy"})
"""Kinds by which the front page is entered."""

NESTED = frozenset({"topic", "region"})
"""Kinds whose records lie within one another."""

TEMPLATES: Mapping[str, str] = {"brief": "brief", "metric": "metric", "source": "source", "page": "page"}
"""Kinds with a template of their own; every other kind is shown by ``record``."""


class Apart(Struct, frozen=True):
    """
    What is made for the pages of records only.

    ``printed`` are the sentences of each source; ``otherwise`` are the records that a page shows as figures and notes,
    not as links that lead to it.
    """

    printed: Mapping[RefStr, list[LocatorStr]]
    otherwise: AbstractSet[RefStr]


def routes_of(linked: Linked) -> Iterator[Route]:
    """Yield every route of the site, language by language."""
    first, *others = linked.catalog.config.languages
    pages = tuple(_pages_of(linked, first))
    yield from pages
    for lang in others:
        # What a page may read is the same in every language.
        yield from [structs.replace(page, lang=lang) for page in pages]


def _pages_of(linked: Linked, lang: Lang) -> Iterator[Route]:
    members, outputs = linked.members, linked.catalog.config.outputs
    yield _home(linked, lang)
    for kind in KINDS:
        yield _listing(linked, lang, kind, tuple(members[kind]))
    if "overviews" in outputs:
        yield _figures_page(linked, lang)
    yield from overview_routes(linked, lang)
    yield Route(page="404.html", lang=lang, template="not_found")
    apart = Apart(_spots_by_source(linked), {*members["metric"], *members["source"]})
    for ref, card in linked.cards.items():
        if card.kind != "term":
            yield from with_parallel(_record_page(linked, lang, ref, apart))


def with_parallel(page: Route) -> Iterator[Route]:
    """Yield the page of a record, and the one with the languages side by side where there is one."""
    yield page
    if page.parallel:
        yield structs.replace(page, page=page.parallel, parallel="", single=page.page, template="parallel")


def _home(linked: Linked, lang: Lang) -> Route:
    """Let the front page read the briefs, newest first, and name what it is entered by."""
    newest = sorted(linked.members["brief"], key=lambda ref: (linked.cards[ref].when, ref), reverse=True)
    ways = [ref for kind in sorted(WAYS_IN) for ref in linked.members[kind]]
    return gathering(linked, newest, ways, Route(page="index.html", lang=lang, template="home", shows_map=True))


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


def _record_page(linked: Linked, lang: Lang, ref: RefStr, apart: Apart) -> Route:
    card, outline, links = linked.cards[ref], linked.outlines[ref], linked.backlinks[ref]
    kind, reach, page = card.kind, outline.reach, card.page
    table = linked.exhibits.tables.get(ref, NO_TABLE)
    figures = with_needs(linked, (*reach.figures, *table.figures))
    spots = reach.spots
    if len(figures) > len(outline.figures):  # a metric reaches already what its own figures rest on
        spots = spots_of(linked, spots, figures)
    if kind == "source":
        spots = unique((*spots, *apart.printed.get(ref, ())))
    beside = () if spots is reach.spots else map(linked.sources.__getitem__, spots)
    # Most pages show the figures of their table and no others.
    others = figures if len(figures) > len(table.figures) else ()
    trail = tuple(_trail(linked.catalog.records, ref)) if kind in NESTED else ()
    dated = milestones_around(linked, ref, table.figures) if kind in TIED else ()
    mentioned = (*linked.targets[ref], *links, *table.named, *beside, *trail, *[one.ref for one in dated])
    # By their places: to match eighteen names takes longer than all else here.
    return Route(
        page,
        lang,
        TEMPLATES.get(kind, "record"),
        ref,
        kind,
        trail,
        (ref,),
        cards_of(linked, mentioned, others) if others else unique(mentioned),
        figures,
        figures if figures == (shown := tuple(table.figures)) else shown,
        spots,
        tuple(sorted([tie for tie in outline.ties if tie != ref], key=linked.places.__getitem__))
        if outline.ties
        else (),
        tuple(filterfalse(apart.otherwise.__contains__, links)),
        dated,
        (),
        kind == "region" and _has_tile(linked, ref),
        page.replace(".html", ".parallel.html") if "parallel" in linked.catalog.config.outputs else "",
    )


def _has_tile(linked: Linked, ref: RefStr) -> bool:
    record = linked.catalog.records[ref]
    return isinstance(record, Region) and record.code in linked.catalog.tiles


def _spots_by_source(linked: Linked) -> Mapping[RefStr, list[LocatorStr]]:
    found: defaultdict[RefStr, list[LocatorStr]] = defaultdict(list)
    for locator, spot in linked.spots.items():
        found[spot.source].append(locator)
    return found


def _trail(records: Mapping[RefStr, Record], ref: RefStr) -> Iterator[RefStr]:
    """Yield the ancestors of a region or topic, the highest first."""
    parent = _parent(records[ref])
    if parent is not None:
        yield from _trail(records, parent)
        yield parent


def _parent(record: Record) -> RefStr | None:
    return record.parent if isinstance(record, Region | Topic) else None
