"""
Check that no numeral stands in authored prose unbound.

Digits, number words, 汉字数字 and fractions are bound figures, dates in braces, parts of declared names,
or waived with a reason; a waiver that covers nothing is a problem too.
"""

from collections.abc import Iterator

from jianbao.check.survey import Authored, Survey
from jianbao.model.basics import RefStr, kind_of
from jianbao.model.walk import Path
from jianbao.problems import Problem
from jianbao.text.names import NAMELESS_KINDS, NameTable, declared_names, name_table
from jianbao.text.numerals import find_numerals, may_hold_numeral

Spent = dict[tuple[RefStr, Path], set[str]]
"""Which waivers of a paragraph have covered a numeral."""


def check_closure(survey: Survey) -> Iterator[Problem]:
    """Yield every unbound numeral and every waiver that is not needed."""
    used: Spent = {}
    names: NameTable | None = None  # of all records: made only where a numeral asks for it
    for text in survey.authored:
        if _is_a_name(text) or not may_hold_numeral(text.visible, text.lang):
            continue
        names = names or name_table(declared_names(survey.catalog.records))
        waived = {waiver.text for waiver in text.waivers}
        spent = used.setdefault((text.ref, text.leaf.path), set()) if waived else set()
        for numeral in find_numerals(names.mask(text.visible), text.lang):
            if numeral.text in waived:
                spent.add(numeral.text)
                continue
            yield Problem(
                code="closure/unbound",
                where=survey.in_text(text, numeral.start, numeral.end),
                message=f"{numeral.text!r} is not bound to a figure",
                hint="write {figure-id} or {2026-06-05}, declare the name it belongs to, or waive it with a reason",
            )
    yield from _unused_waivers(survey, used)


def _is_a_name(text: Authored) -> bool:
    """Tell a declared name, by which other prose is measured, from the title of a described record."""
    kind = kind_of(text.ref)
    return text.leaf.path == ("name",) and kind not in NAMELESS_KINDS


def _unused_waivers(survey: Survey, used: Spent) -> Iterator[Problem]:
    seen = set()
    for text in survey.authored:
        key = (text.ref, text.leaf.path)
        if key in seen:
            continue
        seen.add(key)
        for number, waiver in enumerate(text.waivers):
            if waiver.text not in used.get(key, set()):
                yield Problem(
                    code="closure/waiver-unused",
                    where=survey.at(text.ref, (*text.leaf.path, "waive", number, "text")),
                    message=f"no numeral {waiver.text!r} stands in the paragraph any more",
                    hint="delete the waiver",
                )
