"""
Check that no numeral stands in authored prose unbound.

Digits, number words, 汉字数字 and fractions are bound figures, dates in braces or parts of declared names.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from jianbao.check.look import Words
from jianbao.check.survey import Authored, Survey
from jianbao.model.basics import Lang, kind_of
from jianbao.problems import Problem
from jianbao.text.gists import gist_of
from jianbao.text.names import NAMELESS_KINDS, NameTable, declared_names, name_table
from jianbao.text.numerals import find_numerals, may_hold_numeral


def check_closure(survey: Survey) -> Iterator[Problem]:
    """Yield every unbound numeral."""
    names: NameTable | None = None  # of all records: made only where a numeral asks for it
    for text in survey.authored:
        if _is_a_name(text) or not may_hold_numeral(text.visible, text.lang):
            continue
        names = names or name_table(survey.names or declared_names(survey.catalog.records))
        for numeral in find_numerals(names.mask(text.visible), text.lang):
            yield Problem(
                code="closure/unbound",
                where=survey.in_text(text, numeral.start, numeral.end),
                message=f"{numeral.text!r} is not bound to a figure",
                hint="write {figure-id} or {2026-06-05}, declare the name it belongs to, or waive it with a reason",
                words=numeral.text,
            )


def with_numerals(words: Words, languages: Collection[Lang]) -> list[tuple[int, Lang]]:
    """List the texts that may hold a numeral, by their numbers and languages."""
    return [
        (number, lang)
        for lang, cut in words.cuts.items()
        if lang in languages and may_hold_numeral(cut.said, lang, words.latin[lang])
        for number, text in enumerate(cut.texts())
        if may_hold_numeral(text, lang)
    ]


def unclosed(words: Words, suspects: Iterable[tuple[int, Lang]], names: Callable[[], NameTable]) -> Iterator[int]:
    """Yield the numbers of texts with an unbound numeral, of those that may hold one: the ``suspects``."""
    for number, lang in suspects:
        if words.look_of(number).kind in NAMELESS_KINDS or not words.is_name(number):
            _field, _value, text = words.telling.told[number]
            if find_numerals(names().mask(gist_of(text[lang]).words), lang):
                yield number


def _is_a_name(text: Authored) -> bool:
    """Tell a declared name, by which other prose is measured, from the title of a described record."""
    kind = kind_of(text.ref)
    return text.leaf.path == ("name",) and kind not in NAMELESS_KINDS
