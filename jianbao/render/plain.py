"""
Figures and tokens as plain text: for labels, descriptions and data files.
"""

from collections.abc import Mapping

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.model.graph import BoundFigure, Card
from jianbao.render.phrases import Phrases
from jianbao.text.amounts import decimal_of, decimals_of, quantity_of
from jianbao.text.dates import format_date
from jianbao.text.numbers import Pattern, format_plain, format_quantity


class PlainResolve(Struct, frozen=True):
    """Resolve tokens to plain text in one language."""

    figures: Mapping[FigureIdStr, BoundFigure]
    cards: Mapping[RefStr, Card]
    phrases: Phrases

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        return figure_text(self.figures[figure], self.phrases.lang, noun=noun)

    def date(self, when: str, /) -> str:
        """Write a date."""
        return format_date(when, self.phrases.lang)

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write the words of a link."""
        return words or self.phrases.name(self.cards[ref].name)


def figure_text(bound: BoundFigure, lang: Lang, *, noun: bool = True) -> str:
    """Write a figure by the rules of a language."""
    _, number, long, short = wording_of(bound, lang)
    return number.join(long if noun else short)


def wording_of(bound: BoundFigure, lang: Lang) -> tuple[str, str, Pattern, Pattern]:
    """
    Write a figure for machines and by the rules of a language.

    What it is for people is a number and what that joins, with unit and noun and without.
    """
    figure, unit = bound.figure, bound.unit
    if figure.to is None:
        decimal = decimal_of(figure.value, figure.scale)
        plain = format_plain(decimal, figure.hedge, unit, lang)
        if plain is not None:
            number, long, short = plain
            return decimal, number, long, short
    quantity = quantity_of(figure, bound.unit_id)
    whole, bare = format_quantity(quantity, unit, lang), format_quantity(quantity, unit, lang, noun=False)
    return machine_value(bound), "", (whole,), (bare,)


def machine_value(bound: BoundFigure) -> str:
    """Return the number as a plain decimal with its scale applied, ``17630000000``; a range as ``7/9``."""
    figure = bound.figure
    return decimal_of(figure.value, figure.scale) if figure.to is None else "/".join(decimals_of(figure))


def end_of(when: str) -> str:
    """
    Return the day, month or year with which a period ends; an open one ends with its start.

    >>> end_of("../2026"), end_of("2021/2025"), end_of("2019/..")
    ('2026', '2025', '2019')
    """
    first, _, last = when.partition("/")
    return first if last in {"", ".."} else last
