"""
Figures as views: the same object in tables, on cards and in key-figure bands.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from msgspec.structs import astuple

from jianbao.model.basics import FigureIdStr, kind_of
from jianbao.model.graph import BoundFigure
from jianbao.render.desk import Desk
from jianbao.render.later import Later
from jianbao.render.phrases import STATUSES, html_lang
from jianbao.render.plain import figure_text
from jianbao.render.views import FigureDetail, FigureGroup, FigureView, LinkView

_view: Final[Callable[..., FigureView]] = FigureView


def figure_views(desk: Desk, keys: Iterable[FigureIdStr]) -> tuple[FigureView, ...]:
    """Make what a page shows of figures; what only a card or a page of its own shows waits to be asked for."""
    reads, number, tell = desk.reads, desk.notes.number, partial(_detail, desk)
    views = []
    for key in keys:
        bound = reads.figures[key]
        figure = bound.figure
        by = desk.link_to(figure.by) if figure.by else None
        numbers = tuple(map(number, figure.evidence if figure.derived is None else desk.locators_of(key)))
        views.append(_view(*astuple(desk.shelf.figure(bound, reads.cards[bound.metric])), by, numbers, tell))
    return tuple(views)


def figure_view(desk: Desk, key: FigureIdStr) -> FigureView:
    """Make what a page shows of one figure."""
    return figure_views(desk, (key,))[0]


def _detail(desk: Desk, id_: str) -> FigureDetail:
    key = FigureIdStr(id_)
    bound = desk.reads.figures[key]
    figure = bound.figure
    return FigureDetail(
        hedge=desk.phrases.say(f"hedge.{figure.hedge}"),
        period_note=desk.words(figure.period.note) if figure.period else "",
        about=tuple([desk.link_to(ref) for ref in bound.about]),
        formula=_formula(desk, bound),
        note=desk.words(figure.note) or (desk.words(figure.derived.note) if figure.derived else ""),
        other_text=figure_text(bound, desk.shelf.other),
        other_lang=html_lang(desk.shelf.other),
        spots=tuple([desk.note_of(locator) for locator in desk.locators_of(key)]),
        tags=" ".join(tags_of(bound)),
    )


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
        f"{name} = {desk.shelf.text(one)}" for name, one in zip(derived.inputs, inputs, strict=True)
    )
    return f"{derived.formula}{desk.phrases.say('list.colon')}{joined}"


def figure_groups(desk: Desk, keys: Iterable[FigureIdStr]) -> tuple[FigureGroup, ...]:
    """Group figures by status; targets and ceilings never stand among actual figures."""
    found: dict[str, list[FigureIdStr]] = {}
    figures = desk.reads.figures
    for key in keys:
        found.setdefault(figures[key].figure.status, []).append(key)
    return tuple([_group(desk, status, found[status]) for status in STATUSES if status in found])


def _group(desk: Desk, status: str, keys: list[FigureIdStr]) -> FigureGroup:
    desk.gather(keys)
    return FigureGroup(status, desk.phrases.say(f"status.{status}"), Later(partial(figure_views, desk, keys)))


def figure_links(desk: Desk, keys: Iterable[FigureIdStr]) -> tuple[LinkView, ...]:
    """Link figures by their values."""
    found = [desk.reads.figures[key] for key in keys]
    copies = [desk.shelf.figure(bound, desk.reads.cards[bound.metric]) for bound in found]
    return tuple([LinkView(copy.href, copy.text, meta=copy.label) for copy in copies])
