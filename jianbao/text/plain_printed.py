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
_AS_SAMPLE: Final = bytes.maketrans(b"0123456789", b"3333333333")
_NUMBER: Final = re.compile(r"\d[\d,.]*")
_WORDINGS_MAX: Final = 4096


class Meaning(NamedTuple):
    """What the words around a number make of it: its unit and hedge, and the power of ten that they multiply it by."""

    unit: str
    hedge: Hedge
    power: int


class Shape(NamedTuple):
    """Where the number stands in all tokens that differ in digits alone, and what the words around make of it."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


_OTHER: Final = Shape(0, 0, ())
"""A token that is no number in digits with words around it."""


class PlainReader(Struct, frozen=True):
    """
    Knows how the printed figures of one language read by their words.

    ``numbers`` stand in the words of units (per 10,000 people): a figure that holds one may be such words.
    """

    shape: Callable[[bytes, str], "Shape"]
    numbers: frozenset[str]

    def means(self, printed: Printed, figure: Figure, unit: str) -> bool:
        """Tell whether a printed figure is surely the recorded one; where it cannot be told at once, say no."""
        token = printed.token
        start, end, meanings = self.shape(token.encode("utf-8", "surrogatepass").translate(_AS_SAMPLE), printed.after)
        number = token[start:end]
        if number.replace(",", "") != figure.value or figure.to is not None:
            return False
        if self.numbers and any(one in number for one in self.numbers):
            return False
        return (unit, figure.hedge, SCALE_POWERS[figure.scale]) in meanings


def plain_reader(lang: Lang, units: Mapping[str, Unit]) -> PlainReader:
    """Prepare the units of a site for the figures of one language."""
    reader = printed_reader(lang, units)
    forms = [unit.forms[lang] for unit in units.values() if lang in unit.forms]
    wordings = [normal(words, lang).replace("{0}", "") for one in forms for words in (one.one, one.other, *one.printed)]

    @lru_cache(_WORDINGS_MAX)
    def shape(sample: bytes, after: str) -> Shape:
        token = sample.decode(errors="surrogatepass")
        found = _PLAIN.fullmatch(token)
        if found is None or any(map(str.isdigit, normal(found[1] + found[3], lang))):
            return _OTHER
        return Shape(*found.span(2), tuple(_meanings(reader.read(Printed(token, after)), found[2])))

    return PlainReader(shape, frozenset(_NUMBER.findall("\n".join(wordings))))


def _meanings(readings: Iterable[Quantity], sample: str) -> Iterator[Meaning]:
    """Yield the readings that are the number itself, times a power of ten."""
    number = Decimal(sample.replace(",", ""))
    for reading in readings:
        power = reading.amount.adjusted() - number.adjusted()
        if reading.upper is None and reading.amount == number.scaleb(power):
            yield Meaning(reading.unit, reading.hedge, power)
