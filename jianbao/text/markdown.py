"""
Turn prose into HTML or plain text, with its tokens resolved.

In: one paragraph (inline CommonMark, no raw HTML, no images) or one text field (no Markdown at all), and a
``Resolve`` that says what a token becomes. Out: phrasing content, never a block: the caller writes the ``<p>``.
Chinese needs two things that CommonMark lacks: emphasis next to full-width punctuation, and line breaks that vanish.
"""

import functools
import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, autolink, link
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token as Mark
from markdown_it.utils import EnvType

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.text.han import is_chinese, is_full_width
from jianbao.text.href import is_safe_href
from jianbao.text.prose import DateToken, FigureToken, Span, Token, Words, parse_prose, token_at


class Resolve(Protocol):
    """Say what a token becomes: finished safe HTML, or plain text for the functions that give plain text."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure with hedge, unit and noun, or without unit and noun."""

    def date(self, when: str, /) -> str:
        """Write a date or interval."""

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link; ``words`` are as typed, not escaped, and ``None`` asks for the name of the record."""


@dataclass(frozen=True, slots=True)
class UnsafeLink(Span):
    """A link whose destination is not written."""

    href: str


@dataclass(frozen=True, slots=True)
class _Pen:
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

_SYNTAX: Final = re.compile(r"[\n\\`*_\[<&]")
"""Characters by which inline CommonMark can begin; ``!`` matters to images only, and they are off."""

_STAND_IN: Final = "\ufffc"
"""What a token counts as where its neighbours are asked for."""

_ESCAPED: Final = re.compile(r"\\([{}\[\]\\])")
_RULES: Final = ("text", "newline", "escape", "backticks", "emphasis", "token", "link", "autolink", "entity")


def render_prose(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render one paragraph of Markdown as safe phrasing content."""
    return _write(text, lang, resolve, _HTML)


def plain_text(text: str, lang: Lang, resolve_plain: Resolve) -> str:
    """Give one paragraph of Markdown as plain text, not escaped, without its marks."""
    return _write(text, lang, resolve_plain, _PLAIN)


def render_text(text: str, resolve: Resolve) -> str:
    """Render a text field as safe HTML: tokens resolved, everything else as typed."""
    return _write_field(text, resolve, _HTML)


def plain_field(text: str, resolve_plain: Resolve) -> str:
    """Give a text field as plain text, not escaped."""
    return _write_field(text, resolve_plain, _PLAIN)


def render_by_parser(text: str, lang: Lang, resolve: Resolve) -> str:
    """Render a paragraph without the short cut for plain paragraphs: slower, and by law the same."""
    return _write_marks(_parse(_normal(text), lang), lang, resolve, _HTML)


def unsafe_links(text: str) -> tuple[UnsafeLink, ...]:
    """Find the links of a paragraph whose destination ``render_prose`` does not write."""
    links = [
        UnsafeLink(mark.meta["start"], mark.meta["end"], str(mark.attrs["href"]))
        for mark in _parse(text, Lang("en"))
        if mark.type == "link_open"
    ]
    return tuple(link for link in links if not is_safe_href(link.href))


def _write(text: str, lang: Lang, resolve: Resolve, pen: _Pen) -> str:
    text = _normal(text)
    pieces = parse_prose(text).pieces
    # Most paragraphs hold tokens but no Markdown.
    if any(isinstance(piece, Words) and _SYNTAX.search(piece.text) for piece in pieces):
        return _write_marks(_parse(text, lang), lang, resolve, pen)
    return "".join(
        pen.escape(piece.text) if isinstance(piece, Words) else _resolved(piece, resolve) for piece in pieces
    )


def _write_field(text: str, resolve: Resolve, pen: _Pen) -> str:
    return "".join(
        pen.escape(_ESCAPED.sub(r"\1", piece.text)) if isinstance(piece, Words) else _resolved(piece, resolve)
        for piece in parse_prose(text).pieces
    )


def _normal(text: str) -> str:
    """Take away outer space, and what CommonMark takes away before it parses (spec 0.31, 2.1 and 2.3)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").strip(" \t\n")


def _resolved(token: Token, resolve: Resolve) -> str:
    if isinstance(token, FigureToken):
        return resolve.figure(token.figure, noun=token.noun)
    if isinstance(token, DateToken):
        return resolve.date(token.when)
    return resolve.link(token.ref, token.words)


# -- the parser -------------------------------------------------------------------------------------------------------


class _State(StateInline):
    """
    Inline state that lets emphasis touch full-width characters.

    CommonMark (0.31, 6.2) asks whether a run of ``*`` has a letter on its inside, and takes 。 or “ for punctuation
    that cannot stand there unless a space or punctuation stands outside; Chinese has neither. Here full-width
    characters and tokens count as letters inside and as a boundary outside.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803 - markdown-it's name
        """Tell whether the run of marks at ``start`` may open or close emphasis."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = _Side.of(self.src[max(start - 2, 0) : start][::-1], self.env["lang"])
        after = _Side.of(self.src[end : min(end + 2, self.posMax)], self.env["lang"])
        left = not after.blank and (after.letter or not before.letter or before.boundary)
        right = not before.blank and (before.letter or not after.letter or after.boundary)
        return Scanned(
            can_open=left and (canSplitWord or not right or before.punctuation),
            can_close=right and (canSplitWord or not left or after.punctuation),
            length=end - start,
        )


class _Side(NamedTuple):
    """What stands on one side of a run of marks."""

    blank: bool
    letter: bool
    boundary: bool
    punctuation: bool

    @classmethod
    def of(cls, chars: str, lang: Lang) -> "_Side":
        """Judge by the nearest character and, for the brackets of a link, the next."""
        char = chars[:1] or " "
        wide = is_full_width(char, lang) or char in "{}" or chars in {"[[", "]]"}
        blank = isWhiteSpace(ord(char))
        punctuation = isPunctChar(char)
        return cls(blank, letter=wide or not (blank or punctuation), boundary=wide, punctuation=punctuation)


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Mark]) -> list[Mark]:
        """Parse inline content as the base class does, on our own state."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    inline = _Inline()
    inline.ruler.before("link", "token", _token_rule)
    inline.ruler.at("link", functools.partial(_placed_rule, link))
    inline.ruler.at("autolink", functools.partial(_placed_rule, autolink))
    inline.ruler.enableOnly(_RULES)
    inline.ruler2.enableOnly(("balance_pairs", "emphasis", "fragments_join"))
    parser.inline = inline
    # Links are judged when they are written: a refused link keeps its words.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def _parse(text: str, lang: Lang) -> list[Mark]:
    parser = _parser()
    return parser.inline.parse(text, parser, {"lang": lang}, [])


def _token_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    token = token_at(state.src, state.pos)
    if token is None:
        return False
    if not silent:
        state.push("prose_token", "", 0).meta["token"] = token
    state.pos = token.end
    return True


def _placed_rule(rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Run a rule of markdown-it and note on the link that it opens where it stands."""
    start, known = state.pos, len(state.tokens)
    done = rule(state, silent)
    for mark in state.tokens[known:]:
        if mark.type == "link_open":
            mark.meta |= {"start": start, "end": state.pos}
            break
    return done


# -- the writer -------------------------------------------------------------------------------------------------------


def _write_marks(marks: Sequence[Mark], lang: Lang, resolve: Resolve, pen: _Pen) -> str:
    anchors = _anchors(marks) if pen.anchors else {}
    parts: list[str] = []
    for index, mark in enumerate(marks):
        match mark.type:
            case "text" | "text_special":
                parts.append(pen.escape(mark.content))
            case "code_inline":
                parts += pen.marks.get("code_open", ""), pen.escape(mark.content), pen.marks.get("code_close", "")
            case "prose_token":
                parts.append(_resolved(mark.meta["token"], resolve))
            case "softbreak":
                parts.append("" if _vanishes(marks, index, lang) else pen.line)
            case "link_open" | "link_close":
                parts.append(anchors.get(index, ""))
            case other:
                parts.append(pen.marks.get(other, ""))
    return "".join(parts)


def _anchors(marks: Sequence[Mark]) -> Mapping[int, str]:
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


def _may_link(marks: Sequence[Mark]) -> bool:
    holds_figure = any(isinstance(mark.meta.get("token"), FigureToken) for mark in marks)
    return not holds_figure and is_safe_href(str(marks[0].attrs["href"]))


def _anchor(mark: Mark) -> str:
    return "<a" + "".join(f' {name}="{html.escape(str(value))}"' for name, value in mark.attrs.items()) + ">"


def _vanishes(marks: Sequence[Mark], index: int, lang: Lang) -> bool:
    """
    Tell whether a line break stands for no space at all.

    Between full-width characters it never does (CSS Text 4, 4.1.3); in Chinese it does not next to one either,
    because the style sheet spaces Chinese from Latin. A token counts as what its language writes.
    """
    sides = [_is_wide(_char(marks, index, -1), lang), _is_wide(_char(marks, index, 1), lang)]
    return any(sides) if is_chinese(lang) else all(sides)


def _char(marks: Sequence[Mark], index: int, step: int) -> str:
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
