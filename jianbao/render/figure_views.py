"""
What the templates see of figures. A view holds what it is made of, and makes what a template asks for.
"""

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup
from msgspec import Struct

from jianbao.model.graph import BoundFigure, Card
from jianbao.render.figure_copies import FigureCopy
from jianbao.render.later import WhenAsked
from jianbao.render.plain import end_of
from jianbao.render.views import LinkView, NoteView


class FigureDetail(Struct, frozen=True, kw_only=True, gc=False):
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


class FigureTeller(Protocol):
    """Tells what one page alone knows of its figures."""

    def by(self, bound: BoundFigure) -> LinkView | None:
        """Link who states a figure."""

    def numbers(self, bound: BoundFigure) -> tuple[int, ...]:
        """Return the numbers of the notes of a figure."""

    def detail(self, bound: BoundFigure) -> FigureDetail:
        """Return the rest."""


class FigureView(Struct, frozen=True, dict=True):
    """
    A figure as one page shows it.

    It is made of its ``copy`` for all pages, of the card of its metric, and of what ``tell`` knows; most templates ask
    for little of it. What nearly every table shows lies at hand: its ``text``, its ``period`` in words, what kind of
    ``speaker`` states it. Tables are sorted by ``unit`` and ``when``, its last date.
    """

    copy: FigureCopy
    metric: Card
    tell: FigureTeller
    text: str
    period: str
    speaker: str

    @property
    def id(self) -> str:
        """Return the name of the figure."""
        return self.copy.bound.figure.id

    @property
    def machine(self) -> str:
        """Return the number as a plain decimal with its scale applied; a range as two."""
        return self.copy.machine

    @property
    def label(self) -> str:
        """Return the name of what is counted."""
        phrases = self.copy.voice.phrases
        return phrases.drafted(phrases.name(self.copy.bound.label), is_draft=self.metric.draft)

    @property
    def href(self) -> str:
        """Return the way to the figure on the page of its metric."""
        return f"{self.copy.voice.up}{self.metric.page}#{self.id}"

    @property
    def status(self) -> str:
        """Return the key of the status."""
        return self.copy.bound.figure.status

    @property
    def status_label(self) -> str:
        """Return the status in words."""
        return self.copy.voice.ui[f"status.{self.status}"]

    @property
    def printed(self) -> str:
        """Return what the source prints."""
        return self.copy.bound.figure.printed

    @property
    def printed_lang(self) -> str:
        """Return the language of what the source prints."""
        return "en"

    @property
    def unit(self) -> str:
        """Return the name of the unit."""
        return self.copy.bound.unit_id

    @property
    def when(self) -> str:
        """Return the last date of the period, nothing where there is none."""
        period = self.copy.bound.figure.period
        return end_of(period.when) if period else ""

    @property
    def by(self) -> LinkView | None:
        """Return who states it, where there is a record of them."""
        return self.tell.by(self.copy.bound)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of its notes."""
        return self.tell.numbers(self.copy.bound)

    @WhenAsked
    def value(self) -> Markup:
        """Return the figure as it is set, with its seals."""
        return self.copy.value(self.numbers)

    @WhenAsked
    def detail(self) -> FigureDetail:
        """Return the rest."""
        return self.tell.detail(self.copy.bound)


class FigureGroup(Struct, frozen=True):
    """Figures of one status."""

    status: str
    label: str
    figures: Sequence[FigureView]
