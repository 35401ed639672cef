"""
Check that the languages say the same: each is there, and each paragraph binds the same things in all.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from jianbao.check.look import Words
from jianbao.check.survey import Passage, Survey
from jianbao.model.basics import Lang, RefStr
from jianbao.model.walk import Leaf, language_path, words_of
from jianbao.problems import Pointer, Problem
from jianbao.text.closest import did_you_mean
from jianbao.text.prose import bindings


def check_parity(survey: Survey) -> Iterator[Problem]:
    """Yield missing and unknown languages, paragraphs that bind different things, unequal interface keys and units."""
    languages = survey.catalog.config.languages
    for passage in survey.passages:
        if [text.lang for text in passage.texts] != [*languages]:
            yield from _check_languages(survey, passage.ref, passage.leaf, languages)
        if any(text.bound != passage.texts[0].bound for text in passage.texts):
            yield from _check_bindings(survey, passage)
    yield from _check_ui(survey, languages)
    yield from _check_units(survey, languages)


def say_the_same(words: Words, languages: AbstractSet[Lang]) -> bool:
    """Tell at a glance that each text is there in every language, and binds the same in all."""
    return words.telling.sayings.is_same and words.cuts.keys() == languages


def _check_languages(survey: Survey, ref: RefStr, leaf: Leaf, languages: tuple[Lang, ...]) -> Iterator[Problem]:
    words = words_of(leaf)
    for lang in languages:
        if lang not in words:
            yield Problem(
                code="parity/language-missing",
                where=survey.at(ref, leaf.path),
                message=f"{_title(leaf)} has no {lang!r}",
                hint=f"write it in every language of the site: {', '.join(languages)}",
            )
    for lang in words:
        if lang not in languages:
            yield Problem(
                code="parity/language-unknown",
                where=survey.at(ref, language_path(leaf, lang), key=True),
                message=f"{lang!r} is not a language of this site",
                hint=did_you_mean(lang, languages) or f"the site has: {', '.join(languages)}",
            )


def _title(leaf: Leaf) -> str:
    return "the paragraph" if leaf.role == "paragraph" else f"{leaf.field!r}"


def _check_bindings(survey: Survey, passage: Passage) -> Iterator[Problem]:
    """Compare every language with the first: figures, dates and records, each as a set."""
    bound = {text.lang: bindings(text.prose) for text in passage.texts}
    first = passage.texts[0].lang
    for lang, own in bound.items():
        theirs = bound[first]
        for what, mine, other in (
            ("figure", own.figures, theirs.figures),
            ("date", own.dates, theirs.dates),
            ("record", own.records, theirs.records),
        ):
            for name in sorted(mine ^ other):
                has, lacks = (lang, first) if name in mine else (first, lang)
                yield Problem(
                    code="parity/bindings-differ",
                    where=survey.at(passage.ref, language_path(passage.leaf, lang)),
                    message=f"{has!r} binds the {what} {name}, {lacks!r} does not",
                    hint="bind it in every language of the paragraph, or in none",
                )


def _check_ui(survey: Survey, languages: tuple[Lang, ...]) -> Iterator[Problem]:
    """Yield interface strings that one language lacks; there is no fallback."""
    ui = survey.catalog.ui
    every = {key for lang in languages for key in ui.get(lang, {})}
    for lang in languages:
        for key in sorted(every - set(ui.get(lang, {}))):
            yield Problem(
                code="parity/ui-keys-differ",
                where=Pointer(f"site_src/ui/{lang}.yaml"),
                message=f"the interface string {key!r} is missing",
                hint="every language of the site has the same keys",
            )


def _check_units(survey: Survey, languages: tuple[Lang, ...]) -> Iterator[Problem]:
    for name, unit in survey.catalog.units.items():
        for lang in languages:
            if lang not in unit.forms:
                yield Problem(
                    code="parity/language-missing",
                    where=Pointer("site_src/units.yaml", (name, "forms")),
                    message=f"the unit {name!r} has no forms in {lang!r}",
                    hint=f"write them in every language of the site: {', '.join(languages)}",
                )
