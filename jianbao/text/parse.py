"""
Read quantities back from text: the inverse of ``numbers.format_quantity``, and some of its neighbours.

In: a text that is one quantity, and the table of units. Out: the quantity whose pattern takes up most of
the text, or nothing. Does not look for quantities inside sentences; ``scan`` does.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.numbers import hedges_whole
from jianbao.text.readings import LONGEST, Reading, read_number, split_range, strip_hedge

WITH_WORD: Final[frozenset[Family]] = frozenset({"currency", "percent", "measure", "duration", "proportion"})
"""Families whose unit is a word beside the number, so that every printed form of it may be read."""


class _Shape(Struct, frozen=True):
    """A pattern cut at its number; ``literal`` patterns have no number and mean one."""

    before: str
    after: str
    literal: bool
    whole: bool

    @property
    def weight(self) -> int:
        """How much of a text the pattern itself accounts for."""
        return len(self.before) + len(self.after)


class _Said(Struct, frozen=True):
    """A text, its hedge, and the text without it."""

    text: str
    hedge: Hedge
    body: str


class _Found(Struct, frozen=True):
    """A reading, and how much of the text the pattern accounted for."""

    reading: Reading
    weight: int


def parse_quantity(text: str, lang: Lang, units: Mapping[str, Unit]) -> Quantity | None:
    """
    Read one quantity; of several units the one with the longest wording, of equals the first in the table.

    >>> from jianbao.model.quantity import UnitForms
    >>> units = {"cny": Unit(family="currency", forms={Lang("zh"): UnitForms(other="{0}元")})}
    >>> parse_quantity("逾176.3亿元", Lang("zh"), units)
    Quantity(amount=Decimal('1.763E+10'), unit='cny', hedge='over', upper=None)
    """
    found = match_units(text, lang, units)
    return found[0] if found else None


def match_units(
    text: str, lang: Lang, units: Mapping[str, Unit], families: Collection[Family] = ()
) -> tuple[Quantity, ...]:
    """Read a text with every unit (of ``families``, if given) and keep those with the longest wording."""
    return match_written(normal(text, lang), lang, written_units(lang, units, families))


class Written(NamedTuple):
    """A unit as a language writes it, the longest wording first; a text that holds none of ``needs`` is not of it."""

    name: str
    family: Family
    shapes: tuple[_Shape, ...]
    needs: tuple[str, ...]


def written_units(lang: Lang, units: Mapping[str, Unit], families: Collection[Family] = ()) -> tuple[Written, ...]:
    """Prepare the units (of ``families``, if given) that a language writes, in the order of the table."""
    return tuple(
        Written(name, unit.family, *_shapes(unit.forms[lang], unit.family, lang))
        for name, unit in units.items()
        if lang in unit.forms and (not families or unit.family in families)
    )


def _needs(shapes: Iterable[_Shape]) -> tuple[str, ...]:
    """Return the fewest strings of which one stands in every text of these shapes; nothing stands in any."""
    fixed = {max(shape.before, shape.after, key=len) for shape in shapes}
    return tuple(one for one in sorted(fixed) if not any(other in one for other in fixed - {one}))


def match_written(text: str, lang: Lang, written: Iterable[Written]) -> tuple[Quantity, ...]:
    """Read a text that is ``normal`` with prepared units and keep those with the longest wording."""
    if not text or len(text) > LONGEST:
        return ()
    said: _Said | None = None
    best: list[Quantity] = []
    weight = -1
    for name, family, shapes, needs in written:
        if not any(need in text for need in needs):
            continue
        said = said or _said(text, lang)
        found = _read_by_any(said, shapes, lang, family, weight)
        if found is not None:
            best = best if found.weight == weight else []
            weight = found.weight
            best.append(Quantity(found.reading.amount, name, found.reading.hedge, found.reading.upper))
    return tuple(best)


def normal(text: str, lang: Lang) -> str:
    """Even out spaces and case, which carry no number."""
    text = " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
    return text if lang == "zh" else text.casefold()


@lru_cache(maxsize=4096)
def _shapes(forms: UnitForms, family: Family, lang: Lang) -> tuple[tuple[_Shape, ...], tuple[str, ...]]:
    """List the ways a unit is written, the longest wording first, and what a text of it needs."""
    patterns = dict.fromkeys(
        [forms.other, *([forms.one] if forms.one else []), *_printed_patterns(forms, family, lang)]
    )
    shapes = [_shape(normal(pattern, lang), family) for pattern in patterns]
    return tuple(sorted(shapes, key=lambda shape: -shape.weight)), _needs(shapes)


def _shape(pattern: str, family: Family) -> _Shape:
    """Cut a pattern at its number."""
    before, mark, after = pattern.partition("{0}")
    return _Shape(before, after, not mark, hedges_whole(family, pattern))


def _printed_patterns(forms: UnitForms, family: Family, lang: Lang) -> Iterator[str]:
    """Make patterns of the printed words: after the number, or before it as money is."""
    for word in forms.printed if family in WITH_WORD else ():
        if family == "proportion":
            yield word
            continue
        gaps = ("", " ") if lang == "zh" or not word[0].isalpha() else (" ", "-", "")
        yield from ("{0}" + gap + word for gap in gaps)
        if family == "currency":
            yield from (word + gap + "{0}" for gap in ("", " "))


def _said(text: str, lang: Lang) -> _Said:
    return _Said(text, *strip_hedge(text, lang))


def _read_by_any(said: _Said, shapes: tuple[_Shape, ...], lang: Lang, family: Family, least: int) -> _Found | None:
    """Read a text by the longest wording that fits it and is no shorter than ``least``."""
    found = _read_one(said, shapes, lang, family)
    if found is not None:
        return found if found.weight >= least else None
    ends = split_range(said.text, lang) if any(shape.whole for shape in shapes) else None
    if ends is None:
        return None
    low, high = (_read_one(_said(end, lang), shapes, lang, family) for end in ends)
    if low is None or high is None or not low.reading.hedge == high.reading.hedge == "exact":
        return None
    weight = min(low.weight, high.weight)
    return _Found(Reading(low.reading.amount, "range", high.reading.amount), weight) if weight >= least else None


def _read_one(said: _Said, shapes: tuple[_Shape, ...], lang: Lang, family: Family) -> _Found | None:
    """Read a text that repeats no pattern; the shapes come with the longest first."""
    for shape in shapes:
        if (reading := _read(said, shape, lang, family)) is not None:
            return _Found(reading, shape.weight)
    return None


def _read(said: _Said, shape: _Shape, lang: Lang, family: Family) -> Reading | None:
    """Read a text by one shape, with the hedge outside the pattern or inside it."""
    inside = _inside(said.text, shape, lang, family)
    if inside is not None:
        return inside
    reading = _inside(said.body, shape, lang, family) if said.hedge != "exact" else None
    return Reading(reading.amount, said.hedge) if reading is not None and reading.hedge == "exact" else None


def _inside(text: str, shape: _Shape, lang: Lang, family: Family) -> Reading | None:
    """Read what stands where the pattern has its number."""
    if shape.literal:
        return Reading(Decimal(1)) if text == shape.before else None
    if len(text) <= shape.weight or not (text.startswith(shape.before) and text.endswith(shape.after)):
        return None
    return read_number(text[len(shape.before) : len(text) - len(shape.after)], lang, ordinal=family == "ordinal")
