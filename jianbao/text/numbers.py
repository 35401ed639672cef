"""
Write quantities in the words of a language.

In: a ``Quantity`` and its ``Unit``. Out: plain text with plain spaces.
Never rounds, never drops a digit, never adds one; all work is on digits as text, never on floats or a
decimal context. Does not decide where lines break.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.model.quantity import Family, Hedge, Quantity, Unit, UnitForms
from jianbao.text.cldr import style_of
from jianbao.text.plurals import Rule, ordinal_category, plural_category, plural_rule
from jianbao.text.styles import NumberStyle

_ENDS_OR_ORDERS: Final = frozenset({"range", "several"})
"""Hedges of what is not one number."""

_OWN_WAYS: Final = frozenset({"ordinal", "proportion"})
"""Families whose number is written in a way of its own without the noun, or that go without any."""

Pattern: TypeAlias = tuple[str, ...]
"""What stands around a number, to be joined by it; one piece alone holds none."""

_NO_FORMS: Final = UnitForms(other="{0}")
"""What a unit is written with in a language for which it has no words."""

_MOULDS_MAX: Final = 1024
"""Patterns kept: a site has some dozens of units, each of which a few hedges go with."""


class _Digits(Struct, frozen=True, gc=False):
    """A decimal taken apart: its sign, the digits before the point and those after it."""

    sign: str
    whole: str
    fraction: str

    @property
    def plain(self) -> str:
        """The number without separators."""
        return self.sign + self.whole + (f".{self.fraction}" if self.fraction else "")


def _digits(amount: Decimal) -> _Digits:
    """Take a decimal apart; a positive exponent becomes zeros."""
    if not amount.is_finite():
        raise TypeError(f"{amount} is not a number")
    return _apart(f"{amount:f}")


def _apart(plain: str) -> _Digits:
    """Take a plain decimal apart; zero has no sign."""
    if plain[0] != "-":
        whole, _, fraction = plain.partition(".")
        return _Digits("", whole, fraction)
    whole, _, fraction = plain[1:].partition(".")
    return _Digits("-" if plain.strip("-0.") else "", whole, fraction)


def _grouped(whole: str, group: str) -> str:
    """Put a separator after every third digit from the right."""
    if not group or len(whole) <= 3:  # noqa: PLR2004
        return whole
    if len(whole) <= 6:  # noqa: PLR2004 - the commonest numbers need one separator
        return f"{whole[:-3]}{group}{whole[-3:]}"
    head = len(whole) % 3
    parts = [whole[:head]] if head else []
    return group.join(parts + [whole[at : at + 3] for at in range(head, len(whole), 3)])


def format_number(amount: Decimal, lang: Lang) -> str:
    """
    Write a number with the separators and scale words of a language.

    The largest scale is taken under which the number needs at most three decimals in English and four in
    Chinese; where none does, every digit is printed. Numbers with decimals of their own stay unscaled.

    >>> format_number(Decimal("17.63E+9"), Lang("zh")), format_number(Decimal(99_999_600), Lang("zh"))
    ('176.3亿', '9999.96万')
    >>> format_number(Decimal(35_127_843), Lang("en")), format_number(Decimal(35_127_843), Lang("zh"))
    ('35,127,843', '3512.7843万')
    """
    return _number(_digits(amount), style_of(lang))


def _number(digits: _Digits, style: NumberStyle) -> str:
    if digits.fraction:
        return f"{digits.sign}{_grouped(digits.whole, style.group)}{style.point}{digits.fraction}"
    return digits.sign + _whole(digits.whole, style)


def _whole(digits: str, style: NumberStyle) -> str:
    """Write a whole number, under a scale where it fits one."""
    scales = style.scales
    if scales and len(digits) > scales[-1].power:
        for scale in scales:
            if len(digits) > scale.power:
                tail = digits[-scale.power :].rstrip("0")
                if len(tail) <= style.fraction_digits:
                    head = _grouped(digits[: -scale.power], style.group)
                    return f"{head}{style.point if tail else ''}{tail}{style.scale_gap}{scale.word}"
    return _grouped(digits, style.group)


def format_quantity(quantity: Quantity, unit: Unit, lang: Lang, *, noun: bool = True, words: bool = True) -> str:
    """
    Write a quantity with its hedge, its number, its scale and its unit.

    Without ``noun`` the unit is left off (a proportion, which is its own noun, stays whole); without
    ``words`` counts and durations below ten are digits, as tables want them.

    >>> from jianbao.model.quantity import UnitForms
    >>> forms = {Lang("en"): UnitForms(other="{0} factories"), Lang("zh"): UnitForms(other="{0}家工厂")}
    >>> factory, many = Unit(family="count", forms=forms), Quantity(Decimal(35_000), "factory", "over")
    >>> format_quantity(many, factory, Lang("en")), format_quantity(many, factory, Lang("zh"))
    ('more than 35,000 factories', '超过3.5万家工厂')
    """
    ends = _ends(quantity)
    patterns = [_pattern(quantity, end, unit, lang, noun=noun) for end in ends]
    if quantity.hedge == "several":
        numbers = [_order(quantity.amount, style_of(lang), joint=noun)]
    else:
        numbers = _numbers(ends, patterns, unit.family, lang, words=words)
    return _phrase(quantity.hedge, unit.family, patterns, numbers, lang)


def format_plain(decimal: str, hedge: Hedge, unit: Unit, lang: Lang) -> tuple[str, Pattern, Pattern] | None:
    """
    Write a plain decimal, and give what it joins with its unit and noun, and without: the short way for most figures.

    ``None`` is for what is not one number, or is written in another way without its noun.

    >>> from jianbao.model.quantity import UnitForms
    >>> factory = Unit(family="count", forms={Lang("en"): UnitForms(other="{0} factories")})
    >>> format_plain("35000", "over", factory, Lang("en"))
    ('35,000', ('more than ', ' factories'), ('more than ', ''))
    """
    forms = unit.forms.get(lang, _NO_FORMS)
    mould = _mould_of(hedge, unit.family, lang, forms.one, forms.other)
    if mould is None:
        return None
    number = mould.words.get(decimal)
    if number is None and not decimal.isdigit():
        number = _number(_apart(decimal), mould.style)
    elif number is None:
        number = decimal if len(decimal) <= mould.as_typed else _whole(decimal, mould.style)
    return number, mould.one if mould.one and mould.plural(decimal) == "one" else mould.other, mould.bare


class _Mould(Struct, frozen=True, gc=False):
    """
    The patterns into which plain numbers of one hedge and unit are put, the hedge already in them.

    ``bare`` is without unit and noun; ``one`` is for the singular, empty if it has no pattern of its own; ``words`` are
    for the plain decimals that are spelled, and whole numbers of no more than ``as_typed`` digits are not changed.
    """

    style: NumberStyle
    as_typed: int
    words: Mapping[str, str]
    plural: Rule
    bare: Pattern
    one: Pattern
    other: Pattern


@lru_cache(_MOULDS_MAX)
def _mould_of(hedge: Hedge, family: Family, lang: Lang, one: str, other: str) -> _Mould | None:
    if hedge in _ENDS_OR_ORDERS or family in _OWN_WAYS:
        return None
    style = style_of(lang)
    hedged = _hedge(hedge, family, style)

    def filled(pattern: str) -> Pattern:
        outer, inner = (hedged, pattern) if hedges_whole(family, pattern) else (pattern, hedged)
        return tuple(outer.replace("{0}", inner).split("{0}"))

    words = {str(number): word for number, word in style.spelled.get(family, {}).items()}
    bare = tuple(hedged.split("{0}"))
    as_typed = style.scales[-1].power if style.scales and not style.group else 3
    return _Mould(style, as_typed, words, plural_rule(lang), bare, filled(one) if one else (), filled(other))


def _ends(quantity: Quantity) -> list[_Digits]:
    if quantity.upper is None:
        return [_digits(quantity.amount)]
    return [_digits(quantity.amount), _digits(quantity.upper)]


def _numbers(ends: list[_Digits], patterns: list[str], family: Family, lang: Lang, *, words: bool) -> list[str]:
    """Write each end in figures, or all in words where the family spells all of them."""
    style = style_of(lang)
    may_spell = family in style.spelled and (words or family not in ("count", "duration"))
    if may_spell and all(_spelled(one, family, style) for one in ends):
        return [_spell(one, family, style, pattern) for one, pattern in zip(ends, patterns, strict=True)]
    return [_figures(end, family, style, lang) for end in ends]


def _phrase(hedge: Hedge, family: Family, patterns: list[str], numbers: list[str], lang: Lang) -> str:
    """Put hedge, numbers and unit together."""
    style = style_of(lang)
    hedged = _hedge(hedge, family, style)
    if hedges_whole(family, patterns[-1]):
        whole = [pattern.replace("{0}", number) for pattern, number in zip(patterns, numbers, strict=True)]
        return hedged.format(*whole)
    return patterns[-1].replace("{0}", hedged.format(*numbers))


def _hedge(hedge: Hedge, family: Family, style: NumberStyle) -> str:
    return style.family_hedges.get((family, hedge)) or style.hedges[hedge]


def hedges_whole(family: Family, pattern: str) -> bool:
    """Say whether the hedge stands outside the pattern: 超过三分之一, 5% to 15%."""
    return family == "proportion" or "{0}%" in pattern or "{0}" not in pattern


def _pattern(quantity: Quantity, end: _Digits, unit: Unit, lang: Lang, *, noun: bool) -> str:
    """Choose the pattern for one end of a quantity: the singular for exactly one, whatever its hedge."""
    if not noun and unit.family == "ordinal":
        return style_of(lang).bare_ordinal
    forms = unit.forms.get(lang)
    if forms is None or (not noun and unit.family != "proportion"):
        return "{0}"
    plural = quantity.hedge == "several" or (quantity.upper is not None and unit.family != "proportion")
    if plural or not forms.one:
        return forms.other
    return forms.one if plural_category(end.plain, lang) == "one" else forms.other


def _spelled(end: _Digits, family: Family, style: NumberStyle) -> bool:
    """Say whether a number is one that the family writes as a word; 2.0 keeps its zero and is not."""
    return not end.fraction and int(end.plain) in style.spelled[family]


def _spell(end: _Digits, family: Family, style: NumberStyle, pattern: str) -> str:
    """Write a small number as a word; 两 replaces 二 in a proportion before a measure word (翻两番, 三分之二)."""
    number = int(end.plain)
    if family == "proportion" and not pattern.endswith("{0}") and number in style.before_measure:
        return style.before_measure[number]
    return style.spelled[family][number]


def _figures(end: _Digits, family: Family, style: NumberStyle, lang: Lang) -> str:
    """Write a number in figures; an ordinal with its ending and without a scale."""
    if family != "ordinal" or end.fraction:
        return _number(end, style)
    ending = style.ordinals.get(ordinal_category(end.plain, lang), style.ordinals["other"])
    return ending.format(end.sign + _grouped(end.whole, style.group))


def _order(amount: Decimal, style: NumberStyle, *, joint: bool) -> str:
    """Write an order of magnitude: hundreds of billions (of), 数千亿."""
    power = min(max(amount.adjusted(), 0), len(style.orders) - 1)
    return style.orders[power] + (style.order_joint if joint and power else "")
