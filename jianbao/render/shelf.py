"""
What looks the same on every page of one language and folder depth, made once.

Whoever asks hands in the values themselves, so a page gets nothing that it may not read, and what was made of other
values is never given out. A shelf is emptied where it grows too full: it saves time, not truth.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, TypeAlias, TypeVar

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.model.graph import BoundFigure, Card, Spot
from jianbao.model.records import Record
from jianbao.render.escaping import Html, encoded
from jianbao.render.escaping import escape_quickly as escape
from jianbao.render.figure_copies import FigureCopy, Voice
from jianbao.render.later import Later
from jianbao.render.phrases import Phrases, html_lang
from jianbao.render.plain import PlainResolve
from jianbao.render.plans import Plan
from jianbao.render.views import LinkView, Macro, NoteView, Written

T = TypeVar("T")
Key = TypeVar("Key")
Subject = TypeVar("Subject")
Kept: TypeAlias = dict[Key, tuple[Subject, T]]
"""Finished pieces by name, each with what it was made of: it is given out for that very value, and for no other."""

KEPT_MAX: Final = 16384
"""How many pieces of a sort are kept."""

LINKS_MAX: Final = 524_288
"""How many links are kept, and how many of their rows: any page may lead to any record."""

ANCHORS_MAX: Final = 4096
"""How many links are kept as prose has them: many paragraphs name the same few records."""

FIGURES_MAX: Final = 512
"""How many figures are kept: the pages that show the same ones follow one another."""

PLANS_MAX: Final = 64
"""How many plans are kept."""


class Shelf:
    """Finished pieces of one language and folder depth; ``up`` is the way to the language folder."""

    __slots__ = (
        "_anchors",
        "_figures",
        "_links",
        "_notes",
        "_rest",
        "_rows",
        "_voice",
        "cards",
        "other",
        "phrases",
        "up",
        "written",
    )

    def __init__(self, phrases: Phrases, up: str) -> None:
        self.phrases = phrases
        self.up = up
        self.other: Lang = phrases.other()
        self._voice = Voice(phrases, phrases.ui, up)
        self._links: Kept[str, Card, LinkView] = {}
        self._anchors: Kept[str, Card, str] = {}
        self._notes: Kept[str, tuple[Spot, Card], NoteView] = {}
        self._figures: dict[FigureIdStr, FigureCopy] = {}
        self._rows: dict[Macro, _Rows] = {}
        self._rest: dict[object, tuple[tuple[Any, ...], Any]] = {}
        self.cards: dict[str, Any] = {}
        self.written: Written = {}

    def link(self, card: Card) -> LinkView:
        """Link a record by its name, with its name in the other language."""
        found = self._links.get(card.ref)
        if found is not None and found[0] is card:
            return found[1]
        return _put(self._links, card.ref, card, self._link(card), LINKS_MAX)

    def links(self, cards: Iterable[Card]) -> tuple[LinkView, ...]:
        """Link several records."""
        kept = self._links.get
        return tuple(
            [
                found[1] if (found := kept(card.ref)) is not None and found[0] is card else self.link(card)
                for card in cards
            ]
        )

    def anchor(self, card: Card) -> str:
        """Write a link as HTML."""
        found = self._anchors.get(card.ref)
        if found is not None and found[0] is card:
            return found[1]
        return _put(self._anchors, card.ref, card, self._anchor(card), ANCHORS_MAX)

    def _anchor(self, card: Card) -> str:
        view = self.link(card)
        lang = f' lang="{view.lang}"' if view.lang else ""
        return f'<a href="{escape(view.href)}"{lang}>{escape(view.words)}</a>'

    def note(self, spot: Spot, card: Card) -> NoteView:
        """Write the note of a sentence, not numbered yet."""
        found = self._notes.get(spot.locator)
        if found is not None and found[0][0] is spot and found[0][1] is card:
            return found[1]
        return _put(self._notes, spot.locator, (spot, card), self._note(spot, card))

    def figure(self, bound: BoundFigure) -> FigureCopy:
        """Return a figure in the words of the language."""
        key = bound.figure.id
        found = self._figures.get(key)
        if found is not None and found.bound is bound:
            return found
        if len(self._figures) >= FIGURES_MAX:
            self._figures.clear()
        made = self._figures[key] = self._voice.speak(bound)
        return made

    def keep(self, key: object, subject: tuple[Any, ...], make: Callable[..., T]) -> T:
        """Return what was made of this very subject under a key, or make it."""
        found = self._rest.get(key)
        if found is None or found[0] != subject:  # compared by identity first, part by part
            made: T = _put(self._rest, key, subject, make(*subject))
            return made
        kept: T = found[1]
        return kept

    def rows(self, macro: Macro, links: Iterable[LinkView]) -> Html:
        """Write the row of each link."""
        rows = self._rows.get(macro)
        if rows is None:
            rows = self._rows[macro] = _Rows(macro)
        return Html(b"".join(rows.of(links) if isinstance(links, Links) else map(rows.__getitem__, links)))

    def _link(self, card: Card) -> LinkView:
        phrases = self.phrases
        words, other = phrases.drafted(phrases.name(card.name), is_draft=card.draft), card.name[self.other]
        return LinkView(
            href=self.up + card.page,
            words=words,
            lang=phrases.foreign(words),
            other=other if other != words else "",
            other_lang=html_lang(self.other),
            meta=phrases.date(card.date) if card.date else "",
        )

    def _note(self, spot: Spot, card: Card) -> NoteView:
        source, say = self.link(card), self.phrases.say
        return NoteView(
            number=0,
            source=LinkView(f"{source.href}#{spot.locator.rpartition('/')[2]}", source.words, source.lang),
            date=source.meta or say("date.unknown"),
            place=self.phrases.place(spot.locator, spot.lines),
            printed=spot.tokens,
            excerpt=spot.excerpt,
        )


class Links(Later[LinkView]):
    """Links to records, made when somebody looks at them: their rows are mostly written already."""

    __slots__ = ("cards", "refs", "shelf")

    def __init__(self, shelf: Shelf, cards: Mapping[RefStr, Card], refs: Collection[RefStr]) -> None:
        self._made = None
        self.shelf = shelf
        self.cards = cards
        self.refs = refs

    def _rows(self) -> tuple[LinkView, ...]:
        if self._made is None:
            self._made = self.shelf.links(map(self.cards.__getitem__, self.refs))
        return self._made

    def __len__(self) -> int:
        """Count the links."""
        return len(self.refs)


class _Rows(dict[LinkView, bytes]):
    """The rows of links, written by one macro when they are looked up first."""

    def __init__(self, macro: Macro) -> None:
        super().__init__()
        self._macro = macro
        self._by_ref: Kept[str, Card, bytes] = {}

    def __missing__(self, link: LinkView) -> bytes:
        if len(self) >= LINKS_MAX:
            self.clear()
        row = self[link] = encoded(self._macro(link))
        return row

    def of(self, links: "Links") -> list[bytes]:
        """Return the rows of links to records; what is written already needs no links."""
        kept, cards = self._by_ref.get, links.cards
        return [
            row[1] if (row := kept(ref)) is not None and row[0] is cards[ref] else self._put(links.shelf, cards[ref])
            for ref in links.refs
        ]

    def _put(self, shelf: Shelf, card: Card) -> bytes:
        return _put(self._by_ref, card.ref, card, encoded(self._macro(shelf.link(card))), LINKS_MAX)


class ShelvedResolve(PlainResolve, frozen=True):
    """Resolve tokens to plain text, each figure once for all pages of a shelf."""

    shelf: Shelf

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        copy = self.shelf.figure(self.figures[figure])
        return copy.text if noun else copy.bare


class Shelves:
    """The shelves of a build. They are not handed to other processes: each fills its own."""

    __slots__ = ("_held", "_plans")

    def __init__(self) -> None:
        self._held: dict[tuple[Lang, str], Shelf] = {}
        self._plans: dict[RefStr | None, Plan] = {}

    def at(self, phrases: Phrases, up: str) -> Shelf:
        """Return the shelf of a language and depth."""
        found = self._held.get((phrases.lang, up))
        if found is None or found.phrases.every is not phrases.every:
            found = self._held[phrases.lang, up] = Shelf(phrases, up)
        return found

    def plan(self, subject: RefStr | None, record: Record, shown: tuple[BoundFigure, ...]) -> Plan:
        """Return what the pages of a record have in common; they follow one another, so few plans are kept."""
        found = self._plans.get(subject)
        if found is not None and found.record is record and found.shown == shown:  # each by identity first
            return found
        if len(self._plans) >= PLANS_MAX:
            self._plans.clear()
        made = self._plans[subject] = Plan(record, shown)
        return made

    def __reduce__(self) -> tuple[type["Shelves"], tuple[()]]:
        """Travel empty."""
        return Shelves, ()


def _put(kept: Kept[Key, Subject, T], key: Key, subject: Subject, made: T, at_most: int = KEPT_MAX) -> T:
    """Keep what has been made of a value."""
    if len(kept) >= at_most:
        kept.clear()
    kept[key] = (subject, made)
    return made
