"""
From a figure as it is written to the quantity it means.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from jianbao.model.quantity import SCALE_POWERS, Quantity
from jianbao.model.records import Figure

_EXACT: Final = 28
"""Digits that decimal arithmetic keeps."""

_AMOUNTS_MAX: Final = 4096
"""Numbers kept: a page asks several times for each of its figures."""


def quantity_of(figure: Figure, unit: str) -> Quantity:
    """
    Apply the scale to the digits, keeping the digits that were printed.

    Zeros that end an integer are not significant, zeros after the decimal point are: 35,000 is
    ``Decimal("35E+3")``, 8.50 billion is ``Decimal("8.50E+9")``.
    """
    upper = None if figure.to is None else amount_of(figure.to, figure.scale)
    return Quantity(amount=amount_of(figure.value, figure.scale), unit=unit, hedge=figure.hedge, upper=upper)


@lru_cache(_AMOUNTS_MAX)
def amount_of(digits: str, scale: str) -> Decimal:
    """
    Read digits with a scale.

    >>> amount_of("17.63", "billion")
    Decimal('1.763E+10')
    """
    number = Decimal(digits)
    return (number if "." in digits else number.normalize()).scaleb(SCALE_POWERS[scale])


def decimal_of(digits: str, scale: str) -> str:
    """
    Write digits with a scale as a plain decimal, without an exponent.

    >>> decimal_of("17.63", "billion"), decimal_of("8.50", "")
    ('17630000000', '8.50')
    """
    if not scale and digits[0] > "0" and len(digits) <= _EXACT:  # neither a sign nor a zero goes before
        return digits
    return f"{amount_of(digits, scale):f}"


def decimals_of(figure: Figure) -> tuple[str, ...]:
    """Write a figure as a plain decimal, or a range as two."""
    first = decimal_of(figure.value, figure.scale)
    return (first,) if figure.to is None else (first, decimal_of(figure.to, figure.scale))
