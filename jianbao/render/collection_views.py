"""
What the templates of the pages that gather see: front page, lists, every figure, the glossary.
"""

from msgspec import Struct

from jianbao.render.figure_views import FigureGroup, FigureView
from jianbao.render.views import CardGroup, LinkView, PageView, ParagraphView, TileView


class TermView(Struct, frozen=True):
    """An entry of the glossary."""

    anchor: str
    name: str
    other: str
    other_lang: str
    admitted: tuple[str, ...]
    avoided: tuple[str, ...]
    definition: tuple[ParagraphView, ...]
    about: LinkView | None


class ListingView(PageView, frozen=True, kw_only=True):
    """All records of a kind."""

    groups: tuple[CardGroup, ...]
    tiles: tuple[TileView, ...]


class OptionView(Struct, frozen=True):
    """One choice of a filter: a tag that rows carry, and its words."""

    tag: str
    words: str


class FilterView(Struct, frozen=True):
    """One thing by which a table is filtered."""

    name: str
    label: str
    options: tuple[OptionView, ...]


class FiguresView(PageView, frozen=True, kw_only=True):
    """Every figure of the site."""

    figures: tuple[FigureGroup, ...]
    filters: tuple[FilterView, ...]
    total: int
    downloads: tuple[LinkView, ...]


class GlossaryView(PageView, frozen=True, kw_only=True):
    """The term base."""

    terms: tuple[TermView, ...]


class HomeView(PageView, frozen=True, kw_only=True):
    """The front page."""

    lead: LinkView | None
    bottom_line: ParagraphView | None
    key_figures: tuple[FigureView, ...]
    briefs: tuple[LinkView, ...]
    ahead: tuple[FigureView, ...]
    tiles: tuple[TileView, ...]
    ways: tuple[CardGroup, ...]
