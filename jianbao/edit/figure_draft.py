"""
Write the record of a metric around one printed figure, ready to be edited.

In: a token with its sentence, what it can mean, what is mentioned beside it. Out: YAML. What only a person can know is
marked with ``TODO``: what is counted, of whom, who says so. No label is made up in any language, and no word of the
sentence is written but for the token and what the index holds of it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Dated, Lang, LocatorStr, RefStr
from jianbao.model.evidence import Printed
from jianbao.model.meanings import MARK
from jianbao.model.quantity import Quantity
from jianbao.text.amounts import amount_of
from jianbao.text.printed import Bare
from jianbao.text.quoting import quoted
from jianbao.text.stances import Stance

_SCALED: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:[\s-]?(thousand|million|billion|trillion|万亿|万|亿))?")
_SHOWN_UNITS: Final = 8
_ABOUT: Final = ("region/", "company/", "organisation/", "policy/", "topic/", "product/", "person/", "event/")


class FigureNotes(Struct, frozen=True, kw_only=True):
    """
    What is known of a printed figure that no record uses yet.

    ``readings`` are the quantities that the token can mean, ``bare`` its number for where no unit of the site fits.
    """

    id: str
    locator: LocatorStr
    lines: tuple[int, ...]
    seed_file: str
    printed: Printed
    readings: tuple[Quantity, ...]
    bare: Bare
    stance: Stance
    period: Dated | None
    mentions: tuple[RefStr, ...]


def figure_draft(notes: FigureNotes, languages: Sequence[Lang]) -> str:
    """Write the record for a site of these languages."""
    return "".join(f"{line}\n" for line in _lines(notes, languages))


def _lines(notes: FigureNotes, languages: Sequence[Lang]) -> Iterator[str]:
    quantity = notes.readings[0] if notes.readings else notes.bare.quantity
    units = [*dict.fromkeys(reading.unit for reading in notes.readings)]
    about = [ref for ref in notes.mentions if ref.startswith(_ABOUT)]
    yield from _comments(notes, units)
    yield f"name: {{{', '.join(f'{lang}: {quoted(MARK)}' for lang in languages)}}}"
    yield "draft: true"
    yield f"unit: {units[0] if len(units) == 1 else MARK}"
    yield f"about: [{', '.join(about) or MARK}]"
    yield "observations:"
    yield f"  - id: {notes.id}"
    yield f"    printed: {quoted(notes.printed.token)}"
    yield from (f"    {line}" for line in _number(quantity, notes.printed.token))
    yield f"    status: {notes.stance.status}"
    yield f"    speaker: {MARK}"
    if notes.period:
        yield f"    period: {{when: {quoted(notes.period.when)}, cites: [{', '.join(notes.period.cites)}]}}"
    yield f"    evidence: [{notes.locator}]"


def _comments(notes: FigureNotes, units: Sequence[str]) -> Iterator[str]:
    line = ", ".join(map(str, notes.lines))
    after = f", followed by “{notes.printed.after}”" if notes.printed.after else ""
    yield f"# {notes.locator}, line {line} of {notes.seed_file}: prints “{notes.printed.token}”{after}."
    yield f"# Not needed? Delete this file and list the figure in left_out of source/{notes.locator.partition('/')[0]}."
    if not units:
        words = f"printed: [{quoted(notes.bare.words)}]" if notes.bare.words else "the words by which it is printed"
        yield f"# Unit: none of site_src/units.yaml is printed here; add one with {words}, or a part of it."
    elif len(units) > 1:
        more = " and more" if len(units) > _SHOWN_UNITS else ""
        yield f"# Unit: may be {', '.join(units[:_SHOWN_UNITS])}{more}; the token does not say which."
    others = [reading.hedge for reading in notes.readings[1:] if reading.unit == notes.readings[0].unit]
    if others:
        yield f"# Hedge: may be {' or '.join(dict.fromkeys(others))} as well; only the sentence tells."
    reason = f"because of “{notes.stance.because}”" if notes.stance.because else "nothing speaks of a target or plan"
    yield f"# Status: a guess, {reason}. Speaker: who vouches for the figure."
    if not notes.period:
        yield "# Period: the sentence prints no date, or several; add `period` if you know it."


def _number(quantity: Quantity | None, token: str) -> Iterator[str]:
    """Write digits and scale as printed where that gives the number, else the number in plain digits."""
    if quantity is None:
        yield f"value: {MARK}"
        return
    digits, scale = _as_printed(quantity, token)
    yield f"value: {digits}"
    if quantity.upper is not None:
        yield f"to: {quantity.upper:f}"
    if scale:
        yield f"scale: {scale}"
    if quantity.hedge != "exact":
        yield f"hedge: {quantity.hedge}"


def _as_printed(quantity: Quantity, token: str) -> tuple[str, str]:
    if quantity.upper is None:
        for digits, scale in _SCALED.findall(token):
            plain = digits.replace(",", "")
            if _same(plain, scale, quantity.amount):
                return plain, scale
    return f"{quantity.amount:f}", ""


def _same(digits: str, scale: str, amount: Decimal) -> bool:
    return amount_of(digits, scale) == amount
