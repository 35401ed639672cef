"""
CLDR's plural and ordinal categories.

The rules of the site's two languages are written out, and a test holds them to those of Babel; any other language
asks Babel, whose import costs about 150 ms.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.cldr import locale_of

Rule = Callable[[Decimal], str]


def plural_category(amount: Decimal, lang: Lang) -> str:
    """
    Find the plural category of a number as it is printed: ``1`` and ``1.0`` differ in English.

    >>> plural_category(Decimal("1"), Lang("en")), plural_category(Decimal("1.0"), Lang("en"))
    ('one', 'other')
    """
    return (_OWN.get(lang) or rules_of_babel(lang))[0](amount)


def ordinal_category(amount: Decimal, lang: Lang) -> str:
    """
    Find the ordinal category of a whole number: the one that makes 22 the 22nd and 11 the 11th.

    >>> ordinal_category(Decimal(22), Lang("en")), ordinal_category(Decimal(11), Lang("en"))
    ('two', 'other')
    """
    return (_OWN.get(lang) or rules_of_babel(lang))[1](amount)


@cache
def rules_of_babel(lang: Lang) -> tuple[Rule, Rule]:
    """Load the cardinal and ordinal rules of a language."""
    locale = locale_of(lang)
    return locale.plural_form, locale.ordinal_form


def _english_plural(amount: Decimal) -> str:
    return "one" if f"{abs(amount):f}" == "1" else "other"


def _english_ordinal(amount: Decimal) -> str:
    number = abs(amount)
    tens, ones = divmod(number % 100, 10)
    return "other" if tens == 1 else {1: "one", 2: "two", 3: "few"}.get(ones, "other")  # type: ignore[call-overload]


def _other(_amount: Decimal) -> str:
    return "other"


_OWN: Final[Mapping[Lang, tuple[Rule, Rule]]] = {
    Lang("en"): (_english_plural, _english_ordinal),
    Lang("zh"): (_other, _other),
}
