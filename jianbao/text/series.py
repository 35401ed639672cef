"""
Say how the observations of one metric agree: the same, a series, compatible bounds, or a conflict.

A hedge turns a number into an interval of what it can mean; two observations of one time agree where
their intervals meet.
"""

from decimal import Decimal
from itertools import combinations
from typing import Final, Literal

from jianbao.model.quantity import Quantity
from jianbao.model.records import Figure, Metric
from jianbao.text.amounts import quantity_of

Agreement = Literal["single", "same", "series", "bounds", "apart", "conflict"]
"""
``series``: other periods, other values. ``bounds``: one period, values that can hold together.
``apart``: other units or statuses, which are not compared.
"""

ABOUT: Final = Decimal("0.1")
"""How far a number that is printed with *about* may lie from the truth, as a share of it."""

_RANK: Final[tuple[Agreement, ...]] = ("apart", "same", "bounds", "series", "conflict")

_INFINITY: Final = Decimal("Infinity")


def classify(metric: Metric) -> Agreement:
    """Return the weightiest relation between any two observations of a metric."""
    ones = metric.observations
    kinds = {(one.unit or metric.unit, one.status) for one in ones}
    if len(kinds) == 1 < len(ones) == len(set(map(_when, ones))):  # then every pair is one of a series
        return "series"
    pairs = [_relate(metric, first, second) for first, second in combinations(ones, 2)]
    return max(pairs, key=_RANK.index, default="single")


def _relate(metric: Metric, first: Figure, second: Figure) -> Agreement:
    units = {first.unit or metric.unit, second.unit or metric.unit}
    if len(units) > 1 or first.status != second.status:
        return "apart"
    if _when(first) != _when(second):
        return "series"
    own, other = quantity_of(first, ""), quantity_of(second, "")
    if (own.amount, own.upper, own.hedge) == (other.amount, other.upper, other.hedge):
        return "same"
    return "bounds" if _meet(own, other) else "conflict"


def _when(figure: Figure) -> str:
    return figure.period.when if figure.period else ""


def _meet(first: Quantity, second: Quantity) -> bool:
    """
    Tell whether two hedged numbers of one time can both be true.

    >>> over, exact = Quantity(amount=Decimal(230), unit="", hedge="over"), Quantity(amount=Decimal(230), unit="")
    >>> _meet(over, exact), _meet(over, Quantity(amount=Decimal(240), unit=""))
    (False, True)
    """
    (low, has_low), (high, has_high) = _interval(first)
    (other_low, has_other_low), (other_high, has_other_high) = _interval(second)
    below = low < other_high or (low == other_high and has_low and has_other_high)
    above = other_low < high or (other_low == high and has_other_low and has_high)
    return below and above


def _interval(quantity: Quantity) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
    """Return both ends of what a hedged number can mean, and whether each belongs to it."""
    amount = quantity.amount
    match quantity.hedge:
        case "over":
            return (amount, False), (_INFINITY, False)
        case "at-least":
            return (amount, True), (_INFINITY, False)
        case "nearly" | "under":
            return (-_INFINITY, False), (amount, False)
        case "up-to":
            return (-_INFINITY, False), (amount, True)
        case "about":
            return (amount * (1 - ABOUT), True), (amount * (1 + ABOUT), True)
        case "range":
            return (amount, True), (quantity.upper or amount, True)
        case "several":
            return (amount, False), (amount * 10, False)
        case "exact":
            return (amount, True), (amount, True)
