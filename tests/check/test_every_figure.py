"""
No figure of the corpus can be changed without notice.

Each figure is changed in one place at a time, and the evidence check has to speak at that figure. The
corpus of the repository is used; the seed texts are not needed.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, get_args

import pytest
from msgspec import structs

from jianbao.check.evidence import check_evidence, is_proved, plain_readers
from jianbao.check.look import look_at
from jianbao.check.survey import Observed, Survey, survey
from jianbao.model.basics import LocatorStr
from jianbao.model.quantity import SCALE_POWERS, Hedge, Scale
from jianbao.model.records import Figure
from jianbao.pipeline import check_only
from jianbao.problems import Pointer, Problem
from jianbao.text.amounts import quantity_of
from jianbao.text.printed import read_printed

ROOT: Final = Path(__file__).resolve().parents[2]
Change = Callable[[Survey, Observed], Iterator[Figure]]


@pytest.fixture(scope="module", name="corpus")
def _corpus() -> Survey:
    catalog = check_only(ROOT).catalog
    assert catalog is not None
    return survey(catalog)


def problems_with(corpus: Survey, one: Observed, figure: Figure) -> list[Problem]:
    """Check one figure in a changed form; nothing else of the corpus is looked at but the inputs it may have."""
    inputs = figure.derived.inputs.values() if figure.derived else ()
    figures = {**{key: corpus.figures[key] for key in inputs}, one.figure.id: structs.replace(one, figure=figure)}
    return list(check_evidence(structs.replace(corpus, figures=figures, leaves={}, authored=())))


def is_at(one: Observed, corpus: Survey, problem: Problem) -> bool:
    """Tell whether a problem stands at the figure, or at the unit that the figure takes from its metric."""
    where, there = problem.where, corpus.at(one.ref, one.path)
    if not isinstance(where, Pointer) or where.file != there.file:
        return False
    return where.path[: len(there.path)] == there.path or where == corpus.at(one.ref, ("unit",))


def other_digits(text: str) -> Iterator[str]:
    """Change every digit in turn."""
    for at, char in enumerate(text):
        if char.isdigit():
            yield f"{text[:at]}{(int(char) + 1) % 10}{text[at + 1 :]}"


def other_values(_: Survey, one: Observed) -> Iterator[Figure]:
    for value in other_digits(one.figure.value):
        yield structs.replace(one.figure, value=value)


def other_ends(_: Survey, one: Observed) -> Iterator[Figure]:
    for to in other_digits(one.figure.to or ""):
        yield structs.replace(one.figure, to=to)
    if one.figure.to is not None:
        yield structs.replace(one.figure, to=None)


def other_scales(_: Survey, one: Observed) -> Iterator[Figure]:
    """Take every scale that is not another word for the same power of ten."""
    for scale in get_args(Scale):
        if SCALE_POWERS[scale] != SCALE_POWERS[one.figure.scale]:
            yield structs.replace(one.figure, scale=scale)


def other_units(corpus: Survey, one: Observed) -> Iterator[Figure]:
    units = corpus.catalog.units
    for name, unit in units.items():
        if name != one.unit and unit.family == units[one.unit].family:
            yield structs.replace(one.figure, unit=name)


def other_hedges(_: Survey, one: Observed) -> Iterator[Figure]:
    for hedge in get_args(Hedge):
        if hedge != one.figure.hedge:
            yield structs.replace(one.figure, hedge=hedge)


def other_tokens(_: Survey, one: Observed) -> Iterator[Figure]:
    """Change a digit of the token, or cut its last letter where it is in words."""
    changed = [*other_digits(one.figure.printed)] or [one.figure.printed[:-1]]
    for printed in changed:
        yield structs.replace(one.figure, printed=printed)


def other_sentences(corpus: Survey, one: Observed) -> Iterator[Figure]:
    """Cite the sentence before or after in the same source, unless it prints the very same figure."""
    for at, locator in enumerate(one.figure.evidence):
        for neighbour in neighbours(corpus, locator):
            if not really_prints(corpus, one, neighbour):
                evidence = (*one.figure.evidence[:at], neighbour, *one.figure.evidence[at + 1 :])
                yield structs.replace(one.figure, evidence=evidence)


def neighbours(corpus: Survey, locator: LocatorStr) -> list[LocatorStr]:
    slug = locator.partition("/")[0]
    own = [one for one in corpus.sentences if one.partition("/")[0] == slug]
    at = own.index(locator)
    return own[max(0, at - 1) : at] + own[at + 1 : at + 2]


def really_prints(corpus: Survey, one: Observed, locator: LocatorStr) -> bool:
    """Prove that a sentence prints a token that reads as exactly this figure."""
    wanted = quantity_of(one.figure, one.unit)
    return any(
        wanted in read_printed(printed, corpus.seed_languages[locator], corpus.catalog.units)
        for printed in corpus.sentences[locator].figures
        if printed.token == one.figure.printed
    )


CHANGES: Final[tuple[Change, ...]] = (
    other_values,
    other_ends,
    other_scales,
    other_units,
    other_hedges,
    other_tokens,
    other_sentences,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_change_of_a_figure_passes(corpus: Survey, change: Change) -> None:
    passed = [
        (one.figure.id, figure)
        for one in corpus.figures.values()
        if one.figure.evidence
        for figure in change(corpus, one)
        if not any(is_at(one, corpus, problem) for problem in problems_with(corpus, one, figure))
    ]
    assert passed == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_change_of_a_figure_passes_at_a_glance(corpus: Survey, change: Change) -> None:
    plain = plain_readers(corpus)
    passed = [
        (one.figure.id, figure)
        for one in corpus.figures.values()
        for figure in change(corpus, one)
        for look in look_at({one.ref: structs.replace(one.metric, observations=(figure,))})[0]
        if is_proved(look, corpus, plain)
    ]
    assert passed == []


@pytest.mark.parametrize(
    "change", [one for one in CHANGES if one is not other_ends], ids=lambda change: change.__name__
)
def test_every_figure_can_be_changed(corpus: Survey, change: Change) -> None:
    """Otherwise the test above would prove nothing; only ranges have another end."""
    unchanged = [
        one.figure.id
        for one in corpus.figures.values()
        if one.figure.evidence and next(change(corpus, one), None) is None
    ]
    assert unchanged == []


def test_every_figure_as_it_is_written_passes(corpus: Survey) -> None:
    assert [p for one in corpus.figures.values() for p in problems_with(corpus, one, one.figure)] == []


def test_every_figure_rests_on_a_sentence_or_a_formula(corpus: Survey) -> None:
    assert [key for key, one in corpus.figures.items() if bool(one.figure.evidence) == bool(one.figure.derived)] == []


def test_no_change_of_a_computed_value_passes(corpus: Survey) -> None:
    passed = [
        figure
        for one in corpus.figures.values()
        if one.figure.derived
        for figure in (*other_values(corpus, one), *other_scales(corpus, one))
        if not any(is_at(one, corpus, problem) for problem in problems_with(corpus, one, figure))
    ]
    assert passed == []


def test_a_changed_input_is_noticed_unless_rounding_hides_it(corpus: Survey) -> None:
    """What rounding hides is judged here once more, in fractions."""
    misjudged = []
    for one in corpus.figures.values():
        for key in one.figure.derived.inputs.values() if one.figure.derived else ():
            source = corpus.figures[key]
            for changed in other_values(corpus, source):
                figures = {**corpus.figures, key: structs.replace(source, figure=changed)}
                mutant = structs.replace(corpus, figures=figures)
                noticed = any(is_at(one, mutant, problem) for problem in problems_with(mutant, one, one.figure))
                if noticed == is_hidden(mutant, one):
                    misjudged.append((one.figure.id, changed))
    assert misjudged == []


def is_hidden(corpus: Survey, one: Observed) -> bool:
    """Compute a figure without the engine, and tell whether it rounds to what is written."""
    derived = one.figure.derived
    assert derived is not None
    names = {name: exact(corpus.figures[key].figure) for name, key in derived.inputs.items()}
    formula = re.sub(r"(?<![\w.])[0-9.]+", r'Fraction("\g<0>")', derived.formula)
    try:
        result = eval(formula, {"__builtins__": {}, "Fraction": Fraction}, names)  # noqa: S307  (our own corpus)
    except ZeroDivisionError:
        return False
    return bool(round(result, derived.decimals) == exact(one.figure))


def exact(figure: Figure) -> Fraction:
    return Fraction(Decimal(figure.value)) * Fraction(10 ** SCALE_POWERS[figure.scale])
