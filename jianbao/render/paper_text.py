r"""
Write the words of a view as Typst: what comes from content can only be words, never markup.

In: plain text, the phrasing HTML of a view, links. Out: Typst expressions for code mode. Plain text becomes a string
literal, in which Typst reads no markup, no smart quotes and no dashes; HTML becomes a block of joined expressions.
The HTML is our own and knows few elements, so it is read with one pattern; what it does not know keeps its words.
"""

import html
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urljoin

from markupsafe import Markup

from jianbao.render.views import LinkView
from jianbao.text.han import has_han

_PIECE: Final = re.compile(r"<(?P<end>/?)(?P<tag>[a-z]+)(?P<attributes>[^>]*)>|(?P<words>[^<]+)")
_HREF: Final = re.compile(r' href="([^"]*)"')
_LANG: Final = re.compile(r' lang="([a-z]+)')
_CLASS: Final = re.compile(r' class="([a-z-]+)')
_ABSOLUTE: Final = re.compile(r"(?:https?|mailto):")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_SPACES: Final = " \u00a0"
_CLOSING: Final = frozenset("、。，．：；？！…—·）］｝〉》」』】〕”’%.,:;?!)")
"""What may not begin a line, and would where a box ends before it."""

_SPECIAL: Final = re.compile(r'[\\"]|[\x00-\x1f\x7f]')
_CALLS: Final[Mapping[str, str]] = {"em": "emph", "strong": "strong", "b": "strong", "code": "code"}
_SEAL: Final = "seal("
_CLASSES: Final[Mapping[str, str]] = {"nb": "held", "unit": "unit", "unstated": "quiet"}


class Typst(str):
    """An expression of Typst that is written already."""

    __slots__ = ()


def literal(text: str) -> str:
    r"""
    Write plain text as a string of Typst.

    >>> print(literal('#set "x" \\ $1'))
    "#set \"x\" \\ $1"
    """
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{character}" if character in '\\"' else f"\\u{{{ord(character):x}}}"


def phrase(markup: Markup, address: str = "") -> str:
    r"""
    Write phrasing HTML as one expression; a seal becomes the number of its note.

    ``address`` is where the page stands: relative links are made absolute by it, and are plain words without it.

    >>> print(phrase(Markup('<strong>7</strong> carts<a class="seal" href="#note-1">1</a>')))
    { strong({ "7" }); " carts"; seal({ "1" }) }
    """
    pen = _Pen()
    for piece in _PIECE.finditer(markup):
        if piece["words"] is not None:
            pen.say(_SPACE.sub(" ", html.unescape(piece["words"])))
        elif piece["tag"] == "br":
            pen.levels[-1].append("linebreak()")
        elif piece["end"]:
            pen.end()
        else:
            pen.begin(*_call(piece["tag"], piece["attributes"], address))
    return _joined(pen.levels[0])


class _Pen:
    """Writes the elements of a phrase into each other, and what stands between neighbours that a box parts."""

    def __init__(self) -> None:
        self.levels: list[list[str]] = [[]]
        self._opened: list[tuple[str, str]] = []
        self._last = ""
        self._edge: int | None = None  # the level at whose end a box begins or has ended

    def say(self, words: str) -> None:
        """Write words; where a box parts them from the last ones, Typst does not see that they are neighbours."""
        if self._edge is not None:
            outside = self.levels[self._edge]
            inner = words.lstrip(_SPACES) if outside is not self.levels[-1] else words
            if inner != words:  # a space at the beginning of a box would stand at the beginning of a line
                outside.append(literal(words[: len(words) - len(inner)]))
                words = inner
            elif words[:1] in _CLOSING:
                outside.append("sym.wj")
            elif _is_mixed(self._last, words[:1]):
                outside.append("autospace")
        self.levels[-1].append(literal(words))
        self._last, self._edge = words[-1:], None

    def begin(self, before: str, after: str) -> None:
        """Begin an element."""
        if "held(" in before:
            self._edge = len(self.levels) - 1
        self._opened.append((before, after))
        self.levels.append([])

    def end(self) -> None:
        """End an element."""
        (before, after), inside = self._opened.pop(), _joined(self.levels.pop())
        outer = self.levels[-1]
        if before == _SEAL:
            outer += ["comma"] if outer and outer[-1].startswith(_SEAL) else []
            self._last = ""
        if before == _SEAL or "held(" in before or self._edge is not None:
            self._edge = len(self.levels) - 1
        outer.append(before + inside + after)


def _is_mixed(one: str, other: str) -> bool:
    """Say whether one of two characters is Chinese and the other a Latin letter or digit."""
    return (one.isascii() and one.isalnum() and has_han(other)) or (
        other.isascii() and other.isalnum() and has_han(one)
    )


def _joined(parts: list[str]) -> str:
    return f"{{ {'; '.join(parts)} }}" if parts else '""'


def _call(tag: str, attributes: str, address: str) -> tuple[str, str]:
    """Return what an element puts before and after its content."""
    name = found[1] if (found := _CLASS.search(attributes)) else ""
    if name == "seal":
        return _SEAL, ")"
    calls = [call for call in (_CALLS.get(tag), _CLASSES.get(name)) if call]
    before, after = "".join(f"{call}(" for call in calls), ")" * len(calls)
    if found := _LANG.search(attributes):
        before, after = f"tongue({literal(found[1])}, {before}", f"{after})"
    if tag == "a" and (found := _HREF.search(attributes)):
        target = _target(html.unescape(found[1]), address)
        before, after = (f"link({literal(target)}, {before}", f"{after})") if target else (before, after)
    return before, after


def _target(href: str, address: str) -> str:
    """Return an address that holds on paper, or nothing where there is none."""
    if _ABSOLUTE.match(href):
        return href
    return urljoin(address, href) if address else ""


def link(view: LinkView, address: str = "") -> str:
    """Write the words of a link, in their language; its address only where that is absolute."""
    shown = literal(view.words)
    if view.lang:
        shown = f"tongue({literal(view.lang.partition('-')[0])}, {shown})"
    target = _target(view.href, address)
    return f"link({literal(target)}, {shown})" if target else shown


def write(value: object, address: str = "") -> str:
    """
    Write any value of a view as an expression of Typst: all that a template puts out passes here.

    >>> write(True), write(7), write(("a", Typst("[b]")))
    ('true', '7', '("a", [b],)')
    """
    match value:
        case Typst():
            return str(value)
        case Markup():
            return phrase(value, address)
        case str():
            return literal(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case LinkView():
            return link(value, address)
        case tuple() | list():
            return f"({' '.join(f'{write(one, address)},' for one in value)})"
    raise TypeError(type(value).__name__)
