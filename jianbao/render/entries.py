"""
What every record shows. An entry holds what it is made of, and makes what a template asks for.
"""

from collections.abc import Sequence

from msgspec import Struct

from jianbao.model.basics import LocatorStr, RefStr
from jianbao.model.records import Metric, Policy, Record, Source
from jianbao.render.chart_views import ChartView, TimelineChart
from jianbao.render.charts import charts_of, figures_of
from jianbao.render.desk import Desk
from jianbao.render.facts import facts_of, numbered_facts
from jianbao.render.figure_views import FigureGroup
from jianbao.render.figures import figure_groups
from jianbao.render.later import WhenAsked
from jianbao.render.plans import Plan
from jianbao.render.reads import Shared
from jianbao.render.timelines import timeline_of
from jianbao.render.views import CardGroup, Fact, LinkView, ParagraphView, SectionView


class Showing(Struct, frozen=True, dict=True):
    """A record on the desk of one of its pages."""

    desk: Desk
    record: Record
    shared: Shared

    @WhenAsked
    def plan(self) -> Plan:
        """Return what all pages of the record have in common."""
        route, figures = self.desk.reads.route, self.desk.reads.figures
        return self.shared.shelves.plan(route.subject, self.record, tuple(map(figures.__getitem__, route.table)))

    def charted(self) -> list[LocatorStr]:
        """Return the sentences that the charts rest on."""
        return self.desk.evidence_of(figures_of(self.plan.charts))


class Entry(Struct, frozen=True, dict=True):
    """What every record shows: its summary, its facts, its figures by status, and what it is tied to."""

    showing: Showing
    lede: tuple[ParagraphView, ...]
    numbered_facts: tuple[Fact, ...] | None
    sections: tuple[SectionView, ...]
    timeline: TimelineChart | None
    figures: tuple[FigureGroup, ...]

    @WhenAsked
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts box; one without notes is made when it is asked for."""
        if self.numbered_facts is not None:
            return self.numbered_facts
        return facts_of(self.showing.desk, self.showing.record)

    @WhenAsked
    def charts(self) -> tuple[ChartView, ...]:
        """Draw the charts."""
        return charts_of(self.showing.desk, self.showing.plan.charts)

    @WhenAsked
    def as_of(self) -> str:
        """Write the newest period of the figures shown, so that a reader sees how fresh the page is."""
        phrases, newest = self.showing.desk.phrases, self.showing.plan.newest
        return phrases.say("as_of", date=phrases.date(newest)) if newest else ""

    @WhenAsked
    def agreement(self) -> str:
        """Say how the observations of a metric agree."""
        return self.showing.desk.phrases.say(f"agreement.{self.showing.plan.agreement}")

    @WhenAsked
    def related(self) -> tuple[CardGroup, ...]:
        """Return what the record names as related, by kind."""
        desk = self.showing.desk
        return desk.grouped(desk.reads.route.related)

    @WhenAsked
    def related_row(self) -> Sequence[LinkView]:
        """Return what the record names as related, one after the other."""
        desk = self.showing.desk
        return desk.links_to(desk.reads.route.related)

    @WhenAsked
    def backlinks(self) -> tuple[CardGroup, ...]:
        """Return what else leads to the record, by kind."""
        return self.showing.desk.grouped(_backlinks(self.showing.desk))

    @WhenAsked
    def backlinks_row(self) -> Sequence[LinkView]:
        """Return what else leads to the record, one after the other."""
        return self.showing.desk.links_to(_backlinks(self.showing.desk))


def entry_of(desk: Desk, record: Record, shared: Shared) -> Entry:
    """Show a record from top to bottom, so that notes are numbered in the order of reading."""
    showing = Showing(desk, record, shared)
    if isinstance(record, Source):  # it shows its facts above its points: they take the first numbers
        numbered_facts(desk, record)
    lede = desk.paragraphs(record.summary)
    facts = numbered_facts(desk, record)
    sections = _sections(desk, record)
    desk.notes.wait(showing.charted)
    timeline = timeline_of(desk, shared.config.build_date)
    figures = figure_groups(desk, () if isinstance(record, Metric) else desk.reads.route.table)
    return Entry(showing, lede, facts, sections, timeline, figures)


def _sections(desk: Desk, record: Record) -> tuple[SectionView, ...]:
    if not isinstance(record, Policy) or not record.instruments:
        return ()
    heading = desk.phrases.say("section.instruments")
    return (SectionView(heading, "instruments", desk.paragraphs(record.instruments)),)


def _backlinks(desk: Desk) -> Sequence[RefStr]:
    related, backlinks = desk.reads.route.related, desk.reads.route.backlinks
    return backlinks if set(related).isdisjoint(backlinks) else [ref for ref in backlinks if ref not in related]
