"""
Pictures that are their own table: bars in rows, and the tile map of divisions.

Bars have HTML labels, so that their text has the size of the page's text at every width; only the bar
itself is drawn. Nothing here decides what may be compared: an editor has, and a check has agreed.
"""

from decimal import Decimal
from typing import Final

from jianbao.model.basics import FigureIdStr
from jianbao.model.records import Chart, Metric, Record
from jianbao.model.tiles import TileCell
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.figures import figure_view
from jianbao.render.phrases import html_lang
from jianbao.render.views import BarView, ChartView, TileView
from jianbao.text.amounts import quantity_of
from jianbao.text.series import classify

LOWER_BOUNDS: Final = frozenset({"over", "at-least"})
"""Hedges whose bar has no end: the number is known to be larger."""


def charts_of(desk: Desk, record: Record) -> tuple[ChartView, ...]:
    """Draw the charts an editor chose, and a metric's own observations where they are a series."""
    charts = [chart_view(desk, chart) for chart in record.charts]
    if isinstance(record, Metric) and (own := _own_series(record)):
        charts.append(_bars(desk, own, (desk.words(record.name), "")))
    return tuple(charts)


def _own_series(metric: Metric) -> tuple[FigureIdStr, ...]:
    if classify(metric) != "series":
        return ()
    first = metric.observations[0]
    alike = [one.id for one in metric.observations if (one.unit, one.status) == (first.unit, first.status)]
    return tuple(FigureIdStr(key) for key in alike) if len(alike) > 1 else ()


def chart_view(desk: Desk, chart: Chart) -> ChartView:
    """Draw one chart."""
    return _bars(desk, chart.figures, (desk.words(chart.name), desk.words(chart.note)))


def _bars(desk: Desk, keys: tuple[FigureIdStr, ...], words: tuple[str, str]) -> ChartView:
    amounts = {key: quantity_of(desk.reads.figures[key].figure, "").amount for key in keys}
    longest = max(abs(amount) for amount in amounts.values()) or Decimal(1)
    bars = tuple(
        BarView(
            figure=figure_view(desk, key),
            percent=f"{max(abs(amount) / longest * 100, Decimal('0.5')):.2f}",
            is_open=desk.reads.figures[key].figure.hedge in LOWER_BOUNDS,
        )
        for key, amount in amounts.items()
    )
    first = bars[0].figure
    return ChartView(words[0], words[1], first.status, first.status_label, bars)


def tile_views(desk: Desk) -> tuple[TileView, ...]:
    """Lay out the tile map; a square without a record is there, but leads nowhere."""
    return tuple(_tile(desk, cell) for cell in desk.reads.tiles)


def _tile(desk: Desk, cell: TileCell) -> TileView:
    say, route, tile = desk.phrases.say, desk.reads.route, cell.tile
    name, other = desk.phrases.name(tile.name), tile.name[desk.phrases.other()]
    href = within(route.page, f"regions/{cell.region.partition('/')[2]}.html") if cell.region else ""
    label = say("map.figures", name=name, count=str(cell.figures)) if cell.region else say("map.silent", name=name)
    return TileView(
        place=f"c{tile.column} r{tile.row}",
        short=desk.phrases.name(tile.short),
        name=name,
        other=other,
        other_lang=html_lang(desk.phrases.other()),
        href=href,
        label=label,
        figures=cell.figures,
        current=cell.region is not None and cell.region == route.subject,
    )
