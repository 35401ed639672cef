"""
Read a printed token of a source: every quantity that it can mean.

In: a ``Printed`` of the sentence index, and the table of units. Out: quantities; none where nothing fits.
A unit of money, share, measure or time must stand in the token; what is counted must stand after it, as
whole words; of overlapping phrases the longest wins. Does not judge which of several readings is right.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final, NamedTuple

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed
from jianbao.model.quantity import Family, Quantity, Unit
from jianbao.text.chinese_tokens import chinese_wordings
from jianbao.text.late import late_pattern
from jianbao.text.lexicon import LEXICONS, listed
from jianbao.text.parse import WITH_WORD, Written, match_written, normal, written_units
from jianbao.text.readings import LONGEST, Reading, read_number

_MULTIPLES: Final[Mapping[str, str]] = {"twice": "two", "thrice": "three"}
_CHINESE_NUMBER = late_pattern(
    rf"(.*(?:[\d〇零一二两三四五六七八九十百千万亿余多来]|{'|'.join(LEXICONS[Lang('zh')].after)}))([^\d]*)"
)
_COUNTED: Final[frozenset[Family]] = frozenset({"count", "ordinal"})
_OTHER_COUNTS: Final = ("次", "均")
"""What makes another unit of a measure word: 人次 are visits, 人均 is an average."""
_NOT_OF_A_NOUN: Final = frozenset(
    listed(
        "a an the in on at by from to of into for with after before than per under over during since between within as "
        "and or but that which who is are was were be been has have had will now across through against"
    )
)
_SHARED_SCALE = (
    re.compile(r"(?<![\d.,])(\d[\d.,]*)( to |[-–—])(\d[\d.,]*)( )(thousand|million|billion|trillion)\b"),
    re.compile(r"\b([a-z]+)( to )([\d.,]+|[a-z]+)( )(thousand|million|billion|trillion)\b"),
    re.compile(r"(?<![\d.])(\d[\d.]*)([至到—–~-])(\d[\d.]*)()(千万|百万|万亿|万|亿)"),
)
_SCALED = re.compile("thousand|illion|百万|[万亿]")


class _Match(Struct, frozen=True):
    """A unit whose words stand after the number, and which of the words they are."""

    unit: str
    family: Family
    start: int
    end: int


class _Phrase(NamedTuple):
    """
    A wording of a counted unit, and its words.

    It is empty for a unit that is not printed at all, and none for an ordinal that no word follows.
    """

    unit: str
    family: Family
    text: str | None
    words: list[str]


class PrintedReader(Struct, frozen=True):
    """Reads the printed figures of one language by units that were prepared once."""

    lang: Lang
    stated: tuple[Written, ...]
    counted: tuple[_Phrase, ...]

    def read(self, printed: Printed) -> tuple[Quantity, ...]:
        """List what a printed figure can mean."""
        lang = self.lang
        token, after = normal(printed.token, lang), normal(printed.after, lang)
        if not token or len(token) > LONGEST:
            return ()
        if token in _MULTIPLES:
            token, after = _MULTIPLES[token], f"times {after}"
        found: list[Quantity] = []
        for wording in chinese_wordings(token) if lang == "zh" else (token,):
            for variant in _variants(wording):
                stated = match_written(normal(variant, lang), lang, self.stated)
                found += stated or _counted(variant, after, lang, self.counted)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def printed_reader(lang: Lang, units: Mapping[str, Unit]) -> PrintedReader:
    """Prepare the units of a site for the figures of one language."""
    return PrintedReader(lang, written_units(lang, units, WITH_WORD), tuple(_phrases(lang, units)))


def _phrases(lang: Lang, units: Mapping[str, Unit]) -> Iterator[_Phrase]:
    """Yield the printed phrases of what is counted; an ordinal that has none stands alone (ranked 11th)."""
    for name, unit in units.items():
        forms = unit.forms.get(lang) if unit.family in _COUNTED else None
        if forms is None:
            continue
        if unit.family == "ordinal" and not forms.printed:
            yield _Phrase(name, unit.family, None, [])
        for phrase in (normal(printed, lang) for printed in forms.printed):
            yield _Phrase(name, unit.family, phrase, phrase.split())


def read_printed(printed: Printed, lang: Lang, units: Mapping[str, Unit]) -> tuple[Quantity, ...]:
    """
    List what a printed figure can mean; who reads many makes a ``printed_reader``.

    >>> from jianbao.model.quantity import UnitForms
    >>> forms = {Lang("en"): UnitForms(other="{0} projects", printed=("projects",))}
    >>> units = {"project": Unit(family="count", forms=forms)}
    >>> read_printed(Printed("more than 1,300", "new projects"), Lang("en"), units)
    (Quantity(amount=Decimal('1300'), unit='project', hedge='over', upper=None),)
    """
    return printed_reader(lang, units).read(printed)


class Bare(Struct, frozen=True):
    """The number of a token, without a unit, and the words that would name its unit."""

    quantity: Quantity | None
    words: str


def read_bare(printed: Printed, lang: Lang) -> Bare:
    """
    Read the number of a token that no unit fits.

    >>> read_bare(Printed("more than 1.2 million", "trips in all"), Lang("en"))
    Bare(quantity=Quantity(amount=Decimal('1.2E+6'), unit='', hedge='over', upper=None), words='trips')
    >>> read_bare(Printed("三座", "码头"), Lang("zh")).words
    '座码头'
    """
    token = normal(printed.token, lang)
    if lang == "zh":
        found = next(
            (match for wording in chinese_wordings(token) if (match := _CHINESE_NUMBER.fullmatch(wording))), None
        )
        number, tail = (found[1], found[2]) if found else (token, "")
        return Bare(_quantity(number, lang), tail + printed.after)
    words = token.replace("-", " ").split()
    for cut in range(len(words), 0, -1):
        if quantity := _quantity(" ".join(words[:cut]), lang):
            return Bare(quantity, " ".join(words[cut:]) or _noun(printed.after))
    return Bare(None, _noun(printed.after))


def _quantity(number: str, lang: Lang) -> Quantity | None:
    ordinals = (True,) if number.startswith("第") else (False, True)
    reading = next(filter(None, (read_number(number, lang, ordinal=ordinal) for ordinal in ordinals)), None)
    return Quantity(reading.amount, "", reading.hedge, reading.upper) if reading else None


def _noun(after: str) -> str:
    """Take the words up to the first that ends a noun phrase."""
    return " ".join(takewhile(lambda word: word.casefold() not in _NOT_OF_A_NOUN, after.split()))


def _variants(token: str) -> Iterator[str]:
    """Give the token as it stands, and with a scale that both ends of a range share."""
    yield token
    for pattern in _SHARED_SCALE if _SCALED.search(token) else ():
        shared = pattern.sub(r"\1\4\5\2\3\4\5", token)
        if shared != token:
            yield shared


def _counted(token: str, after: str, lang: Lang, phrases: Iterable[_Phrase]) -> Iterator[Quantity]:
    """Read a number without a unit word, with every unit whose words follow it."""
    if lang == "zh":
        split = _CHINESE_NUMBER.fullmatch(token)
        if split is None:
            return
        token, after = split[1], split[2] + after
    words = after.split()
    standing = [
        _Match(phrase.unit, phrase.family, *span) for phrase in phrases for span in _spans(phrase, after, words, lang)
    ]
    readings = {family: _read_counted(token, lang, family) for family in {match.family for match in standing}}
    matches = [match for match in standing if readings[match.family] is not None]
    for match in matches:
        reading = readings[match.family]
        if reading is not None and not any(_longer(other, match) for other in matches):
            yield Quantity(reading.amount, match.unit, reading.hedge, reading.upper)


def _read_counted(token: str, lang: Lang, family: Family) -> Reading | None:
    if family == "ordinal":
        return read_number(token, lang, ordinal=True) if lang != "zh" or token.startswith("第") else None
    return None if token.startswith("第") else read_number(token, lang)


def _longer(other: _Match, match: _Match) -> bool:
    """Say whether another match covers this one and more."""
    covers = other.start <= match.start and match.end <= other.end
    return covers and (other.start, other.end) != (match.start, match.end)


def _spans(phrase: _Phrase, after: str, words: list[str], lang: Lang) -> Iterable[tuple[int, int]]:
    """Find a phrase after the number, counted in words, or in Chinese in characters."""
    if phrase.text is None:
        return ((0, 0),)
    if not phrase.text:
        # A unit that is not printed at all: the number must stand alone.
        return () if words else ((0, 0),)
    if lang == "zh":
        return _chinese_spans(phrase.text, after)
    wanted = phrase.words
    if wanted[0] not in words:
        return ()
    starts = range(len(words) - len(wanted) + 1)
    return ((start, start + len(wanted)) for start in starts if words[start : start + len(wanted)] == wanted)


def _chinese_spans(phrase: str, after: str) -> Iterator[tuple[int, int]]:
    """
    Find a measure word at once after the number and its noun there or later, counted in characters.

    Where nothing follows the measure word, its noun stands before the number (企业达300家) and is not known.
    """
    if after.startswith(phrase) and not after.startswith(_OTHER_COUNTS, len(phrase)):
        yield 0, len(phrase)
    elif phrase[:1] == after:
        yield 0, 1
    elif phrase[1:] and phrase[:1] == after[:1] and (at := after.find(phrase[1:], 1)) > 0:
        yield at, at + len(phrase) - 1
