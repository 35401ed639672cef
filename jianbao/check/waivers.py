"""
Set aside the problems that a paragraph waives, and say which waivers nothing needs any more.

In: all problems of a catalog. Out: those that are left.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jianbao.check.survey import Survey
from jianbao.model.basics import Paragraph, Waiver
from jianbao.problems import Pointer, Problem


class _Granted(Struct, frozen=True):
    """A waiver, the paragraph that it is for, and where it is written."""

    waiver: Waiver
    paragraph: Pointer
    where: Pointer


def apply_waivers(survey: Survey, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that are not waived, then the waivers that are not needed."""
    granted = tuple(_granted(survey))
    spent: set[Pointer] = set()
    for problem in problems:
        used = [one for one in granted if _covers(one, problem)]
        spent.update(one.where for one in used)
        if not used:
            yield problem
    for one in granted:
        if one.where not in spent:
            yield Problem(
                code="waiver/unused",
                where=one.where,
                message=f"the paragraph has no problem {one.waiver.code} with {one.waiver.text!r}",
                hint="delete the waiver",
            )


def _granted(survey: Survey) -> Iterator[_Granted]:
    for passage in survey.passages:
        if isinstance(passage.leaf.value, Paragraph):
            for number, waiver in enumerate(passage.leaf.value.waive):
                path = (*passage.leaf.path, "waive", number, "text")
                yield _Granted(waiver, survey.at(passage.ref, passage.leaf.path), survey.at(passage.ref, path))


def _covers(granted: _Granted, problem: Problem) -> bool:
    place = granted.paragraph
    return (
        granted.waiver.code == problem.code
        and granted.waiver.text == problem.words
        and isinstance(problem.where, Pointer)
        and problem.where.file == place.file
        and problem.where.path[: len(place.path)] == place.path
    )
