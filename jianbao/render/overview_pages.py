"""
Pages that look across all records: targets, timeline, who says what, coverage, comparisons.
"""

from collections.abc import Iterator

from jianbao.model.basics import Dated, FigureIdStr, RefStr, source_of
from jianbao.model.records import Person, Policy
from jianbao.render.desk import Desk
from jianbao.render.facts import roles_of
from jianbao.render.figures import figure_groups, figure_views
from jianbao.render.frame import crumbs, frame
from jianbao.render.overview_views import (
    ComparedRow,
    CompareView,
    Comparison,
    CoveragePageView,
    DatedRow,
    QuotesView,
    SourceCoverage,
    SpeakerView,
    TargetsView,
    TimelineView,
)
from jianbao.render.plain import end_of
from jianbao.render.reads import Shared
from jianbao.render.record_pages import coverage_summary
from jianbao.render.timelines import timeline_of
from jianbao.render.views import Head, LinkView


def _head(desk: Desk, key: str) -> Head:
    say = desk.phrases.say
    return Head(title=say(f"{key}.title"), description=say(f"{key}.lead"), crumbs=crumbs(desk))


def targets_page(desk: Desk, shared: Shared) -> TargetsView:
    """Show every target, plan, projection and ceiling, the nearest deadline first."""
    keys = sorted(desk.reads.route.table, key=lambda key: (_deadline(desk, key), key))
    terms = [
        row
        for ref, record in desk.reads.records.items()
        if isinstance(record, Policy)
        for row in _terms(desk, ref, record)
    ]
    return TargetsView(
        head=_head(desk, "targets"),
        figures=figure_groups(desk, keys),
        terms=tuple(row for _, row in sorted(terms, key=lambda item: item[0])),
        frame=frame(desk, shared),
    )


def _deadline(desk: Desk, key: FigureIdStr) -> str:
    """Return the end of a figure's period; one without a period comes last."""
    period = desk.reads.figures[key].figure.period
    return end_of(period.when) if period else "9999"


def _terms(desk: Desk, ref: RefStr, policy: Policy) -> Iterator[tuple[str, DatedRow]]:
    for key, dated in (("in_force", policy.in_force), ("until", policy.until)):
        if dated:
            yield end_of(dated.when), _row(desk, dated, desk.phrases.say(f"fact.{key}"), desk.link_to(ref))


def _row(desk: Desk, dated: Dated, label: str, link: LinkView) -> DatedRow:
    return DatedRow(desk.phrases.date(dated), label, link, desk.words(dated.note))


def timeline_page(desk: Desk, shared: Shared) -> TimelineView:
    """Show events, targets, the dates of policies and the dates of sources, the latest first."""
    timeline = timeline_of(desk, shared.config.build_date, newest_first=True)
    return TimelineView(head=_head(desk, "timeline"), timeline=timeline, frame=frame(desk, shared))


def quotes_page(desk: Desk, shared: Shared) -> QuotesView:
    """Show each person's words, paraphrased and attributed, with role and source."""
    speakers = [
        SpeakerView(
            person=desk.link_to(ref),
            roles=tuple(roles_of(desk, record)),
            said=desk.paragraphs(record.summary),
            sources=tuple(desk.link_to(source) for source in _sources(record)),
        )
        for ref, record in desk.reads.records.items()
        if isinstance(record, Person)
    ]
    return QuotesView(head=_head(desk, "quotes"), speakers=tuple(speakers), frame=frame(desk, shared))


def _sources(person: Person) -> Iterator[RefStr]:
    cites = [*(cite for role in person.roles for cite in role.cites), *(c for one in person.summary for c in one.cites)]
    yield from dict.fromkeys(source_of(cite) for cite in cites)


def coverage_page(desk: Desk, shared: Shared) -> CoveragePageView:
    """Show what became of every printed figure, source by source."""
    sources = tuple(
        SourceCoverage(
            source=desk.link_to(ref),
            summary=coverage_summary(desk, rows),
            open=tuple(f"{row.locator.rpartition('/')[2]} {row.token}" for row in rows if row.state == "open"),
        )
        for ref, rows in desk.reads.coverage.items()
    )
    total = coverage_summary(desk, (row for rows in desk.reads.coverage.values() for row in rows))
    return CoveragePageView(head=_head(desk, "coverage"), summary=total, sources=sources, frame=frame(desk, shared))


def compare_page(desk: Desk, shared: Shared) -> CompareView:
    """Set records of a kind side by side in every field in which two or more of them have figures."""
    route = desk.reads.route
    members = [ref for ref in desk.reads.cards if ref.startswith(f"{route.kind}/")]
    by_topic: dict[RefStr, dict[RefStr, list[FigureIdStr]]] = {}
    for key in route.table:
        bound = desk.reads.figures[key]
        for topic in bound.topics:
            for ref in bound.about:
                if ref in members:
                    by_topic.setdefault(topic, {}).setdefault(ref, []).append(key)
    comparisons = tuple(
        Comparison(desk.link_to(topic), tuple(_compared(desk, ref, keys) for ref, keys in sorted(rows.items())))
        for topic, rows in sorted(by_topic.items())
        if len(rows) > 1
    )
    spoken_of = {ref for key in route.table for ref in desk.reads.figures[key].about}
    return CompareView(
        head=_head(desk, f"compare.{route.kind}"),
        comparisons=comparisons,
        without=tuple(desk.link_to(ref) for ref in sorted(members) if ref not in spoken_of),
        frame=frame(desk, shared),
    )


def _compared(desk: Desk, ref: RefStr, keys: list[FigureIdStr]) -> ComparedRow:
    return ComparedRow(desk.link_to(ref), figure_views(desk, keys))
