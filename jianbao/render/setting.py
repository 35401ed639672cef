r"""
Set a figure in type: number and unit hold together, and a seal never stands alone on a line.

W3C's Requirements for Chinese Text Layout ask for the same of digits and their suffixes. Latin units are
tied with no-break spaces, which search and copying leave in peace; Han units with an element that does not wrap.
"""

import re
from itertools import pairwise

from markupsafe import Markup

from jianbao.render.phrases import Phrases

NO_BREAK_SPACE = "\u00a0"

_SCALES = frozenset({"million", "billion", "trillion"})
_HAN_NUMBER = re.compile(r"[0-9][0-9.]*[万亿]*[^\s0-9]?")
_HELD = Markup('<span class="nb">{}</span>')


def glue(words: str) -> str:
    r"""
    Tie a number to the word that follows it, and its scale to its unit.

    >>> glue("17.63 billion yuan").replace("\u00a0", "~")
    '17.63~billion~yuan'
    """
    parts = words.split(" ")
    out = parts[0]
    for before, part in pairwise(parts):
        out += (NO_BREAK_SPACE if before[-1:].isdigit() or before in _SCALES else " ") + part
    return out


def seals(numbers: tuple[int, ...], phrases: Phrases) -> Markup:
    """Write the seals of source notes: the only red on the page."""
    seal = Markup('<a class="seal" href="#note-{0}" aria-label="{1} {0}">{0}</a>')
    label = phrases.say("note.label")
    return Markup("").join(seal.format(number, label) for number in numbers)


def card_seal(numbers: tuple[int, ...], figure: str, phrases: Phrases) -> Markup:
    """Write the seal that opens a figure's evidence card; a platform without popovers shows the cards in the page."""
    seal = Markup('<button class="seal" type="button" popovertarget="card-{}" aria-label="{} {}">{}</button>')
    shown = ", ".join(map(str, numbers))
    return seal.format(figure, phrases.say("note.evidence"), shown, shown)


def set_figure(words: str, marks: Markup) -> Markup:
    """
    Write a figure with its seals.

    >>> str(set_figure("超过100亿元", Markup("①")))
    '超过<span class="nb">100亿元①</span>'
    >>> str(set_figure("783个项目", Markup("①")))
    '<span class="nb">783个</span>项<span class="nb">目①</span>'
    >>> str(set_figure("62%", Markup("①")))
    '<span class="nb">62%①</span>'
    """
    number = _HAN_NUMBER.search(words)
    if words.isascii() or number is None:
        head, last = _last_word(glue(words))
        return Markup("{}").format(head) + _HELD.format(Markup("{}{}").format(last, marks))
    before, held, after = words[: number.start()], number[0], words[number.end() :]
    if not after:
        return Markup("{}").format(before) + _HELD.format(Markup("{}{}").format(held, marks))
    middle, last = after[:-1], after[-1]
    return Markup("{}{}{}{}").format(
        before, _HELD.format(held), middle, _HELD.format(Markup("{}{}").format(last, marks))
    )


def _last_word(words: str) -> tuple[str, str]:
    """Split off what a seal holds on to: the last word, or the last character of a Han word."""
    head, space, last = words.rpartition(" ")
    if not last.isascii() and NO_BREAK_SPACE not in last:
        head, space, last = words[:-1], "", words[-1:]
    return head + space, last
