"""
Check charts: what is set on one axis must be alike, and must have what the form of the chart shows.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from jianbao.check.survey import Observed, Survey
from jianbao.model.basics import RefStr
from jianbao.model.records import Chart, ChartForm
from jianbao.problems import Problem
from jianbao.text.timescale import extent_of

Figures = list[Observed]

UNLIKE_HINT: Final[Mapping[ChartForm, str]] = {
    "bars": "set side by side only figures of one unit, and actual figures only among themselves",
    "dots": "use one unit, or say in `counted` what all the counted things are; actual figures only among themselves",
    "series": "a series is one metric in one unit and of one status at several times",
    "target": "set a target beside the actual figure of the same metric and unit",
}


def check_charts(survey: Survey) -> Iterator[Problem]:
    """Yield charts of unlike figures, and charts whose figures lack what the form shows."""
    for ref, record in survey.catalog.records.items():
        for number, chart in enumerate(record.charts):
            figures = [survey.figures[key] for key in chart.figures if key in survey.figures]
            if len(figures) == len(chart.figures):
                yield from _check(survey, chart, figures, (ref, number))


def _check(survey: Survey, chart: Chart, figures: Figures, place: tuple[RefStr, int]) -> Iterator[Problem]:
    where = survey.at(place[0], ("charts", place[1], "figures"))
    if mixed := _mixed(survey, chart, figures):
        yield Problem(
            code="series/unlike", where=where, message=f"the chart mixes {mixed}", hint=UNLIKE_HINT[chart.form]
        )
    elif lack := _placeless(survey, figures) or FITS[chart.form](survey, figures):
        yield Problem(code="series/unfit", where=where, message=lack[0], hint=lack[1])


def _mixed(survey: Survey, chart: Chart, figures: Figures) -> str:
    """Say what a chart mixes."""
    units, statuses = sorted({one.unit for one in figures}), sorted({one.figure.status for one in figures})
    metrics = sorted({one.ref for one in figures})
    if len(units) > 1 and not (chart.form == "dots" and chart.counted and _are_counts(survey, units)):
        return f"units: {', '.join(units)}"
    if chart.form in {"series", "target"} and len(metrics) > 1:
        return f"metrics: {', '.join(metrics)}"
    if chart.form == "target":
        others = [status for status in statuses if status not in {"actual", "target"}]
        return f"an actual figure and a target with others: {', '.join(others)}" if others else ""
    if chart.form == "series" and len(statuses) > 1:
        return f"statuses: {', '.join(statuses)}"
    return f"actual figures with others: {', '.join(statuses)}" if "actual" in statuses and len(statuses) > 1 else ""


def _are_counts(survey: Survey, units: list[str]) -> bool:
    known = survey.catalog.units
    return all(unit in known and known[unit].family == "count" for unit in units)


Lack = tuple[str, str] | None
"""What is lacking, and what to do about it."""


def _placeless(survey: Survey, figures: Figures) -> Lack:
    """Find a figure that has no place on an axis of amounts."""
    for one in figures:
        unit = survey.catalog.units.get(one.unit)
        if one.figure.hedge == "several":
            return f"{one.figure.id} is an order of magnitude, which has no place on an axis", "leave it out"
        if unit and unit.family == "ordinal":
            return f"{one.figure.id} is a rank, and ranks are no amounts", "leave it out, or write a sentence"
    return None


def _fits_always(_survey: Survey, _figures: Figures) -> Lack:
    return None


def _fits_series(_survey: Survey, figures: Figures) -> Lack:
    """Say why figures are not a series: each has a time, a later one than the figure before it."""
    before = 0
    for one in figures:
        if one.figure.period is None:
            return f"{one.figure.id} has no period, and a series shows times", "give it a period, or leave it out"
        if _end(one) <= before:
            return f"{one.figure.id} is not later than the figure before it", "list the figures by time, one for each"
        before = _end(one)
    return None


def _fits_target(survey: Survey, figures: Figures) -> Lack:
    """Say why figures are not a target beside the latest actual figure of its metric."""
    actual = [one for one in figures if one.figure.status == "actual"]
    if len(actual) != 1 or len(figures) < len(("actual", "target")):
        return f"{len(actual)} of the {len(figures)} figures are actual", "list one actual figure and its targets"
    undated = [one.figure.id for one in figures if one.figure.period is None]
    if undated:
        return f"{undated[0]} has no period, and a target is due at a time", "give it a period, or leave it out"
    (reached,) = actual
    for one in survey.figures.values():
        if one.ref == reached.ref and one.figure.status == "actual" and one.figure.period and _end(one) > _end(reached):
            return (
                f"{one.figure.id} is later than {reached.figure.id}",
                "set the target beside the latest actual figure",
            )
    late = [one.figure.id for one in figures if one is not reached and _end(one) < _end(reached)]
    return (
        (f"{late[0]} was due before {reached.figure.id}", "list targets that are still to be reached") if late else None
    )


def _end(one: Observed) -> int:
    """Return the last day of a figure's period, or the first where it is open."""
    extent = extent_of(one.figure.period.when if one.figure.period else "")
    return extent.last or extent.first or 0


FITS: Final[Mapping[ChartForm, Callable[[Survey, Figures], Lack]]] = {
    "bars": _fits_always,
    "dots": _fits_always,
    "series": _fits_series,
    "target": _fits_target,
}
"""What each form needs beside likeness."""
