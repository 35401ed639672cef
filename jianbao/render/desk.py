"""
One page's desk: what may be read, the words of its language, and the notes gathered so far.

Everything a page shows of cards, paragraphs and notes is made here, so that it looks the same on every page.
"""

from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup, escape

from jianbao.model.basics import FigureIdStr, LocatorStr, Paragraph, RefStr, Text
from jianbao.model.graph import Card
from jianbao.model.records import KINDS
from jianbao.render.addresses import within
from jianbao.render.notes import Notes
from jianbao.render.phrases import Phrases, html_lang
from jianbao.render.plain import PlainResolve, figure_text
from jianbao.render.reads import Reads
from jianbao.render.views import CardGroup, LinkView, NoteView, ParagraphView
from jianbao.text.dates import format_date
from jianbao.text.markdown import plain_field, plain_text, render_prose

NO_BREAK_SPACE = "\u00a0"


class Desk:
    """Resolves the tokens of one page to HTML and numbers its notes as it goes."""

    __slots__ = ("notes", "phrases", "plain", "reads")

    def __init__(self, reads: Reads, phrases: Phrases) -> None:
        self.reads = reads
        self.phrases = phrases
        self.notes = Notes()
        self.plain = PlainResolve(reads.figures, reads.cards, phrases)

    # -- what text.markdown asks for

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a bound figure with its seal: the number of its source note."""
        bound = self.reads.figures[figure]
        words = figure_text(bound, self.phrases.lang, noun=noun)
        numbers = self.notes.numbers(self.locators_of(figure))
        return (
            f'<data class="figure" value="{escape(bound.figure.value)}">{sealed(words, numbers, self.phrases)}</data>'
        )

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
            meta=format_date(card.when, self.phrases.lang) if card.when else "",
        )

    def link_to(self, ref: RefStr) -> LinkView:
        """Link a record that the route names."""
        return self.card_link(self.reads.cards[ref])

    def anchor(self, ref: RefStr) -> Markup:
        """Write a link as HTML."""
        return Markup(self.link(ref, None))  # noqa: S704 - link() escapes what it is given

    def paragraph(self, paragraph: Paragraph) -> ParagraphView:
        """Render a paragraph and number what it rests on after what it binds."""
        lang = self.phrases.lang
        html = Markup(render_prose(paragraph.text[lang], lang, self))  # noqa: S704 - raw HTML is off
        return ParagraphView(html, self.notes.numbers(paragraph.cites))

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
            links = tuple(self.link_to(ref) for ref in found if ref.partition("/")[0] == kind)
            if links:
                groups.append(CardGroup(self.phrases.say(f"kind.{kind}.many"), links))
        return tuple(groups)

    def note_views(self) -> tuple[NoteView, ...]:
        """Return the notes gathered so far; ask for them last."""
        return self.notes.views(self.reads, self.phrases, self.card_link)


def sealed(words: str, numbers: tuple[int, ...], phrases: Phrases) -> str:
    """Write a figure so that neither its unit nor its seal can stand alone on a line."""
    glued = glue(words)
    head, space, last = glued.rpartition(" ")
    label = phrases.say("note.label")
    seals = "".join(
        f'<a class="seal" href="#note-{number}" aria-label="{escape(label)} {number}">{number}</a>'
        for number in numbers
    )
    return f'{escape(head)}{space}<span class="nb">{escape(last)}{seals}</span>'


def glue(words: str) -> str:
    r"""
    Tie a number to the word that follows it, and its scale to its unit.

    >>> glue("17.63 billion yuan").replace("\u00a0", "~")
    '17.63~billion~yuan'
    """
    parts = words.split(" ")
    out = parts[0]
    for before, part in pairwise(parts):
        tie = before[-1:].isdigit() or before in {"million", "billion", "trillion"}
        out += (NO_BREAK_SPACE if tie else " ") + part
    return out
