"""
The pages of one record: topic, region, company … by one builder; metric and source with parts of their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from jianbao.model.basics import Dated
from jianbao.model.graph import CoverageRow
from jianbao.model.records import Metric, Page, Policy, Record, Section, Source
from jianbao.render.charts import charts_later
from jianbao.render.desk import Desk
from jianbao.render.facts import facts_later
from jianbao.render.figures import figure_groups, figure_links, figure_views
from jianbao.render.frame import crumbs, frame
from jianbao.render.later import Later
from jianbao.render.phrases import html_lang
from jianbao.render.plans import Plan
from jianbao.render.reads import Shared
from jianbao.render.record_views import (
    CoverageView,
    EditorsView,
    Entry,
    MetricView,
    RecordView,
    SentenceView,
    SourceView,
)
from jianbao.render.tile_map import tile_views
from jianbao.render.timelines import timeline_of
from jianbao.render.views import Head, SectionView


def record_page(desk: Desk, shared: Shared) -> RecordView:
    """Show a record of any kind without a page of its own."""
    record = _subject(desk)
    entry = _entry(desk, record, _plan(desk, record, shared), shared)
    return RecordView(head=_head(desk, record), entry=entry, tiles=tile_views(desk), frame=frame(desk, shared))


def metric_page(desk: Desk, shared: Shared) -> MetricView:
    """Show an indicator with every observation, and how they agree."""
    metric = _subject(desk)
    if not isinstance(metric, Metric):
        raise TypeError(desk.reads.route.page)
    plan = _plan(desk, metric, shared)
    return MetricView(
        head=_head(desk, metric),
        entry=_entry(desk, metric, plan, shared),
        observations=figure_views(desk, [figure.id for figure in metric.observations]),
        agreement=desk.phrases.say(f"agreement.{plan.agreement}"),
        note=desk.words(metric.note),
        frame=frame(desk, shared),
    )


def editors_page(desk: Desk, shared: Shared) -> EditorsView:
    """Show a page of the editors' own."""
    record = _subject(desk)
    if not isinstance(record, Page):
        raise TypeError(desk.reads.route.page)
    return EditorsView(
        head=_head(desk, record),
        lede=desk.paragraphs(record.summary),
        sections=sections_of(desk, record.sections),
        frame=frame(desk, shared),
    )


def sections_of(desk: Desk, sections: Iterable[Section]) -> tuple[SectionView, ...]:
    """Show headed runs of paragraphs, each with an anchor."""
    return tuple(
        SectionView(desk.words(section.heading), f"section-{number}", desk.paragraphs(section.body))
        for number, section in enumerate(sections, 1)
    )


def source_page(desk: Desk, shared: Shared) -> SourceView:
    """Show an article: what is built on each of its sentences, and what it prints that is not used."""
    record = _subject(desk)
    return SourceView(
        head=_head(desk, record),
        entry=_entry(desk, record, _plan(desk, record, shared), shared),
        sentences=Later(lambda: tuple(_sentences(desk))),
        coverage=Later(lambda: tuple([_coverage(desk, row) for row in _rows(desk)])),
        coverage_summary=coverage_summary(desk, _rows(desk)),
        frame=frame(desk, shared),
    )


def _subject(desk: Desk) -> Record:
    return next(iter(desk.reads.records.values()))


def _head(desk: Desk, record: Record) -> Head:
    route = desk.reads.route
    return Head(
        title=desk.words(record.name),
        description=desk.plain_paragraph(record.summary[0]) if record.summary else desk.words(record.name),
        kind_label=desk.phrases.drafted(desk.phrases.say(f"kind.{route.kind}.one"), is_draft=record.draft),
        other_title=desk.other_words(record.name),
        other_lang=html_lang(desk.phrases.other()),
        name_note=_name_note(desk, record),
        crumbs=crumbs(desk, route.trail),
    )


def _entry(desk: Desk, record: Record, plan: Plan, shared: Shared) -> Entry:
    """Show a record from top to bottom, so that notes are numbered in the order of reading."""
    route = desk.reads.route
    if isinstance(record, Source):  # it shows its facts above its points: they take the first numbers
        facts_later(desk, record)
    return Entry(
        lede=desk.paragraphs(record.summary),
        facts=facts_later(desk, record),
        sections=_sections(desk, record),
        tell_charts=charts_later(desk, plan.charts),
        timeline=timeline_of(desk, shared.config.build_date),
        figures=figure_groups(desk, () if isinstance(record, Metric) else route.table),
        tell_as_of=lambda: _as_of(desk, plan.newest),
        related=desk.grouped(route.related),
        backlinks=desk.grouped([ref for ref in route.backlinks if ref not in route.related]),
    )


def _plan(desk: Desk, record: Record, shared: Shared) -> Plan:
    route, figures = desk.reads.route, desk.reads.figures
    shown = tuple(map(figures.__getitem__, route.table))
    return shared.shelves.plan(route.subject, record, shown)


def _sections(desk: Desk, record: Record) -> tuple[SectionView, ...]:
    if not isinstance(record, Policy) or not record.instruments:
        return ()
    heading = desk.phrases.say("section.instruments")
    return (SectionView(heading, "instruments", desk.paragraphs(record.instruments)),)


def _name_note(desk: Desk, record: Record) -> str:
    lang = desk.phrases.lang
    if lang == "zh" and not record.zh_certain:
        return desk.phrases.say("name.uncertain")
    translated = record.zh_translation if lang == "zh" else record.en_translation and lang == "en"
    return desk.phrases.say("name.translation") if translated else ""


def _as_of(desk: Desk, newest: Dated | None) -> str:
    """Write the newest period of the figures shown, so that a reader sees how fresh the page is."""
    return desk.phrases.say("as_of", date=desk.phrases.date(newest)) if newest else ""


def _sentences(desk: Desk) -> Iterator[SentenceView]:
    route = desk.reads.route
    carrying = {locator for key in route.table for locator in desk.reads.figures[key].figure.evidence}
    for locator, spot in sorted(desk.reads.spots.items(), key=lambda item: (item[1].lines, item[0])):
        if spot.source != route.subject:
            continue
        pages = tuple([desk.link_to(ref) for ref in desk.reads.cited_by[locator]])
        if pages or locator in carrying or spot.tokens:
            name, place = locator.rpartition("/")[2], desk.phrases.place(locator, spot.lines)
            yield SentenceView(name, place, spot.tokens, pages, spot.excerpt)


def _rows(desk: Desk) -> tuple[CoverageRow, ...]:
    return tuple(row for rows in desk.reads.coverage.values() for row in rows)


def coverage_summary(desk: Desk, rows: Iterable[CoverageRow]) -> str:
    """Say in a sentence what became of the figures that are printed."""
    counts = Counter(row.state for row in rows)
    return desk.phrases.say(
        "coverage.summary",
        total=str(counts.total()),
        used=str(counts["used"]),
        named=str(counts["date"] + counts["name"]),
        left_out=str(counts["left-out"]),
        open=str(counts["open"]),
    )


def _coverage(desk: Desk, row: CoverageRow) -> CoverageView:
    return CoverageView(
        sentence=row.locator.rpartition("/")[2],
        printed=row.token,
        after=row.after,
        state_label=desk.phrases.say(f"coverage.{row.state}"),
        figures=figure_links(desk, row.figures),
        reason=desk.words(row.reason),
    )
