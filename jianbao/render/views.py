"""
What a template sees: finished, typed values. Nothing in a view can look anything up.

``Markup`` fields are safe HTML; every other string is escaped by the template engine.
"""

from collections.abc import Callable
from functools import cached_property

from markupsafe import Markup
from msgspec import Struct

from jianbao.model.graph import Excerpt
from jianbao.render.chart_views import ChartView, TimelineChart
from jianbao.render.cite_views import CiteView
from jianbao.render.machine_view import Machine


class LinkView(Struct, frozen=True):
    """A link with its words, and the name in the other language where it is shown."""

    href: str
    words: str
    lang: str = ""
    other: str = ""
    other_lang: str = ""
    meta: str = ""


class Fact(Struct, frozen=True):
    """One row of a facts box."""

    label: str
    values: tuple[Markup, ...]


class ParagraphView(Struct, frozen=True):
    """A paragraph, the seals of the source notes it rests on, and the name of its place on the page."""

    html: Markup
    seals: Markup
    anchor: str


class NoteView(Struct, frozen=True):
    """A numbered source note: the source, how its date is known, and where the sentence stands."""

    number: int
    source: LinkView
    date: str
    place: str
    printed: tuple[str, ...]
    excerpt: Excerpt | None = None


class FigureDetail(Struct, frozen=True, kw_only=True):
    """
    What only a card or a page of its own shows of a figure.

    A table is filtered by ``tags``: ``region/kunshan year/2026``.
    """

    hedge: str
    period_note: str
    about: tuple[LinkView, ...]
    formula: str
    note: str
    other_text: str
    other_lang: str
    spots: tuple[NoteView, ...]
    tags: str


class FigureView(Struct, frozen=True, kw_only=True, dict=True):
    """
    A figure as every page shows it: its value, what it means, and the numbers of its notes.

    It is sorted by ``unit`` and ``when``, its last date. ``detail`` is made when it is first asked for.
    """

    id: str
    value: Markup
    text: str
    machine: str
    label: str
    href: str
    status: str
    status_label: str
    period: str
    speaker: str
    by: LinkView | None
    printed: str
    printed_lang: str
    unit: str
    when: str
    numbers: tuple[int, ...]
    tell: Callable[[], FigureDetail]

    @cached_property
    def detail(self) -> FigureDetail:
        """Return the rest."""
        return self.tell()


class FigureGroup(Struct, frozen=True):
    """Figures of one status."""

    status: str
    label: str
    figures: tuple[FigureView, ...]


class CardGroup(Struct, frozen=True):
    """Links of one kind under a heading."""

    heading: str
    links: tuple[LinkView, ...]


class SectionView(Struct, frozen=True):
    """A headed run of paragraphs."""

    heading: str
    anchor: str
    body: tuple[ParagraphView, ...]


class SentenceView(Struct, frozen=True):
    """A sentence of a source by its locator and all that is built on it; its words only where they are asked for."""

    id: str
    place: str
    tokens: tuple[str, ...]
    figures: tuple[FigureView, ...]
    pages: tuple[LinkView, ...]
    excerpt: Excerpt | None = None


class CoverageView(Struct, frozen=True):
    """A printed figure and what became of it."""

    sentence: str
    printed: str
    after: str
    state_label: str
    figures: tuple[LinkView, ...]
    reason: str


class Alternate(Struct, frozen=True):
    """The same page in a language: for hreflang and for the switch."""

    lang: str
    label: str
    href: str
    absolute: str


class TileView(Struct, frozen=True):
    """A square of the tile map; ``href`` is empty where no source speaks of the place."""

    place: str
    short: str
    name: str
    other: str
    other_lang: str
    href: str
    label: str
    figures: int
    current: bool


class Head(Struct, frozen=True, kw_only=True):
    """What names a page: its title in both languages, what kind of thing it is, and the way to it."""

    title: str
    description: str
    kind_label: str = ""
    other_title: str = ""
    other_lang: str = ""
    name_note: str = ""
    crumbs: tuple[LinkView, ...] = ()


class Frame(Struct, frozen=True, kw_only=True):
    """What stands around every page: addresses, menu, languages, source notes, edition, how to cite it."""

    lang: str
    site_title: str
    canonical: str
    x_default: str
    root: str
    home: str
    here: str
    menu: tuple[LinkView, ...]
    lists: tuple[LinkView, ...]
    alternates: tuple[Alternate, ...]
    notes: tuple[NoteView, ...]
    cards: tuple[FigureView, ...]
    parallel: str
    other_lang: str
    edition: str
    cite: CiteView | None
    is_private: bool = False


class PageView(Struct, frozen=True, kw_only=True):
    """What every view has."""

    head: Head
    frame: Frame
    machine: Machine = Machine()


class Entry(Struct, frozen=True, kw_only=True):
    """What every record shows: its summary, its facts, its figures by status, and what it is tied to."""

    lede: tuple[ParagraphView, ...]
    facts: tuple[Fact, ...]
    sections: tuple[SectionView, ...]
    charts: tuple[ChartView, ...]
    timeline: TimelineChart | None
    figures: tuple[FigureGroup, ...]
    as_of: str
    related: tuple[CardGroup, ...]
    backlinks: tuple[CardGroup, ...]


class RecordView(PageView, frozen=True, kw_only=True):
    """A topic, region, company, organisation, policy, person, product or event."""

    entry: Entry
    tiles: tuple[TileView, ...]


class MetricView(PageView, frozen=True, kw_only=True):
    """An indicator and its observations."""

    entry: Entry
    observations: tuple[FigureView, ...]
    agreement: str
    note: str


class SourceView(PageView, frozen=True, kw_only=True):
    """An article: what is known of it, what is built on it, and what it prints that is not used."""

    entry: Entry
    sentences: tuple[SentenceView, ...]
    coverage: tuple[CoverageView, ...]
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


class Choice(Struct, frozen=True):
    """A language to choose at the root, everything said in that language."""

    lang: str
    label: str
    href: str
    absolute: str
    description: str
    lost: str


class ChooserView(Struct, frozen=True, kw_only=True):
    """The root of the site: each language named in itself."""

    lang: str
    title: str
    description: str
    choices: tuple[Choice, ...]
    root: str
