"""
Check that what a source record leaves out is printed there and not used after all.
"""

from collections.abc import Iterator

from jianbao.check.survey import Survey
from jianbao.model.records import Source
from jianbao.problems import Problem
from jianbao.text.closest import did_you_mean


def check_left_out(survey: Survey) -> Iterator[Problem]:
    """Yield rows of ``left_out`` whose token the index does not print, or that a figure uses."""
    sources = {ref: one for ref, one in survey.catalog.records.items() if isinstance(one, Source) and one.left_out}
    if not sources:
        return
    used = {(locator, one.figure.printed) for one in survey.figures.values() for locator in one.figure.evidence}
    for ref, record in sources.items():
        for number, row in enumerate(record.left_out):
            sentence = survey.sentences.get(row.at)
            if sentence is None:
                continue
            tokens = [printed.token for printed in sentence.figures]
            where = survey.at(ref, ("left_out", number, "printed"))
            if row.printed not in tokens:
                yield Problem(
                    code="coverage/unknown",
                    where=where,
                    message=f"{row.at} does not print {row.printed!r}",
                    hint=did_you_mean(row.printed, tokens) or f"it prints: {', '.join(tokens) or 'no figure'}",
                )
            elif (row.at, row.printed) in used:
                yield Problem(
                    code="coverage/unknown",
                    where=where,
                    message=f"{row.printed!r} of {row.at} is left out and used",
                    hint="delete the row",
                )
