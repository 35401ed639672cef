"""
Pages that gather: front page, briefs, lists, every figure, the glossary, the page for a lost reader.
"""

from collections.abc import Iterator

from jianbao.model.basics import RefStr
from jianbao.model.records import KINDS, Brief, Term
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.figures import figure_groups, figure_view
from jianbao.render.frame import crumbs, frame
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.views import (
    BriefView,
    CardGroup,
    FiguresView,
    FigureView,
    GlossaryView,
    HomeView,
    LinkView,
    ListingView,
    PageView,
    SectionView,
    TermView,
)

WAYS_IN = ("topic", "region", "company", "policy")
"""Kinds by which the front page is entered."""

AHEAD = frozenset({"target", "plan", "projection"})


def brief_page(desk: Desk, shared: Shared) -> BriefView:
    """Show a brief: its bottom line first."""
    brief, route = _brief(desk), desk.reads.route
    bottom_line = desk.paragraph(brief.bottom_line)
    key_figures = tuple(figure_view(desk, key) for key in brief.key_figures)
    sections = tuple(
        SectionView(desk.words(section.heading), f"section-{number}", desk.paragraphs(section.body))
        for number, section in enumerate(brief.sections, 1)
    )
    fields = frame(desk, shared, desk.words(brief.name), desk.plain_paragraph(brief.bottom_line))
    return BriefView(
        **fields,
        other_title=desk.other_words(brief.name),
        other_lang=html_lang(desk.phrases.other()),
        crumbs=crumbs(desk),
        kind_label=desk.phrases.say("kind.brief.one"),
        bottom_line=bottom_line,
        key_figures=key_figures,
        sections=sections,
        covers=tuple(desk.link_to(ref) for ref in brief.covers),
        related=desk.groups(_shown(desk, brief)),
        date=desk.phrases.date(brief.date),
    )


def _brief(desk: Desk) -> Brief:
    record = next(iter(desk.reads.records.values()))
    if not isinstance(record, Brief):
        raise TypeError(desk.reads.route.page)
    return record


def _shown(desk: Desk, brief: Brief) -> Iterator[RefStr]:
    hidden = {"brief", "source", "metric", "term"}
    for ref in (*brief.topics, *desk.reads.cards):
        if ref.partition("/")[0] not in hidden:
            yield ref


def home_page(desk: Desk, shared: Shared) -> HomeView:
    """Show the newest brief, its figures, what lies ahead, and the ways in."""
    briefs = [(ref, record) for ref, record in desk.reads.records.items() if isinstance(record, Brief)]
    newest = briefs[0] if briefs else None
    bottom_line = desk.paragraph(newest[1].bottom_line) if newest else None
    key_figures = _headlines(desk, [brief for _, brief in briefs])
    title, description = desk.words(shared.config.title), desk.words(shared.config.description)
    ahead = tuple(_ahead(desk))
    return HomeView(
        **frame(desk, shared, title, description),
        lead=desk.link_to(newest[0]) if newest else None,
        bottom_line=bottom_line,
        key_figures=key_figures,
        briefs=tuple(desk.link_to(ref) for ref, _ in briefs),
        ahead=ahead,
        ways=tuple(_ways(desk)),
    )


def _headlines(desk: Desk, briefs: list[Brief], at_most: int = 8) -> tuple[FigureView, ...]:
    """Take the first key figure of each brief, then the second of each, so that no brief fills the page alone."""
    ranks = max((len(brief.key_figures) for brief in briefs), default=0)
    keys = [brief.key_figures[rank] for rank in range(ranks) for brief in briefs if rank < len(brief.key_figures)]
    return tuple(figure_view(desk, key) for key in tuple(dict.fromkeys(keys))[:at_most])


def _ahead(desk: Desk) -> Iterator[FigureView]:
    for key, bound in sorted(desk.reads.figures.items()):
        if bound.figure.status in AHEAD:
            yield figure_view(desk, key)


def _ways(desk: Desk) -> Iterator[CardGroup]:
    for kind in WAYS_IN:
        links = tuple(desk.link_to(ref) for ref in desk.reads.cards if ref.partition("/")[0] == kind)
        page = f"{KINDS[kind].folder}/index.html"
        every = LinkView(within(desk.reads.route.page, page), desk.phrases.say("home.all"))
        yield CardGroup(desk.phrases.say(f"kind.{kind}.many"), (*links, every))


def listing_page(desk: Desk, shared: Shared) -> ListingView:
    """List the records of a kind."""
    kind = desk.reads.route.kind
    title = desk.phrases.say(f"kind.{kind}.many")
    links = tuple(desk.card_link(card) for card in desk.reads.cards.values())
    lead = desk.phrases.say(f"kind.{kind}.lead")
    return ListingView(
        **frame(desk, shared, title, lead),
        crumbs=crumbs(desk),
        kind_label=title,
        lead=lead,
        groups=(CardGroup(title, links),),
    )


def figures_page(desk: Desk, shared: Shared) -> FiguresView:
    """Show every figure of the site by status."""
    say, page = desk.phrases.say, desk.reads.route.page
    groups = figure_groups(desk, desk.reads.route.table)
    downloads = tuple(
        LinkView(within(page, f"../data/{name}"), name) for name in ("figures.csv", "figures.json", "records.json")
    )
    lead = say("figures.lead", count=str(len(desk.reads.route.table)))
    return FiguresView(
        **frame(desk, shared, say("figures.title"), lead),
        crumbs=crumbs(desk),
        lead=lead,
        figures=groups,
        downloads=downloads,
    )


def glossary_page(desk: Desk, shared: Shared) -> GlossaryView:
    """Show the term base."""
    title, lead = desk.phrases.say("kind.term.many"), desk.phrases.say("kind.term.lead")
    terms = tuple(_term(desk, ref, record) for ref, record in desk.reads.records.items() if isinstance(record, Term))
    return GlossaryView(**frame(desk, shared, title, lead), crumbs=crumbs(desk), lead=lead, terms=terms)


def _term(desk: Desk, ref: RefStr, term: Term) -> TermView:
    lang = desk.phrases.lang
    return TermView(
        anchor=ref.partition("/")[2],
        name=desk.phrases.name(term.name),
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
    return PageView(**frame(desk, shared, say("lost.title"), say("lost.lead")))
