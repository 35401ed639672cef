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

_PIECE: Final = re.compile(r"<(?P<end>/?)(?P<tag>[a-z]+)(?P<attributes>[^>]*)>|(?P<words>[^<]+)")
_HREF: Final = re.compile(r' href="([^"]*)"')
_LANG: Final = re.compile(r' lang="([a-z]+)')
_CLASS: Final = re.compile(r' class="([a-z-]+)')
_ABSOLUTE: Final = re.compile(r"(?:https?|mailto):")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_SPECIAL: Final = re.compile(r'[\\"]|[\x00-\x1f\x7f]')
_CALLS: Final[Mapping[str, str]] = {"em": "emph", "strong": "strong", "b": "strong", "code": "code"}
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
    levels: list[list[str]] = [[]]
    opened: list[tuple[str, str]] = []
    for piece in _PIECE.finditer(markup):
        if piece["words"] is not None:
            levels[-1].append(literal(_SPACE.sub(" ", html.unescape(piece["words"]))))
        elif piece["tag"] == "br":
            levels[-1].append("linebreak()")
        elif piece["end"]:
            (before, after), inside = opened.pop(), _joined(levels.pop())
            levels[-1].append(before + inside + after)
        else:
            opened.append(_call(piece["tag"], piece["attributes"], address))
            levels.append([])
    return _joined(levels[0])


def _joined(parts: list[str]) -> str:
    return f"{{ {'; '.join(parts)} }}" if parts else '""'


def _call(tag: str, attributes: str, address: str) -> tuple[str, str]:
    """Return what an element puts before and after its content."""
    name = found[1] if (found := _CLASS.search(attributes)) else ""
    call = "seal" if name == "seal" else _CALLS.get(tag) or _CLASSES.get(name)
    before, after = (f"{call}(", ")") if call else ("", "")
    if name != "seal" and (found := _LANG.search(attributes)):
        before, after = f"tongue({literal(found[1])}, {before}", f"{after})"
    if name != "seal" and tag == "a" and (found := _HREF.search(attributes)):
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
