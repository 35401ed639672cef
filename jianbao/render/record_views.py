"""
What the templates of records and briefs see.
"""

from collections.abc import Sequence

from msgspec import Struct

from jianbao.model.graph import Excerpt
from jianbao.render.chart_views import ChartView
from jianbao.render.entries import Entry
from jianbao.render.figure_views import FigureView
from jianbao.render.views import CardGroup, LinkView, PageView, ParagraphView, SectionView, TileView


class SentenceView(Struct, frozen=True, gc=False):
    """A sentence of a source by its locator and all that is built on it; its words only where they are asked for."""

    id: str
    place: str
    tokens: tuple[str, ...]
    pages: tuple[LinkView, ...]
    excerpt: Excerpt | None = None


class CoverageView(Struct, frozen=True, gc=False):
    """A printed figure and what became of it."""

    sentence: str
    printed: str
    after: str
    state_label: str
    figures: tuple[LinkView, ...]
    reason: str


class RecordView(PageView, frozen=True, kw_only=True):
    """A topic, region, company, organisation, policy, person, product or event."""

    entry: Entry
    tiles: tuple[TileView, ...]


class MetricView(PageView, frozen=True, kw_only=True):
    """An indicator and its observations."""

    entry: Entry
    observations: tuple[FigureView, ...]
    note: str

    @property
    def agreement(self) -> str:
        """Say how the observations agree."""
        return self.entry.agreement


class SourceView(PageView, frozen=True, kw_only=True):
    """An article: what is known of it, what is built on it, and what it prints that is not used."""

    entry: Entry
    sentences: Sequence[SentenceView]
    coverage: Sequence[CoverageView]
    coverage_summary: str


class EditorsView(PageView, frozen=True, kw_only=True):
    """A page of the editors' own."""

    lede: tuple[ParagraphView, ...]
    sections: tuple[SectionView, ...]


class BriefView(PageView, frozen=True, kw_only=True):
    """A composed brief."""

    bottom_line: ParagraphView
    key_figures: tuple[FigureView, ...]
    charts: tuple[ChartView, ...]
    sections: tuple[SectionView, ...]
    covers: tuple[LinkView, ...]
    related: tuple[CardGroup, ...]
    date: str
