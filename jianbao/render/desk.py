"""
One page's desk: what may be read, the words of its language, and the notes gathered so far.

Everything a page shows of cards, paragraphs and notes is made here, so that it looks the same on every page.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from jianbao.model.basics import FigureIdStr, LocatorStr, Paragraph, RefStr, Text, kind_of
from jianbao.model.graph import Card
from jianbao.model.records import KINDS
from jianbao.render.addresses import within
from jianbao.render.notes import Notes
from jianbao.render.phrases import Phrases, html_lang
from jianbao.render.plain import PlainResolve, figure_text, machine_value
from jianbao.render.reads import Reads
from jianbao.render.setting import card_seal, seals, set_figure
from jianbao.render.views import CardGroup, LinkView, NoteView, ParagraphView
from jianbao.text.dates import format_date
from jianbao.text.markdown import plain_field, plain_text, render_prose
from jianbao.text.prose import bindings, parse_prose


class Desk:
    """Resolves the tokens of one page to HTML and numbers its notes as it goes."""

    __slots__ = ("_paragraphs", "bound", "notes", "phrases", "plain", "reads")

    def __init__(self, reads: Reads, phrases: Phrases, notes: Notes | None = None) -> None:
        self.reads = reads
        self.phrases = phrases
        self.notes = notes or Notes()
        self.bound: dict[FigureIdStr, None] = {}
        self._paragraphs = 0
        self.plain = PlainResolve(reads.figures, reads.cards, phrases)

    # -- what text.markdown asks for

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a bound figure; its seal opens the evidence card that the foot of the page holds."""
        bound = self.reads.figures[figure]
        self.bound[figure] = None
        words = figure_text(bound, self.phrases.lang, noun=noun)
        numbers = self.notes.numbers(self.locators_of(figure))
        shown = set_figure(words, card_seal(numbers, figure, self.phrases))
        return Markup('<data class="figure" value="{}">{}</data>').format(machine_value(bound), shown)

    def date(self, when: str, /) -> str:
        """Write a date; a single day or month is machine-readable too."""
        written = str(escape(format_date(when, self.phrases.lang)))
        return written if "/" in when else f'<time datetime="{escape(when)}">{written}</time>'

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link to a record."""
        view = self.link_to(ref)
        lang = f' lang="{view.lang}"' if view.lang and not words else ""
        return f'<a href="{escape(view.href)}"{lang}>{escape(words or view.words)}</a>'

    # -- what pages ask for

    def locators_of(self, figure: FigureIdStr) -> tuple[LocatorStr, ...]:
        """Return the sentences a figure rests on; a computed one rests on those of its inputs."""
        found = self.reads.figures[figure].figure
        if found.derived is None:
            return found.evidence
        inputs = found.derived.inputs.values()
        return tuple(dict.fromkeys(locator for key in inputs for locator in self.locators_of(FigureIdStr(key))))

    def card_link(self, card: Card) -> LinkView:
        """Link a record by its name, with its name in the other language."""
        words, other = self.phrases.name(card.name), card.name[self.phrases.other()]
        return LinkView(
            href=within(self.reads.route.page, card.page),
            words=words,
            lang=self.phrases.foreign(words),
            other=other if other != words else "",
            other_lang=html_lang(self.phrases.other()),
            meta=self.phrases.date(card.date) if card.date else "",
        )

    def link_to(self, ref: RefStr) -> LinkView:
        """Link a record that the route names."""
        return self.card_link(self.reads.cards[ref])

    def anchor(self, ref: RefStr) -> Markup:
        """Write a link as HTML."""
        return Markup(self.link(ref, None))  # noqa: S704 - link() escapes what it is given

    def paragraph(self, paragraph: Paragraph) -> ParagraphView:
        """Render a paragraph and number it; a note that one of its figures carries is not repeated at its end."""
        self._paragraphs += 1
        lang = self.phrases.lang
        html = Markup(render_prose(paragraph.text[lang], lang, self))  # noqa: S704 - raw HTML is off
        bound = bindings(parse_prose(paragraph.text[lang])).figures
        shown = {locator for figure in bound for locator in self.locators_of(figure)}
        rest = self.notes.numbers(tuple(one for one in paragraph.cites if one not in shown))
        return ParagraphView(html, seals(rest, self.phrases), f"p{self._paragraphs}")

    def paragraphs(self, many: Iterable[Paragraph]) -> tuple[ParagraphView, ...]:
        """Render paragraphs in order."""
        return tuple(self.paragraph(one) for one in many)

    def other_words(self, text: Text) -> str:
        """Write a short text in the language beside this one, or nothing where it is the same there."""
        lang = self.phrases.other()
        if text[lang] == text[self.phrases.lang]:
            return ""
        return plain_field(text[lang], PlainResolve(self.reads.figures, self.reads.cards, self.phrases.turned(lang)))

    def words(self, text: Text) -> str:
        """Write a short text in the language of the page."""
        return plain_field(self.phrases.name(text), self.plain) if text else ""

    def plain_paragraph(self, paragraph: Paragraph) -> str:
        """Write a paragraph as plain text, for descriptions."""
        return plain_text(paragraph.text[self.phrases.lang], self.phrases.lang, self.plain)

    def groups(self, refs: Iterable[RefStr]) -> tuple[CardGroup, ...]:
        """Group links by kind, in the order of the table of kinds."""
        found = sorted(set(refs))
        groups = []
        for kind in KINDS:
            links = tuple(self.link_to(ref) for ref in found if kind_of(ref) == kind)
            if links:
                groups.append(CardGroup(self.phrases.say(f"kind.{kind}.many"), links))
        return tuple(groups)

    def note_of(self, locator: LocatorStr) -> NoteView:
        """Return the note of one sentence."""
        return self.notes.view(locator, self.reads, self.phrases, self.card_link)

    def note_views(self) -> tuple[NoteView, ...]:
        """Return the notes gathered so far; ask for them last."""
        return self.notes.views(self.reads, self.phrases, self.card_link)
