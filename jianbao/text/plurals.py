"""
CLDR's plural and ordinal categories.

The rules of the site's two languages are written out, and a test holds them to those of Babel; any other language
asks Babel, whose import costs about 150 ms.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.cldr import locale_of

Rule = Callable[[str], str]
"""From a plain decimal to its category."""


_FORM: Final = re.compile(r"(\w+) \{((?:[^{}]|\{\w+\})*)\}")
_CHOICE: Final = re.compile(rf"\{{(\w+), plural, ((?:{_FORM.pattern}\s*)+)\}}")
_MARK: Final = ", plural, "


def in_plural(words: str, values: Mapping[str, str], lang: Lang) -> str:
    """
    Choose among the forms of words by the plural category of a number, in the syntax of ICU's MessageFormat.

    The last form stands for every category that has none; a name that has no value is left as it is.

    >>> in_plural("{n} {n, plural, one {figure} other {figures}}", {"n": "1"}, Lang("en"))
    '{n} figure'
    """
    if _MARK not in words:
        return words

    def choose(found: re.Match[str]) -> str:
        if (value := values.get(found[1])) is None:
            return found[0]
        forms: dict[str, str] = dict(_FORM.findall(found[2]))
        return forms.get(plural_category(value, lang), [*forms.values()][-1])

    return _CHOICE.sub(choose, words)


def plural_category(decimal: str, lang: Lang) -> str:
    """
    Find the plural category of a plain decimal as it is printed: ``1`` and ``1.0`` differ in English.

    >>> plural_category("1", Lang("en")), plural_category("1.0", Lang("en"))
    ('one', 'other')
    """
    return plural_rule(lang)(decimal)


def plural_rule(lang: Lang) -> Rule:
    """Return the rule by which a language finds the plural category of a plain decimal."""
    if own := _OWN.get(lang):
        return own[0]
    rule = rules_of_babel(lang)[0]
    return lambda decimal: rule(Decimal(decimal))


def ordinal_category(decimal: str, lang: Lang) -> str:
    """
    Find the ordinal category of a whole number: the one that makes 22 the 22nd and 11 the 11th.

    >>> ordinal_category("22", Lang("en")), ordinal_category("11", Lang("en"))
    ('two', 'other')
    """
    own = _OWN.get(lang)
    return own[1](decimal) if own else rules_of_babel(lang)[1](Decimal(decimal))


@cache
def rules_of_babel(lang: Lang) -> tuple[Callable[[Decimal], str], Callable[[Decimal], str]]:
    """Load the cardinal and ordinal rules of a language."""
    locale = locale_of(lang)
    return locale.plural_form, locale.ordinal_form


def _english_plural(decimal: str) -> str:
    return "one" if decimal in {"1", "-1"} else "other"


def _english_ordinal(decimal: str) -> str:
    tens, ones = divmod(abs(int(decimal)) % 100, 10)
    return "other" if tens == 1 else {1: "one", 2: "two", 3: "few"}.get(ones, "other")


def _other(_decimal: str) -> str:
    return "other"


_OWN: Final[Mapping[Lang, tuple[Rule, Rule]]] = {
    Lang("en"): (_english_plural, _english_ordinal),
    Lang("zh"): (_other, _other),
}
