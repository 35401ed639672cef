"""
Say what a search finds: records, terms and figures, each with the words that its page shows.

In: the linked site. Out: one document for each, whatever the language: its words are those of all of them,
so that a query in one language finds the page in the other.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, RefStr, kind_of
from jianbao.model.graph import Site
from jianbao.model.records import KINDS, Brief, InferredDate, Metric, Record, Source, Term
from jianbao.model.walk import Leaf, leaves, words_of
from jianbao.render.phrases import Phrases
from jianbao.render.plain import PlainResolve, figure_text
from jianbao.render.reads import Shared
from jianbao.text.han import columns_of
from jianbao.text.markdown import plain_field, plain_text

FIGURE: Final = "figure"
"""The kind of document that is no kind of record."""

EXTRACT_COLUMNS: Final = 150


class Document(Struct, frozen=True, kw_only=True):
    """
    Something to be found. ``page`` is its address below a language folder.

    Titles and extracts stand in the order of the languages of the site; ``aliases`` are found like a title,
    ``body`` is all the rest. ``is_read_aloud`` asks that its titles are found by pinyin too.
    """

    kind: str
    page: str
    titles: tuple[str, ...]
    extracts: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    is_read_aloud: bool = True


class Subject(Struct, frozen=True):
    """
    What a document is about: a record or a figure, by the name that no other has.

    ``table`` are the figures that the page of a record lists, ``names`` the forms by which terms name it.
    """

    name: RefStr | FigureIdStr
    kind: str
    table: tuple[FigureIdStr, ...] = ()
    names: tuple[str, ...] = ()


def subjects(site: Site) -> Iterator[Subject]:
    """Yield what there are documents about: records in the order of the table of kinds, then figures."""
    tables = {route.subject: route.table for route in site.routes if route.subject is not None}
    names = _names_of_terms(site)
    refs: dict[str, list[RefStr]] = {kind: [] for kind in KINDS}
    for ref in site.records:
        refs[kind_of(ref)].append(ref)
    for kind, many in refs.items():
        yield from (Subject(ref, kind, tables.get(ref, ()), names.get(ref, ())) for ref in many)
    yield from (Subject(key, FIGURE) for key in site.figures)


def document_of(subject: Subject, site: Site, shared: Shared) -> Document:
    """Write a document; of the records, cards and figures of the site, those are read that it speaks of."""
    languages = shared.config.languages
    speakers = tuple(_Speaker(site, Phrases(lang, languages, shared.ui)) for lang in languages)
    if subject.kind == FIGURE:
        return _figure(speakers, FigureIdStr(subject.name))
    return _record(speakers, RefStr(subject.name), subject.table, subject.names)


def _names_of_terms(site: Site) -> Mapping[RefStr, tuple[str, ...]]:
    """Return the forms by which the term base names a record, those it refuses included: a reader may type them."""
    found: dict[RefStr, tuple[str, ...]] = {}
    for record in site.records.values():
        if isinstance(record, Term) and record.about is not None:
            found[record.about] = (*found.get(record.about, ()), *record.name.values(), *_forms(record))
    return found


def _forms(record: Record) -> Iterator[str]:
    """Yield the other names of a record."""
    for many in record.aliases.values():
        yield from many
    if isinstance(record, Term):
        for many in record.avoided.values():
            yield from many


def _record(
    speakers: tuple["_Speaker", ...], ref: RefStr, table: tuple[FigureIdStr, ...], names: tuple[str, ...]
) -> Document:
    site = speakers[0].site
    record, card = site.records[ref], site.cards[ref]
    return Document(
        kind=card.kind,
        page=card.page,
        titles=tuple(speaker.phrases.name(card.name) for speaker in speakers),
        extracts=tuple(speaker.opening(record) for speaker in speakers),
        aliases=tuple(dict.fromkeys((*_forms(record), *names))),
        body=tuple(words for speaker in speakers for words in speaker.record(record, table)),
    )


def _figure(speakers: tuple["_Speaker", ...], key: FigureIdStr) -> Document:
    site = speakers[0].site
    bound = site.figures[key]
    return Document(
        kind=FIGURE,
        page=f"{site.cards[bound.metric].page}#{key}",
        titles=tuple(figure_text(bound, speaker.phrases.lang) for speaker in speakers),
        extracts=tuple(speaker.about_figure(key) for speaker in speakers),
        aliases=tuple(bound.label.values()),
        body=(bound.figure.printed, *(words for speaker in speakers for words in speaker.figure(key))),
        is_read_aloud=False,
    )


class _Speaker(Struct, frozen=True):
    """Writes what a page shows as plain text in one language."""

    site: Site
    phrases: Phrases

    @property
    def _plain(self) -> PlainResolve:
        return PlainResolve(self.site.figures, self.site.cards, self.phrases)

    def opening(self, record: Record) -> str:
        """Write the beginning of a record's text, as long as a result may show."""
        paragraphs = (record.bottom_line,) if isinstance(record, Brief) else record.summary
        if not paragraphs:
            return ""
        return shorten(plain_text(paragraphs[0].text[self.phrases.lang], self.phrases.lang, self._plain))

    def record(self, record: Record, table: tuple[FigureIdStr, ...]) -> Iterator[str]:
        """Yield what the page of a record says."""
        for leaf in leaves(record):
            if leaf.field != "name" and leaf.owner is not InferredDate:
                yield from self._leaf(leaf)
        for field in ("form", "level"):
            if value := getattr(record, field, ""):
                yield self.phrases.say(f"{field}.{value}")
        if isinstance(record, Source):
            yield record.byline
        for key in table:
            bound = self.site.figures[key]
            yield figure_text(bound, self.phrases.lang)
            yield bound.figure.printed if isinstance(record, Metric | Source) else self.phrases.name(bound.label)

    def figure(self, key: FigureIdStr) -> Iterator[str]:
        """Yield what a page says of a figure beside its value and label."""
        bound = self.site.figures[key]
        for leaf in leaves(bound.figure):
            yield from self._leaf(leaf)
        yield self.phrases.say(f"status.{bound.figure.status}")
        yield self.phrases.say(f"speaker.{bound.figure.speaker}")
        yield from (self.phrases.name(self.site.cards[ref].name) for ref in bound.about)

    def about_figure(self, key: FigureIdStr) -> str:
        """Write what a figure counts, of what status it is, and when."""
        bound = self.site.figures[key]
        period = bound.figure.period
        parts = [self.phrases.name(bound.label), self.phrases.say(f"status.{bound.figure.status}")]
        return " · ".join([*parts, self.phrases.date(period)] if period else parts)

    def _leaf(self, leaf: Leaf) -> Iterator[str]:
        lang = self.phrases.lang
        if leaf.role == "ref":
            yield self.phrases.name(self.site.cards[RefStr(str(leaf.value))].name)
        elif isinstance(leaf.value, Dated):
            yield self.phrases.date(leaf.value)
        elif leaf.role == "paragraph":
            yield plain_text(words_of(leaf)[lang], lang, self._plain)
        elif leaf.role == "text" and lang in words_of(leaf):
            yield plain_field(words_of(leaf)[lang], self._plain)


def shorten(words: str, columns: int = EXTRACT_COLUMNS) -> str:
    """
    Cut a text to so many columns, at a space where there is one near; a Chinese character takes two.

    >>> shorten("A short text that goes on", 17), shorten("短文继续", 6)
    ('A short text…', '短文…')
    """
    widths = list(accumulate(map(columns_of, words[: columns + 1])))
    kept = bisect_right(widths, columns)
    if kept == len(words):
        return words
    head, space, last = words[:kept].rpartition(" ")
    cut = head if space and last.isascii() else words[: kept - 1]
    return cut.rstrip(" ，。、；：,;:.") + "…"
