"""
Hold drafts apart: what is published may not lead to them, and they are judged as if they were published.

In: a survey or catalog whose drafts stand beside its records. Out: problems.
"""

from collections.abc import Iterable
from typing import Final

from jianbao.check.survey import Survey
from jianbao.model.basics import RefStr, source_of
from jianbao.model.records import Metric
from jianbao.model.site import Catalog, Origin
from jianbao.problems import Pointer, Problem
from jianbao.text.prose import FigureToken, LinkToken, Piece

NOT_OF_DRAFTS: Final = frozenset({"reference/orphan"})
"""Nothing that is published may lead to a draft, so nothing has to."""


def draft_bound(survey: Survey, piece: Piece) -> tuple[str, RefStr] | None:
    """Return what a token binds, and the draft that it is or stands in."""
    match piece:
        case FigureToken(figure=value):
            draft = draft_of(survey, "figure", value)
        case LinkToken(ref=value):
            draft = draft_of(survey, "ref", value)
        case _:
            return None
    return (value, draft) if draft else None


def draft_of(survey: Survey, role: str | None, value: str) -> RefStr:
    """Return the draft that an id leads to; nothing where it leads to what is published, or nowhere."""
    drafts = survey.catalog.drafts
    if not drafts:
        return RefStr("")
    if role == "figure":
        metrics = ((ref, one) for ref, one in drafts.items() if isinstance(one, Metric) and value not in survey.figures)
        return next((ref for ref, one in metrics if any(value == figure.id for figure in one.observations)), RefStr(""))
    target = source_of(value) if role == "locator" else RefStr(value)
    return target if role in {"ref", "locator"} and target in drafts else RefStr("")


def leads_to_draft(where: Pointer, value: str, draft: RefStr) -> Problem:
    """Say that something published leads to a draft."""
    named = f"{value!r} is a draft" if value == draft else f"{value!r} belongs to {draft!r}, which is a draft"
    return Problem(
        code="reference/draft",
        where=where,
        message=f"{named}, and this is not",
        hint="take “draft: true” out of it when it is ready, or make this a draft, too",
    )


def of_drafts(catalog: Catalog, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the problems that lie in drafts and are not a matter of the whole site."""
    origins: dict[str, list[Origin]] = {}
    for ref in catalog.drafts:
        origins.setdefault(catalog.origins[ref].file, []).append(catalog.origins[ref])
    return tuple(
        one
        for one in problems
        if one.code not in NOT_OF_DRAFTS and any(_lies_in(one, origin) for origin in origins.get(one.where.file, ()))
    )


def _lies_in(problem: Problem, origin: Origin) -> bool:
    path = problem.where.path if isinstance(problem.where, Pointer) else ()
    return path[: len(origin.path)] == origin.path
