"""
Check that the observations of one metric can all be true.
"""

from collections.abc import Iterator

from jianbao.check.survey import Survey
from jianbao.model.records import Metric
from jianbao.problems import Problem
from jianbao.text.series import classify


def check_series(survey: Survey) -> Iterator[Problem]:
    """Yield metrics with a conflict and no note."""
    for ref in survey.judged:
        record = survey.catalog.records[ref]
        if isinstance(record, Metric) and not agrees(record):
            yield Problem(
                code="series/conflict",
                where=survey.at(ref, ("observations",)),
                message="the observations of one period cannot all be true",
                hint="say in `note`, in every language, how they come to differ, or make two metrics of them",
            )


def agrees(metric: Metric) -> bool:
    """Tell whether the observations can all be true, or a note says why they are not."""
    times = {figure.period.when if figure.period else "" for figure in metric.observations}
    # What is said of different times can never be at odds.
    return len(times) == len(metric.observations) or bool(metric.note) or classify(metric) != "conflict"
