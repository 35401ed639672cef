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
        if isinstance(record, Metric) and not record.note and classify(record) == "conflict":
            yield Problem(
                code="series/conflict",
                where=survey.at(ref, ("observations",)),
                message="the observations of one period cannot all be true",
                hint="say in `note`, in every language, how they come to differ, or make two metrics of them",
            )
