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

from msgspec import Struct

from jianbao.model.basics import FigureId, FigureIdStr, Lang, Ref, RefStr
from jianbao.text.href import is_safe_href
from jianbao.text.pens import HTML, PLAIN, Part, Pen, parse_marks, parts_by_parser, write_quickly
from jianbao.text.prose import FigureToken, LinkToken, Span, Token, Words, parse_prose, token_at


class Taken(Struct, frozen=True):
    """
    A paragraph taken apart: ``parts`` are finished words and the tokens between.

    ``tokens`` are all that the text has, also those that Markdown leaves alone. ``plain`` are its parts as plain text,
    where they are known without taking it apart once more.
    """

    parts: tuple[Part, ...]
    tokens: tuple[Token, ...]
    plain: tuple[Part, ...] | None


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


def _inside(annotated: object) -> str:
    """Write the pattern of a model type, its longest length included, for what stands in brackets or braces."""
    meta = get_args(annotated)[1]
    own = meta.pattern.removeprefix("^").removesuffix(r"\Z").replace("(", "(?:")
    return rf"(?=[^\[\]{{}}]{{1,{meta.max_length}}}[\]}}])(?:{own})"


_PLAIN_TOKEN: Final = re.compile(rf"(\{{{_inside(FigureId)}\}}|\[\[{_inside(Ref)}\]\])")
"""The two commonest tokens, in a text without backslashes: a figure with its noun, a link without words."""

_TOKEN: Final = re.compile(r"(\{[^{}\[\]\\\n]*+\}|\[\[[^{}\[\]\\\n]*+\]\])")
"""What looks like a token, in a text without backslashes."""

_SPECIAL: Final = re.compile(r"[\n\\`_\[<*&>\"'{]")
"""Characters without which words hold no token and are the same in Markdown, HTML and plain text."""

_ESCAPED: Final = re.compile(r"\\([{}\[\]\\])")
_FIELD_SYNTAX: Final = re.compile(r"[{\[\\]")
"""Characters by which a token or an escape can begin: most text fields have none."""

_PARTS_MAX: Final = 256
"""Paragraphs kept taken apart: the pages of a record in each language show the same ones."""


def render_prose(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render one paragraph of Markdown as safe phrasing content."""
    return resolve_parts(take_apart(text, lang).parts, resolve)


def plain_text(text: str, lang: Lang, resolve_plain: Resolve) -> str:
    """Give one paragraph of Markdown as plain text, not escaped, without its marks."""
    plain = take_apart(text, lang).plain
    return resolve_parts(_take(text, lang, PLAIN).parts if plain is None else plain, resolve_plain)


def plain_field(text: str, resolve_plain: Resolve) -> str:
    """Give a text field as plain text, not escaped: tokens resolved, everything else as typed."""
    if not _FIELD_SYNTAX.search(text):
        return text
    pieces = parse_prose(text).pieces
    parts = [_ESCAPED.sub(r"\1", piece.text) if isinstance(piece, Words) else piece for piece in pieces]
    return resolve_parts(parts, resolve_plain)


def render_by_parser(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render a paragraph without the short cut for plain paragraphs: slower, and by law the same."""
    return resolve_parts(parts_by_parser(_normal(text), lang, HTML), resolve)


@functools.lru_cache(_PARTS_MAX)
def take_apart(text: str, lang: Lang) -> Taken:
    """
    Take a paragraph apart into finished HTML and tokens.

    >>> parts = take_apart("*Of* {n} & more", Lang("en")).parts
    >>> [part if isinstance(part, str) else type(part).__name__ for part in parts]
    ['<em>Of</em> ', 'FigureToken', ' &amp; more']
    """
    return _take(text, lang, HTML)


def resolve_parts(parts: Iterable[Part], resolve: Resolve) -> str:
    """Join the parts of a paragraph, each token as what it becomes."""
    written = []
    for part in parts:
        if isinstance(part, str):
            written.append(part)
        elif isinstance(part, FigureToken):
            written.append(resolve.figure(part.figure, noun=part.noun))
        elif isinstance(part, LinkToken):
            written.append(resolve.link(part.ref, part.words))
        else:
            written.append(resolve.date(part.when))
    return "".join(written)


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


def _take(text: str, lang: Lang, pen: Pen) -> Taken:
    text = _normal(text)
    pieces: list[Any] = _PLAIN_TOKEN.split(text)  # words and tokens in turn
    words = "".join(pieces[::2])
    tokens: list[Any]
    if not _SPECIAL.search(words):
        pieces[1::2] = tokens = [_read(mark) for mark in pieces[1::2]]
        parts = tuple(filter(None, pieces))
        return Taken(parts, tuple(tokens), parts)
    if "{" in words or "[" in words:
        pieces = _TOKEN.split(text)
    pieces[1::2] = tokens = [token_at(mark, 0) for mark in pieces[1::2]]
    written = pieces.copy()
    written[::2] = [write_quickly(one, pen) for one in pieces[::2]]
    if None in written:
        return Taken(parts_by_parser(text, lang, pen), parse_prose(text).tokens, None)
    plain = None if "*" in words else tuple(filter(None, pieces))  # what was written quickly has no other mark
    return Taken(tuple(filter(None, written)), tuple(tokens), plain)


def _read(mark: str) -> Token:
    """Read a plain token by itself: its place is that in its own text."""
    if mark[0] == "{":
        return FigureToken(0, len(mark), FigureIdStr(mark[1:-1]), noun=True)
    return LinkToken(0, len(mark), RefStr(mark[2:-2]), None)


def _normal(text: str) -> str:
    """Take away outer space, and what CommonMark takes away before it parses (spec 0.31, 2.1 and 2.3)."""
    if "\r" in text or "\0" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.strip(" \t\n")
