"""
Time axes: events, the dates of policies, sources and targets, what is past apart from what lies ahead.

A date is as wide as it is precise: a year is drawn over all of its days, a day as a dot. A period without an end is
drawn up to the date of the edition, a deadline where it ends.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from jianbao.model.graph import Milestone
from jianbao.render.chart_views import DateGroup, DateRow, Mark, Tick, TimelineChart
from jianbao.render.desk import Desk
from jianbao.render.figures import figure_view
from jianbao.text.dates import format_date
from jianbao.text.timescale import Extent, Line, extent_of, line_through

TICKS: Final = 5
DAYS_OF_A_DOT: Final = 45
"""A shorter period would be narrower than a dot."""

DEADLINES: Final = frozenset({"until", "target"})
LABELS: Final = {
    "event": "kind.event.one",
    "source": "kind.source.one",
    "issued": "fact.issued",
    "in_force": "fact.in_force",
    "until": "fact.until",
    "target": "status.target",
}


class Axis(Struct, frozen=True):
    """The line of all dates, and the day of the edition."""

    line: Line
    today: int


def timeline_of(desk: Desk, today: str, *, newest_first: bool = False) -> TimelineChart | None:
    """Draw the dates that the route names; the nearest ones stand next to the edition, or all by time."""
    dated = desk.reads.route.milestones
    if not dated:
        return None
    now = date.fromisoformat(today).toordinal()
    extents = tuple(extent_of(one.dated.when) for one in dated)
    axis = Axis(line_through((*extents, Extent(now, now))), now)
    ordered = sorted(zip(dated, extents, strict=True), key=_by_time, reverse=newest_first)
    ahead = [one for one, extent in ordered if _is_ahead(one, extent, now)]
    sides = [("dates.past", [one for one, _ in ordered if one not in ahead]), ("dates.ahead", ahead)]
    say = desk.phrases.say
    summary = say(
        "dates.summary" if ahead else "dates.summary.past",
        count=str(len(dated)),
        ahead=str(len(ahead)),
        date=format_date(today, desk.phrases.lang),
    )
    return TimelineChart(
        summary=summary,
        now=_percent(axis.line.share(now)),
        ticks=tuple(_ticks(axis.line)),
        groups=tuple(
            DateGroup(say(key), tuple(_row(desk, one, axis) for one in many))
            for key, many in (reversed(sides) if newest_first else sides)
            if many
        ),
    )


def _by_time(pair: tuple[Milestone, Extent]) -> tuple[int, int, str]:
    one, extent = pair
    return (extent.last or extent.first or 0, extent.first or 0, f"{one.ref} {one.figure or one.role}")


def _is_ahead(one: Milestone, extent: Extent, today: int) -> bool:
    """Say whether a date is still to come: a deadline by its end, all else by its beginning."""
    first, last = extent.first, extent.last
    if one.role in DEADLINES or first is None:
        return last is not None and last >= today
    return first > today


def _ticks(line: Line) -> Iterable[Tick]:
    for year in line.marks(TICKS):
        yield Tick(_percent(line.share(date(year, 1, 1).toordinal())), str(year))


def _row(desk: Desk, one: Milestone, axis: Axis) -> DateRow:
    view = figure_view(desk, one.figure) if one.figure else None
    link = desk.link_to(one.ref)
    return DateRow(
        when=desk.phrases.date(one.dated),
        machine="" if "/" in one.dated.when else one.dated.when,
        label=desk.phrases.say(LABELS[one.role]),
        href=view.href if view else link.href,
        words=view.label if view else link.words,
        lang="" if view else link.lang,
        value=view.value if view else Markup(""),
        note=desk.words(one.dated.note),
        mark=_mark(one, axis),
    )


def _mark(one: Milestone, axis: Axis) -> Mark:
    extent = extent_of(one.dated.when)
    first, last = extent.first, extent.last
    is_hollow = one.dated.basis == "inferred"
    if one.role in DEADLINES or first is None:
        at = last if last is not None else first
        return Mark("due", _percent(axis.line.share(at or axis.today)), is_hollow=is_hollow)
    if last is None:
        since, at = sorted((first, axis.today))
        return Mark("dot", _percent(axis.line.share(at)), _percent(axis.line.share(since)), "up", is_hollow)
    if last - first < DAYS_OF_A_DOT:
        return Mark("dot", _percent(axis.line.share((first + last) // 2)), is_hollow=is_hollow)
    return Mark("span", _percent(axis.line.share(last)), _percent(axis.line.share(first)), is_hollow=is_hollow)


def _percent(share: float) -> str:
    return f"{share:.2f}"
