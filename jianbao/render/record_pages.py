"""
The pages of one record: topic, region, company … by one builder; metric and source with parts of their own.
"""

from collections.abc import Iterator

from jianbao.model.basics import RefStr
from jianbao.model.graph import CoverageRow
from jianbao.model.records import Metric, Policy, Record
from jianbao.model.walk import leaves, words_of
from jianbao.render.desk import Desk
from jianbao.render.facts import facts_of
from jianbao.render.figures import figure_groups, figure_links, figure_view
from jianbao.render.frame import crumbs, frame
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.views import (
    CoverageView,
    MetricView,
    RecordView,
    SectionView,
    SentenceView,
    SourceView,
)
from jianbao.text.prose import bindings, parse_prose


def record_page(desk: Desk, shared: Shared) -> RecordView:
    """Show a record of any kind without a page of its own."""
    return RecordView(**_record_fields(desk, shared))


def metric_page(desk: Desk, shared: Shared) -> MetricView:
    """Show an indicator with every observation, and how they agree."""
    metric = _subject(desk)
    if not isinstance(metric, Metric):
        raise TypeError(desk.reads.route.subject)
    observations = tuple(figure_view(desk, figure.id) for figure in metric.observations)
    fields = _record_fields(desk, shared)
    return MetricView(**fields, observations=observations, note=desk.words(metric.note))


def source_page(desk: Desk, shared: Shared) -> SourceView:
    """Show an article: what is built on each of its sentences, and what it prints that is not used."""
    fields = _record_fields(desk, shared)
    rows = desk.reads.coverage
    counts = {state: str(sum(row.state == state for row in rows)) for state in ("used", "date", "name", "left-out", "open")}
    summary = desk.phrases.say(
        "coverage.summary",
        total=str(len(rows)),
        used=counts["used"],
        named=str(int(counts["date"]) + int(counts["name"])),
        left_out=counts["left-out"],
        open=counts["open"],
    )
    return SourceView(
        **fields,
        sentences=tuple(_sentences(desk)),
        coverage=tuple(_coverage(desk, row) for row in rows),
        coverage_summary=summary,
    )


def _subject(desk: Desk) -> Record:
    return next(iter(desk.reads.records.values()))


def _record_fields(desk: Desk, shared: Shared) -> dict[str, object]:
    route, record, say = desk.reads.route, _subject(desk), desk.phrases.say
    if route.subject is None:
        raise TypeError(route.page)
    lede = desk.paragraphs(record.summary)
    facts = facts_of(desk, record)
    sections = tuple(_sections(desk, record))
    table = () if isinstance(record, Metric) else figure_groups(desk, route.table)
    if isinstance(record, Metric):
        for figure in record.observations:
            desk.notes.numbers(desk.locators_of(figure.id))
    outward = tuple(_outward(record))
    description = desk.plain_paragraph(record.summary[0]) if record.summary else desk.words(record.name)
    fields = frame(desk, shared, desk.words(record.name), description)
    return fields | {
        "other_title": desk.other_words(record.name),
        "other_lang": html_lang(desk.phrases.other()),
        "crumbs": crumbs(desk, route.trail),
        "name_note": _name_note(desk, record),
        "as_of": _as_of(desk),
        "kind_label": say(f"kind.{route.kind}.one"),
        "lede": lede,
        "facts": facts,
        "sections": sections,
        "figures": table,
        "related": desk.groups(ref for ref in outward if ref != route.subject),
        "backlinks": desk.groups(_inward(desk, frozenset(outward))),
    }


def _sections(desk: Desk, record: Record) -> Iterator[SectionView]:
    if isinstance(record, Policy) and record.instruments:
        heading = desk.phrases.say("section.instruments")
        yield SectionView(heading, "instruments", desk.paragraphs(record.instruments))


def _outward(record: Record) -> Iterator[RefStr]:
    """Yield what the record names as related or links in its prose; its facts box shows the rest."""
    yield from record.related
    for leaf in leaves(record):
        for words in words_of(leaf).values():
            yield from sorted(bindings(parse_prose(words)).records)


def _inward(desk: Desk, shown: frozenset[RefStr]) -> Iterator[RefStr]:
    """Yield the records that lead here and are not shown already; metrics are shown as figures."""
    for ref in desk.reads.route.backlinks:
        if ref not in shown and not ref.startswith(("metric/", "source/")):
            yield ref


def _name_note(desk: Desk, record: Record) -> str:
    if desk.phrases.lang != "zh":
        return ""
    if not record.zh_certain:
        return desk.phrases.say("name.uncertain")
    return desk.phrases.say("name.translation") if record.zh_translation else ""


def _as_of(desk: Desk) -> str:
    """Write the newest period of the figures shown, so that a reader sees how fresh the page is."""
    periods = [
        bound.figure.period
        for key in desk.reads.route.table
        if (bound := desk.reads.figures[key]).figure.status in {"actual", "claim"} and bound.figure.period
    ]
    newest = max(periods, key=lambda dated: dated.when.rpartition("/")[2].replace("..", ""), default=None)
    return desk.phrases.say("as_of", date=desk.phrases.date(newest)) if newest else ""


def _sentences(desk: Desk) -> Iterator[SentenceView]:
    route = desk.reads.route
    for locator, spot in desk.reads.spots.items():
        if spot.source != route.subject:
            continue
        name = locator.rpartition("/")[2]
        figures = [
            key for key in route.table if locator in desk.reads.figures[key].figure.evidence
        ]
        pages = tuple(desk.link_to(ref) for ref in desk.reads.cited_by[locator])
        if pages or figures or spot.tokens:
            yield SentenceView(name, desk.phrases.place(locator, spot.lines), spot.tokens, tuple(figure_view(desk, key) for key in figures), pages)


def _coverage(desk: Desk, row: CoverageRow) -> CoverageView:
    return CoverageView(
        sentence=row.locator.rpartition("/")[2],
        printed=row.token,
        after=row.after,
        state=row.state,
        state_label=desk.phrases.say(f"coverage.{row.state}"),
        figures=figure_links(desk, row.figures),
        reason=desk.words(row.reason),
    )
