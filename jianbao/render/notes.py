"""
Number the source notes of one page, in the order in which a reader meets them.
"""

from collections.abc import Callable

from jianbao.model.basics import LocatorStr
from jianbao.model.graph import Card
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Reads
from jianbao.render.views import LinkView, NoteView

LinkMaker = Callable[[Card], LinkView]


class Notes:
    """The one thing a page gathers while it is rendered. A note is one sentence of one source."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[LocatorStr, int] = {}

    def number(self, locator: LocatorStr) -> int:
        """Return the number of a sentence's note, the next one where it is new."""
        return self._numbers.setdefault(locator, len(self._numbers) + 1)

    def numbers(self, locators: tuple[LocatorStr, ...]) -> tuple[int, ...]:
        """Return the numbers of several notes in ascending order."""
        return tuple(sorted(self.number(locator) for locator in locators))

    def views(self, reads: Reads, phrases: Phrases, link: LinkMaker) -> tuple[NoteView, ...]:
        """Return the notes gathered so far, in order."""
        return tuple(self.view(locator, reads, phrases, link) for locator in self._numbers)

    def view(self, locator: LocatorStr, reads: Reads, phrases: Phrases, link: LinkMaker) -> NoteView:
        """Return the note of one sentence."""
        spot = reads.spots[locator]
        card = reads.cards[spot.source]
        source = link(card)
        source = LinkView(f"{source.href}#{locator.rpartition('/')[2]}", source.words, source.lang)
        return NoteView(
            number=self.number(locator),
            source=source,
            date=phrases.date(card.date) if card.date else phrases.say("date.unknown"),
            place=phrases.place(locator, spot.lines),
            printed=spot.tokens,
            excerpt=spot.excerpt,
        )
