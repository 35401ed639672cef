"""
A figure in the words of one language, written once for all pages.

What one page alone knows of a figure, the numbers of its notes, stands in its seals.
"""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from jianbao.model.graph import BoundFigure
from jianbao.render.escaping import escape_quickly as escape
from jianbao.render.escaping import finished
from jianbao.render.later import WhenAsked
from jianbao.render.phrases import Phrases
from jianbao.render.plain import wording_of
from jianbao.render.setting import Setting, seals, set_number, set_sized
from jianbao.text.numbers import Pattern


class Voice(Struct, frozen=True, dict=True):
    """How figures are written in one language and folder depth; ``up`` is the way to the language folder."""

    phrases: Phrases
    ui: Mapping[str, str]
    up: str

    def speak(self, bound: BoundFigure) -> "FigureCopy":
        """Write what nearly every page shows of a figure."""
        figure, ui = bound.figure, self.ui
        machine, number, long, short = wording_of(bound, self.phrases.lang)
        period = self.phrases.date(figure.period) if figure.period else ui["period.unstated"]
        speaker = ui[f"speaker.{figure.speaker}"]
        return FigureCopy(bound, self, number.join(long), period, speaker, machine, number, long, short)

    @WhenAsked
    def evidence(self) -> str:
        """Return the words for the evidence of a figure as HTML."""
        return escape(self.ui["note.evidence"])


class FigureCopy(Struct, frozen=True, dict=True):
    """
    A figure as every page of one language and folder depth shows it.

    ``text`` is the figure as plain text with its unit and noun; ``speaker`` says what kind of speaker states it.
    ``machine`` is the number as a plain decimal with its scale applied, a range as two. ``number``, in words, joins
    what stands around it: ``long`` with unit and noun, ``short`` without.
    """

    bound: BoundFigure
    voice: Voice
    text: str
    period: str
    speaker: str
    machine: str
    number: str
    long: Pattern
    short: Pattern

    @property
    def bare(self) -> str:
        """Return the figure as plain text without unit and noun."""
        return self.number.join(self.short)

    def inline(self, notes: str, *, noun: bool) -> str:
        """
        Set the figure for prose; its seal, the numbers of its notes, opens its evidence card.

        A platform without popovers shows the cards in the page.
        """
        before = set_number(self.number, self.long if noun else self.short)
        return (
            f'<data class="figure" value="{self.machine}">{before}<button class="seal" type="button" '
            f'popovertarget="card-{self.bound.figure.id}" aria-label="{self.voice.evidence} {notes}">{notes}</button>'
            "</span></data>"
        )

    @WhenAsked
    def sized(self) -> Setting:
        """Return the figure as tables show it, up to its seals and from there on."""
        return set_sized(self.text, self.bare)

    def value(self, numbers: tuple[int, ...]) -> Markup:
        """Set the figure for tables with the seals of some notes."""
        before, after = self.sized
        return finished(f"{before}{seals(tuple(sorted(numbers)), self.voice.phrases)}{after}")  # all is escaped
