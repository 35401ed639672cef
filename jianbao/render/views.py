"""
What a template sees: finished, typed values. Nothing in a view can look anything up.

``Markup`` fields are safe HTML; every other string is escaped by the template engine.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol, TypeAlias

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import astuple

from jianbao.model.graph import Excerpt
from jianbao.render.cite_views import CiteView
from jianbao.render.escaping import Html, encoded
from jianbao.render.later import WhenAsked
from jianbao.render.machine_view import Machine
from jianbao.render.phrases import Phrases
from jianbao.render.setting import seals

Macro: TypeAlias = Callable[..., Markup]
"""A macro of a template."""

Written: TypeAlias = dict[tuple[Macro, str, str], tuple[tuple[object, ...], Html]]
"""What macros have written for pages of a place in the menu and a root: the values they were given, and the HTML."""


WRITTEN_MAX: Final = 4096
"""How many pieces of them are kept."""


class LinkView(Struct, frozen=True, gc=False, cache_hash=True):
    """A link with its words, and the name in the other language where it is shown."""

    href: str
    words: str
    lang: str = ""
    other: str = ""
    other_lang: str = ""
    meta: str = ""


class ParagraphView(Struct, frozen=True, gc=False):
    """A paragraph, its position on the page, and the numbers of the source notes that none of its figures carries."""

    html: Markup
    position: int
    numbers: tuple[int, ...]
    phrases: Phrases

    @property
    def seals(self) -> Markup:
        """Return the seals of the source notes."""
        return seals(self.numbers, self.phrases)

    @property
    def anchor(self) -> str:
        """Return the name of the place on the page."""
        return f"p{self.position}"


class NoteView(Struct, frozen=True, gc=False):
    """A numbered source note: the source, how its date is known, and where the sentence stands."""

    number: int
    source: LinkView
    date: str
    place: str
    printed: tuple[str, ...]
    excerpt: Excerpt | None = None


class CardGroup(Struct, frozen=True, gc=False):
    """Links of one kind under a heading."""

    heading: str
    links: Sequence[LinkView]


class SectionView(Struct, frozen=True, gc=False):
    """A headed run of paragraphs."""

    heading: str
    anchor: str
    body: tuple[ParagraphView, ...]


class Fact(Struct, frozen=True, gc=False):
    """One row of a facts box."""

    label: str
    values: tuple[Markup, ...]


class Alternate(Struct, frozen=True, gc=False):
    """The same page in a language: for hreflang and for the switch."""

    lang: str
    label: str
    href: str
    absolute: str


class TileView(Struct, frozen=True, gc=False):
    """A square of the tile map; ``href`` is empty where no source speaks of the place."""

    place: str
    short: str
    name: str
    other: str
    other_lang: str
    href: str
    label: str
    figures: int
    current: bool


class Naming(Protocol):
    """What names a page: its title in both languages, what kind of thing it is, and the way to it."""

    @property
    def title(self) -> str:
        """Return the title."""

    @property
    def description(self) -> str:
        """Say in a sentence or two what the page says."""

    @property
    def kind_label(self) -> str:
        """Say what kind of thing it is about."""

    @property
    def other_title(self) -> str:
        """Return the title in the other language, where it differs."""

    @property
    def other_lang(self) -> str:
        """Return the other language."""

    @property
    def name_note(self) -> str:
        """Say of what certainty the name is."""

    @property
    def crumbs(self) -> tuple[LinkView, ...]:
        """Return the way to the page."""


class Head(Struct, frozen=True, kw_only=True, gc=False):
    """What names a page that is not about one record alone."""

    title: str
    description: str
    kind_label: str = ""
    other_title: str = ""
    other_lang: str = ""
    name_note: str = ""
    crumbs: tuple[LinkView, ...] = ()


class Around(Struct, frozen=True):
    """What stands around all pages of one language, folder depth and place in the menu."""

    lang: str
    site_title: str
    root: str
    home: str
    menu: tuple[LinkView, ...]
    lists: tuple[LinkView, ...]
    edition: str
    is_private: bool
    here: str


class Teller(Protocol):
    """Makes the parts of a page that wait to be asked for."""

    def notes(self) -> tuple[NoteView, ...]:
        """Return the source notes in order."""

    def cite(self) -> CiteView | None:
        """Say how to cite the page."""

    def machine(self, page: "PageView") -> Machine:
        """Return what the head holds for programs."""

    def evidence(self, macro: Macro, values: tuple[object, ...]) -> tuple[Markup, ...]:
        """Write the card of each figure in prose."""

    def x_default(self) -> str:
        """Return the address of the page in the first language of the site."""

    def parallel(self) -> str:
        """Return the way to the page that shows the record in two languages, if there is one."""

    def other_lang(self) -> str:
        """Return the language beside this one."""


class Frame(Around, frozen=True, dict=True):
    """
    What stands around one page: addresses, languages, source notes, how to cite it.

    What few templates show is made when it is first asked for. Macros called through the frame are called once for
    all pages that they would write the same for: ``once`` hands them an ``Around``, ``evidence`` each figure in
    prose, and both the further values; ``each`` hands them one link and nothing else, writes the rows of several links
    one after the other, and that of a link of several pages once. ``written`` holds what ``once`` has written so far.
    """

    canonical: str
    alternates: tuple[Alternate, ...]
    tell: Teller
    each: Callable[[Macro, Iterable[LinkView]], Html]
    written: Written

    @WhenAsked
    def x_default(self) -> str:
        """Return the address of the page in the first language of the site."""
        return self.tell.x_default()

    @WhenAsked
    def parallel(self) -> str:
        """Return the way to the page that shows the record in two languages, if there is one."""
        return self.tell.parallel()

    @WhenAsked
    def other_lang(self) -> str:
        """Return the language beside this one."""
        return self.tell.other_lang()

    @WhenAsked
    def notes(self) -> tuple[NoteView, ...]:
        """Return the source notes in order."""
        return self.tell.notes()

    @WhenAsked
    def cite(self) -> CiteView | None:
        """Say how to cite the page; nothing on a page that is not about one record."""
        return self.tell.cite()

    def once(self, macro: Macro, *values: object) -> Html:
        """Write what is the same on all pages of this language, depth and place in the menu."""
        key = (macro, self.here, self.root)
        found = self.written.get(key)
        if found is not None and found[0] == values:  # each by identity first
            return found[1]
        html = Html(encoded(macro(_only(self), *values)))
        if len(self.written) >= WRITTEN_MAX:  # a macro that stands in the template of a page is a new one on each page
            self.written.clear()
        self.written[key] = (values, html)
        return html

    def evidence(self, macro: Macro, *values: object) -> tuple[Markup, ...]:
        """Write the card of each figure in prose; a figure of several pages is written once."""
        return self.tell.evidence(macro, values)


class PageView(Struct, frozen=True, kw_only=True, dict=True):
    """What every view has."""

    head: Naming
    frame: Frame

    @WhenAsked
    def machine(self) -> Machine:
        """Return what the head holds for programs; it is made when it is first asked for."""
        return self.frame.tell.machine(self)


def _only(frame: Frame) -> Around:
    """Leave off what belongs to one page: what is written once must not read it."""
    return Around(*astuple(frame)[: len(Around.__struct_fields__)])
