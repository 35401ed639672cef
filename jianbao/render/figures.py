"""
Figures as views: the same object in tables, on cards and in key-figure bands.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup

from jianbao.model.basics import FigureIdStr, kind_of
from jianbao.model.graph import BoundFigure
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.phrases import STATUSES
from jianbao.render.plain import figure_text, machine_value
from jianbao.render.setting import glue, seals, set_figure
from jianbao.render.views import FigureGroup, FigureView, LinkView

_FIRST_DIGIT = re.compile(r"[0-9]")


def figure_view(desk: Desk, key: FigureIdStr) -> FigureView:
    """Make everything a page shows of one figure."""
    bound, say = desk.reads.figures[key], desk.phrases.say
    figure = bound.figure
    card = desk.reads.cards[bound.metric]
    text = figure_text(bound, desk.phrases.lang)
    marks = seals(desk.notes.numbers(desk.locators_of(key)), desk.phrases)
    return FigureView(
        id=figure.id,
        value=_sized(bound, desk, marks),
        text=text,
        machine=machine_value(bound),
        label=desk.phrases.name(bound.label),
        href=within(desk.reads.route.page, f"{card.page}#{figure.id}"),
        status=figure.status,
        status_label=say(f"status.{figure.status}"),
        hedge=say(f"hedge.{figure.hedge}"),
        period=desk.phrases.date(figure.period) if figure.period else say("period.unstated"),
        period_note=desk.words(figure.period.note) if figure.period else "",
        speaker=say(f"speaker.{figure.speaker}"),
        by=desk.link_to(figure.by) if figure.by else None,
        about=tuple(desk.link_to(ref) for ref in bound.about),
        printed=figure.printed,
        printed_lang="en",
        formula=_formula(desk, bound),
        note=desk.words(figure.note) or (desk.words(figure.derived.note) if figure.derived else ""),
        other_text=figure_text(bound, desk.phrases.other()),
        spots=tuple(desk.note_of(locator) for locator in desk.locators_of(key)),
        unit=bound.unit_id,
        when=end_of(figure.period.when) if figure.period else "",
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


def end_of(when: str) -> str:
    """
    Return the day, month or year with which a period ends; an open one ends with its start.

    >>> end_of("../2026"), end_of("2021/2025"), end_of("2019/..")
    ('2026', '2025', '2019')
    """
    first, _, last = when.partition("/")
    return first if last in {"", ".."} else last


def years_of(when: str) -> tuple[str, ...]:
    """
    Return the years that a date or a closed period touches, and the known end of an open one.

    >>> years_of("2026-06"), years_of("2023/2025"), years_of("2019/..")
    (('2026',), ('2023', '2024', '2025'), ('2019',))
    """
    ends = [int(end[:4]) for end in when.split("/") if end != ".."]
    return tuple(map(str, range(ends[0], ends[-1] + 1)))


def _sized(bound: BoundFigure, desk: Desk, marks: Markup) -> Markup:
    """Write the value with its hedge and unit a size smaller, so that figures read by their numbers."""
    text = glue(figure_text(bound, desk.phrases.lang))
    number = glue(figure_text(bound, desk.phrases.lang, noun=False))
    digit = _FIRST_DIGIT.search(number)
    core = number[digit.start() :] if digit else number
    before, found, after = text.partition(core)
    if not found:
        return Markup("<b>{}</b>").format(set_figure(text, marks))
    hedge = Markup('<span class="unit">{}</span>').format(before) if before else Markup("")
    if not after.strip():
        return hedge + Markup('<b class="nb">{}</b>').format(core) + marks
    unit = Markup('<span class="unit">{}</span>').format(set_figure(after, marks))
    return hedge + Markup('<b class="nb">{}</b>').format(core) + unit


def _formula(desk: Desk, bound: BoundFigure) -> str:
    """Write a derivation in words a reader can follow: the formula with its inputs' labels."""
    derived = bound.figure.derived
    if derived is None:
        return ""
    inputs = [desk.reads.figures[FigureIdStr(key)] for key in derived.inputs.values()]
    joined = desk.phrases.say("list.comma").join(
        f"{name} = {figure_text(one, desk.phrases.lang)}" for name, one in zip(derived.inputs, inputs, strict=True)
    )
    return f"{derived.formula}{desk.phrases.say('list.colon')}{joined}"


def figure_groups(desk: Desk, keys: Iterable[FigureIdStr]) -> tuple[FigureGroup, ...]:
    """Group figures by status; targets and ceilings never stand among actual figures."""
    order = {status: place for place, status in enumerate(STATUSES)}
    found = [
        figure_view(desk, key) for key in sorted(keys, key=lambda key: order[desk.reads.figures[key].figure.status])
    ]
    return tuple(
        FigureGroup(status, desk.phrases.say(f"status.{status}"), members)
        for status in STATUSES
        if (members := tuple(view for view in found if view.status == status))
    )


def figure_links(desk: Desk, keys: Iterable[FigureIdStr]) -> tuple[LinkView, ...]:
    """Link figures by their values."""
    links = []
    for key in keys:
        bound = desk.reads.figures[key]
        card = desk.reads.cards[bound.metric]
        href = within(desk.reads.route.page, f"{card.page}#{key}")
        links.append(LinkView(href, figure_text(bound, desk.phrases.lang), meta=desk.phrases.name(bound.label)))
    return tuple(links)
