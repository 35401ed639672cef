"""Formulas over figures are computed exactly, and nothing but arithmetic is computed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from jianbao.check.derivation import evaluate, recompute
from jianbao.check.survey import Observed, Survey, survey
from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.model.config import Config
from jianbao.model.records import Derivation, Figure, Metric
from jianbao.model.site import Catalog, Origin

INPUTS = {"a": Decimal(12), "b": Decimal(5)}
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=4)
EMPTY = survey(
    Catalog(
        config=Config(title={}, description={}, languages=(Lang("en"),), edition="1", build_date="2026-01-01"),
        records={},
        origins={RefStr("metric/m"): Origin("m.yaml")},
    )
)


def figure(name: str, value: str, **changes: object) -> Figure:
    plain = Figure(id=FigureIdStr(name), value=value, status="actual", speaker="medium")
    return structs.replace(plain, **changes)


def computed(value: str, formula: str, decimals: int = 0) -> Figure:
    inputs = {name: FigureIdStr(name) for name in INPUTS}
    return figure("c", value, derived=Derivation(formula=formula, inputs=inputs, decimals=decimals, note={}))


def messages(*figures: Figure) -> list[str]:
    """Recompute the last of some figures of one metric."""
    metric = Metric(name={}, unit="u", about=(RefStr("topic/t"),), observations=figures)
    known: dict[str, Observed] = {
        one.id: Observed(RefStr("metric/m"), metric, one, ("observations", number))
        for number, one in enumerate(figures)
    }
    corpus: Survey = structs.replace(EMPTY, figures=known)
    return [problem.message for problem in recompute(corpus, known[figures[-1].id])]


def given_inputs(**changes: object) -> tuple[Figure, Figure]:
    return figure("a", "12"), figure("b", "5", **changes)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("a + b", "17"),
        ("a - b * 2", "2"),
        ("(a - b) * 2", "14"),
        ("-a / b", "-2.4"),
        ("0.1 + 0.2", "0.3"),
        (" a ", "12"),
    ],
)
def test_a_formula_is_arithmetic(formula: str, result: str) -> None:
    assert evaluate(formula, INPUTS) == Decimal(result)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "a +",
        "a ** b",
        "a // b",
        "a % b",
        "a if b else a",
        "a.real",
        "a[0]",
        "abs(a)",
        "a(b)",
        "(a, b)",
        "lambda: a",
        "a := b",
        "True",
        "'a'",
        "1e9",
        "0x10",
        "1_000",
        "1if a else b",
        "a\nb",
        "a\0",
        "c",
        "a / 0",
        "a / (b - b)",
        "0 / (b - b)",
        "１",
        "(" * 199,
        "-" * 199,
    ],
)
def test_what_is_not_arithmetic_is_refused(formula: str) -> None:
    """A warning of the parser would fail the test too."""
    with pytest.raises(ValueError, match=r"\w"):
        evaluate(formula, INPUTS)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_sums_and_products_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    found = evaluate("(a + b) * c - a", {"a": a, "b": b, "c": c})
    assert Fraction(found) == (Fraction(a) + Fraction(b)) * Fraction(c) - Fraction(a)


@given(st.text("ab0123456789.+-*/() ", max_size=40))
def test_any_formula_gives_a_number_or_a_reason(formula: str) -> None:
    try:
        result = evaluate(formula, INPUTS)
    except ValueError:
        return
    assert result.is_finite()


def test_a_figure_that_its_formula_gives_is_accepted() -> None:
    assert messages(*given_inputs(), computed("2.4", "a / b", 1)) == []


@given(st.integers(0, 10**6))
def test_no_other_value_is_accepted(value: int) -> None:
    found = messages(*given_inputs(), computed(str(value), "a * b"))
    assert bool(found) == (value != 60)


def test_a_half_is_rounded_to_the_even_digit() -> None:
    assert messages(*given_inputs(), computed("2", "b / 2")) == []
    assert messages(*given_inputs(), computed("8", "(a + b - 2) / 2")) == []


def test_decimals_say_how_far_a_result_is_rounded() -> None:
    assert messages(*given_inputs(), computed("2.40", "a / b", 2)) == []
    assert messages(*given_inputs(), computed("2.41", "a / b", 2)) == ["the formula gives 2.40, the figure says 2.41"]


def test_the_scale_of_an_input_counts() -> None:
    assert messages(*given_inputs(scale="thousand"), computed("60000", "a * b")) == []


def test_the_scale_of_the_result_counts() -> None:
    assert messages(*given_inputs(), structs.replace(computed("60", "a * b"), scale="thousand")) != []


@pytest.mark.parametrize("status", ["target", "plan", "projection", "ceiling"])
def test_what_is_meant_to_be_is_not_mixed_with_what_is(status: str) -> None:
    (message,) = messages(*given_inputs(status=status), computed("17", "a + b"))
    assert "mixes" in message


def test_claims_and_actual_figures_may_be_mixed() -> None:
    assert messages(*given_inputs(status="claim"), computed("17", "a + b")) == []


@pytest.mark.parametrize("changes", [{"hedge": "range", "to": "9"}, {"hedge": "several"}])
def test_a_range_or_an_order_of_magnitude_is_no_input(changes: dict[str, object]) -> None:
    (message,) = messages(*given_inputs(**changes), computed("17", "a + b"))
    assert "range" in message


def test_a_computed_figure_has_no_token() -> None:
    (message,) = messages(*given_inputs(), structs.replace(computed("17", "a + b"), printed="17"))
    assert message == "a figure has either `evidence` or `derived`"


def test_a_result_beyond_all_digits_is_refused() -> None:
    (message,) = messages(*given_inputs(), computed("1", " * ".join(["999999999999"] * 5)))
    assert "more than 50 digits" in message


def test_an_unknown_input_is_left_to_the_reference_check() -> None:
    assert messages(figure("a", "12"), computed("17", "a + b")) == []
