"""
Turn prose into HTML or plain text, with its tokens resolved.

In: one paragraph (inline CommonMark, no raw HTML, no images) or one text field (no Markdown at all), and a
``Resolve`` that says what a token becomes. Out: phrasing content, never a block: the caller writes the ``<p>``.
Chinese needs two things that CommonMark lacks: emphasis next to full-width punctuation, and line breaks that vanish.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.text.href import is_safe_href
from jianbao.text.late import late_pattern
from jianbao.text.pens import HTML, PLAIN, Part, Pen, parse_marks, parts_by_parser, write_quickly
from jianbao.text.prose import FigureToken, LinkToken, Span, Token, Words, parse_prose, token_at


class Resolve(Protocol):
    """
    Say what a token becomes: finished safe HTML, or plain text for the functions that give plain text.

    A name that nothing bears is a ``KeyError``: by that a text is told in which something only looks like a token.
    """

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure with hedge, unit and noun, or without unit and noun."""

    def date(self, when: str, /) -> str:
        """Write a date or interval."""

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link; ``words`` are as typed, not escaped, and ``None`` asks for the name of the record."""


class UnsafeLink(Span, frozen=True, gc=False):
    """A link whose destination is not written."""

    href: str


class Cut(Struct, frozen=True, gc=False):
    """
    A paragraph cut at its tokens.

    ``pieces`` are words as typed and what stands in tokens, by turns, that of a link after a ``LINK``; they are empty
    where it takes a parser to find them. All ``is_plain`` where the words are the same in HTML and in plain text.
    """

    text: str
    lang: Lang
    pieces: Sequence[Any]
    is_plain: bool


LINK: Final = "\0"
"""Tells what stands in a link from what stands in braces: no text that is cut has it."""

AFTER_LINK: Final = "\1"
"""Comes after all that begins with it: to compare costs a third of what a slice does."""

_ESCAPED: Final = late_pattern(r"\\([{}\[\]\\])")

_PARTS_MAX: Final = 256
"""Paragraphs kept that take a parser: the pages of a record show the same ones."""


def render_prose(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render one paragraph of Markdown as safe phrasing content."""
    return render_cut(cut_prose(text, lang), resolve)


def plain_text(text: str, lang: Lang, resolve_plain: Resolve) -> str:
    """Give one paragraph of Markdown as plain text, not escaped, without its marks."""
    return render_cut(cut_prose(text, lang), resolve_plain, PLAIN)


def is_bare(text: str) -> bool:
    """Say whether a text field holds no token and no escape, as most do: it is plain text as it is typed."""
    return "{" not in text and "[" not in text and "\\" not in text


def plain_field(text: str, resolve_plain: Resolve) -> str:
    """Give a text field as plain text, not escaped: tokens resolved, everything else as typed."""
    if is_bare(text):
        return text
    pieces = parse_prose(text).pieces
    parts = [_ESCAPED.sub(r"\1", piece.text) if isinstance(piece, Words) else piece for piece in pieces]
    return _join(parts, resolve_plain)


def render_by_parser(text: str, lang: Lang, resolve: Resolve, pen: Pen = HTML) -> str:
    """Render a paragraph without the short cut for what needs no parser: slower, and by law the same."""
    return _join(_parse(text, lang, pen), resolve)


def cut_prose(text: str, lang: Lang) -> Cut:
    r"""
    Cut a paragraph at its tokens, so that it can be rendered more than once.

    To look for one character after the other costs half of what a pattern of them all does.

    >>> cut_prose("Of {n} and {2026} in [[region/x]].", Lang("en")).pieces
    ['Of ', 'n', ' and ', '2026', ' in ', '\x00region/x', '.']
    """
    bare = text.strip(" \t\n")
    if "\n" in bare or "\r" in bare or "\0" in bare or "\\" in bare or "`" in bare or "_" in bare or "<" in bare:
        return Cut(text, lang, (), is_plain=False)
    is_plain = not ("*" in bare or "'" in bare or '"' in bare or "&" in bare or ">" in bare)
    if "[" in bare:
        bare = bare.replace("[[", "{" + LINK)
        if "[" in bare:
            return Cut(text, lang, (), is_plain=False)
    words, *rest = bare.split("{")
    pieces = [words]
    for piece in rest:
        token, closing, words = piece.partition("]]" if piece < AFTER_LINK else "}")
        if not closing:
            return Cut(text, lang, (), is_plain=False)
        pieces += (token, words)
    return Cut(text, lang, pieces, is_plain)


def render_cut(cut: Cut, resolve: Resolve, pen: Pen = HTML) -> str:
    """Render a paragraph that has been cut, as HTML or as plain text."""
    pieces = [*cut.pieces]
    if not cut.is_plain:
        words = write_quickly(pieces[::2], pen) if pieces else None
        if words is None:
            return render_by_parser(cut.text, cut.lang, resolve, pen)
        pieces[::2] = words
    try:
        for place in range(1, len(pieces), 2):
            inside = pieces[place]
            if inside >= "a" and ":" not in inside:
                pieces[place] = resolve.figure(inside, noun=True)
            elif inside < AFTER_LINK and inside and "|" not in inside:
                pieces[place] = resolve.link(inside[1:], None)
            else:
                pieces[place] = _read(inside, resolve)
    except KeyError:  # it was no token, or nobody may read it: the parser finds out
        return render_by_parser(cut.text, cut.lang, resolve, pen)
    return "".join(pieces)


def _read(inside: str, resolve: Resolve) -> str:
    """Resolve one of the rarer tokens, by what stands in it; what only looks like one is a ``KeyError``."""
    token = token_at(f"[[{inside[1:]}]]" if inside[:1] == LINK else f"{{{inside}}}", 0)
    if token is None:
        raise KeyError(inside)
    return _resolve(token, resolve)


def _resolve(token: Token, resolve: Resolve) -> str:
    if isinstance(token, FigureToken):
        return resolve.figure(token.figure, noun=token.noun)
    if isinstance(token, LinkToken):
        return resolve.link(token.ref, token.words)
    return resolve.date(token.when)


def _join(parts: Iterable[Part], resolve: Resolve) -> str:
    """Join the parts of a paragraph, each token as what it becomes."""
    return "".join([part if isinstance(part, str) else _resolve(part, resolve) for part in parts])


@functools.lru_cache(_PARTS_MAX)
def _parse(text: str, lang: Lang, pen: Pen) -> tuple[Part, ...]:
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
