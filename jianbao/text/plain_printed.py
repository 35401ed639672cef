"""
Tell quickly that a token prints a figure, where the token is a number in digits with words around it.

What the words say does not depend on the digits: a token is read once for all that differ from it in these alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed
from jianbao.model.quantity import SCALE_POWERS, Hedge, Quantity, Unit
from jianbao.model.records import Figure
from jianbao.text.parse import normal
from jianbao.text.printed import printed_reader

_PLAIN: Final = re.compile(r"([^\d]*)(\d[\d,]*(?:\.\d+)?)([^\d]*)", re.ASCII)
_SAMPLE_DIGIT: Final = "3"
_AS_SAMPLE: Final = str.maketrans(dict.fromkeys("0123456789", _SAMPLE_DIGIT))
_NUMBER: Final = re.compile(r"\d[\d,.]*")
_WORDINGS_MAX: Final = 4096


class Meaning(NamedTuple):
    """What the words around a number make of it: its unit and hedge, and the power of ten that they multiply it by."""

    unit: str
    hedge: Hedge
    power: int


class PlainReader(Struct, frozen=True):
    """
    Knows how the printed figures of one language read by their words.

    ``numbers`` stand in the words of units (per 10,000 people): a figure that holds one may be such words.
    """

    meanings: Callable[[str, str, str, str], tuple[Meaning, ...]]
    numbers: frozenset[str]

    def means(self, printed: Printed, figure: Figure, unit: str) -> bool:
        """Tell whether a printed figure is surely the recorded one; where it cannot be told at once, say no."""
        found = _PLAIN.fullmatch(printed.token)
        if found is None or figure.to is not None:
            return False
        before, number, behind = found.groups()
        if number.replace(",", "") != figure.value or (self.numbers and any(one in number for one in self.numbers)):
            return False
        wanted = (unit, figure.hedge, SCALE_POWERS[figure.scale])
        return wanted in self.meanings(before, number.translate(_AS_SAMPLE), behind, printed.after)


def plain_reader(lang: Lang, units: Mapping[str, Unit]) -> PlainReader:
    """Prepare the units of a site for the figures of one language."""
    reader = printed_reader(lang, units)
    forms = [unit.forms[lang] for unit in units.values() if lang in unit.forms]
    wordings = [normal(words, lang).replace("{0}", "") for one in forms for words in (one.one, one.other, *one.printed)]

    @lru_cache(_WORDINGS_MAX)
    def meanings(before: str, sample: str, behind: str, after: str) -> tuple[Meaning, ...]:
        if any(map(str.isdigit, normal(before + behind, lang))):
            return ()
        return tuple(_meanings(reader.read(Printed(before + sample + behind, after)), sample))

    return PlainReader(meanings, frozenset(_NUMBER.findall("\n".join(wordings))))


def _meanings(readings: Iterable[Quantity], sample: str) -> Iterator[Meaning]:
    """Yield the readings that are the number itself, times a power of ten."""
    number = Decimal(sample.replace(",", ""))
    for reading in readings:
        power = reading.amount.adjusted() - number.adjusted()
        if reading.upper is None and reading.amount == number.scaleb(power):
            yield Meaning(reading.unit, reading.hedge, power)
