"""
Check that every figure says what its sentence prints, and that prose and dates rest on sentences.

In: a survey whose references resolve where a rule looks. A rule that meets a broken reference passes it
over, because the reference check has spoken. What is proved is that the figure is printed in that
sentence; not that the source is right.
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from jianbao.check.dates import check_dates
from jianbao.check.derivation import recompute
from jianbao.check.look import Look
from jianbao.check.survey import Observed, Overview, Survey
from jianbao.model.basics import Lang, Paragraph, kind_of
from jianbao.model.evidence import Printed, Sentence
from jianbao.model.quantity import Quantity
from jianbao.model.records import Figure, Metric
from jianbao.problems import Problem
from jianbao.text.amounts import quantity_of
from jianbao.text.closest import did_you_mean

if TYPE_CHECKING:
    from jianbao.text.plain_printed import PlainReader
    from jianbao.text.printed import PrintedReader

NEED_NOT_CITE: Final = frozenset({"page", "correction"})
"""Kinds in which the editors speak for themselves."""

_CITED: Final = attrgetter("cites")
_FALLBACK: Final = Lang("en")


def check_evidence(survey: Survey) -> Iterator[Problem]:
    """Yield figures that are not printed as recorded, and prose that cites nothing."""
    if observed := survey.observed:
        yield from _check_figures(survey, observed)
    yield from _check_paragraphs(survey)
    yield from check_dates(survey)


def _check_figures(survey: Survey, observed: Iterable[Observed]) -> Iterator[Problem]:
    from jianbao.text.printed import printed_reader  # late: most edits are of words

    units = survey.catalog.units
    readers = {lang: printed_reader(lang, units) for lang in _languages(survey)}
    for one in observed:
        if one.figure.derived is not None:
            yield from recompute(survey, one)
        elif not one.figure.evidence:
            yield Problem(
                code="evidence/no-citation",
                where=survey.at(one.ref, (*one.path, "id")),
                message=f"the figure {one.figure.id!r} rests on no sentence",
                hint="give it `evidence` and `printed`, or `derived`",
            )
        else:
            yield from _check_figure(survey, one, readers)


def plain_readers(seen: Overview) -> Mapping[Lang, "PlainReader"]:
    """Prepare to read what is printed in a plain way."""
    from jianbao.text.plain_printed import plain_reader  # late: not asked for where a few records are judged alone

    return {lang: plain_reader(lang, seen.catalog.units) for lang in _languages(seen)}


def _languages(seen: Overview) -> set[Lang]:
    return {*seen.seed_languages.values(), _FALLBACK}


def is_proved(look: Look, seen: Overview, plain: Mapping[Lang, "PlainReader"]) -> bool:
    """Tell at a glance that each figure is printed in a plain way, and that each paragraph rests on a sentence."""
    record = look.record
    if look.kind not in NEED_NOT_CITE and not all(map(_CITED, look.sketch.paragraphs)):
        return False
    if isinstance(record, Metric):
        units, languages = seen.catalog.units, seen.seed_languages
        for figure in record.observations:
            unit = figure.unit or record.unit
            printed = _printed(seen, figure)
            if printed is None or figure.derived is not None or unit not in units:
                return False
            if not plain[languages.get(figure.evidence[0], _FALLBACK)].means(printed, figure, unit):
                return False
    return True


def _printed(seen: Overview, figure: Figure) -> Printed | None:
    """Return what the last of the sentences prints for a figure; nothing where one of them does not."""
    printed = None
    for locator in figure.evidence:
        printed = seen.printed(locator, figure.printed)
        if printed is None:
            break
    return printed


def _check_figure(survey: Survey, one: Observed, readers: Mapping[Lang, "PrintedReader"]) -> Iterator[Problem]:
    figure = one.figure
    sentences = [survey.sentences[locator] for locator in figure.evidence if locator in survey.sentences]
    if len(sentences) < len(figure.evidence) or one.unit not in survey.catalog.units:
        return
    matching = []
    for sentence in sentences:
        printed = [token for token in sentence.figures if token.token == figure.printed]
        if not printed:
            yield _not_printed(survey, one, sentence)
            return
        matching += printed
    reader = readers[survey.seed_languages.get(figure.evidence[0], _FALLBACK)]
    readings = [reading for token in matching for reading in reader.read(token)]
    yield from _compare(survey, one, readings)


def _not_printed(survey: Survey, one: Observed, sentence: Sentence) -> Problem:
    """Say what a cited sentence prints instead; each of several has to print the token."""
    tokens = [printed.token for printed in sentence.figures]
    hint = did_you_mean(one.figure.printed, tokens) or f"it prints: {', '.join(tokens) or 'no figure'}"
    return Problem(
        code="evidence/not-printed",
        where=survey.at(one.ref, (*one.path, "printed")),
        message=f"{sentence.id} does not print {one.figure.printed!r}",
        hint=hint,
    )


def _compare(survey: Survey, one: Observed, readings: list[Quantity]) -> Iterator[Problem]:
    """Yield at most one problem: the first part in which no reading of the token agrees with the figure."""
    figure, wanted = one.figure, quantity_of(one.figure, one.unit)
    same_number = [reading for reading in readings if (reading.amount, reading.upper) == (wanted.amount, wanted.upper)]
    same_hedge = [reading for reading in same_number if reading.hedge == wanted.hedge]
    if any(reading.unit == wanted.unit for reading in same_hedge):
        return
    printed = repr(figure.printed)
    if not readings:
        found = ("evidence/unit-differs", "unit", f"no unit is known by which {printed} could be printed")
        hint = "add the word to `printed` of the unit in site_src/units.yaml"
    elif not same_number:
        found = ("evidence/number-differs", "value", f"the figure is {_number(figure)}, but the token prints {printed}")
        hint = "check the digits and the scale against the source"
    elif not same_hedge:
        found = ("evidence/hedge-differs", "hedge", f"the hedge is {figure.hedge!r}, but the token prints {printed}")
        hint = f"hedge: {' or '.join(sorted({reading.hedge for reading in same_number}))}"
    else:
        found = ("evidence/unit-differs", "unit", f"the unit is {wanted.unit!r}, which {printed} does not count")
        hint = f"unit: {' or '.join(sorted({reading.unit for reading in same_hedge}))}"
    code, field, message = found
    path = ("unit",) if field == "unit" and not figure.unit else (*one.path, field)
    yield Problem(code=code, where=survey.at(one.ref, path), message=message, hint=hint)


def _number(figure: Figure) -> str:
    ends = figure.value if figure.to is None else f"{figure.value}–{figure.to}"
    return f"{ends} {figure.scale}".strip()


def _check_paragraphs(survey: Survey) -> Iterator[Problem]:
    for ref, walked in survey.leaves.items():
        for leaf in walked:
            if leaf.role != "paragraph":
                continue
            if isinstance(leaf.value, Paragraph) and not (leaf.value.cites or kind_of(ref) in NEED_NOT_CITE):
                yield Problem(
                    code="evidence/no-citation",
                    where=survey.at(ref, leaf.path),
                    message="the paragraph rests on no sentence",
                    hint="add `cites: [source-slug/s1]`",
                )
