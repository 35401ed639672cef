"""
What the templates of the overviews see: targets, timeline, who says what, coverage, comparisons, both languages.
"""

from markupsafe import Markup
from msgspec import Struct

from jianbao.render.chart_views import TimelineChart
from jianbao.render.figure_views import FigureGroup, FigureView
from jianbao.render.views import CardGroup, LinkView, PageView, ParagraphView


class PairView(Struct, frozen=True):
    """One paragraph in two languages."""

    left: ParagraphView
    right: ParagraphView


class ParallelSection(Struct, frozen=True):
    """A run of aligned paragraphs; the headings are empty for the opening one."""

    left: str
    right: str
    pairs: tuple[PairView, ...]


class ParallelView(PageView, frozen=True, kw_only=True):
    """A record with its languages side by side."""

    right_lang: str
    back: str
    sections: tuple[ParallelSection, ...]


class DatedRow(Struct, frozen=True):
    """Something with a date: a deadline, an event, a policy that comes into force."""

    when: str
    label: str
    link: LinkView
    note: str


class TargetsView(PageView, frozen=True, kw_only=True):
    """What is meant to be, by when, and how long rules hold."""

    figures: tuple[FigureGroup, ...]
    terms: tuple[DatedRow, ...]


class TimelineView(PageView, frozen=True, kw_only=True):
    """Everything dated on one axis, if anything is."""

    timeline: TimelineChart | None


class SpeakerView(Struct, frozen=True):
    """What one person said or did, paraphrased, in the role that a source gives."""

    person: LinkView
    roles: tuple[Markup, ...]
    said: tuple[ParagraphView, ...]
    sources: tuple[LinkView, ...]


class QuotesView(PageView, frozen=True, kw_only=True):
    """Who says what."""

    speakers: tuple[SpeakerView, ...]


class SourceCoverage(Struct, frozen=True):
    """One source: what became of the figures it prints, and the open ones."""

    source: LinkView
    summary: str
    open: tuple[str, ...]


class CoveragePageView(PageView, frozen=True, kw_only=True):
    """Every source and what became of its figures."""

    summary: str
    sources: tuple[SourceCoverage, ...]


class ComparedRow(Struct, frozen=True):
    """One record of a comparison and its figures in a field."""

    record: LinkView
    figures: tuple[FigureView, ...]


class Comparison(Struct, frozen=True):
    """One field and the records that have figures in it."""

    topic: LinkView
    rows: tuple[ComparedRow, ...]


class CompareView(PageView, frozen=True, kw_only=True):
    """Records of a kind side by side, field by field, and those without a figure."""

    comparisons: tuple[Comparison, ...]
    without: tuple[LinkView, ...]


class ChangedFigure(Struct, frozen=True):
    """A figure as one edition had it and as the next has it; its label leads nowhere where the record is gone."""

    id: str
    label: LinkView
    before: str
    after: str
    reason: LinkView | None


class EditionView(Struct, frozen=True):
    """One edition: its figures by what became of them, and the records that came and went."""

    anchor: str
    heading: str
    summary: str
    figures: tuple[tuple[str, tuple[ChangedFigure, ...]], ...]
    records: tuple[CardGroup, ...]
    gone: tuple[str, ...]


class ChangesView(PageView, frozen=True, kw_only=True):
    """Every edition, the newest first."""

    editions: tuple[EditionView, ...]
