"""
What the pages of one record show alike in every language, worked out once for all of them.
"""

from typing import Final

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr
from jianbao.model.graph import BoundFigure
from jianbao.model.records import Chart, Metric, Record
from jianbao.render.later import WhenAsked
from jianbao.text.series import classify

AS_OF: Final = frozenset({"actual", "claim"})
"""Statuses of figures whose periods say how fresh a page is."""


class Plan(Struct, frozen=True, dict=True):
    """What every page of a record shows, still without words; ``shown`` are the figures of its table."""

    record: Record
    shown: tuple[BoundFigure, ...]

    @WhenAsked
    def agreement(self) -> str:
        """Return how the observations of a metric agree."""
        record = self.record
        if not isinstance(record, Metric):
            return ""
        is_series = len(self._series) == len(record.observations)  # then ``classify`` finds the same
        return "series" if is_series else classify(record)

    @WhenAsked
    def charts(self) -> tuple[Chart, ...]:
        """Return the charts that an editor chose, and that of a metric's own observations."""
        record = self.record
        if self.agreement != "series" or not self._series:
            return record.charts
        return (*record.charts, Chart(name=record.name, figures=self._series, form="series"))

    @WhenAsked
    def newest(self) -> Dated | None:
        """Return the last period of the figures shown."""
        periods = [one.figure.period for one in self.shown if one.figure.status in AS_OF and one.figure.period]
        return max(periods, key=lambda dated: dated.when.rpartition("/")[2].replace("..", ""), default=None)

    @WhenAsked
    def _series(self) -> tuple[FigureIdStr, ...]:
        """Return the observations of a metric like its first one, by time, if each has a time of its own."""
        if not isinstance(self.record, Metric):
            return ()
        ones = self.record.observations
        unit, status = ones[0].unit, ones[0].status
        alike = [one for one in ones if one.unit == unit and one.status == status]
        by_time = {one.period.when.rpartition("/")[2] if one.period else "": one.id for one in alike}
        is_series = 1 < len(alike) == len(by_time) and "" not in by_time
        return tuple([by_time[when] for when in sorted(by_time)]) if is_series else ()
