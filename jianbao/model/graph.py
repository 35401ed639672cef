"""
What ``link`` makes of the records: cards, bound figures, backlinks, and routes that name what they may read.

There are many of each, and all are encoded for their digests: the names of their fields are left out there.
"""

from collections.abc import Mapping

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, RefStr, Text
from jianbao.model.editions import EditionChanges
from jianbao.model.quantity import Unit
from jianbao.model.records import Figure, Record
from jianbao.model.tiles import TileCell


class Card(Struct, frozen=True, array_like=True, gc=False):
    """
    What other pages may show of a record: its name, its address below the language folder, its date.

    ``page`` may carry a fragment, as terms do: ``glossary.html#future-industries``.
    """

    ref: RefStr
    kind: str
    name: Text
    page: str
    zh_certain: bool = True
    zh_translation: bool = False
    date: Dated | None = None
    draft: bool = False

    @property
    def when(self) -> str:
        """Return the date to sort by, or nothing."""
        return self.date.when if self.date else ""


class Excerpt(Struct, frozen=True, array_like=True, gc=False):
    """The words of a sentence and their language."""

    words: str
    lang: Lang


class Spot(Struct, frozen=True, array_like=True, gc=False):
    """
    A sentence as a reader can find it: its source, its lines in the seed file, the figures it prints.

    ``excerpt`` is there only where the configuration asks for the sentences themselves.
    """

    locator: LocatorStr
    source: RefStr
    seed_file: str
    lines: tuple[int, ...]
    tokens: tuple[str, ...] = ()
    excerpt: Excerpt | None = None


class BoundFigure(Struct, frozen=True, array_like=True, gc=False):
    """A figure with everything that renders it: its metric's label and subjects, its unit, its inputs if computed."""

    figure: Figure
    metric: RefStr
    label: Text
    about: tuple[RefStr, ...]
    topics: tuple[RefStr, ...]
    unit_id: str
    unit: Unit
    sources: tuple[RefStr, ...]


class CoverageRow(Struct, frozen=True, array_like=True, gc=False):
    """One printed figure of a source and what became of it."""

    locator: LocatorStr
    token: str
    after: str
    state: str
    figures: tuple[FigureIdStr, ...] = ()
    reason: Text = {}


class Milestone(Struct, frozen=True, array_like=True, gc=False):
    """A date on the time axis: what it is the date of, and of which record or, for a target, of which figure."""

    role: str
    ref: RefStr
    dated: Dated
    figure: FigureIdStr | None = None


class Route(Struct, frozen=True, array_like=True, gc=False):
    """
    One page in one language, and exactly the values that may be read to render it.

    ``page`` is the address below the language folder and is the same in every language; ``parallel`` is
    the page that shows the same record in two languages, and there ``single`` is the page that shows it in one.
    ``related`` is what the record of the page names as related or links, ``backlinks`` what leads to it, without
    metrics and sources, which are shown as figures and notes; both stand in the order of the table of kinds.
    """

    page: str
    lang: Lang
    template: str
    subject: RefStr | None = None
    kind: str = ""
    trail: tuple[RefStr, ...] = ()
    full: tuple[RefStr, ...] = ()
    cards: tuple[RefStr, ...] = ()
    figures: tuple[FigureIdStr, ...] = ()
    table: tuple[FigureIdStr, ...] = ()
    spots: tuple[LocatorStr, ...] = ()
    related: tuple[RefStr, ...] = ()
    backlinks: tuple[RefStr, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    editions: tuple[EditionChanges, ...] = ()
    shows_map: bool = False
    parallel: str = ""
    single: str = ""

    @property
    def path(self) -> str:
        """Return the address below the site's root."""
        return f"{self.lang}/{self.page}"


class Site(Struct, frozen=True):
    """
    Everything linked: nothing in it changes after this.

    ``is_cut`` says that it holds what one route names, and no more.
    """

    records: Mapping[RefStr, Record]
    cards: Mapping[RefStr, Card]
    figures: Mapping[FigureIdStr, BoundFigure]
    spots: Mapping[LocatorStr, Spot]
    backlinks: Mapping[RefStr, tuple[RefStr, ...]]
    cited_by: Mapping[LocatorStr, tuple[RefStr, ...]]
    coverage: Mapping[RefStr, tuple[CoverageRow, ...]]
    tiles: tuple[TileCell, ...]
    routes: tuple[Route, ...]
    is_cut: bool = False
