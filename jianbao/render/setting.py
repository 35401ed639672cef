r"""
Set a figure in type: number and unit hold together, and a seal never stands alone on a line.

W3C's Requirements for Chinese Text Layout ask for the same of digits and their suffixes. Latin units are
tied with no-break spaces, which search and copying leave in peace; Han units with an element that does not wrap.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from markupsafe import Markup

from jianbao.render.escaping import escape_quickly as escape
from jianbao.render.phrases import Phrases
from jianbao.text.han import has_han

NO_BREAK_SPACE = "\u00a0"

_SCALES = frozenset({"million", "billion", "trillion"})
_HAN_NUMBER = re.compile(r"[0-9][0-9.]*[万亿]*[^\s0-9]?")
_FIRST_DIGIT = re.compile(r"[0-9]")

Setting: TypeAlias = tuple[str, str]
"""HTML before and after the seals of a figure."""

_SEALS_MAX: Final = 4096
"""Runs of seals kept: every page begins with the same numbers."""

NOTHING: Final = Markup("")


def glue(words: str) -> str:
    r"""
    Tie a number to the word that follows it, and its scale to its unit.

    >>> glue("17.63 billion yuan").replace("\u00a0", "~")
    '17.63~billion~yuan'
    """
    if " " not in words:
        return words
    before, _, rest = words.partition(" ")
    if " " not in rest:
        return f"{before}{_gap(before)}{rest}"
    out = before
    for part in rest.split(" "):
        out += _gap(before) + part
        before = part
    return out


def _gap(before: str) -> str:
    """Return the space that follows a word."""
    return NO_BREAK_SPACE if before[-1:].isdigit() or before in _SCALES else " "


def seals(numbers: tuple[int, ...], phrases: Phrases) -> Markup:
    """Write the seals of source notes: the only red on the page."""
    return _seals(numbers, phrases.say("note.label")) if numbers else NOTHING


@lru_cache(_SEALS_MAX)
def _seals(numbers: tuple[int, ...], words: str) -> Markup:
    label = escape(words)
    links = [f'<a class="seal" href="#note-{one}" aria-label="{label} {one}">{one}</a>' for one in numbers]
    return Markup("".join(links))  # noqa: S704 - the label is escaped


def card_opening(figure: str, ui: Mapping[str, str]) -> str:
    """Write the seal that opens a figure's evidence card, up to the numbers of its notes."""
    label = escape(ui["note.evidence"])
    return f'<button class="seal" type="button" popovertarget="card-{figure}" aria-label="{label} '


def sealed(setting: Setting, numbers: tuple[int, ...]) -> str:
    """Put the numbers of its notes into a figure of prose; a platform without popovers shows the cards in the page."""
    shown = str(numbers[0]) if len(numbers) == 1 else ", ".join(map(str, numbers))
    return f'{setting[0]}{shown}">{shown}</button>{setting[1]}'


def set_around(words: str) -> Setting:
    r"""
    Set a figure for the seals that follow it.

    >>> "①".join(set_around("超过100亿元"))
    '超过<span class="nb">100亿元①</span>'
    >>> "①".join(set_around("783个项目"))
    '<span class="nb">783个</span>项<span class="nb">目①</span>'
    >>> "①".join(set_around("62%")), "①".join(set_around("3–5 ℃"))
    ('<span class="nb">62%①</span>', '<span class="nb">3–5\xa0℃①</span>')
    """
    if words.isascii():
        return _set_latin(words)
    number = _HAN_NUMBER.search(words)
    if number is not None and number[0] == words:
        return f'<span class="nb">{escape(words)}', "</span>"
    if number is None or not has_han(words):
        return _set_latin(words)
    before, held, after = escape(words[: number.start()]), escape(number[0]), words[number.end() :]
    if not after:
        return f'{before}<span class="nb">{held}', "</span>"
    middle, last = escape(after[:-1]), escape(after[-1])
    return f'{before}<span class="nb">{held}</span>{middle}<span class="nb">{last}', "</span>"


def _set_latin(words: str) -> Setting:
    """Let the seals hold on to the last word."""
    words = glue(words)
    if " " not in words and (NO_BREAK_SPACE in words or words.isascii()):  # it is all one word
        return f'<span class="nb">{escape(words)}', "</span>"
    head, last = _last_word(words)
    return f'{escape(head)}<span class="nb">{escape(last)}', "</span>"


def set_sized(text: str, number: str) -> Setting:
    """
    Set a figure with its hedge and unit a size smaller; ``number`` is the same without unit and noun.

    >>> "①".join(set_sized("over 3%", "over 3"))
    '<span class="unit">over </span><b class="nb">3</b><span class="unit"><span class="nb">%①</span></span>'
    """
    text, number = glue(text), glue(number)
    digit = _FIRST_DIGIT.search(number)
    core = number[digit.start() :] if digit else number
    before, found, after = text.partition(core)
    if not found:
        head, tail = set_around(text)
        return f"<b>{head}", f"{tail}</b>"
    hedge = f'<span class="unit">{escape(before)}</span>' if before else ""
    value = f'{hedge}<b class="nb">{escape(core)}</b>'
    if not after.strip():
        return value, ""
    head, tail = set_around(after)
    return f'{value}<span class="unit">{head}', f"{tail}</span>"


def _last_word(words: str) -> tuple[str, str]:
    """Split off what a seal holds on to: the last word, or the last character of a Han word."""
    head, space, last = words.rpartition(" ")
    if not last.isascii() and NO_BREAK_SPACE not in last:
        head, space, last = words[:-1], "", words[-1:]
    return head + space, last
