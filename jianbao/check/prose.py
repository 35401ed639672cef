"""
Check the surface of prose: tokens that can be read, links that lead where links may, punctuation of the language.
"""

import re
from collections.abc import Iterator
from typing import Final

from jianbao.check.look import Look
from jianbao.check.survey import Authored, Survey
from jianbao.model.basics import Lang
from jianbao.problems import Problem
from jianbao.text.han import Misprint, may_be_misprinted, wrong_punctuation
from jianbao.text.markdown import unsafe_links
from jianbao.text.prose import LinkToken

_OPENS_LINK: Final = re.compile(r"\[\[").search


def check_prose(survey: Survey) -> Iterator[Problem]:
    """Yield unreadable tokens, unsafe links, links in short texts, and punctuation of another language."""
    for text in survey.authored:
        for slip in text.prose.slips:
            yield Problem(
                code="prose/markup",
                where=survey.in_text(text, slip.start, slip.end),
                message=slip.message,
                hint=r"write {figure-id}, {2026-06-05}, [[kind/slug]], or \{ for a brace",
            )
        if text.paragraph is None:
            yield from _links_in_short_text(survey, text)
        elif "](" in text.words or "<" in text.words:
            # Nothing else opens a link in Markdown without references.
            yield from _unsafe(survey, text)
        if text.leaf.path != ("name",) or not text.ref.startswith("source/"):
            for misprint in wrong_punctuation(text.words, text.lang):
                yield _misprinted(survey, text, misprint)


def is_well_written(look: Look) -> bool:
    """Tell at a glance that the surface of all texts is as it should be."""
    told = look.sketch.told
    if look.sketch.sayings.has_slips:
        return False
    for field, _, words in told:
        if field.role == "text" and any(map(_OPENS_LINK, words.values())):
            return False
    for lang, cut in look.cuts.items():
        shown = cut.shown
        may_lead = "<" in shown or "(" in shown
        if may_lead and any(unsafe_links(words[lang]) for _, _, words in told):
            return False
        if may_be_misprinted(shown, lang) and any(wrong_punctuation(text, lang) for text in _punctuated(look, lang)):
            return False
    return True


def _punctuated(look: Look, lang: Lang) -> Iterator[str]:
    """Yield the texts of which the punctuation is ours: the name of a source is written as its publisher did."""
    for _, value, words in look.sketch.told:
        if look.kind != "source" or value is not look.record.name:
            yield words[lang]


def _links_in_short_text(survey: Survey, text: Authored) -> Iterator[Problem]:
    for piece in text.prose.tokens:
        if isinstance(piece, LinkToken):
            yield Problem(
                code="prose/markup",
                where=survey.in_text(text, piece.start, piece.end),
                message="a short text holds no links",
                hint="link the record from a paragraph or from `related`",
            )


def _unsafe(survey: Survey, text: Authored) -> Iterator[Problem]:
    for link in unsafe_links(text.words):
        yield Problem(
            code="prose/unsafe-link",
            where=survey.in_text(text, link.start, link.end),
            message=f"a link may not lead to {link.href!r}",
            hint="links are relative, http(s) or mailto",
        )


def _misprinted(survey: Survey, text: Authored, slip: Misprint) -> Problem:
    return Problem(
        code="prose/punctuation",
        where=survey.in_text(text, slip.start, slip.end),
        message=f"{slip.found!r} is not the punctuation of {text.lang!r} here",
        hint=f"write {slip.wanted!r}" if slip.wanted else "take it out",
        words=slip.found,
    )
