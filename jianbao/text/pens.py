"""
Write what stands between the tokens of a paragraph, as HTML or as plain text.

In: words, or a paragraph that takes a parser. Out: finished words, and in the second case the tokens between.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.text.han import is_chinese, is_full_width
from jianbao.text.href import is_safe_href
from jianbao.text.late import late_pattern
from jianbao.text.prose import FigureToken, Token

if TYPE_CHECKING:
    from jianbao.text.commonmark import Mark


Part: TypeAlias = str | Token
"""A piece of a paragraph: finished words, or a token that each page resolves for itself."""


class Pen(Struct, frozen=True, eq=False):
    """How one output writes characters and marks; ``emphasis`` takes the place of the plainest emphasis."""

    escape: Callable[[str], str]
    emphasis: str | Callable[[re.Match[str]], str]
    marks: Mapping[str, str]
    line: str
    anchors: bool


def _escaped(words: str) -> str:
    """Escape words for HTML; to find that nothing needs it costs a sixth of that, and most have only asterisks."""
    if "&" in words or "<" in words or ">" in words or '"' in words or "'" in words:
        return html.escape(words)
    return words


def _tagged(found: re.Match[str]) -> str:
    name = "strong" if found[1] else "em"
    return f"<{name}>{found[2]}</{name}>"


HTML: Final = Pen(
    escape=_escaped,
    emphasis=_tagged,
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
PLAIN: Final = Pen(escape=str, emphasis=r"\2", marks={"hardbreak": " "}, line=" ", anchors=False)

_ENTITY: Final = late_pattern(r"&#?[A-Za-z0-9]+;")

_SEAM: Final = "\0"
"""Stands for the tokens between words: no text that is written quickly has it."""

_EMPHASIS: Final = re.compile(r"\*(?<!\*\*)(\*?)(?=[^\W_])([^*\0]*)(?<=[^\W_])\*\1(?!\*)")
"""
Emphasis that can be read in one way only: two runs of one or two asterisks, alike, each with a letter or digit inside.

The first then opens and the second closes, whatever stands outside (CommonMark 0.31, 6.2). The pattern begins with a
literal, so that the search skips to it.
"""

_STAND_IN: Final = "\ufffc"
"""What a token counts as where its neighbours are asked for."""


def write_quickly(words: Sequence[str], pen: Pen) -> list[str] | None:
    """
    Write the words between tokens, whose only marks are asterisks and entities; ``None`` where that takes a parser.

    >>> write_quickly(["*Of* ", " & more"], HTML)
    ['<em>Of</em> ', ' &amp; more']
    """
    joined = _SEAM.join(words)
    if "&" in joined and _ENTITY.search(joined):
        return None
    written = pen.escape(joined)  # what is escaped begins and ends with no letter either
    if "*" in written:
        written = _EMPHASIS.sub(pen.emphasis, written)
    return None if "*" in written else written.split(_SEAM)


def parts_by_parser(text: str, lang: Lang, pen: Pen) -> tuple[Part, ...]:
    """Parse a paragraph and write its marks."""
    return tuple(_joined(_marked_parts(parse_marks(text, lang), lang, pen)))


def parse_marks(text: str, lang: Lang) -> list["Mark"]:
    """Parse a paragraph."""
    # markdown-it costs 40 ms to import.
    from jianbao.text.commonmark import parse_inline

    return parse_inline(text, lang)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Join the strings that stand side by side."""
    for is_words, run in groupby(parts, lambda part: isinstance(part, str)):
        if is_words:
            yield "".join(map(str, run))
        else:
            yield from run


def _marked_parts(marks: Sequence["Mark"], lang: Lang, pen: Pen) -> list[Part]:
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
