"""
The briefs and sheets on paper: the views of the pages, set as Typst.

In: the site and the kinds that the configuration names. Out: the Typst source of each PDF, in each language and in
both side by side; what is set from it depends on that source alone. The parallel edition is made of the same two
views: the second one goes on counting with the notes of the first, so that a sentence has one number in both.
"""

from collections.abc import Sequence
from typing import Final

from jianbao.model.artifact import Paper
from jianbao.model.graph import Route, Site
from jianbao.render.collection_pages import brief_page
from jianbao.render.desk import Desk
from jianbao.render.environment import Templates, render_template
from jianbao.render.notes import Notes
from jianbao.render.paper_addresses import PARALLEL, paper_path
from jianbao.render.paper_text import Typst, literal
from jianbao.render.paper_views import Side, Wording, together
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared, reads_of
from jianbao.render.record_pages import record_page
from jianbao.render.record_views import BriefView, RecordView
from jianbao.render.views import CardGroup, PageView

KEYWORDS_MAX: Final = 12


def render_paper(site: Site, routes: Sequence[Route], shared: Shared, templates: Templates) -> Paper:
    """Return the source of a PDF that shows one page, or the same page in two languages side by side."""
    notes = Notes()
    sides = tuple(_side(site, route, shared, notes) for route in routes)
    first, route = sides[0], routes[0]
    config = shared.config
    source = render_template(
        templates,
        f"paper/{'brief' if route.kind == 'brief' else 'sheet'}.typ",
        page=together(sides),
        other=_other_title(sides),
        ui=Wording(sides),
        titles=tuple(dict.fromkeys(side.view.head.title for side in sides)),
        author=first.view.frame.site_title,
        keywords=_keywords(first.view),
        date=tuple(map(int, config.build_date.split("-"))),
        size="a4" if config.paper == "A4" else "us-letter",
        lang=first.lang,
        is_parallel=len(sides) > 1,
    )
    edition = PARALLEL if len(sides) > 1 else route.lang
    return Paper(paper_path(route, edition), source, route.subject or "")


def _side(site: Site, route: Route, shared: Shared, notes: Notes) -> Side:
    desk = Desk(reads_of(site, route), Phrases(route.lang, shared.config.languages, shared.ui), notes)
    view: PageView = brief_page(desk, shared) if route.kind == "brief" else record_page(desk, shared)
    return Side(route.lang, view, desk.phrases.ui)


def _other_title(sides: tuple[Side, ...]) -> Typst:
    """Write the title in the other language; in the parallel edition both stand there already."""
    head = sides[0].view.head
    pair = f"({literal(head.other_lang.partition('-')[0])}, {literal(head.other_title)})"
    return Typst(f"({pair},)" if head.other_title and len(sides) == 1 else "()")


def _keywords(view: PageView) -> tuple[str, ...]:
    groups: tuple[CardGroup, ...] = ()
    if isinstance(view, BriefView):
        groups = view.related
    elif isinstance(view, RecordView):
        groups = view.entry.related
    words = [link.words for group in groups for link in group.links]
    return tuple(dict.fromkeys((view.head.kind_label, *words)))[:KEYWORDS_MAX]
