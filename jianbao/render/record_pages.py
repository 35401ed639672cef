"""
The pages of one record: topic, region, company … by one builder; metric and source with parts of their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from jianbao.model.graph import CoverageRow
from jianbao.model.records import Metric, Page, Record, Section
from jianbao.render.desk import Desk
from jianbao.render.entries import entry_of
from jianbao.render.figures import figure_links, figure_views
from jianbao.render.frame import frame
from jianbao.render.heads import RecordHead
from jianbao.render.later import Later
from jianbao.render.reads import Shared
from jianbao.render.record_views import (
    CoverageView,
    EditorsView,
    MetricView,
    RecordView,
    SentenceView,
    SourceView,
)
from jianbao.render.tile_map import tile_views
from jianbao.render.views import SectionView


def record_page(desk: Desk, shared: Shared) -> RecordView:
    """Show a record of any kind without a page of its own."""
    record = _subject(desk)
    entry = entry_of(desk, record, shared)
    return RecordView(head=RecordHead(desk, record), entry=entry, tiles=tile_views(desk), frame=frame(desk, shared))


def metric_page(desk: Desk, shared: Shared) -> MetricView:
    """Show an indicator with every observation, and how they agree."""
    metric = _subject(desk)
    if not isinstance(metric, Metric):
        raise TypeError(desk.reads.route.page)
    return MetricView(
        head=RecordHead(desk, metric),
        entry=entry_of(desk, metric, shared),
        observations=figure_views(desk, [figure.id for figure in metric.observations]),
        note=desk.words(metric.note),
        frame=frame(desk, shared),
    )


def editors_page(desk: Desk, shared: Shared) -> EditorsView:
    """Show a page of the editors' own."""
    record = _subject(desk)
    if not isinstance(record, Page):
        raise TypeError(desk.reads.route.page)
    return EditorsView(
        head=RecordHead(desk, record),
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
        head=RecordHead(desk, record),
        entry=entry_of(desk, record, shared),
        sentences=Later(lambda: tuple(_sentences(desk))),
        coverage=Later(lambda: tuple([_coverage(desk, row) for row in _rows(desk)])),
        coverage_summary=coverage_summary(desk, _rows(desk)),
        frame=frame(desk, shared),
    )


def _subject(desk: Desk) -> Record:
    return next(iter(desk.reads.records.values()))


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
