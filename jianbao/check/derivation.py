"""
Recompute figures that were computed here, in exact decimal arithmetic.
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext
from typing import Final

from jianbao.check.survey import Observed, Survey
from jianbao.model.records import Derivation
from jianbao.problems import Pointer, Problem
from jianbao.text.amounts import quantity_of
from jianbao.text.late import late_pattern

_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}

_FORMULA = late_pattern(r"(?:[-+*/() ]|[a-z_]\w*|\d+(?:\.\d+)?(?![\w.]))*", re.ASCII | re.IGNORECASE)
_ALLOWED: Final = "only + - * / ( ), numbers and the names of inputs may stand in a formula"

PRECISION: Final = 50
"""Significant digits; a figure has at most 24 before its point and 12 after it."""

COMMITTED = frozenset({"actual", "claim"})
"""Statuses that describe what is; a derivation may not mix them with targets, plans, projections or ceilings."""


def evaluate(formula: str, values: Mapping[str, Decimal]) -> Decimal:
    """
    Compute an arithmetic formula of ``+ - * / ( )``, numbers and names.

    Raises ``ValueError`` for anything else, a name without a value, a division by zero, or more than 50 digits.

    >>> evaluate("a / b * 100", {"a": Decimal(1), "b": Decimal(8)})
    Decimal('12.500')
    """
    if not _FORMULA.fullmatch(formula):
        raise ValueError(_ALLOWED)
    try:
        tree = ast.parse(formula.strip(), mode="eval")
        with localcontext(prec=PRECISION):
            return _evaluate(tree.body, values)
    except (SyntaxError, ArithmeticError, RecursionError, MemoryError) as error:
        raise ValueError(f"{formula!r} cannot be computed") from error


def _evaluate(node: ast.expr, values: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_evaluate(left, values), _evaluate(right, values))
        case ast.UnaryOp(ast.USub(), operand):
            return -_evaluate(operand, values)
        case ast.Name(name) if name in values:
            return values[name]
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            return Decimal(str(number))
        case ast.Name(name):
            raise ValueError(f"{name!r} is not among the inputs")
        case _:
            raise ValueError(_ALLOWED)


def recompute(survey: Survey, one: Observed) -> Iterator[Problem]:
    """Yield a problem where the figure is not what its formula gives, or mixes what is with what is meant to be."""
    derived = one.figure.derived
    if derived is None or any(key not in survey.figures for key in derived.inputs.values()):
        return
    where = survey.at(one.ref, (*one.path, "derived", "formula"))
    if one.figure.evidence or one.figure.printed:
        yield _problem(where, "a figure has either `evidence` or `derived`", "take one of them out")
    inputs = {name: survey.figures[key].figure for name, key in derived.inputs.items()}
    if len({figure.status in COMMITTED for figure in inputs.values()}) > 1:
        yield _problem(where, "the formula mixes actual figures with targets or ceilings", "keep them apart")
        return
    if any(figure.to is not None or figure.hedge == "several" for figure in inputs.values()):
        yield _problem(where, "an input of the formula is a range or an order of magnitude", "compute with one number")
        return
    try:
        values = {name: quantity_of(figure, "").amount for name, figure in inputs.items()}
        found = _round(evaluate(derived.formula, values), derived)
    except ValueError as error:
        yield _problem(where, str(error), "correct the formula")
        return
    stated = quantity_of(one.figure, "").amount
    if found != stated:
        yield Problem(
            code="evidence/derivation",
            where=survey.at(one.ref, (*one.path, "value")),
            message=f"the formula gives {found:f}, the figure says {stated:f}",
            hint=f"value: {found:f}",
        )


def _round(number: Decimal, derived: Derivation) -> Decimal:
    try:
        with localcontext(prec=PRECISION):
            return number.quantize(Decimal(1).scaleb(-derived.decimals), rounding=ROUND_HALF_EVEN)
    except InvalidOperation as error:
        raise ValueError(f"{derived.formula!r} gives a number of more than {PRECISION} digits") from error


def _problem(where: Pointer, message: str, hint: str) -> Problem:
    return Problem(code="evidence/derivation", where=where, message=message, hint=hint)
