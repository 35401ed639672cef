"""
Write the figures and dates in names, so that a card is complete in itself.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, RefStr, Text
from jianbao.model.quantity import Unit
from jianbao.model.records import Figure
from jianbao.text.amounts import quantity_of
from jianbao.text.dates import format_date
from jianbao.text.markdown import plain_field
from jianbao.text.numbers import format_quantity

Counted = tuple[Figure, str, Unit]


class LabelResolve(Struct, frozen=True):
    """Resolve the tokens of names in one language; names hold no links."""

    figures: Mapping[FigureIdStr, Counted]
    lang: Lang

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        found, unit_id, unit = self.figures[figure]
        return format_quantity(quantity_of(found, unit_id), unit, self.lang, noun=noun)

    def date(self, when: str, /) -> str:
        """Write a date."""
        return format_date(when, self.lang)

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write the words of a link; the prose check has refused links in names."""
        return words or ref


def resolve_name(name: Text, figures: Callable[[], Mapping[FigureIdStr, Counted]]) -> Text:
    """Return a name with its tokens written out in each language."""
    for words in name.values():
        if "{" in words or "\\" in words:
            known = figures()
            return {lang: plain_field(each, LabelResolve(known, lang)) for lang, each in name.items()}
    return name
