"""
Check that the term base is kept.

Avoided forms are refused, and a term used in one language of a paragraph is used in the others too.

The longest form wins, so that 人工智能 inside a longer term is not taken for the shorter one.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jianbao.check.survey import Authored, Survey
from jianbao.model.basics import Lang, RefStr
from jianbao.model.records import Record, Term
from jianbao.model.walk import Leaf, language_path, words_of
from jianbao.problems import Problem
from jianbao.text.names import NameTable, name_table, with_plural
from jianbao.text.prose import parse_prose, visible_words


class Lexicon(Struct, frozen=True):
    """One language's forms: all of them in one table, and what each means."""

    table: NameTable
    accepted: Mapping[str, frozenset[RefStr]]
    avoided: Mapping[str, RefStr]


def check_terms(survey: Survey) -> Iterator[Problem]:
    """Yield avoided forms and missing counterparts."""
    terms = {ref: record for ref, record in survey.catalog.records.items() if isinstance(record, Term)}
    lexicons = {lang: _lexicon(terms, lang) for lang in survey.catalog.config.languages}
    for text in survey.authored:
        if text.lang in lexicons and not text.ref.startswith("term/"):
            yield from _avoided(survey, text, lexicons[text.lang], terms)
    for ref, walked in survey.leaves.items():
        for leaf in walked:
            if leaf.role == "paragraph":
                yield from _counterparts(survey, ref, leaf, lexicons)


def _lexicon(terms: Mapping[RefStr, Term], lang: Lang) -> Lexicon:
    accepted: dict[str, set[RefStr]] = {}
    avoided: dict[str, RefStr] = {}
    for ref, term in terms.items():
        for form in (term.name.get(lang, ""), *term.aliases.get(lang, ())):
            for written in with_plural(form.lower()):
                accepted.setdefault(written, set()).add(ref)
        avoided.update((form.lower(), ref) for form in term.avoided.get(lang, ()))
    # A form that one term avoids and another uses is used.
    avoided = {form: ref for form, ref in avoided.items() if form not in accepted}
    table = name_table((*accepted, *avoided))
    return Lexicon(table, {form: frozenset(refs) for form, refs in accepted.items()}, avoided)


def _avoided(survey: Survey, text: Authored, lexicon: Lexicon, terms: Mapping[RefStr, Term]) -> Iterator[Problem]:
    words = visible_words(text.prose)
    for found in lexicon.table.find(words):
        if (ref := lexicon.avoided.get(found.form)) is not None:
            yield Problem(
                code="terms/avoided",
                where=survey.in_text(text, found.start, found.end),
                message=f"{words[found.start : found.end]!r} is an avoided form",
                hint=_write(terms[ref], text.lang),
            )


def _counterparts(survey: Survey, ref: RefStr, leaf: Leaf, lexicons: Mapping[Lang, Lexicon]) -> Iterator[Problem]:
    used = {lang: _terms_in(words, lexicons[lang]) for lang, words in words_of(leaf).items() if lang in lexicons}
    for lang, own in used.items():
        for other, theirs in used.items():
            for terms in theirs:
                if not terms & frozenset().union(*own):
                    yield _missing(survey, (ref, leaf), (lang, other), min(terms))


def _terms_in(words: str, lexicon: Lexicon) -> set[frozenset[RefStr]]:
    """Return what the forms in a text can mean; a form may stand for several terms."""
    found = {found.form for found in lexicon.table.find(visible_words(parse_prose(words)))}
    return {lexicon.accepted[form] for form in found if form in lexicon.accepted}


def _missing(survey: Survey, at: tuple[RefStr, Leaf], langs: tuple[Lang, Lang], term: RefStr) -> Problem:
    ref, leaf = at
    lang, other = langs
    record = survey.catalog.records[term]
    said = record.name.get(other, term)
    return Problem(
        code="terms/preferred-missing",
        where=survey.at(ref, language_path(leaf, lang)),
        message=f"{other!r} says {said!r}, {lang!r} has no form of that term",
        hint=_write(record, lang),
    )


def _write(term: Record, lang: Lang) -> str:
    return f"write {term.name[lang]!r}" if lang in term.name else "give the term a name in this language"
