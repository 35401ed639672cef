"""
Charts that are their own table: bars, dots, a series with its dates, a target beside what is reached.

Labels and values are HTML, so that their text has the size of the page's text at every width; only the marks are
drawn. Nothing here decides what may be compared: an editor has, and a check has agreed.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from jianbao.model.basics import FigureIdStr
from jianbao.model.quantity import Hedge
from jianbao.model.records import Chart, Figure
from jianbao.render.chart_views import ChartRow, ChartView, Mark
from jianbao.render.desk import Desk
from jianbao.render.figures import figure_view
from jianbao.render.series_plot import points_of
from jianbao.text.amounts import quantity_of

BEYOND: Final[Mapping[Hedge, str]] = {
    "over": "up",
    "at-least": "up",
    "under": "down",
    "nearly": "down",
    "up-to": "down",
}
"""Hedges by the side of the number on which the truth lies."""

ROOM: Final = Decimal(92)
"""Where the largest dot stands, in percent: beyond it there is room for what points to the truth."""


def charts_of(desk: Desk, charts: tuple[Chart, ...]) -> tuple[ChartView, ...]:
    """Draw charts."""
    desk.gather(figures_of(charts))
    return tuple([chart_view(desk, chart) for chart in charts])


def figures_of(charts: tuple[Chart, ...]) -> list[FigureIdStr]:
    """Return the figures of charts in the order in which they are read."""
    return [key for chart in charts for key in chart.figures]


def chart_view(desk: Desk, chart: Chart) -> ChartView:
    """Draw one chart."""
    shares = _shares(desk, chart)
    rows = tuple(_row(desk, chart, key, share) for key, share in shares.items())
    first = desk.reads.figures[chart.figures[0]].figure
    is_series = chart.form == "series"
    return ChartView(
        form=chart.form,
        title=desk.words(chart.name),
        note=desk.words(chart.note),
        status="" if chart.form == "target" else first.status,
        status_label="" if chart.form == "target" else desk.phrases.say(f"status.{first.status}"),
        counted=desk.words(chart.counted),
        rows=rows,
        points=points_of(desk, {key: (share, _beyond(desk, key)) for key, share in shares.items()})
        if is_series
        else (),
        spoken=desk.phrases.say("list.semicolon").join(_spoken(desk, key) for key in shares) if is_series else "",
    )


def _shares(desk: Desk, chart: Chart) -> Mapping[FigureIdStr, Decimal]:
    """Return each amount as a share of the largest one."""
    amounts = {}
    for key in chart.figures:
        quantity = quantity_of(desk.reads.figures[key].figure, "")
        amounts[key] = abs(quantity.amount if quantity.upper is None else quantity.upper)
    largest = max(amounts.values()) or Decimal(1)
    return {key: amount / largest for key, amount in amounts.items()}


def _row(desk: Desk, chart: Chart, key: FigureIdStr, share: Decimal) -> ChartRow:
    view, figure = figure_view(desk, key), desk.reads.figures[key].figure
    has_own = chart.form == "target"
    return ChartRow(
        id=view.id,
        href=view.href,
        label=view.period if chart.form == "series" else view.label,
        meta=view.speaker if chart.form == "series" else view.period,
        status=view.status if has_own else "",
        status_label=view.status_label if has_own else "",
        machine=view.machine,
        value=view.value,
        mark=_mark(chart, figure, share),
    )


def _mark(chart: Chart, figure: Figure, share: Decimal) -> Mark:
    beyond = BEYOND.get(figure.hedge, "")
    if chart.form == "dots":
        lower = quantity_of(figure, "")
        since = share * lower.amount / lower.upper * ROOM if lower.upper else None
        return Mark("dot", _percent(share * ROOM), "" if since is None else _percent(since), beyond)
    shape = "goal" if figure.status == "target" and chart.form == "target" else "bar"
    return Mark(shape, _percent(max(share * 100, Decimal("0.5"))), beyond=beyond)


def _percent(share: Decimal) -> str:
    return f"{share:.2f}"


def _beyond(desk: Desk, key: FigureIdStr) -> str:
    return BEYOND.get(desk.reads.figures[key].figure.hedge, "")


def _spoken(desk: Desk, key: FigureIdStr) -> str:
    view = figure_view(desk, key)
    return f"{view.period}{desk.phrases.say('list.colon')}{view.text}"
