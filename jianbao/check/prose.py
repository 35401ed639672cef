"""
Check the surface of prose: tokens that can be read, links that lead where links may, punctuation of the language.
"""

from collections.abc import Iterator

from jianbao.check.look import Words
from jianbao.check.survey import Authored, Survey
from jianbao.problems import Problem
from jianbao.text.han import Misprint, may_be_misprinted, wrong_punctuation
from jianbao.text.markdown import unsafe_links
from jianbao.text.prose import LinkToken


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


def ill_written(words: Words) -> Iterator[int]:
    """Yield the numbers of the texts of which the surface may not be as it should; slips are for who reads them."""
    told = words.telling.told
    for number, _ in words.telling.sayings.records:
        if told[number][0].role == "text":
            yield number
    for lang, cut in words.cuts.items():
        shown = cut.shown
        if "<" in shown or "(" in shown:
            yield from (number for number, (_, _, text) in enumerate(told) if unsafe_links(text[lang]))
        if may_be_misprinted(shown, lang):
            for number, (_, _, text) in enumerate(told):
                if wrong_punctuation(text[lang], lang) and not words.is_title(number):
                    yield number


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
