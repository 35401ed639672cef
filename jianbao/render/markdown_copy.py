"""
A brief or record as Markdown, made from the view of its page: the same words, figures and source notes.

In: a finished view. Out: CommonMark with tables and footnotes, as GitHub writes them. The HTML in a view is our
own and knows few elements, so it is read with one pattern; what it does not know keeps its words.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from jianbao.model.artifact import Artifact
from jianbao.model.config import Config
from jianbao.model.graph import Route
from jianbao.render.entries import Entry
from jianbao.render.figure_views import FigureView
from jianbao.render.record_views import BriefView, EditorsView, MetricView, RecordView, SourceView
from jianbao.render.views import CardGroup, LinkView, NoteView, PageView, ParagraphView, SectionView
from jianbao.text.late import late_pattern

Strings = Mapping[str, str]

_PIECE: Final = late_pattern(r"<(?P<end>/?)(?P<tag>[a-z]+)(?P<attributes>[^>]*)>|(?P<words>[^<]+)")
_HREF: Final = late_pattern(r' href="([^"]*)"')
_SEAL: Final = late_pattern(r' class="(?:[^"]* )?seal[" ]')
_SPECIAL: Final = late_pattern(r"([\\`*_\[\]<>|~])")
_LEAD: Final = late_pattern(r"^(?:(?=[#+-])|(\d+)(?=[.)]))")
_MARKS: Final[Mapping[str, str]] = {"em": "*", "strong": "**", "code": "`"}
_KEPT_MAX: Final = 8192
"""Names and links kept as Markdown: pages show the same ones."""

_SUFFIXES: Final = late_pattern(r"\.html$")


def has_copy(route: Route, config: Config) -> bool:
    """Say whether a page has a Markdown copy: those of records have, where the configuration asks for them."""
    return "markdown" in config.outputs and route.subject is not None and route.template != "parallel"


def markdown_copy(view: PageView, route: Route, ui: Strings) -> Artifact:
    """Return the Markdown copy of a page, beside the page."""
    blocks = [
        f"# {_words(view.head.title)}",
        " · ".join(_words(one) for one in (view.head.kind_label, view.head.other_title) if one),
        *_body(view, ui),
        *_notes(view.frame.notes, ui),
        "---",
        _words(f"{view.frame.site_title} · {view.frame.edition}"),
        *([f"<{view.frame.canonical}>"] if view.frame.canonical else []),
    ]
    text = "\n\n".join(block for block in blocks if block) + "\n"
    return Artifact(_SUFFIXES.sub(".md", route.path), text.encode())


def _body(view: PageView, ui: Strings) -> Iterator[str]:
    if isinstance(view, BriefView):
        yield _words(view.date)
        yield _paragraph(view.bottom_line)
        yield _table(view.key_figures, ui)
        yield from _sections(view.sections)
        yield from _titled(ui["covers.title"], [_links(view.covers)])
        yield from _groups(view.related)
    elif isinstance(view, MetricView):
        yield from _opening(view.entry)
        yield from _titled(ui["observations.title"], [_words(view.agreement), _table(view.observations, ui)])
        yield _words(view.note)
        yield from _closing(view.entry, ui)
    elif isinstance(view, RecordView | SourceView):
        yield from _opening(view.entry)
        yield from _sections(view.entry.sections)
        figures = [figure for group in view.entry.figures for figure in group.figures]
        yield from _titled(ui["figures.title"], [_table(figures, ui)])
        yield from _closing(view.entry, ui)
    elif isinstance(view, EditorsView):
        yield from map(_paragraph, view.lede)
        yield from _sections(view.sections)


def _opening(entry: Entry) -> Iterator[str]:
    yield from map(_paragraph, entry.lede)
    yield "\n".join(f"- **{_words(fact.label)}** {'; '.join(map(to_markdown, fact.values))}" for fact in entry.facts)


def _closing(entry: Entry, ui: Strings) -> Iterator[str]:
    yield from _titled(ui["related.title"], _groups(entry.related))
    yield from _titled(ui["backlinks.title"], _groups(entry.backlinks))


def _sections(sections: Iterable[SectionView]) -> Iterator[str]:
    for section in sections:
        yield from _titled(section.heading, map(_paragraph, section.body))


def _titled(heading: str, blocks: Iterable[str]) -> Iterator[str]:
    """Put a heading before what is there, if anything is."""
    found = [block for block in blocks if block]
    if found:
        yield f"## {_words(heading)}"
        yield from found


def _paragraph(one: ParagraphView) -> str:
    return _LEAD.sub(lambda found: f"{found[1] or ''}\\", to_markdown(one.html)) + to_markdown(one.seals)


def _table(figures: Iterable[FigureView], ui: Strings) -> str:
    """Write figures as a table; the status is a column, so that a target is never taken for what has happened."""
    rows = [_row(figure) for figure in figures]
    if not rows:
        return ""
    columns = ("column.figure", "column.value", "column.status", "column.period", "column.speaker")
    head = " | ".join(_words(ui[key]) for key in columns)
    return "\n".join([f"| {head} |", "|---|--:|---|---|---|", *rows])


def _row(figure: FigureView) -> str:
    marks = "".join(f"[^{number}]" for number in dict.fromkeys(figure.numbers))
    by = f" · {_link(figure.by)}" if figure.by else ""
    cells = (
        f"[{_words(figure.label)}]({figure.href})",
        _words(figure.text) + marks,
        _words(figure.status_label),
        _words(figure.period),
        _words(figure.speaker) + by,
    )
    return f"| {' | '.join(cells)} |"


def _groups(groups: Iterable[CardGroup]) -> Iterator[str]:
    for group in groups:
        yield f"**{_words(group.heading)}**\n\n{_links(group.links)}"


def _links(links: Iterable[LinkView]) -> str:
    return "\n".join(f"- {_link(link)}" for link in links)


@lru_cache(_KEPT_MAX)
def _link(link: LinkView) -> str:
    return f"[{_words(link.words)}]({link.href})"


def _notes(notes: Iterable[NoteView], ui: Strings) -> Iterator[str]:
    lines = [
        f"[^{note.number}]: {_link(note.source)}{_words(ui['list.comma'].join(['', note.date, note.place]))}"
        for note in notes
    ]
    yield from _titled(ui["notes.title"], ["\n".join(lines)])


@lru_cache(_KEPT_MAX)
def _words(text: str) -> str:
    """Escape plain text: what Markdown could read as a mark stands for itself, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def to_markdown(markup: Markup) -> str:
    r"""
    Turn the phrasing HTML of a view into Markdown; a seal becomes the reference of a footnote.

    >>> to_markdown(Markup('<strong>7</strong> carts<a class="seal" href="#note-1" aria-label="Note 1">1</a>'))
    '**7** carts[^1]'
    """
    parts: list[str] = []
    closing: list[str] = []
    in_seal = False
    for piece in _PIECE.finditer(markup):
        words, tag = piece["words"], piece["tag"]
        if words is not None:
            parts.append(_text(words, in_seal=in_seal))
        elif tag == "br":
            parts.append("\\")
        elif piece["end"]:
            parts.append(closing.pop())
            in_seal = False
        else:
            in_seal = bool(_SEAL.search(piece["attributes"]))
            opening, close = ("[^", "]") if in_seal else _marks(tag, piece["attributes"])
            parts.append(opening)
            closing.append(close)
    return "".join(parts)


def _text(words: str, *, in_seal: bool) -> str:
    if in_seal:
        return words.replace(", ", "][^")
    return _SPECIAL.sub(r"\\\1", html.unescape(words)).replace("\u00a0", " ")


def _marks(tag: str, attributes: str) -> tuple[str, str]:
    found = _HREF.search(attributes) if tag == "a" else None
    if found:
        address = html.unescape(found[1])
        return "[", f"](<{address}>)" if re.search(r"[\s()]", address) else f"]({address})"
    mark = _MARKS.get(tag, "")
    return mark, mark
