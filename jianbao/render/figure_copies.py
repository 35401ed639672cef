"""
A figure in the words of one language: each form is written once for all pages, most when they are first asked for.

What one page alone knows of a figure, the numbers of its notes, stands between the two parts of a form with seals.
"""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from jianbao.model.graph import BoundFigure
from jianbao.render.escaping import escape_quickly as escape
from jianbao.render.escaping import finished
from jianbao.render.later import WhenAsked
from jianbao.render.phrases import Phrases
from jianbao.render.plain import figure_texts, machine_value
from jianbao.render.setting import Setting, card_opening, seals, set_around, set_sized


class Voice(Struct, frozen=True, dict=True):
    """How figures are written in one language and folder depth; ``up`` is the way to the language folder."""

    phrases: Phrases
    ui: Mapping[str, str]
    up: str

    def speak(self, bound: BoundFigure) -> "FigureCopy":
        """Write what nearly every page shows of a figure."""
        figure, ui = bound.figure, self.ui
        text, bare = figure_texts(bound, self.phrases.lang)
        period = self.phrases.date(figure.period) if figure.period else ui["period.unstated"]
        return FigureCopy(bound, self, text, bare, period, ui[f"speaker.{figure.speaker}"])

    @WhenAsked
    def evidence(self) -> str:
        """Return the words for the evidence of a figure as HTML."""
        return escape(self.ui["note.evidence"])


class FigureCopy(Struct, frozen=True, dict=True):
    """
    A figure as every page of one language and folder depth shows it.

    ``text`` is the figure as plain text with its unit and noun, ``bare`` without; ``speaker`` says what kind of speaker
    states it.
    """

    bound: BoundFigure
    voice: Voice
    text: str
    bare: str
    period: str
    speaker: str

    @WhenAsked
    def inline(self) -> Setting:
        """Return the figure as prose shows it with its noun, up to the numbers of its seal and from there on."""
        return self._set_inline(self.text)

    @WhenAsked
    def inline_bare(self) -> Setting:
        """Return the same without unit and noun."""
        return self._set_inline(self.bare)

    @WhenAsked
    def sized(self) -> Setting:
        """Return the figure as tables show it, up to its seals and from there on."""
        return set_sized(self.text, self.bare)

    def value(self, numbers: tuple[int, ...]) -> Markup:
        """Set the figure for tables with the seals of some notes."""
        before, after = self.sized
        return finished(f"{before}{seals(tuple(sorted(numbers)), self.voice.phrases)}{after}")  # all is escaped

    def _set_inline(self, words: str) -> Setting:
        before, after = set_around(words)
        opening = card_opening(self.bound.figure.id, self.voice.evidence)
        return f'<data class="figure" value="{machine_value(self.bound)}">{before}{opening}', f"{after}</data>"
