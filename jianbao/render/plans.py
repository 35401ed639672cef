"""
What the pages of one record show alike in every language, worked out once for all of them.
"""

from typing import Final

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr
from jianbao.model.graph import BoundFigure
from jianbao.model.records import Chart, Figure, Metric, Record
from jianbao.text.series import classify

AS_OF: Final = frozenset({"actual", "claim"})
"""Statuses of figures whose periods say how fresh a page is."""


class Plan(Struct, frozen=True):
    """
    What every page of a record shows, still without words.

    ``charts`` are those an editor chose and that of a metric's own observations; ``newest`` is the last period of the
    figures shown, ``agreement`` how the observations of a metric agree.
    """

    charts: tuple[Chart, ...]
    newest: Dated | None
    agreement: str


def plan_of(record: Record, shown: tuple[BoundFigure, ...]) -> Plan:
    """Work out what the pages of a record have in common; ``shown`` are the figures of its table."""
    agreement = classify(record) if isinstance(record, Metric) else ""
    own = _own_series(record) if isinstance(record, Metric) and agreement == "series" else ()
    return Plan(
        charts=(*record.charts, *([Chart(name=record.name, figures=own, form="series")] if own else [])),
        newest=_newest(shown),
        agreement=agreement,
    )


def _own_series(metric: Metric) -> tuple[FigureIdStr, ...]:
    """Return the observations like the first one, by time, if each has a time of its own."""
    first = metric.observations[0]
    alike = [one for one in metric.observations if (one.unit, one.status) == (first.unit, first.status)]
    by_time = {_when(one): FigureIdStr(one.id) for one in sorted(alike, key=_when)}
    is_series = 1 < len(alike) == len(by_time) and "" not in by_time
    return tuple(by_time.values()) if is_series else ()


def _when(figure: Figure) -> str:
    return figure.period.when.rpartition("/")[2] if figure.period else ""


def _newest(shown: tuple[BoundFigure, ...]) -> Dated | None:
    periods = [one.figure.period for one in shown if one.figure.status in AS_OF and one.figure.period]
    return max(periods, key=lambda dated: dated.when.rpartition("/")[2].replace("..", ""), default=None)
