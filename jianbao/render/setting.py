r"""
Set a figure in type: number and unit hold together, and a seal never stands alone on a line.

W3C's Requirements for Chinese Text Layout ask for the same of digits and their suffixes. Latin units are
tied with no-break spaces, which search and copying leave in peace; Han units with an element that does not wrap.
"""

import re
from functools import lru_cache
from typing import Final, TypeAlias

from markupsafe import Markup

from jianbao.render.escaping import escape_quickly as escape
from jianbao.render.phrases import Phrases
from jianbao.text.han import has_han
from jianbao.text.late import late_pattern
from jianbao.text.numbers import Pattern

NO_BREAK_SPACE = "\u00a0"

_SCALES = frozenset({"million", "billion", "trillion"})
_HAN_NUMBER = re.compile(r"[0-9][0-9.]*[万亿]*[^\s0-9]?")
_FIRST_DIGIT = late_pattern(r"[0-9]")

Setting: TypeAlias = tuple[str, str]
"""HTML before and after the seals of a figure."""

_ALIKE: Final = str.maketrans("123456789", "000000000")

_ALIKE_MAX: Final = 1024
"""Shapes of numbers kept with what stands around them: a site has some dozens of units, few hedges go with each."""

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
    out, _, rest = words.partition(" ")
    before = out
    for part in rest.split(" "):
        out += f"{NO_BREAK_SPACE if before[-1:].isdigit() or before in _SCALES else ' '}{part}"
        before = part
    return out


def seals(numbers: tuple[int, ...], phrases: Phrases) -> Markup:
    """Write the seals of source notes: the only red on the page."""
    return _seals(numbers, phrases.say("note.label")) if numbers else NOTHING


@lru_cache(_SEALS_MAX)
def _seals(numbers: tuple[int, ...], words: str) -> Markup:
    label = escape(words)
    links = [f'<a class="seal" href="#note-{one}" aria-label="{label} {one}">{one}</a>' for one in numbers]
    return Markup("".join(links))  # noqa: S704 - the label is escaped


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
    pieces = _cut_latin(words) if words.isascii() else _cut(words)
    if escape(words) is not words:
        pieces = [escape(piece) for piece in pieces]
    if len(pieces) == 2:  # noqa: PLR2004 - what is loose and what is held
        return f'{pieces[0]}<span class="nb">{pieces[1]}', "</span>"
    return f'{pieces[0]}<span class="nb">{pieces[1]}</span>{pieces[2]}<span class="nb">{pieces[3]}', "</span>"


def set_number(number: str, pattern: Pattern) -> str:
    r"""
    Set a number and what stands around it, up to the seals that follow, as ``set_around`` does.

    That asks where digits stand, and never for which: numbers of one shape are set alike.

    >>> set_number("3,539", ("more than ", " looms"))
    'more than <span class="nb">3,539\xa0looms'
    """
    parts = _set_alike(number.translate(_ALIKE), pattern)
    return glue(number).join(parts) if parts else set_around(number.join(pattern))[0]


@lru_cache(_ALIKE_MAX)
def _set_alike(shape: str, pattern: Pattern) -> Pattern:
    """Set what stands around the numbers of a shape; nothing where a number is cut, or is not the only one."""
    before, _ = set_around(shape.join(pattern))
    if not shape:
        return (before,)
    parts = before.split(glue(shape))
    is_clear = len(parts) == len(pattern) == 2 and not _FIRST_DIGIT.search("".join(pattern))  # noqa: PLR2004 - one gap
    return tuple(parts) if is_clear else ()


def _cut(words: str) -> list[str]:
    """Cut a figure into what may wrap and what is held together, by turns."""
    number = _HAN_NUMBER.search(words)
    if number is None:
        return _cut_latin(words)
    start, end = number.span()
    if end - start == len(words):
        return ["", words]
    if not has_han(words):
        return _cut_latin(words)
    if end == len(words):
        return [words[:start], words[start:]]
    return [words[:start], words[start:end], words[end:-1], words[-1]]


def _cut_latin(words: str) -> list[str]:
    """Let the seals hold on to the last word."""
    number, _, noun = words.rpartition(" ")
    if number[-1:].isdigit() and " " not in number:  # what is tied is the whole
        return ["", f"{number}{NO_BREAK_SPACE}{noun}"]
    glued = glue(words)
    head, space, last = glued.rpartition(" ")
    if last.isascii() or NO_BREAK_SPACE in last:
        return [head + space, last]
    return [glued[:-1], glued[-1:]]


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
