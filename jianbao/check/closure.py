"""
Check that no numeral stands in authored prose unbound.

Digits, number words, 汉字数字 and fractions are bound figures, dates in braces or parts of declared names.
"""

from collections.abc import Callable, Iterator

from jianbao.check.look import Look
from jianbao.check.survey import Authored, Survey
from jianbao.model.basics import kind_of
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


def is_closed(look: Look, names: Callable[[], NameTable]) -> bool:
    """Tell at a glance that no numeral is unbound; the ``names`` of all records are asked for only where need be."""
    telling = {lang for lang, cut in look.cuts.items() if may_hold_numeral(cut.said, lang, look.latin[lang])}
    return not telling or not any(
        find_numerals(names().mask(words), lang)
        for lang, text in look.texts(named=look.kind in NAMELESS_KINDS)
        if lang in telling and may_hold_numeral(words := gist_of(text).words, lang)
    )


def _is_a_name(text: Authored) -> bool:
    """Tell a declared name, by which other prose is measured, from the title of a described record."""
    kind = kind_of(text.ref)
    return text.leaf.path == ("name",) and kind not in NAMELESS_KINDS
