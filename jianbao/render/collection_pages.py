"""
Pages that gather: front page, briefs, lists, every figure, the glossary, the page for a lost reader.
"""

from collections.abc import Iterator

from jianbao.model.basics import RefStr, kind_of
from jianbao.model.records import KINDS, Brief, Term
from jianbao.render.addresses import within
from jianbao.render.anywhere import frame_anywhere
from jianbao.render.charts import charts_of
from jianbao.render.collection_views import FiguresView, GlossaryView, HomeView, ListingView, TermView
from jianbao.render.desk import Desk
from jianbao.render.figure_views import FigureView
from jianbao.render.figures import figure_groups, figure_view, figure_views
from jianbao.render.filters import filters_of
from jianbao.render.frame import crumbs, frame
from jianbao.render.phrases import html_lang
from jianbao.render.plain import end_of
from jianbao.render.reads import Shared
from jianbao.render.record_pages import sections_of
from jianbao.render.record_views import BriefView
from jianbao.render.tile_map import tile_views
from jianbao.render.views import CardGroup, Head, LinkView, PageView

WAYS_IN = ("topic", "region", "company", "policy")
"""Kinds by which the front page is entered."""

AHEAD = frozenset({"target"})


def brief_page(desk: Desk, shared: Shared) -> BriefView:
    """Show a brief: its bottom line first."""
    brief, say = _brief(desk), desk.phrases.say
    head = Head(
        title=desk.words(brief.name),
        description=desk.plain_paragraph(brief.bottom_line),
        kind_label=desk.phrases.drafted(say("kind.brief.one"), is_draft=brief.draft),
        other_title=desk.other_words(brief.name),
        other_lang=html_lang(desk.phrases.other()),
        crumbs=crumbs(desk),
    )
    return BriefView(
        head=head,
        bottom_line=desk.paragraph(brief.bottom_line),
        key_figures=figure_views(desk, brief.key_figures),
        charts=charts_of(desk, brief.charts),
        sections=sections_of(desk, brief.sections),
        covers=tuple(desk.link_to(ref) for ref in brief.covers),
        related=desk.groups(_shown(desk, brief)),
        date=desk.phrases.date(brief.date),
        frame=frame(desk, shared),
    )


def _brief(desk: Desk) -> Brief:
    record = next(iter(desk.reads.records.values()))
    if not isinstance(record, Brief):
        raise TypeError(desk.reads.route.page)
    return record


def _shown(desk: Desk, brief: Brief) -> Iterator[RefStr]:
    hidden = {"brief", "source", "metric", "term"}
    for ref in (*brief.topics, *desk.reads.cards):
        if kind_of(ref) not in hidden:
            yield ref


def home_page(desk: Desk, shared: Shared) -> HomeView:
    """Show the newest brief, its figures, what lies ahead, and the ways in."""
    briefs = [(ref, record) for ref, record in desk.reads.records.items() if isinstance(record, Brief)]
    newest = briefs[0] if briefs else None
    return HomeView(
        head=Head(title=desk.words(shared.config.title), description=desk.words(shared.config.description)),
        lead=desk.link_to(newest[0]) if newest else None,
        bottom_line=desk.paragraph(newest[1].bottom_line) if newest else None,
        key_figures=_headlines(desk, [brief for _, brief in briefs]),
        ahead=tuple(_ahead(desk, shared.config.build_date)),
        briefs=tuple(desk.link_to(ref) for ref, _ in briefs),
        tiles=tile_views(desk),
        ways=tuple(_ways(desk)),
        frame=frame(desk, shared),
    )


def _headlines(desk: Desk, briefs: list[Brief], at_most: int = 8) -> tuple[FigureView, ...]:
    """Take the key figures of the newest brief, and of the next ones where it has few."""
    keys = dict.fromkeys(key for brief in briefs for key in brief.key_figures)
    return figure_views(desk, tuple(keys)[:at_most])


def _ahead(desk: Desk, today: str) -> Iterator[FigureView]:
    """Show what is still to be reached on the date of the edition, the nearest deadline first."""
    due = {
        key: end_of(bound.figure.period.when)
        for key, bound in desk.reads.figures.items()
        if bound.figure.status in AHEAD and bound.figure.period
    }
    for key in sorted(due, key=lambda key: (due[key], key)):
        if due[key] >= today[: len(due[key])]:
            yield figure_view(desk, key)


def _ways(desk: Desk) -> Iterator[CardGroup]:
    for kind in WAYS_IN:
        links = tuple(desk.link_to(ref) for ref in desk.reads.cards if kind_of(ref) == kind)
        page = f"{KINDS[kind].folder}/index.html"
        every = LinkView(within(desk.reads.route.page, page), desk.phrases.say("home.all"))
        yield CardGroup(desk.phrases.say(f"kind.{kind}.many"), (*links, every))


def listing_page(desk: Desk, shared: Shared) -> ListingView:
    """List the records of a kind."""
    links = desk.links_to(desk.reads.cards)
    head = _list_head(desk)
    return ListingView(
        head=head, groups=(CardGroup(head.title, links),), tiles=tile_views(desk), frame=frame(desk, shared)
    )


def _list_head(desk: Desk) -> Head:
    kind = desk.reads.route.kind
    return Head(
        title=desk.phrases.say(f"kind.{kind}.many"),
        description=desk.phrases.say(f"kind.{kind}.lead"),
        crumbs=crumbs(desk),
    )


def figures_page(desk: Desk, shared: Shared) -> FiguresView:
    """Show every figure of the site by status."""
    say, route = desk.phrases.say, desk.reads.route
    tables = ("figures.csv", "figures.json", "records.csv", "records.json")
    names = tables if "data" in shared.config.outputs else ()
    lead = say("figures.lead", count=str(len(route.table)))
    groups = figure_groups(desk, route.table)
    return FiguresView(
        head=Head(title=say("figures.title"), description=lead, crumbs=crumbs(desk)),
        figures=groups,
        filters=filters_of(desk, groups),
        total=len(route.table),
        downloads=tuple(LinkView(within(route.page, f"../data/{name}"), name) for name in names),
        frame=frame(desk, shared),
    )


def glossary_page(desk: Desk, shared: Shared) -> GlossaryView:
    """Show the term base."""
    terms = tuple(_term(desk, ref, record) for ref, record in desk.reads.records.items() if isinstance(record, Term))
    return GlossaryView(head=_list_head(desk), terms=terms, frame=frame(desk, shared))


def _term(desk: Desk, ref: RefStr, term: Term) -> TermView:
    lang = desk.phrases.lang
    return TermView(
        anchor=ref.partition("/")[2],
        name=desk.phrases.drafted(desk.phrases.name(term.name), is_draft=term.draft),
        other=term.name[desk.phrases.other()],
        other_lang=html_lang(desk.phrases.other()),
        admitted=term.aliases.get(lang, ()),
        avoided=term.avoided.get(lang, ()),
        definition=desk.paragraphs(term.summary),
        about=desk.link_to(term.about) if term.about else None,
    )


def lost_page(desk: Desk, shared: Shared) -> PageView:
    """Show the page for an address that leads nowhere."""
    say = desk.phrases.say
    head = Head(title=say("lost.title"), description=say("lost.lead"))
    return PageView(head=head, frame=frame_anywhere(frame(desk, shared)))
