"""
The command that says what is still to be done, and the file in which reviews are kept.

Beside ``pipeline`` and ``seeding``, a module that introduces stages to each other.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from jianbao.check.survey import survey
from jianbao.check.terms import check_terms
from jianbao.edit.status import (
    Status,
    counted,
    paragraphs_of,
    sources_of,
    translations_of,
    uncertain_names_of,
    without_summary,
)
from jianbao.edit.status_text import status_lines
from jianbao.model.basics import Lang
from jianbao.problems import Outcome, Place, Problem
from jianbao.publish.drafts import rewrite, write_new
from jianbao.read.locate import place_in
from jianbao.standing import Standing, read_standing
from jianbao.text.closest import did_you_mean
from jianbao.text.reviews import Review, format_reviews, judge, read_reviews, review_of

REVIEWS: Final = "reviews.txt"
"""Beside ``config.yaml``; kept with the records, so that everybody knows the same."""

_NOTE: Final = "# Paragraphs that were read in all languages side by side. Written by `build.py status --reviewed`.\n"


UNFINISHED: Final = frozenset({"record/unfinished", "record/unfinished-draft"})


class Stood(Outcome, frozen=True, kw_only=True):
    """How a project stands, or why that cannot be said."""

    status: Status | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what a terminal shows."""
        return tuple(status_lines(self.status)) if self.status else ()


def status_of(root: Path) -> Stood:
    """Say what is still to be done in a project, also in one that does not pass its check."""
    standing = read_standing(root)
    if not isinstance(standing, Standing):
        return Stood(problems=place_in(root, standing), is_usage=True)
    catalog, begun = standing.catalog, [one for one in standing.problems if one.code in UNFINISHED]
    reviewed, stale, new = translations_of(catalog, _reviews(root))
    terms = place_in(root, tuple(check_terms(survey(catalog))))
    return Stood(
        status=Status(
            sources=tuple(sources_of(standing.coverage, standing.drafted)),
            reviewed=reviewed,
            stale=stale,
            unreviewed=new,
            uncertain_names=tuple(uncertain_names_of(catalog)),
            against_term_base=tuple(f"{one.place.file}:{one.place.line} {one.problem.message}" for one in terms),
            without_summary=tuple(without_summary(catalog)),
            unfinished=counted(one.where.file for one in begun),
            unreadable=counted(one.where.file for one in standing.problems if one not in begun),
        )
    )


def accept(root: Path, refs: Sequence[str]) -> Stood:
    """
    Note that the paragraphs of these records, or of all, say the same in every language as they stand.

    Reviews of wordings that are no more are dropped, but for those by which a change that was not accepted is seen.
    """
    standing = read_standing(root)
    if not isinstance(standing, Standing):
        return Stood(problems=place_in(root, standing), is_usage=True)
    unknown = [ref for ref in refs if ref not in standing.catalog.records]
    if unknown:
        return Stood(problems=place_in(root, tuple(_unknown(ref, standing) for ref in unknown)), is_usage=True)
    old, kept = _reviews(root), set()
    for ref, _, paragraph in paragraphs_of(standing.catalog):
        if not refs or ref in refs:
            kept.add(review_of(paragraph.text))
        else:
            kept |= _still_needed(paragraph.text, old)
    problem = _write(root, format_reviews(kept))
    return Stood(problems=place_in(root, (problem,)), is_usage=True) if problem else status_of(root)


def _still_needed(words: Mapping[Lang, str], old: Collection[Review]) -> set[Review]:
    """Keep what a paragraph was held against: the review itself, or those that share a wording with it."""
    now = review_of(words)
    if judge(words, old).state == "reviewed":
        return {now}
    return {review for review in old if review & now}


def _reviews(root: Path) -> frozenset[Review]:
    path = root / REVIEWS
    return read_reviews(path.read_text("utf-8", "replace")) if path.is_file() else frozenset()


def _write(root: Path, rows: str) -> Problem | None:
    path = root / REVIEWS
    return (rewrite if path.is_file() else write_new)(path, _NOTE + rows, REVIEWS)


def _unknown(ref: str, standing: Standing) -> Problem:
    return Problem(
        code="reference/unknown",
        where=Place(REVIEWS),
        message=f"there is no record {ref!r} that can be read",
        hint=did_you_mean(ref, [*standing.catalog.records]) or "a record is named by kind and slug: brief/quay",
    )
