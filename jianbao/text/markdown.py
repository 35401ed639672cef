"""
Turn prose into HTML or plain text, with its tokens resolved.

In: one paragraph (inline CommonMark, no raw HTML, no images) or one text field (no Markdown at all), and a
``Resolve`` that says what a token becomes. Out: phrasing content, never a block: the caller writes the ``<p>``.
Chinese needs two things that CommonMark lacks: emphasis next to full-width punctuation, and line breaks that vanish.
"""

import functools
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.text.han import is_chinese, is_full_width
from jianbao.text.href import is_safe_href
from jianbao.text.prose import DateToken, FigureToken, Span, Token, Words, parse_prose, token_at

if TYPE_CHECKING:
    from jianbao.text.commonmark import Mark


Part: TypeAlias = str | Token
"""A piece of a paragraph: finished words, or a token that each page resolves for itself."""


class Taken(Struct, frozen=True):
    """
    A paragraph taken apart: ``parts`` are finished words and the tokens between.

    ``tokens`` are all that the text has, also those that Markdown leaves alone. What ``is_plain`` has the same parts
    as plain text.
    """

    parts: tuple[Part, ...]
    tokens: tuple[Token, ...]
    is_plain: bool


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


class _Pen(Struct, frozen=True):
    """How one output writes characters and marks."""

    escape: Callable[[str], str]
    marks: Mapping[str, str]
    line: str
    anchors: bool


_HTML: Final = _Pen(
    escape=html.escape,
    marks={
        "em_open": "<em>",
        "em_close": "</em>",
        "strong_open": "<strong>",
        "strong_close": "</strong>",
        "code_open": "<code>",
        "code_close": "</code>",
        "hardbreak": "<br>\n",
    },
    line="\n",
    anchors=True,
)
_PLAIN: Final = _Pen(escape=str, marks={"hardbreak": " "}, line=" ", anchors=False)

_TOKEN: Final = re.compile(r"(\{[^{}\[\]\\\n]*+\}|\[\[[^{}\[\]\\\n]*+\]\])")
"""What looks like a token, in a text without backslashes."""

_SPECIAL: Final = re.compile(r"[\n\\`_\[<*&>\"']")
"""Characters without which words are the same in Markdown, HTML and plain text."""

_SYNTAX: Final = re.compile(r"[\n\\`_\[<]|&#?[A-Za-z0-9]+;")
"""By what inline CommonMark can begin, but for the asterisk; ``!`` matters to images only, and they are off."""

_EMPHASIS: Final = re.compile(r"(?<!\*)(\*\*?)(?=[^\W_])([^*]*)(?<=[^\W_])\1(?!\*)")
"""
Emphasis that can be read in one way only: two runs of one or two asterisks, alike, each with a letter or digit inside.

The first then opens and the second closes, whatever stands outside (CommonMark 0.31, 6.2).
"""

_STAND_IN: Final = "\ufffc"
"""What a token counts as where its neighbours are asked for."""

_ESCAPED: Final = re.compile(r"\\([{}\[\]\\])")
_FIELD_SYNTAX: Final = re.compile(r"[{\[\\]")
"""Characters by which a token or an escape can begin: most text fields have none."""

_PARTS_MAX: Final = 4096
"""Paragraphs kept taken apart: the pages of a record in each language show the same ones."""


def render_prose(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render one paragraph of Markdown as safe phrasing content."""
    return resolve_parts(take_apart(text, lang).parts, resolve)


def plain_text(text: str, lang: Lang, resolve_plain: Resolve) -> str:
    """Give one paragraph of Markdown as plain text, not escaped, without its marks."""
    taken = take_apart(text, lang)
    return resolve_parts(taken.parts if taken.is_plain else _plain_parts(text, lang), resolve_plain)


def plain_field(text: str, resolve_plain: Resolve) -> str:
    """Give a text field as plain text, not escaped: tokens resolved, everything else as typed."""
    if not _FIELD_SYNTAX.search(text):
        return text
    return "".join(
        _ESCAPED.sub(r"\1", piece.text) if isinstance(piece, Words) else resolved(piece, resolve_plain)
        for piece in parse_prose(text).pieces
    )


def render_by_parser(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render a paragraph without the short cut for plain paragraphs: slower, and by law the same."""
    return resolve_parts(_marked_parts(_parse(_normal(text), lang), lang, _HTML), resolve)


@functools.lru_cache(_PARTS_MAX)
def take_apart(text: str, lang: Lang) -> Taken:
    """
    Take a paragraph apart into finished HTML and tokens.

    >>> parts = take_apart("*Of* {n} & more", Lang("en")).parts
    >>> [part if isinstance(part, str) else type(part).__name__ for part in parts]
    ['<em>Of</em> ', 'FigureToken', ' &amp; more']
    """
    return _take(text, lang, _HTML)


@functools.lru_cache(_PARTS_MAX)
def _plain_parts(text: str, lang: Lang) -> tuple[Part, ...]:
    return _take(text, lang, _PLAIN).parts


def resolve_parts(parts: Iterable[Part], resolve: Resolve) -> str:
    """Join the parts of a paragraph, each token as what it becomes."""
    return "".join([part if isinstance(part, str) else resolved(part, resolve) for part in parts])


def resolved(token: Token, resolve: Resolve) -> str:
    """Write what a token becomes."""
    if isinstance(token, FigureToken):
        return resolve.figure(token.figure, noun=token.noun)
    if isinstance(token, DateToken):
        return resolve.date(token.when)
    return resolve.link(token.ref, token.words)


def unsafe_links(text: str) -> tuple[UnsafeLink, ...]:
    """Find the links of a paragraph whose destination ``render_prose`` does not write."""
    if "](" not in text and "<" not in text:  # one of them begins every destination
        return ()
    links = [
        UnsafeLink(mark.meta["start"], mark.meta["end"], str(mark.attrs["href"]))
        for mark in _parse(text, Lang("en"))
        if mark.type == "link_open"
    ]
    return tuple(link for link in links if not is_safe_href(link.href))


def _parse(text: str, lang: Lang) -> list["Mark"]:
    # markdown-it costs 40 ms to import.
    from jianbao.text.commonmark import parse_inline

    return parse_inline(text, lang)


def _take(text: str, lang: Lang, pen: _Pen) -> Taken:
    text = _normal(text)
    pieces: list[Any] = _TOKEN.split(text)  # words and what looks like a token, in turn
    is_plain = not _SPECIAL.search("".join(pieces[::2]))
    if not is_plain:
        pieces[::2] = [_plain_words(words, pen) for words in pieces[::2]]
    pieces[1::2] = tokens = list[Any](map(_read, pieces[1::2]))
    if None in pieces:
        parts = _joined(_marked_parts(_parse(text, lang), lang, pen))
        return Taken(tuple(parts), parse_prose(text).tokens, is_plain=False)
    return Taken(tuple([piece for piece in pieces if piece]), tuple(tokens), is_plain)


@functools.lru_cache(_PARTS_MAX)
def _read(mark: str) -> Token | None:
    """Read a token by itself: its place is that in its own text."""
    return token_at(mark, 0)


def _plain_words(words: str, pen: _Pen) -> str | None:
    """Write words that hold no Markdown but the plainest emphasis, as most do; ``None`` for all others."""
    if _SYNTAX.search(words):
        return None
    if "*" not in words:
        return pen.escape(words)
    # Between words stand a run of asterisks and what it emphasises.
    found = _EMPHASIS.split(words)
    if any("*" in part for part in found[::3]):
        return None
    written = [pen.escape(found[0])]
    for run, inside, after in zip(found[1::3], found[2::3], found[3::3], strict=True):
        name = "em" if run == "*" else "strong"
        written += [pen.marks.get(f"{name}_open", ""), pen.escape(inside), pen.marks.get(f"{name}_close", "")]
        written.append(pen.escape(after))
    return "".join(written)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Join the strings that stand side by side."""
    for is_words, run in groupby(parts, lambda part: isinstance(part, str)):
        if is_words:
            yield "".join(map(str, run))
        else:
            yield from run


def _normal(text: str) -> str:
    """Take away outer space, and what CommonMark takes away before it parses (spec 0.31, 2.1 and 2.3)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").strip(" \t\n")


# -- the writer -------------------------------------------------------------------------------------------------------


def _marked_parts(marks: Sequence["Mark"], lang: Lang, pen: _Pen) -> list[Part]:
    anchors = _anchors(marks) if pen.anchors else {}
    parts: list[Part] = []
    for index, mark in enumerate(marks):
        match mark.type:
            case "text" | "text_special":
                parts.append(pen.escape(mark.content))
            case "code_inline":
                parts += pen.marks.get("code_open", ""), pen.escape(mark.content), pen.marks.get("code_close", "")
            case "prose_token":
                parts.append(mark.meta["token"])
            case "softbreak":
                parts.append("" if _vanishes(marks, index, lang) else pen.line)
            case "link_open" | "link_close":
                parts.append(anchors.get(index, ""))
            case other:
                parts.append(pen.marks.get(other, ""))
    return parts


def _anchors(marks: Sequence["Mark"]) -> Mapping[int, str]:
    """
    Write the tags of links that may be written, by position.

    An anchor inside an anchor is not HTML: the outer link wins over an address in angle brackets, and a figure, which
    links to its evidence, wins over both.
    """
    tags: dict[int, str] = {}
    opened: list[int] = []
    for index, mark in enumerate(marks):
        if mark.type == "link_open":
            opened.append(index)
        elif mark.type == "link_close":
            start = opened.pop()
            if not opened and _may_link(marks[start:index]):
                tags[start] = _anchor(marks[start])
                tags[index] = "</a>"
    return tags


def _may_link(marks: Sequence["Mark"]) -> bool:
    holds_figure = any(isinstance(mark.meta.get("token"), FigureToken) for mark in marks)
    return not holds_figure and is_safe_href(str(marks[0].attrs["href"]))


def _anchor(mark: "Mark") -> str:
    return "<a" + "".join(f' {name}="{html.escape(str(value))}"' for name, value in mark.attrs.items()) + ">"


def _vanishes(marks: Sequence["Mark"], index: int, lang: Lang) -> bool:
    """
    Tell whether a line break stands for no space at all.

    Between full-width characters it never does (CSS Text 4, 4.1.3); in Chinese it does not next to one either,
    because the style sheet spaces Chinese from Latin. A token counts as what its language writes.
    """
    sides = [_is_wide(_char(marks, index, -1), lang), _is_wide(_char(marks, index, 1), lang)]
    return any(sides) if is_chinese(lang) else all(sides)


def _char(marks: Sequence["Mark"], index: int, step: int) -> str:
    """Get the character next to a line break."""
    index += step
    while 0 <= index < len(marks):
        if marks[index].type == "prose_token":
            return _STAND_IN
        if content := marks[index].content:
            return content[min(step, 0)]
        index += step
    return ""


def _is_wide(char: str, lang: Lang) -> bool:
    return is_full_width(char, lang) or (char == _STAND_IN and is_chinese(lang))
