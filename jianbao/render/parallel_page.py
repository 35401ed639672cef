"""
A record with its languages side by side, paragraph by paragraph.
"""

from collections.abc import Iterable, Iterator

from jianbao.model.basics import Paragraph, Text
from jianbao.model.records import Brief, Page, Policy, Record
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.frame import crumbs, frame
from jianbao.render.overview_views import PairView, ParallelSection, ParallelView
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.views import Head

Part = tuple[Text, tuple[Paragraph, ...]]


def parallel_page(desk: Desk, shared: Shared) -> ParallelView:
    """Align the paragraphs of a record; both sides number their notes together."""
    record, route = next(iter(desk.reads.records.values())), desk.reads.route
    phrases = desk.phrases.turned(desk.phrases.other())
    other = Desk(desk.reads, phrases, desk.notes, shared.shelves.at(phrases, desk.shelf.up))
    head = Head(
        title=desk.words(record.name),
        description=desk.words(record.name),
        kind_label=desk.phrases.say("parallel.kind"),
        other_title=desk.other_words(record.name),
        other_lang=html_lang(desk.phrases.other()),
        crumbs=crumbs(desk, route.trail),
    )
    return ParallelView(
        head=head,
        right_lang=html_lang(desk.phrases.other()),
        back=within(route.page, route.single),
        sections=tuple(_section(desk, other, part) for part in _parts(record)),
        frame=frame(desk, shared),
    )


def _section(desk: Desk, other: Desk, part: Part) -> ParallelSection:
    heading, body = part
    return ParallelSection(desk.words(heading), other.words(heading), tuple(_pairs(desk, other, body)))


def _pairs(desk: Desk, other: Desk, body: Iterable[Paragraph]) -> Iterator[PairView]:
    for paragraph in body:
        yield PairView(desk.paragraph(paragraph), other.paragraph(paragraph))


def _parts(record: Record) -> Iterator[Part]:
    opening = (record.bottom_line, *record.summary) if isinstance(record, Brief) else record.summary
    yield {}, opening
    if isinstance(record, Brief | Page):
        yield from ((section.heading, section.body) for section in record.sections)
    if isinstance(record, Policy) and record.instruments:
        yield {}, record.instruments
