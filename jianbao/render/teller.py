"""
Make the parts of a page that its template may do without, when the template asks for them.

A macro that would write the same for many pages is called once. What a card has read is kept with it: a page that may
not read all of that does not get it.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

from markupsafe import Markup
from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr
from jianbao.render.addresses import absolute, within
from jianbao.render.citations import citation_box
from jianbao.render.cite_views import CiteView
from jianbao.render.desk import Desk
from jianbao.render.figures import figure_view
from jianbao.render.machine_view import Machine
from jianbao.render.notes import Mark
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Reads, Shared
from jianbao.render.shelf import KEPT_MAX
from jianbao.render.views import Macro, NoteView, PageView

Key = TypeVar("Key")
Value = TypeVar("Value")

WATCHED: Final = ("cards", "figures", "spots")
"""What of a page's values a card reads."""


class PageTeller(Struct, frozen=True):
    """
    Tells the rest of one page.

    ``noted`` comes after the sentences of the page and ``bound`` are its figures, whatever is put on its desk later.
    """

    desk: Desk
    shared: Shared
    noted: Mark
    bound: tuple[FigureIdStr, ...]

    def notes(self) -> tuple[NoteView, ...]:
        """Return the source notes in order."""
        return tuple([self.desk.note_of(locator) for locator in self.desk.notes.before(self.noted)])

    def cite(self) -> CiteView | None:
        """Say how to cite the page."""
        return citation_box(self.desk, self.shared)

    def machine(self, page: PageView) -> Machine:
        """Return what the head holds for programs."""
        from jianbao.render.machine import machine_of  # which not every theme asks for

        return machine_of(page, self.desk, self.shared)

    def x_default(self) -> str:
        """Return the address of the page in the first language of the site."""
        config = self.shared.config
        return absolute(config.base_url, config.languages[0], self.desk.reads.route.page)

    def parallel(self) -> str:
        """Return the way to the page that shows the record in two languages, if there is one."""
        route = self.desk.reads.route
        return within(route.page, route.parallel) if route.parallel else ""

    def other_lang(self) -> str:
        """Return the language beside this one."""
        return html_lang(self.desk.shelf.other)

    def evidence(self, macro: Macro, values: tuple[object, ...]) -> tuple[Markup, ...]:
        """Write the card of each figure in prose."""
        return tuple([self._card(macro, key, values) for key in self.bound])

    def _card(self, macro: Macro, key: FigureIdStr, values: tuple[object, ...]) -> Markup:
        kept = self.desk.shelf.cards.get(key)
        if isinstance(kept, KeptCard) and kept.maker == (macro, *values) and kept.holds_for(self.desk.reads):
            return kept.html
        reads = structs.replace(self.desk.reads, **{name: _Watched(getattr(self.desk.reads, name)) for name in WATCHED})
        desk = Desk(reads, self.desk.phrases, shelf=self.desk.shelf)
        html: Markup = macro(figure_view(desk, key, has_seals=False), *values)
        desk.notes.close()
        asked = tuple((name, getattr(reads, name).asked) for name in WATCHED)
        if len(self.desk.shelf.cards) >= KEPT_MAX:
            self.desk.shelf.cards.clear()
        self.desk.shelf.cards[key] = KeptCard((macro, *values), html, asked)
        return html


class KeptCard(Struct, frozen=True):
    """A card as HTML, what made it, and every value that it was made of."""

    maker: tuple[object, ...]
    html: Markup
    asked: tuple[tuple[str, Mapping[str, object]], ...]

    def holds_for(self, reads: Reads) -> bool:
        """Say whether a page reads the same values; one that it may not read raises ``KeyError``."""
        for name, values in self.asked:
            held = getattr(reads, name)
            for key, value in values.items():
                if held[key] is not value and held[key] != value:
                    return False
        return True


class _Watched(dict[Key, Value]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: Mapping[Key, Value]) -> None:
        super().__init__(values)
        self.asked: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        value = self.asked[key] = super().__getitem__(key)
        return value
