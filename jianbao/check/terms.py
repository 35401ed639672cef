"""
Check that the term base is kept: avoided forms are refused, and a term used in one language of a
paragraph is used, in a form of its own, in the others.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from jianbao.check.survey import Authored, Survey
from jianbao.model.basics import Lang, RefStr
from jianbao.model.records import Term
from jianbao.model.walk import Leaf, language_path, words_of
from jianbao.problems import Problem
from jianbao.text.names import form_pattern
from jianbao.text.prose import parse_prose, visible_words


class Rule(Struct, frozen=True):
    """One term, compiled: the forms to look for and the forms to refuse, by language."""

    ref: RefStr
    names: Mapping[Lang, str]
    accepted: Mapping[Lang, re.Pattern[str]]
    avoided: Mapping[Lang, re.Pattern[str]]


def check_terms(survey: Survey) -> Iterator[Problem]:
    """Yield avoided forms and missing counterparts."""
    rules = [_rule(ref, record) for ref, record in survey.catalog.records.items() if isinstance(record, Term)]
    for text in survey.authored:
        if not text.ref.startswith("term/"):
            yield from _avoided(survey, text, rules)
    for ref, walked in survey.leaves.items():
        for leaf in walked:
            if leaf.role == "paragraph":
                yield from _counterparts(survey, ref, leaf, rules)


def _rule(ref: RefStr, term: Term) -> Rule:
    accepted = {
        lang: form_pattern((name, *term.aliases.get(lang, ()))) for lang, name in term.name.items()
    }
    avoided = {lang: form_pattern(forms) for lang, forms in term.avoided.items() if forms}
    return Rule(ref, term.name, accepted, avoided)


def _avoided(survey: Survey, text: Authored, rules: list[Rule]) -> Iterator[Problem]:
    words = visible_words(text.prose)
    for rule in rules:
        pattern = rule.avoided.get(text.lang)
        for match in pattern.finditer(words) if pattern else ():
            if not _inside_accepted(rule, text.lang, words, match):
                yield Problem(
                    code="terms/avoided",
                    where=survey.in_text(text, match.start(), match.end()),
                    message=f"{match[0]!r} is an avoided form",
                    hint=f"write {rule.names[text.lang]!r}",
                )


def _inside_accepted(rule: Rule, lang: Lang, words: str, match: re.Match[str]) -> bool:
    """An avoided form that is part of an accepted one (智造 in 智能制造 style) is no slip."""
    return any(
        form.start() <= match.start() and match.end() <= form.end() for form in rule.accepted[lang].finditer(words)
    )


def _counterparts(survey: Survey, ref: RefStr, leaf: Leaf, rules: list[Rule]) -> Iterator[Problem]:
    texts = {lang: _shown(survey, text) for lang, text in words_of(leaf).items()}
    for rule in rules:
        used = {lang for lang, words in texts.items() if lang in rule.accepted and rule.accepted[lang].search(words)}
        for lang in texts:
            if used and lang not in used and lang in rule.names:
                other = sorted(used)[0]
                yield Problem(
                    code="terms/preferred-missing",
                    where=survey.at(ref, language_path(leaf, lang)),
                    message=f"{other!r} says {rule.names[other]!r}, {lang!r} has no form of that term",
                    hint=f"write {rule.names[lang]!r}",
                )


def _shown(survey: Survey, text: str) -> str:
    """Return the words a reader sees that are ours to choose: names of records are fixed, so they are blanked."""
    return visible_words(parse_prose(text))
