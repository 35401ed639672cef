"""
Check what is set side by side: observations that cannot all be true, and charts of unlike figures.
"""

from collections.abc import Iterator

from jianbao.check.survey import Survey
from jianbao.model.basics import RefStr
from jianbao.model.records import Chart, Metric
from jianbao.problems import Problem
from jianbao.text.series import classify


def check_series(survey: Survey) -> Iterator[Problem]:
    """Yield metrics with a conflict and no note, and charts that mix units, or actual figures with others."""
    for ref, record in survey.catalog.records.items():
        if isinstance(record, Metric) and not record.note and classify(record) == "conflict":
            yield Problem(
                code="series/conflict",
                where=survey.at(ref, ("observations",)),
                message="the observations of one period cannot all be true",
                hint="say in `note`, in every language, how they come to differ, or make two metrics of them",
            )
        for number, chart in enumerate(record.charts):
            yield from _check_chart(survey, ref, number, chart)


def _check_chart(survey: Survey, ref: RefStr, number: int, chart: Chart) -> Iterator[Problem]:
    figures = [survey.figures[key] for key in chart.figures if key in survey.figures]
    units = sorted({one.unit for one in figures})
    statuses = sorted({one.figure.status for one in figures})
    mixed = ""
    if len(units) > 1:
        mixed = f"units: {', '.join(units)}"
    elif "actual" in statuses and len(statuses) > 1:
        mixed = f"actual figures with others: {', '.join(statuses)}"
    if mixed:
        yield Problem(
            code="series/unlike",
            where=survey.at(ref, ("charts", number, "figures")),
            message=f"the chart mixes {mixed}",
            hint="set side by side only figures of one unit, and actual figures only among themselves",
        )
