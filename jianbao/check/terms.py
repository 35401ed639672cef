"""
Check that the term base is kept.

Avoided forms are refused, and a term used in one language of a paragraph is used in the others too.

The longest form wins, so that 人工智能 inside a longer term is not taken for the shorter one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from jianbao.check.look import Words
from jianbao.check.survey import Authored, Passage, Survey
from jianbao.model.basics import Lang, RefStr
from jianbao.model.records import Record, Term
from jianbao.model.site import Catalog
from jianbao.model.walk import language_path
from jianbao.problems import Problem
from jianbao.text.gists import gist_of
from jianbao.text.names import Found, NameTable, name_table, with_plural

Used: TypeAlias = Mapping[Lang, set[frozenset[RefStr]]]
"""What the forms found in each language can mean."""
_Use: TypeAlias = tuple[int, frozenset[RefStr] | None]


class Lexicon(Struct, frozen=True):
    """One language's forms: all of them in one table, and what each means."""

    table: NameTable
    accepted: Mapping[str, frozenset[RefStr]]
    avoided: Mapping[str, RefStr]


def check_terms(survey: Survey) -> Iterator[Problem]:
    """Yield avoided forms and missing counterparts."""
    terms = _terms(survey.catalog)
    lexicons = lexicons_of(survey.catalog) if survey.passages else {}
    for passage in survey.passages:
        known = [text for text in passage.texts if text.lang in lexicons]
        found = [(text, tuple(lexicons[text.lang].table.find(text.visible))) for text in known]
        if not any(forms for _, forms in found):
            continue
        if not passage.ref.startswith("term/"):
            for text, forms in found:
                yield from _avoided(survey, text, forms, (lexicons[text.lang], terms))
        if passage.leaf.role == "paragraph":
            used = {text.lang: _meanings(forms, lexicons[text.lang]) for text, forms in found}
            yield from _counterparts(survey, passage, used)


def lexicons_of(catalog: Catalog) -> Mapping[Lang, Lexicon]:
    """Gather the forms of the term base in each language of the site."""
    return {lang: _lexicon(_terms(catalog), lang) for lang in catalog.config.languages}


def off_terms(words: Words, lexicons: Mapping[Lang, Lexicon]) -> Iterator[int]:
    """Yield the numbers of texts that may hold an avoided form, and of paragraphs that lack a term in a language."""
    used = [_used_in(words, lang, own) for lang, own in lexicons.items()]
    for number, _ in {one for own in used for one in own if one[1] is None}:
        if words.look_of(number).kind != "term":
            yield number
    if used.count(used[0]) == len(used):
        return
    for number in {number for number, _ in set[_Use]().union(*used) - used[0].intersection(*used)}:
        field, _value, _text = words.telling.told[number]
        # Texts that are no paragraphs need not have the same.
        meant = {lang: _meant(one, number) for lang, one in zip(lexicons, used, strict=True)}
        if field.role == "paragraph" and any(_lacking(meant)):
            yield number


def _used_in(words: Words, lang: Lang, lexicon: Lexicon) -> set[_Use]:
    """Return what the forms in each text can mean, by its number; nothing where a form is avoided."""
    cut, table = words.cuts[lang], lexicon.table
    if table.is_broken:
        texts = [gist_of(text[lang]).words for _, _, text in words.telling.told]
        return {
            (number, lexicon.accepted.get(one.form)) for number, text in enumerate(texts) for one in table.find(text)
        }
    found = table.find_among(cut.said, words.latin[lang])
    numbers = cut.texts_at([one.start for one in found])
    return {(number, lexicon.accepted.get(one.form)) for number, one in zip(numbers, found, strict=True)}


def _meant(used: Iterable[_Use], number: int) -> set[frozenset[RefStr]]:
    """Return what the forms in one text can mean."""
    return {meaning for place, meaning in used if place == number and meaning is not None}


def _terms(catalog: Catalog) -> Mapping[RefStr, Term]:
    return {ref: record for ref, record in catalog.records.items() if isinstance(record, Term)}


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


def _avoided(
    survey: Survey, text: Authored, forms: Iterable[Found], known: tuple[Lexicon, Mapping[RefStr, Term]]
) -> Iterator[Problem]:
    lexicon, terms = known
    for found in forms:
        if (ref := lexicon.avoided.get(found.form)) is not None:
            yield Problem(
                code="terms/avoided",
                where=survey.in_text(text, found.start, found.end),
                message=f"{text.visible[found.start : found.end]!r} is an avoided form",
                hint=_write(terms[ref], text.lang),
                words=text.visible[found.start : found.end],
            )


def _meanings(forms: Iterable[Found], lexicon: Lexicon) -> set[frozenset[RefStr]]:
    """Return what forms can mean; a form may stand for several terms."""
    return {lexicon.accepted[found.form] for found in forms if found.form in lexicon.accepted}


def _counterparts(survey: Survey, passage: Passage, used: Used) -> Iterator[Problem]:
    for lang, other, terms in _lacking(used):
        yield _missing(survey, passage, (lang, other), min(terms))


def _lacking(used: Used) -> Iterator[tuple[Lang, Lang, frozenset[RefStr]]]:
    """Yield each language that lacks a term that another one has."""
    for lang, own in used.items():
        for other, theirs in used.items():
            if theirs != own:
                for terms in theirs - own:
                    if not terms & frozenset().union(*own):
                        yield lang, other, terms


def _missing(survey: Survey, passage: Passage, langs: tuple[Lang, Lang], term: RefStr) -> Problem:
    lang, other = langs
    record = survey.catalog.records[term]
    said = record.name.get(other, term)
    return Problem(
        code="terms/preferred-missing",
        where=survey.at(passage.ref, language_path(passage.leaf, lang)),
        message=f"{other!r} says {said!r}, {lang!r} has no form of that term",
        hint=_write(record, lang),
        words=said,
    )


def _write(term: Record, lang: Lang) -> str:
    return f"write {term.name[lang]!r}" if lang in term.name else "give the term a name in this language"
