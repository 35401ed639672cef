"""
Check that every date is printed in a sentence it rests on, or is marked as inferred with its reason.
"""

from collections.abc import Iterable, Iterator

from jianbao.check.look import Look
from jianbao.check.survey import Authored, Overview, Survey
from jianbao.model.basics import Dated, Lang, LocatorStr, RefStr, source_of
from jianbao.model.records import Figure, Source
from jianbao.model.walk import Leaf
from jianbao.problems import Pointer, Problem
from jianbao.text.dates import date_is_printed, is_bare_year, is_real_date
from jianbao.text.outlines import Told
from jianbao.text.prose import DateToken


def check_dates(survey: Survey) -> Iterator[Problem]:
    """Yield dates that no cited sentence prints, that no calendar has, or that are inferred without a reason."""
    evidence = {(one.ref, one.path): one.figure.evidence for one in survey.observed}
    for ref, walked in survey.leaves.items():
        for leaf in walked:
            if leaf.role == "dated" and isinstance(leaf.value, Dated):
                around = evidence.get((ref, leaf.path[:2]), ()) if leaf.owner is Figure else ()
                yield from _check_dated(survey, ref, leaf, leaf.value, around)
    for text in survey.authored:
        if text.prose.tokens:
            yield from _check_tokens(survey, text)
    for ref in survey.judged:
        record = survey.catalog.records[ref]
        for number, row in enumerate(record.inferred_dates if isinstance(record, Source) else ()):
            if not is_real_date(row.when):
                yield _not_a_date(survey.at(ref, ("inferred_dates", number, "when")), row.when)


def is_dated_well(look: Look, seen: Overview) -> bool:
    """Tell at a glance that every date is printed, or inferred with a reason."""
    record = look.record
    for dated, cites in look.sketch.dates:
        when = dated.when
        if dated.basis == "printed" and cites and is_bare_year(when) and seen.printed(cites[0], when):
            continue  # as most are
        if dated.basis == "inferred":
            if not dated.note or not is_real_date(when):
                return False
        elif not (is_real_date(when) and _is_printed(seen, when, cites)):
            return False
    if isinstance(record, Source) and not all(is_real_date(row.when) for row in record.inferred_dates):
        return False
    dates = look.sketch.said_dates
    return not dates or all(_are_printed(seen, look.sketch.told[number], when) for number, when in dates.items())


def _are_printed(seen: Overview, told: Told, dates: Iterable[str]) -> bool:
    """Tell whether the dates in the prose of a text are real, and those of a paragraph printed."""
    field, value, _ = told
    cites = value.cites if field.role == "paragraph" else ()
    return all(is_real_date(when) and (not cites or _is_printed(seen, when, cites)) for when in dates)


def _check_dated(
    survey: Survey, ref: RefStr, leaf: Leaf, dated: Dated, around: tuple[LocatorStr, ...]
) -> Iterator[Problem]:
    if not is_real_date(dated.when):
        yield _not_a_date(survey.at(ref, (*leaf.path, "when")), dated.when)
    elif dated.basis == "inferred":
        if not dated.note:
            yield Problem(
                code="evidence/date-not-printed",
                where=survey.at(ref, (*leaf.path, "when")),
                message=f"{dated.when} is inferred, and nothing says from what",
                hint="add `note: {en: …, zh: …}`",
            )
    elif not _is_printed(survey, dated.when, dated.cites or around):
        yield _not_printed(survey.at(ref, (*leaf.path, "when")), dated.when, dated.cites or around)


def _check_tokens(survey: Survey, text: Authored) -> Iterator[Problem]:
    """Yield dates in prose that no cited sentence prints; short texts have no sentences of their own."""
    for piece in text.prose.tokens:
        if not isinstance(piece, DateToken):
            continue
        where = survey.in_text(text, piece.start, piece.end)
        if not is_real_date(piece.when):
            yield _not_a_date(where, piece.when)
        elif text.cites and not _is_printed(survey, piece.when, text.cites):
            yield _not_printed(where, piece.when, text.cites)


def _not_a_date(where: Pointer, when: str) -> Problem:
    return Problem(
        code="evidence/date-not-printed",
        where=where,
        message=f"{when} is not in the calendar",
        hint="write it as 2026, 2026-06, 2026-06-05 or as an interval a/b that does not run backwards",
    )


def _not_printed(where: Pointer, when: str, cites: Iterable[str]) -> Problem:
    return Problem(
        code="evidence/date-not-printed",
        where=where,
        message=f"{when} is printed in none of {', '.join(cites) or 'the sentences cited'}",
        hint="cite the sentence that prints it, or list it in `inferred_dates` of the source with the reason",
    )


def _is_printed(seen: Overview, when: str, cites: Iterable[LocatorStr]) -> bool:
    """Tell whether the cited sentences print the date, or their sources carry it as their own or as inferred."""
    tokens: list[str] = []
    for locator in cites:
        sentence, source = seen.sentences.get(locator), seen.catalog.records.get(source_of(locator))
        if sentence is None or not isinstance(source, Source):
            return True  # The reference check has spoken.
        tokens += [printed.token for printed in sentence.figures]
        if is_bare_year(when) and when in tokens:
            return True  # as most dates are
        own = source.date.when if source.date else ""
        if (own and (when == own or own.startswith(f"{when}-"))) or when in [row.when for row in source.inferred_dates]:
            return True
        if date_is_printed(when, tokens, seen.seed_languages.get(locator, Lang("en")), year_hint=own[:4]):
            return True
    return False
