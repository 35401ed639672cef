"""
Check that no run of nine or more words is shared with a seed text, names and headlines excepted.

Only possible where the private texts are at hand; the report says whether it was done.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from jianbao.check.look import Words
from jianbao.check.survey import Authored, Overview, Survey, overview
from jianbao.model.basics import LocatorStr
from jianbao.model.records import Source
from jianbao.model.site import Catalog
from jianbao.problems import Problem
from jianbao.text.late import late_pattern
from jianbao.text.names import COMMON_KINDS, NameTable, declared_names, name_table

RUN_WORDS: Final = 9
RUN_HAN: Final = 16
"""A run of Han characters about as long as nine English words."""

_WORD = late_pattern(r"[0-9a-z]+(?:['’.][0-9a-z]+)*|[\u4e00-\u9fff]")
_FIRST_HAN = "\u4e00"

_PRINT_BYTES: Final = 8
"""Where two runs meet by chance, somebody looks more closely."""

Word = tuple[str, int, int]


class Seeded(Struct, frozen=True):
    """Every run of the seed texts with its sentence, and the names that excuse one."""

    runs: Mapping[tuple[str, ...], str]
    proper: NameTable


class Prints(Struct, frozen=True, array_like=True):
    """The digests of every run of the seed texts, one after the other, and the names that excuse one."""

    runs: bytes = b""
    proper: tuple[str, ...] = ()


def check_copying(survey: Survey) -> Iterator[Problem]:
    """Yield every authored text that shares a run with a seed sentence, at the first word of the run."""
    seeded = seeded_of(survey) if survey.authored else None
    if seeded is None:
        return
    for text in survey.authored:
        if not _is_headline(survey, text):
            yield from _shared(survey, text, seeded)


def seeded_of(seen: Overview) -> Seeded | None:
    """Gather the runs of all seed texts; nothing where these are not at hand."""
    texts = seen.catalog.sentence_texts
    if not texts:
        return None
    proper = name_table(declared_names(seen.catalog.records, COMMON_KINDS))
    known: dict[tuple[str, ...], str] = {}
    for locator, sentence in texts.items():
        words = [word for word, _, _ in _words(proper.mask(_without_figures(seen, locator, sentence)))]
        known.update((run, locator) for run in _runs(words) if run)
    return Seeded(known, proper)


def copied(words: Words, seeded: Seeded | None) -> Iterator[int]:
    """Yield the numbers of the texts that share a run with a seed sentence."""
    if seeded is None:
        return
    for cut in words.cuts.values():
        for number, text in enumerate(cut.texts()):
            if _has_run(text, seeded) and not words.is_title(number):
                yield number


def _has_run(text: str, seeded: Seeded) -> bool:
    return any(run in seeded.runs for run in _runs(_WORD.findall(seeded.proper.mask(text).lower())))


def prints_of(catalog: Catalog) -> Prints:
    """Note what is to be known of the seed texts at hand to tell that a text shares nothing with them."""
    seeded = seeded_of(overview(catalog)) if catalog.sentence_texts else None
    if seeded is None:
        return Prints()
    return Prints(b"".join(map(_print, seeded.runs)), tuple(declared_names(catalog.records, COMMON_KINDS)))


def may_be_copied(texts: Iterable[Authored], prints: Prints) -> bool:
    """Tell whether a text may share a run with a seed sentence; who says so is not sure of it."""
    if not prints.runs:
        return False
    known = {prints.runs[start : start + _PRINT_BYTES] for start in range(0, len(prints.runs), _PRINT_BYTES)}
    proper = name_table(prints.proper)
    return any(
        run and _print(run) in known
        for text in texts
        for run in _runs([word for word, _, _ in _words(proper.mask(text.visible))])
    )


def _print(run: tuple[str, ...]) -> bytes:
    return blake2b(" ".join(run).encode(), digest_size=_PRINT_BYTES).digest()


def _without_figures(seen: Overview, locator: LocatorStr, sentence: str) -> str:
    """Take the printed figures out of a sentence: in our prose they are bound, and no words of it."""
    indexed = seen.sentences.get(locator)
    for figure in indexed.figures if indexed else ():
        if figure.token in sentence:
            sentence = sentence.replace(figure.token, " ", 1)
        else:  # a token has no spaces beside Chinese characters, where the sentence may have some
            sentence = re.sub(r"\s*".join(map(re.escape, figure.token)), " ", sentence, count=1)
    return sentence


def _is_headline(survey: Survey, text: Authored) -> bool:
    return text.leaf.path == ("name",) and isinstance(survey.catalog.records[text.ref], Source)


def _shared(survey: Survey, text: Authored, seeded: Seeded) -> Iterator[Problem]:
    words = _words(seeded.proper.mask(text.visible))
    for number, run in enumerate(_runs([word for word, _, _ in words])):
        if run in seeded.runs:
            last = words[number + len(run) - 1]
            yield Problem(
                code="copy/shared-run",
                where=survey.in_text(text, words[number][1], last[2]),
                message=f"{len(run)} words in a row stand in {seeded.runs[run]} too",
                hint="say it in your own words",
            )
            return


def _words(text: str) -> list[Word]:
    return [(match[0], match.start(), match.end()) for match in _WORD.finditer(text.lower())]


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the run that begins at each word; a run that begins in Han is longer."""
    for number, word in enumerate(words):
        length = RUN_HAN if word >= _FIRST_HAN else RUN_WORDS
        if number + length <= len(words):
            yield tuple(words[number : number + length])
        else:
            yield ()
