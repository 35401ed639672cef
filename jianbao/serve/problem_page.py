"""
Show problems in a page: above the last good build, or alone where there is none.

In: problems with their places and lines. Out: HTML in which everything that comes from a file is escaped.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from msgspec import Struct

from jianbao.problems import PlacedProblem
from jianbao.serve.words import html_lang_of, words_of

SHOWN: Final = 20
"""So many problems can be read in a page; the terminal has them all."""

LONGEST_LINE: Final = 300
"""Characters of a line that are shown."""


class Manner(Struct, frozen=True):
    """How problems are shown: the words for one and for many, those that say what follows, the style, and if folded."""

    one: str
    many: str
    told: str
    style: str = "live-problems"
    opens: str = " open"


KEEPING: Final = Manner("one", "many", "kept")
ALONE: Final = Manner("one", "many", "none")
UNFINISHED: Final = Manner("left.one", "left.many", "left", "live-problems live-unfinished", "")


def problem_section(problems: Sequence[PlacedProblem], lang: str) -> str:
    """Write the problems that keep the site from being newer as a section that can be folded; nothing where none do."""
    return _section(problems, lang, KEEPING)


def unfinished_section(problems: Sequence[PlacedProblem], lang: str) -> str:
    """Write what is left to write in drafts as a section that can be unfolded; nothing where there is nothing."""
    return _section(problems, lang, UNFINISHED)


def _section(problems: Sequence[PlacedProblem], lang: str, manner: Manner) -> str:
    if not problems:
        return ""
    words = words_of(lang)
    ordered = sorted(problems, key=lambda one: (one.place, one.problem.code, one.problem.message))
    count = words[manner.one] if len(ordered) == 1 else words[manner.many].format(count=len(ordered))
    rows = "".join(_row(one, words["hint"]) for one in ordered[:SHOWN])
    left = len(ordered) - SHOWN
    more = f"<p>{words['more'].format(count=left)}</p>" if left > 0 else ""
    return (
        f'<section class="{manner.style}" lang="{html_lang_of(lang)}" aria-label="{count}">'
        f"<details{manner.opens}><summary><strong>{count}</strong></summary>"
        f"<p>{words[manner.told]}</p><ol>{rows}</ol>{more}</details></section>"
    )


def problem_page(problems: Sequence[PlacedProblem], lang: str, head: str) -> str:
    """Write a page that holds nothing but the problems; ``head`` is what the server adds to every page."""
    section = _section(problems, lang, ALONE)
    return (
        f'<!doctype html>\n<html lang="{html_lang_of(lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words_of(lang)['title']}</title>{head}</head><body><main>{section}</main></body></html>\n"
    )


def _row(one: PlacedProblem, hint: str) -> str:
    place, problem = one.place, one.problem
    shown = f"{place.file}:{place.line}:{place.column}"
    told = f'<p class="live-hint">{hint} <span lang="en">{escape(problem.hint)}</span></p>' if problem.hint else ""
    return (
        f'<li><p><code class="live-place">{escape(shown)}</code> <code>{escape(problem.code)}</code></p>'
        f'<p lang="en">{escape(problem.message)}</p>{_excerpt(one)}{told}</li>'
    )


def _excerpt(one: PlacedProblem) -> str:
    """Write the line that a problem is on, with the spot marked."""
    if not one.line:
        return ""
    start = min(one.place.column - 1, len(one.line))
    end = min(start + one.place.width, len(one.line))
    first = max(0, start - LONGEST_LINE // 2)
    last = min(len(one.line), first + LONGEST_LINE)
    before = ("…" if first else "") + one.line[first:start]
    after = one.line[end:last] + ("…" if last < len(one.line) else "")
    marked = f"<mark>{escape(one.line[start:end])}</mark>" if start < end else ""
    return f'<pre tabindex="0" lang="und"><code>{escape(before)}{marked}{escape(after)}</code></pre>'
