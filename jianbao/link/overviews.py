"""
The pages that look across all records: targets, timeline, who says what, comparisons, coverage.
"""

from collections.abc import Iterator

from jianbao.link.editions import edition_changes, named_in
from jianbao.link.milestones import milestones
from jianbao.link.needs import Linked, gathering, reading_figures, unique
from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.graph import Route
from jianbao.model.records import Event, Policy, Source

AHEAD = frozenset({"target", "plan", "projection", "ceiling"})
"""Statuses of what is meant to be."""

COMPARED = ("region", "company")
"""Kinds that are set side by side."""


def overview_routes(linked: Linked, lang: Lang) -> Iterator[Route]:
    """Yield the overviews of one language, the page of the search and that of the data, as far as they are made."""
    outputs = linked.catalog.config.outputs
    if "overviews" in outputs:
        yield from _overviews(linked, lang)
    if "search" in outputs:
        yield search_route(lang)
    if "data" in outputs:
        yield Route(page="data.html", lang=lang, template="data")


def search_route(lang: Lang) -> Route:
    """Return the page of the search: it reads the index, and no record."""
    return Route(page="search.html", lang=lang, template="search")


def _overviews(linked: Linked, lang: Lang) -> Iterator[Route]:
    records = linked.catalog.records
    ahead = [key for key, bound in linked.figures.items() if bound.figure.status in AHEAD]
    bound_by_date = [ref for ref, one in records.items() if isinstance(one, Policy) and (one.in_force or one.until)]
    targets = Route(page="targets.html", lang=lang, template="targets", table=tuple(ahead))
    yield reading_figures(linked, ahead, gathering(linked, bound_by_date, (), targets))
    dated = [ref for ref, one in records.items() if isinstance(one, Event | Policy | Source)]
    shown = milestones(linked, dated, linked.figures)
    timeline = Route(page="timeline.html", lang=lang, template="timeline", milestones=shown)
    yield reading_figures(linked, (one.figure for one in shown if one.figure), gathering(linked, dated, (), timeline))
    people = _of_kind(linked, "person")
    yield gathering(linked, people, (), Route(page="quotes.html", lang=lang, template="quotes"))
    sources = _of_kind(linked, "source")
    yield gathering(linked, sources, (), Route(page="coverage.html", lang=lang, template="coverage"))
    yield _changes(linked, lang)
    for kind in COMPARED:
        yield _comparison(linked, lang, kind)


def _changes(linked: Linked, lang: Lang) -> Route:
    changes = edition_changes(linked.catalog, linked.figures)
    cards = unique(named_in(changes, linked.cards))
    return Route(page="changes.html", lang=lang, template="changes", cards=cards, editions=changes)


def _of_kind(linked: Linked, kind: str) -> list[RefStr]:
    return [ref for ref in linked.catalog.records if kind_of(ref) == kind]


def _comparison(linked: Linked, lang: Lang, kind: str) -> Route:
    """Set the figures of a kind's records side by side; records without a figure are named too."""
    members = _of_kind(linked, kind)
    figures = [key for key, bound in linked.figures.items() if any(kind_of(ref) == kind for ref in bound.about)]
    topics = [topic for key in figures for topic in linked.figures[key].topics]
    page = f"compare-{'regions' if kind == 'region' else 'companies'}.html"
    route = Route(page=page, lang=lang, template="compare", kind=kind, table=tuple(figures))
    return reading_figures(linked, figures, gathering(linked, (), (*members, *topics), route))
