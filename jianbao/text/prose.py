r"""
Find the tokens of prose: figures, dates and links to records, each with its place in the text.

In: the string of one paragraph or text field. Out: its words and tokens in order, and what cannot be read.
Knows nothing of Markdown, so a token inside a code span is found here although ``text.markdown`` leaves it alone.
A backslash before ``{``, ``}``, ``[`` or ``]`` makes it an ordinary character.
"""

import re
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias, get_args

from msgspec import Struct

from jianbao.model.basics import Edtf, FigureId, FigureIdStr, Ref, RefStr
from jianbao.text.late import late_pattern


class Span(Struct, frozen=True, gc=False):
    """A stretch of a text, in characters from 0, ``end`` not included."""

    start: int
    end: int


class Words(Span, frozen=True, gc=False):
    """What stands between tokens, as typed: escapes and Markdown included."""

    text: str


class FigureToken(Span, frozen=True, gc=False):
    """``{figure-id}``, or without unit and noun ``{figure-id:value}``."""

    figure: FigureIdStr
    noun: bool


class DateToken(Span, frozen=True, gc=False):
    """``{2026-06-05}`` or any other date or interval in EDTF."""

    when: str


class LinkToken(Span, frozen=True, gc=False):
    """``[[kind/slug]]``, or with the editor's own words ``[[kind/slug|words]]``."""

    ref: RefStr
    words: str | None


class Slip(Span, frozen=True, gc=False):
    """Braces or brackets that cannot be read, and what to do about them."""

    message: str
    hint: str


Token: TypeAlias = FigureToken | DateToken | LinkToken
Piece: TypeAlias = Words | Token


class Prose(Struct, frozen=True, gc=False):
    """
    A text taken apart: ``pieces`` cover it without gap or overlap; ``slips`` lie inside its words.

    ``tokens`` are the pieces that are no words.
    """

    text: str
    pieces: tuple[Piece, ...]
    slips: tuple[Slip, ...]
    tokens: tuple[Token, ...]


class Bindings(Struct, frozen=True, gc=False):
    """What a text binds; equal in all languages of a paragraph."""

    figures: AbstractSet[FigureIdStr]
    dates: AbstractSet[str]
    records: AbstractSet[RefStr]


def _shape(annotated: object) -> re.Pattern[str]:
    """Compile the pattern of a model type, its longest length included."""
    meta = get_args(annotated)[1]
    return late_pattern(rf"(?=.{{1,{meta.max_length}}}\Z)(?:{meta.pattern})", re.ASCII)


def _inside(annotated: object) -> str:
    """Write the pattern of a model type, however long, for what stands inside other things."""
    pattern: str = get_args(annotated)[1].pattern
    return pattern.removeprefix("^").removesuffix(r"\Z").replace("(", "(?:")


def _before(annotated: object, closing: str) -> str:
    """Write the pattern of a model type, its longest length included, for what stands before a closing mark."""
    return rf"(?=[^{{}}\[\]]{{1,{get_args(annotated)[1].max_length}}}{closing})(?:{_inside(annotated)})"


_FIGURE: Final = _shape(FigureId)
_DATE: Final = _shape(Edtf)
_REF: Final = _shape(Ref)

# CommonMark escapes all ASCII punctuation, so in \\{a} the backslash is escaped and the brace is not.
# No content crosses another opening mark: a run of unclosed marks is read once, not once a mark.
# Of [[[ the first bracket is left alone: [[[kind/slug]]] is a link in brackets.
# Every alternative begins with a literal, so that the search skips from one such character to the next.
# The two commonest tokens are told at once, the others by what stands in their marks.
_MARK: Final = late_pattern(
    rf"\{{(?P<figure>{_before(FigureId, '}')})\}}|\[\[(?P<ref>{_before(Ref, ']]')})\]\]"
    r"""
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | \{(?P<braces>[^{}\[\]\\\n]*+)\}
    | \[\[(?P<brackets>[^{}\[\]\\\n]*+)\]\]
    | \{ | \} | ｛ | ｝ | \[\[(?!\[) | \]\]
    """,
    re.VERBOSE,
)
_PARSED_MAX: Final = 8192
"""Texts kept taken apart: checks, links and pages ask for the same ones in turn."""

_TOKENS_HINT: Final = r"write {figure-id}, {figure-id:value} or a date such as {2026-06}; write \{ for the brace itself"
_LINKS_HINT: Final = r"write [[kind/slug]] or [[kind/slug|words]]; write \[ for the bracket itself"


@lru_cache(_PARSED_MAX)
def parse_prose(text: str) -> Prose:
    """
    Take a text apart into words and tokens.

    >>> [type(piece).__name__ for piece in parse_prose("Since {2019/..}: {projects}").pieces]
    ['Words', 'DateToken', 'Words', 'FigureToken']
    """
    pieces: list[Piece] = []
    tokens: list[Token] = []
    slips: list[Slip] = []
    covered = 0
    for item in _items(text):
        if isinstance(item, Slip):
            slips.append(item)
            continue
        start = item.start
        if start > covered:
            pieces.append(Words(covered, start, text[covered:start]))
        pieces.append(item)
        tokens.append(item)
        covered = item.end
    if covered < len(text):
        pieces.append(Words(covered, len(text), text[covered:]))
    return Prose(text, tuple(pieces), tuple(slips), tuple(tokens))


def token_at(text: str, start: int) -> Token | None:
    """Read the token that begins at ``start``, if one does."""
    mark = _MARK.match(text, start)
    if mark is None or mark.lastgroup in {None, "escaped"}:
        return None
    item = _read(mark)
    return None if isinstance(item, Slip) else item


def bindings(prose: Prose) -> Bindings:
    """Gather what a text binds."""
    figures, dates, records = set(), set(), set()
    for token in prose.tokens:
        if isinstance(token, FigureToken):
            figures.add(token.figure)
        elif isinstance(token, LinkToken):
            records.add(token.ref)
        else:
            dates.add(token.when)
    return Bindings(figures, dates, records)


def visible_words(prose: Prose, fill: str = " ") -> str:
    """
    Blank every token but the words of links, so that offsets into the text still hold.

    >>> visible_words(parse_prose("In {2026}, [[region/kunshan|the city]] ran {n}."))
    'In       ,                  the city   ran    .'
    """
    text, covered = prose.text, 0
    parts: list[str] = []
    for token in prose.tokens:
        start, end = token.start, token.end
        shown = token.words or "" if isinstance(token, LinkToken) else ""
        closing = len("]]") if shown else 0
        parts += (text[covered:start], fill * (end - start - len(shown) - closing), shown, fill * closing)
        covered = end
    return "".join((*parts, text[covered:])) if parts else text


def _items(text: str) -> list[Token | Slip]:
    """Find tokens and slips from left to right."""
    found: list[Token | Slip] = []
    pardoned = {"}": 0, "]]": 0}  # closing marks whose opening mark is escaped
    for mark in _MARK.finditer(text):
        if mark.lastgroup == "escaped":
            pardoned["}"] += mark["escaped"] == "{"
            pardoned["]]"] += mark["escaped"] == "["
        elif mark.lastgroup is None and pardoned.get(mark[0]):
            pardoned[mark[0]] -= 1
        else:
            found.append(_read(mark))
    return found


def _read(mark: re.Match[str]) -> Token | Slip:
    start, end = mark.span()
    group = mark.lastgroup
    if group == "figure":
        return FigureToken(start, end, FigureIdStr(mark["figure"]), noun=True)
    if group == "ref":
        return LinkToken(start, end, RefStr(mark["ref"]), None)
    if group == "braces":
        return _read_braces(start, end, mark["braces"])
    if group == "brackets":
        return _read_brackets(start, end, mark["brackets"])
    return _lone_mark(start, end, mark[0])


def _read_braces(start: int, end: int, content: str) -> FigureToken | DateToken | Slip:
    name, colon, form = content.partition(":")
    if _FIGURE.fullmatch(name):
        if colon and form != "value":
            hint = "write {figure-id:value} for the number without unit and noun"
            return Slip(start, end, f"only “:value” may follow a figure, not “:{form}”", hint)
        return FigureToken(start, end, FigureIdStr(name), noun=not colon)
    if _DATE.fullmatch(content) and _is_dated(content):
        return DateToken(start, end, content)
    return Slip(start, end, f"{{{content}}} is neither a figure nor a date", _TOKENS_HINT)


def _read_brackets(start: int, end: int, content: str) -> LinkToken | Slip:
    ref, bar, words = content.partition("|")
    if not _REF.fullmatch(ref):
        return Slip(start, end, f"[[{content}]] names no record", _LINKS_HINT)
    if bar and (not words.strip() or "|" in words):
        hint = f"write [[{ref}]] for the name of the record, or words without “|” after the bar"
        return Slip(start, end, f"[[{content}]] has no readable words after the bar", hint)
    return LinkToken(start, end, RefStr(ref), words if bar else None)


def _lone_mark(start: int, end: int, found: str) -> Slip:
    match found:
        case "{":
            return Slip(start, end, "“{” opens a token that is not closed", _TOKENS_HINT)
        case "[[":
            return Slip(start, end, "“[[” opens a link that is not closed", _LINKS_HINT)
        case "}" | "]]":
            return Slip(
                start, end, f"“{found}” closes nothing", rf"take it away, or write \{found[0]} for the mark itself"
            )
        case _:
            return Slip(start, end, f"“{found}” is a full-width brace", "tokens take the braces { and }")


def _is_dated(literal: str) -> bool:
    """Tell whether each end is a day, month or year of the calendar, and at least one is not open."""
    ends = [end for end in literal.split("/") if end != ".."]
    return bool(ends) and all(map(_is_on_calendar, ends))


def _is_on_calendar(end: str) -> bool:
    year, month, day = ([int(part) for part in end.split("-")] + [1, 1])[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
