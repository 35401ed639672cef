"""
One page's desk: what may be read, the words of its language, and the notes gathered so far.

Everything a page shows of cards, paragraphs and notes is made here, so that it looks the same on every page.
"""

from collections.abc import Collection, Container, Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final

from markupsafe import Markup
from msgspec import structs

from jianbao.model.basics import FigureIdStr, LocatorStr, Paragraph, RefStr, Text
from jianbao.model.graph import Card
from jianbao.model.records import in_kinds
from jianbao.render.addresses import up
from jianbao.render.escaping import escape_quickly as escape
from jianbao.render.escaping import finished
from jianbao.render.notes import Notes
from jianbao.render.phrases import Phrases
from jianbao.render.plain import PlainResolve
from jianbao.render.reads import Reads
from jianbao.render.shelf import Links, Shelf, ShelvedResolve
from jianbao.render.views import CardGroup, LinkView, NoteView, ParagraphView
from jianbao.text.dates import format_date
from jianbao.text.markdown import Cut, cut_prose, is_bare, plain_field, render_cut
from jianbao.text.pens import PLAIN

_KIND: Final = attrgetter("kind")


class Desk:
    """Resolves the tokens of one page to HTML and numbers its notes as it goes."""

    __slots__ = ("_carried", "_first", "_paragraphs", "bound", "notes", "phrases", "plain", "reads", "shelf")

    def __init__(self, reads: Reads, phrases: Phrases, notes: Notes | None = None, shelf: Shelf | None = None) -> None:
        self.reads = reads
        self.phrases = phrases
        self.notes = notes or Notes()
        self.shelf = shelf or Shelf(phrases, up(reads.route.page))
        self.bound: dict[FigureIdStr, None] = {}
        self._carried: list[LocatorStr] = []
        self._first: Cut | None = None
        self._paragraphs = 0
        self.plain = ShelvedResolve(reads.figures, reads.cards, phrases, self.shelf)

    # -- what text.markdown asks for

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a bound figure; its seal opens the evidence card that the foot of the page holds."""
        bound = self.reads.figures[figure]
        found = bound.figure
        self.bound[figure] = None
        evidence = found.evidence if found.derived is None else self.locators_of(figure)
        self._carried += evidence
        return self.shelf.figure(bound).inline(self.notes.shown(evidence), noun=noun)

    def date(self, when: str, /) -> str:
        """Write a date; a single day or month is machine-readable too."""
        written = str(escape(format_date(when, self.phrases.lang)))
        return written if "/" in when else f'<time datetime="{escape(when)}">{written}</time>'

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link to a record."""
        card = self.reads.cards[ref]
        return (
            f'<a href="{escape(self.shelf.up + card.page)}">{escape(words)}</a>' if words else self.shelf.anchor(card)
        )

    # -- what pages ask for

    def locators_of(self, figure: FigureIdStr) -> tuple[LocatorStr, ...]:
        """Return the sentences a figure rests on; a computed one rests on those of its inputs."""
        found = self.reads.figures[figure].figure
        if found.derived is None:
            return found.evidence
        inputs = found.derived.inputs.values()
        return tuple(dict.fromkeys(locator for key in inputs for locator in self.locators_of(FigureIdStr(key))))

    def gather(self, figures: Iterable[FigureIdStr]) -> None:
        """Give the notes of figures their numbers, in order, when the first of them or of what follows is asked for."""
        self.notes.wait(partial(self.evidence_of, figures))

    def evidence_of(self, figures: Iterable[FigureIdStr]) -> list[LocatorStr]:
        """Return the sentences that figures rest on, in order."""
        read = self.reads.figures
        locators: list[LocatorStr] = []
        for key in figures:
            figure = read[key].figure
            locators += figure.evidence if figure.derived is None else self.locators_of(key)
        return locators

    def card_link(self, card: Card) -> LinkView:
        """Link a record by its name, with its name in the other language."""
        return self.shelf.link(card)

    def link_to(self, ref: RefStr) -> LinkView:
        """Link a record that the route names."""
        return self.shelf.link(self.reads.cards[ref])

    def anchor(self, ref: RefStr) -> Markup:
        """Write a link as HTML."""
        return finished(self.link(ref, None))

    def paragraph(self, paragraph: Paragraph) -> ParagraphView:
        """Render a paragraph and number it; a note that one of its figures carries is not repeated at its end."""
        return self.paragraphs((paragraph,))[0]

    def paragraphs(self, many: Iterable[Paragraph]) -> tuple[ParagraphView, ...]:
        """Render paragraphs in order."""
        lang, carried, views = self.phrases.lang, self._carried, []
        for paragraph in many:
            carried.clear()
            cut = cut_prose(paragraph.text[lang], lang)
            if self._first is None:
                self._first = cut
            html = finished(render_cut(cut, self))  # raw HTML is off
            left = _without(paragraph.cites, carried) if carried else paragraph.cites
            self._paragraphs += 1
            numbers = self.notes.numbers(left) if left else ()
            views.append(ParagraphView(html, self._paragraphs, numbers, self.phrases))
        return tuple(views)

    def plain_paragraph(self, paragraph: Paragraph) -> str:
        """Write a paragraph as plain text, for descriptions; most show the first of the page, which is cut already."""
        text, cut = paragraph.text[self.phrases.lang], self._first
        if cut is None or cut.text != text:
            cut = cut_prose(text, self.phrases.lang)
        return render_cut(cut, self.plain, PLAIN)

    def other_words(self, text: Text) -> str:
        """Write a short text in the language beside this one, or nothing where it is the same there."""
        lang = self.shelf.other
        words = text[lang]
        if words == text[self.phrases.lang]:
            return ""
        if is_bare(words):
            return words
        return plain_field(words, PlainResolve(self.reads.figures, self.reads.cards, self.phrases.turned(lang)))

    def words(self, text: Text) -> str:
        """Write a short text in the language of the page."""
        return plain_field(text[self.phrases.lang], self.plain) if text else ""

    def groups(self, refs: Iterable[RefStr]) -> tuple[CardGroup, ...]:
        """Group links by kind, in the order of the table of kinds."""
        return self.grouped(in_kinds(refs))

    def grouped(self, refs: Iterable[RefStr]) -> tuple[CardGroup, ...]:
        """Write a group of links for each kind; those of a kind follow one another."""
        kinds = groupby(map(self.reads.cards.__getitem__, refs), _KIND)
        links, ui = self.shelf.links, self.phrases.ui
        return tuple([CardGroup(ui[f"kind.{kind}.many"], links(cards)) for kind, cards in kinds])

    def links_to(self, refs: Collection[RefStr]) -> Links:
        """Link several records that the route names."""
        return Links(self.shelf, self.reads.cards, refs)

    def note_of(self, locator: LocatorStr) -> NoteView:
        """Return the note of one sentence."""
        spot = self.reads.spots[locator]
        note = self.shelf.note(spot, self.reads.cards[spot.source])
        return structs.replace(note, number=self.notes.number(locator))

    def note_views(self) -> tuple[NoteView, ...]:
        """Return the notes gathered so far; ask for them last."""
        return tuple([self.note_of(locator) for locator in self.notes])


def _without(cites: Sequence[LocatorStr], carried: Container[LocatorStr]) -> Sequence[LocatorStr]:
    """Leave out the sentences that the figures of a paragraph carry; nearly all paragraphs cite one."""
    if len(cites) == 1:
        return () if cites[0] in carried else cites
    return [one for one in cites if one not in carried]
