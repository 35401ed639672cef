"""
Say which pages there are, and what each may read.

A page cannot show what its route does not name: the dependency list is the argument list of rendering.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct, structs

from jianbao.link.graph import Reach, kind_of, source_of
from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr
from jianbao.model.graph import BoundFigure, Card, Route, Spot
from jianbao.model.records import KINDS, Record, Region, Topic
from jianbao.model.site import Catalog

WAYS_IN = frozenset({"topic", "region", "company", "policy"})
"""Kinds by which the front page is entered."""

Key = TypeVar("Key", bound=str)

TEMPLATES: Mapping[str, str] = {"brief": "brief", "metric": "metric", "source": "source"}
"""Kinds with a template of their own; every other kind is shown by ``record``."""


class Linked(Struct, frozen=True):
    """What routes are made from."""

    catalog: Catalog
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    reaches: Mapping[RefStr, Reach]
    figure_reaches: Mapping[FigureIdStr, Reach]
    backlinks: Mapping[RefStr, tuple[RefStr, ...]]


def routes_of(linked: Linked) -> Iterator[Route]:
    """Yield every route of the site, language by language."""
    for lang in linked.catalog.config.languages:
        yield _home(linked, lang)
        for kind in KINDS:
            yield _listing(linked, lang, kind)
        yield _figures_page(linked, lang)
        yield Route(page="404.html", lang=lang, template="not_found")
        for ref in linked.catalog.records:
            if kind_of(ref) != "term":
                yield _record_page(linked, lang, ref)


def _home(linked: Linked, lang: Lang) -> Route:
    """Let the front page read the briefs, newest first, and name what it is entered by."""
    briefs = [ref for ref in linked.cards if kind_of(ref) == "brief"]
    newest = sorted(briefs, key=lambda ref: (linked.cards[ref].when, ref), reverse=True)
    ways = [ref for ref in linked.cards if kind_of(ref) in WAYS_IN]
    return _gathering(linked, tuple(newest), ways, Route(page="index.html", lang=lang, template="home"))


def _gathering(linked: Linked, full: tuple[RefStr, ...], named: Iterable[RefStr], route: Route) -> Route:
    """Let a page read several records whole, with all that they lead to."""
    reads = [linked.reaches[ref] for ref in full]
    figures = _with_needs(linked, (key for reach in reads for key in reach.figures))
    spots = _spots(linked, (spot for reach in reads for spot in reach.spots), figures)
    mentioned = (ref for reach in reads for ref in reach.records)
    cards = _cards(linked, (*full, *mentioned, *named, *map(source_of, spots)), figures)
    return structs.replace(route, full=full, cards=cards, figures=figures, spots=spots)


def _listing(linked: Linked, lang: Lang, kind: str) -> Route:
    members = tuple(ref for ref in linked.cards if kind_of(ref) == kind)
    page, template = f"{KINDS[kind].folder}/index.html", "listing"
    if kind != "term":
        return Route(page=page, lang=lang, template=template, kind=kind, cards=members)
    return _gathering(linked, members, (), Route(page="glossary.html", lang=lang, template="glossary", kind=kind))


def _figures_page(linked: Linked, lang: Lang) -> Route:
    figures = tuple(linked.figures)
    return Route(
        page="figures.html",
        lang=lang,
        template="figures",
        cards=_cards(linked, (), figures),
        figures=figures,
        table=figures,
        spots=_spots(linked, (), figures),
    )


def _record_page(linked: Linked, lang: Lang, ref: RefStr) -> Route:
    kind, reach = kind_of(ref), linked.reaches[ref]
    table = tuple(_table(linked, ref))
    figures = _with_needs(linked, (*reach.figures, *table))
    trail = tuple(_trail(linked.catalog.records, ref))
    spots = _spots(linked, reach.spots, figures)
    if kind == "source":
        spots = _unique((*spots, *(spot for spot in linked.spots if source_of(spot) == ref)))
    mentioned = (*trail, *reach.records, *linked.backlinks[ref], *(source_of(spot) for spot in spots))
    return Route(
        page=linked.cards[ref].page,
        lang=lang,
        template=TEMPLATES.get(kind, "record"),
        subject=ref,
        kind=kind,
        trail=trail,
        full=(ref,),
        cards=_cards(linked, mentioned, figures),
        figures=figures,
        table=table,
        spots=spots,
        backlinks=linked.backlinks[ref],
    )


def _table(linked: Linked, ref: RefStr) -> Iterator[FigureIdStr]:
    """Yield the figures about a record, said by it, printed in it, or in its field."""
    kind = kind_of(ref)
    for key, bound in linked.figures.items():
        if (
            ref == bound.metric
            or ref in bound.about
            or ref == bound.figure.by
            or (kind == "topic" and ref in bound.topics)
            or (kind == "source" and ref in bound.sources)
        ):
            yield key


def _with_needs(linked: Linked, figures: Iterable[FigureIdStr]) -> tuple[FigureIdStr, ...]:
    """Return the figures, and after them those they are computed from or name in their notes, down to the last."""
    waiting = list(dict.fromkeys(figures))
    found = dict.fromkeys(waiting)
    for key in waiting:
        new = [need for need in linked.figure_reaches[key].figures if need not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


def _trail(records: Mapping[RefStr, Record], ref: RefStr) -> Iterator[RefStr]:
    """Yield the ancestors of a region or topic, the highest first."""
    parent = _parent(records[ref])
    if parent is not None:
        yield from _trail(records, parent)
        yield parent


def _parent(record: Record) -> RefStr | None:
    return record.parent if isinstance(record, Region | Topic) else None


def _cards(linked: Linked, refs: Iterable[RefStr], figures: Iterable[FigureIdStr]) -> tuple[RefStr, ...]:
    """Return the cards of the records and of what the figures show: metric, subjects, speaker, sources."""
    shown = list(refs)
    for key in figures:
        bound = linked.figures[key]
        shown += [bound.metric, *bound.about, *bound.sources]
        shown += [bound.figure.by] if bound.figure.by else []
    return _unique(shown)


def _spots(linked: Linked, cited: Iterable[LocatorStr], figures: Iterable[FigureIdStr]) -> tuple[LocatorStr, ...]:
    return _unique((*cited, *(spot for key in figures for spot in linked.figure_reaches[key].spots)))


def _unique(values: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(values))
