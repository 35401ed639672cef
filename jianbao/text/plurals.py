"""
CLDR's plural and ordinal categories, by way of Babel.

Babel is imported on first use: it costs about 120 ms, which a command that prints no quantity need not pay.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from jianbao.model.basics import Lang


@cache
def _rules(lang: Lang) -> tuple[Callable[[Decimal], str], Callable[[Decimal], str]]:
    """Load the cardinal and ordinal rules of a language."""
    from babel import Locale

    locale = Locale.parse(lang)
    return locale.plural_form, locale.ordinal_form


def plural_category(amount: Decimal, lang: Lang) -> str:
    """
    Find the plural category of a number as it is printed: ``1`` and ``1.0`` differ in English.

    >>> plural_category(Decimal("1"), Lang("en")), plural_category(Decimal("1.0"), Lang("en"))
    ('one', 'other')
    """
    return _rules(lang)[0](amount)


def ordinal_category(amount: Decimal, lang: Lang) -> str:
    """
    Find the ordinal category of a whole number: the one that makes 22 the 22nd and 11 the 11th.

    >>> ordinal_category(Decimal(22), Lang("en")), ordinal_category(Decimal(11), Lang("en"))
    ('two', 'other')
    """
    return _rules(lang)[1](amount)
