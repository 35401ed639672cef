"""
Turn prose into HTML or plain text, with its tokens resolved.

In: one paragraph (inline CommonMark, no raw HTML, no images) or one text field (no Markdown at all), and a
``Resolve`` that says what a token becomes. Out: phrasing content, never a block: the caller writes the ``<p>``.
Chinese needs two things that CommonMark lacks: emphasis next to full-width punctuation, and line breaks that vanish.
"""

import functools
import re
from collections.abc import Iterable
from typing import Any, Final, Protocol, get_args

from jianbao.model.basics import FigureId, FigureIdStr, Lang, Ref, RefStr
from jianbao.text.href import is_safe_href
from jianbao.text.pens import HTML, PLAIN, Part, Pen, parse_marks, parts_by_parser, write_quickly
from jianbao.text.prose import FigureToken, LinkToken, Span, Token, Words, parse_prose, token_at


class Resolve(Protocol):
    """Say what a token becomes: finished safe HTML, or plain text for the functions that give plain text."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure with hedge, unit and noun, or without unit and noun."""

    def date(self, when: str, /) -> str:
        """Write a date or interval."""

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link; ``words`` are as typed, not escaped, and ``None`` asks for the name of the record."""


class UnsafeLink(Span, frozen=True, gc=False):
    """A link whose destination is not written."""

    href: str


def _inside(annotated: object, closing: str) -> str:
    """Write the pattern of a model type, its longest length included, for what stands before a closing mark."""
    meta = get_args(annotated)[1]
    own = meta.pattern.removeprefix("^").removesuffix(r"\Z").replace("(", "(?:")
    return rf"(?=[^{closing}]{{1,{meta.max_length}}}{closing})({own})"


_PLAIN_TOKEN: Final = re.compile(rf"\{{{_inside(FigureId, '}')}\}}|\[\[{_inside(Ref, ']')}\]\]")
"""
The two commonest tokens: a figure with its noun, a link without words.

It cuts a text into words, figure and record by turns. Every alternative begins with a literal, so that the search
skips from one such character to the next.
"""

_TOKEN: Final = re.compile(r"(\{[^{}\[\]\\\n]*+\}|\[\[[^{}\[\]\\\n]*+\]\])")
"""What looks like a token, in a text without backslashes."""

_SPECIAL: Final = re.compile(r"[\n\r\0\\`_\[<*&>\"'{]")
"""Characters without which words hold no token and are the same in Markdown, HTML and plain text."""

_ESCAPED: Final = re.compile(r"\\([{}\[\]\\])")

_PARTS_MAX: Final = 256
"""Paragraphs kept that take a parser: the pages of a record show the same ones."""


def render_prose(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render one paragraph of Markdown as safe phrasing content."""
    return _rendered(text, lang, HTML, resolve)


def plain_text(text: str, lang: Lang, resolve_plain: Resolve) -> str:
    """Give one paragraph of Markdown as plain text, not escaped, without its marks."""
    return _rendered(text, lang, PLAIN, resolve_plain)


def plain_field(text: str, resolve_plain: Resolve) -> str:
    """Give a text field as plain text, not escaped: tokens resolved, everything else as typed."""
    if "{" not in text and "[" not in text and "\\" not in text:  # most fields hold no token and no escape
        return text
    pieces = parse_prose(text).pieces
    parts = [_ESCAPED.sub(r"\1", piece.text) if isinstance(piece, Words) else piece for piece in pieces]
    return _resolved(parts, resolve_plain)


def render_by_parser(text: str, lang: Lang, resolve: Resolve, pen: Pen = HTML) -> str:
    """Render a paragraph without the short cut for what needs no parser: slower, and by law the same."""
    return _resolved(_parsed(text, lang, pen), resolve)


def _rendered(text: str, lang: Lang, pen: Pen, resolve: Resolve) -> str:
    pieces = _cut(text.strip(" \t\n"), pen)
    if pieces is None:
        return render_by_parser(text, lang, resolve, pen)
    figure, link = resolve.figure, resolve.link
    for place in range(1, len(pieces), 3):
        if pieces[place]:
            pieces[place] = figure(pieces[place], noun=True)
        elif type(other := pieces[place + 1]) is str:
            pieces[place + 1] = link(RefStr(other), None)
        else:
            pieces[place + 1] = _token(other, resolve)
    return "".join(filter(None, pieces))


def _cut(text: str, pen: Pen) -> list[Any] | None:
    """
    Cut a paragraph into finished words, figure and record by turns; ``None`` where that takes a parser.

    Of figure and record one is always ``None``. A rarer token stands in the place of the record.
    """
    pieces: list[Any] = _PLAIN_TOKEN.split(text)
    words = "".join(pieces[::3])
    if not _SPECIAL.search(words):
        return pieces
    if "{" in words or "[" in words:
        pieces = _with_rarer_tokens(text)
    written = write_quickly(pieces[::3], pen)
    if written is None:
        return None
    pieces[::3] = written
    return pieces


def _with_rarer_tokens(text: str) -> list[Any]:
    """Cut at tokens of every kind; what only looks like one stays among the words."""
    marks = _TOKEN.split(text)
    pieces: list[Any] = [marks[0]]
    for mark, words in zip(marks[1::2], marks[2::2], strict=True):
        token = token_at(mark, 0)
        if token is None:
            pieces[-1] += mark + words
        else:
            pieces += (None, token, words)
    return pieces


def _resolved(parts: Iterable[Part], resolve: Resolve) -> str:
    """Join the parts of a paragraph, each token as what it becomes."""
    return "".join([part if isinstance(part, str) else _token(part, resolve) for part in parts])


def _token(token: Token, resolve: Resolve) -> str:
    if isinstance(token, FigureToken):
        return resolve.figure(token.figure, noun=token.noun)
    if isinstance(token, LinkToken):
        return resolve.link(token.ref, token.words)
    return resolve.date(token.when)


@functools.lru_cache(_PARTS_MAX)
def _parsed(text: str, lang: Lang, pen: Pen) -> tuple[Part, ...]:
    return parts_by_parser(_normal(text), lang, pen)


def unsafe_links(text: str) -> tuple[UnsafeLink, ...]:
    """Find the links of a paragraph whose destination ``render_prose`` does not write."""
    if "](" not in text and "<" not in text:  # one of them begins every destination
        return ()
    links = [
        UnsafeLink(mark.meta["start"], mark.meta["end"], str(mark.attrs["href"]))
        for mark in parse_marks(text, Lang("en"))
        if mark.type == "link_open"
    ]
    return tuple(link for link in links if not is_safe_href(link.href))


def _normal(text: str) -> str:
    """Take away outer space, and what CommonMark takes away before it parses (spec 0.31, 2.1 and 2.3)."""
    if "\r" in text or "\0" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.strip(" \t\n")
