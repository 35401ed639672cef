"""
Figures as views: the same object in tables, on cards and in key-figure bands.
"""

from collections.abc import Collection
from functools import partial

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, kind_of
from jianbao.model.graph import BoundFigure
from jianbao.render.desk import Desk
from jianbao.render.figure_views import FigureDetail, FigureGroup, FigureView
from jianbao.render.later import Later
from jianbao.render.phrases import STATUSES, html_lang
from jianbao.render.plain import figure_text
from jianbao.render.views import LinkView


class _PageFigures(Struct, frozen=True):
    """Tells what one page alone knows of its figures; ``has_seals`` unless it shows them where their seals lead."""

    desk: Desk
    has_seals: bool = True

    def by(self, bound: BoundFigure) -> LinkView | None:
        """Link who states a figure."""
        return self.desk.link_to(bound.figure.by) if bound.figure.by else None

    def numbers(self, bound: BoundFigure) -> tuple[int, ...]:
        """Return the numbers of the notes of a figure, in the order of its sentences."""
        return tuple(map(self.desk.notes.number, self.desk.locators_of(bound.figure.id))) if self.has_seals else ()

    def detail(self, bound: BoundFigure) -> FigureDetail:
        """Return what only a card or a page of its own shows of a figure."""
        desk, figure = self.desk, bound.figure
        return FigureDetail(
            hedge=desk.phrases.say(f"hedge.{figure.hedge}"),
            period_note=desk.words(figure.period.note) if figure.period else "",
            about=tuple([desk.link_to(ref) for ref in bound.about]),
            formula=_formula(desk, bound),
            note=desk.words(figure.note) or (desk.words(figure.derived.note) if figure.derived else ""),
            other_text=figure_text(bound, desk.shelf.other),
            other_lang=html_lang(desk.shelf.other),
            spots=tuple([desk.note_of(locator) for locator in desk.locators_of(figure.id)]),
            tags=" ".join(tags_of(bound)),
        )


def figure_views(desk: Desk, keys: Collection[FigureIdStr]) -> tuple[FigureView, ...]:
    """Make what a page shows of figures and number their notes; what a template leaves out is never made."""
    desk.gather(keys)
    return _views(desk, keys)


def figure_view(desk: Desk, key: FigureIdStr, *, has_seals: bool = True) -> FigureView:
    """Make what a page shows of one figure."""
    desk.gather((key,))
    return _views(desk, (key,), has_seals=has_seals)[0]


def _views(desk: Desk, keys: Collection[FigureIdStr], *, has_seals: bool = True) -> tuple[FigureView, ...]:
    """Make what a page shows of figures whose notes have their numbers."""
    figures, cards, copy, tell = desk.reads.figures, desk.reads.cards, desk.shelf.figure, _PageFigures(desk, has_seals)
    views = []
    for key in keys:
        bound = figures[key]
        one = copy(bound)
        views.append(FigureView(one, cards[bound.metric], tell, one.text, one.period, one.speaker))
    return tuple(views)


def tags_of(bound: BoundFigure) -> tuple[str, ...]:
    """Return what a figure is filtered by: ``status/target``, ``kind/policy``, ``region/kunshan``, ``year/2026``."""
    figure = bound.figure
    refs = (*bound.about, *bound.topics, *bound.sources, *((figure.by,) if figure.by else ()))
    kinds = (f"kind/{kind_of(ref)}" for ref in bound.about)
    years = (f"year/{year}" for year in years_of(figure.period.when)) if figure.period else ()
    shown = (ref for ref in refs if ref.startswith(("region/", "topic/", "company/", "source/")))
    return tuple(dict.fromkeys((f"status/{figure.status}", *kinds, *shown, *years)))


def years_of(when: str) -> tuple[str, ...]:
    """
    Return the years that a date or a closed period touches, and the known end of an open one.

    >>> years_of("2026-06"), years_of("2023/2025"), years_of("2019/..")
    (('2026',), ('2023', '2024', '2025'), ('2019',))
    """
    ends = [int(end[:4]) for end in when.split("/") if end != ".."]
    return tuple(map(str, range(ends[0], ends[-1] + 1)))


def _formula(desk: Desk, bound: BoundFigure) -> str:
    """Write a derivation in words a reader can follow: the formula with its inputs' labels."""
    derived = bound.figure.derived
    if derived is None:
        return ""
    inputs = [desk.reads.figures[FigureIdStr(key)] for key in derived.inputs.values()]
    joined = desk.phrases.say("list.comma").join(
        f"{name} = {desk.shelf.figure(one).text}" for name, one in zip(derived.inputs, inputs, strict=True)
    )
    return f"{derived.formula}{desk.phrases.say('list.colon')}{joined}"


def figure_groups(desk: Desk, keys: Collection[FigureIdStr]) -> tuple[FigureGroup, ...]:
    """Group figures by status; targets and ceilings never stand among actual figures."""
    if not keys:
        return ()
    figures = desk.reads.figures
    found = {figures[key].figure.status for key in keys}
    if len(found) == 1:
        return (_group(desk, found.pop(), keys),)
    groups = ((status, [key for key in keys if figures[key].figure.status == status]) for status in STATUSES)
    return tuple([_group(desk, status, of_status) for status, of_status in groups if of_status])


def _group(desk: Desk, status: str, keys: Collection[FigureIdStr]) -> FigureGroup:
    desk.gather(keys)
    return FigureGroup(status, desk.phrases.ui[f"status.{status}"], Later(partial(_views, desk, keys)))


def figure_links(desk: Desk, keys: Collection[FigureIdStr]) -> tuple[LinkView, ...]:
    """Link figures by their values."""
    return tuple([LinkView(view.href, view.text, meta=view.label) for view in _views(desk, keys)])
