"""
Check that nothing changes after it was sealed without an edition, and a correction, that says so.

In: the sealed editions, the figures as they are now, the corrections. What an edition sealed is compared by
what the figures state, not by how they are written.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from jianbao.check.survey import Survey
from jianbao.model.basics import FigureIdStr
from jianbao.model.editions import EDITIONS, SealedEdition
from jianbao.model.records import Correction
from jianbao.problems import Place, Pointer, Problem
from jianbao.text.editions import (
    Stated,
    changed_figures,
    digest_edition,
    in_order,
    reasons_for,
    sealed_statement,
    statement_of,
)

Statements = Mapping[FigureIdStr, Stated]


class _Step(Struct, frozen=True):
    """An edition and the one before it, each by what its figures state."""

    edition: str
    former: Statements
    later: Statements

    def changed(self) -> frozenset[str]:
        return frozenset(changed_figures(self.former, self.later))

    def withdrawn(self) -> frozenset[str]:
        return frozenset(self.former.keys() - self.later.keys())


def check_editions(survey: Survey) -> Iterator[Problem]:
    """Yield edited seals, figures that differ from their seal, changes without reason and reasons without change."""
    sealed = in_order(survey.catalog.editions)
    if not sealed and not any(isinstance(record, Correction) for record in survey.catalog.records.values()):
        return
    yield from (_edited(one) for one in sealed if digest_edition(one) != one.sha256)
    now = {FigureIdStr(key): statement_of(one.figure, one.unit) for key, one in survey.figures.items()}
    steps = _steps(survey, sealed, now)
    current = survey.catalog.config.edition
    if current in survey.catalog.editions:
        yield from _check_sealed(survey, _Step(current, _stated(survey.catalog.editions[current]), now))
    elif steps:
        yield from _check_explained(survey, steps[-1])
    yield from _check_corrections(survey, {step.edition: step for step in steps})


def _steps(survey: Survey, sealed: tuple[SealedEdition, ...], now: Statements) -> list[_Step]:
    """Pair each edition, the one in the making included, with the one before it."""
    known = [(one.edition, _stated(one)) for one in sealed]
    if survey.catalog.config.edition not in survey.catalog.editions:
        known.append((survey.catalog.config.edition, now))
    return [_Step(name, former, later) for (_, former), (name, later) in pairwise(known)]


def _stated(edition: SealedEdition) -> Statements:
    return {key: sealed_statement(figure) for key, figure in edition.figures.items()}


def _edited(edition: SealedEdition) -> Problem:
    return Problem(
        code="edition/edited",
        where=Place(f"site_src/{EDITIONS}/{edition.edition}.yaml"),
        message=f"the sealed edition “{edition.edition}” is not as it was sealed",
        hint="take the file back from your version control; what was published is corrected by a correction",
    )


def _check_sealed(survey: Survey, step: _Step) -> Iterator[Problem]:
    for key in sorted(step.changed() | step.withdrawn() | (step.later.keys() - step.former.keys())):
        yield Problem(
            code="edition/sealed",
            where=_place_of(survey, key),
            message=f"“{key}” is not as the edition “{step.edition}” says, which is sealed",
            hint="name the next edition in config.yaml (`edition`), or take the change back",
        )


def _check_explained(survey: Survey, step: _Step) -> Iterator[Problem]:
    explained = reasons_for(step.edition, survey.catalog.records)
    for key in sorted(step.changed() | step.withdrawn()):
        if FigureIdStr(key) not in explained:
            what, field = ("withdrawn", "withdrawn") if key in step.withdrawn() else ("changed", "figures")
            yield Problem(
                code="edition/unexplained",
                where=_place_of(survey, key),
                message=f"“{key}” is {what} as against the last sealed edition, and no correction says why",
                hint=f"write one with `python build.py new correction SLUG`: `edition: {step.edition}`, "
                f"`{field}: [{key}]`, and the reason as its summary",
            )


def _check_corrections(survey: Survey, steps: Mapping[str, _Step]) -> Iterator[Problem]:
    for ref, record in survey.catalog.records.items():
        if not isinstance(record, Correction):
            continue
        step = steps.get(record.edition)
        if step is None:
            known = ", ".join(steps) or "none yet: seal an edition first"
            yield Problem(
                code="edition/unknown",
                where=survey.at(ref, ("edition",)),
                message=f"no edition “{record.edition}” follows another one",
                hint=f"editions that can correct something: {known}",
            )
            continue
        for field, keys, found in (
            ("figures", record.figures, step.changed()),
            ("withdrawn", record.withdrawn, step.withdrawn()),
        ):
            for number, key in enumerate(keys):
                if key not in found:
                    yield Problem(
                        code="edition/nothing-corrected",
                        where=survey.at(ref, (field, number)),
                        message=f"“{key}” is not {'changed' if field == 'figures' else 'withdrawn'} "
                        f"in the edition “{step.edition}”",
                        hint="take it out of this correction, or name the edition in which it was",
                    )


def _place_of(survey: Survey, key: str) -> Place | Pointer:
    found = survey.figures.get(key)
    return survey.at(found.ref, found.path) if found else Pointer("config.yaml", ("edition",))
