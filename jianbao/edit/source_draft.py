"""
Write the record of a new source as far as its facts are known.

In: the facts that an editor gave or the text prints. Out: YAML. A fact that is not known is left out and listed in
``not_stated``; a headline in a language that nobody has written yet is marked with ``TODO``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Dated, Lang, LocatorStr, RefStr
from jianbao.model.meanings import MARK
from jianbao.text.quoting import quoted

_HEAD: Final = "# Begun by `python build.py seeds add`. Replace each TODO; docs/records.md explains the fields.\n"
_DAY: Final = "2025-06-05"
NOT_PRINTED: Final[Mapping[Lang, str]] = {
    Lang("en"): "Stated by the editor who took the text in; the text itself does not print it.",
    Lang("zh"): "由录入文本的编辑注明，原文未印出。",
}
"""Why a date counts as inferred that an editor knows from outside the text."""


class SourceFacts(Struct, frozen=True, kw_only=True):
    """
    What is known of an article: ``lang`` is its own language, ``cites`` the sentence to point at, its headline.

    ``unknown_publisher`` is a name that no record has.
    """

    seed: str
    lang: Lang
    titles: Mapping[Lang, str]
    cites: LocatorStr
    byline: str = ""
    publisher: RefStr | None = None
    unknown_publisher: str = ""
    date: Dated | None = None
    address: str = ""


def source_draft(facts: SourceFacts, languages: Sequence[Lang]) -> str:
    """Write the record for a site of these languages."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(facts, languages))


def _lines(facts: SourceFacts, languages: Sequence[Lang]) -> Iterator[str]:
    yield f"name: {_text({lang: facts.titles.get(lang) or MARK for lang in languages})}"
    # In which languages a headline can be ours: those for which the record has a field that says so.
    for lang in (lang for lang in ("zh", "en") if lang in languages and lang != facts.lang):
        yield f"{lang}_translation: true"
    yield f"seed: {quoted(facts.seed)}"
    if facts.address:
        yield f"address: {quoted(facts.address)}"
    if facts.byline:
        yield f"byline: {quoted(facts.byline)}"
    if facts.publisher:
        yield f"publisher: {{to: {facts.publisher}, cites: [{facts.cites}]}}"
    if facts.unknown_publisher:
        # A name is one line; a comment that ended early would be read as YAML.
        name = " ".join(facts.unknown_publisher.split())
        yield f"# “{name}” has no record yet: begin it with `new organisation SLUG`, then write organisation/SLUG here."
        yield f"publisher: {{to: {MARK}, cites: [{facts.cites}]}}"
    if facts.date:
        yield from _date(facts.date, languages)
    missing = [*_not_stated(facts)]
    if missing:
        yield f"not_stated: [{', '.join(missing)}]"


def _date(date: Dated, languages: Sequence[Lang]) -> Iterator[str]:
    yield "date:"
    yield f"  when: {quoted(date.when)}"
    if date.basis == "inferred":
        yield "  basis: inferred"
    yield f"  cites: [{', '.join(date.cites)}]"
    if date.basis == "inferred":
        yield f"  note: {_text({lang: NOT_PRINTED.get(lang, MARK) for lang in languages})}"


def _not_stated(facts: SourceFacts) -> Iterator[str]:
    if not (facts.publisher or facts.unknown_publisher):
        yield "publisher"
    printed = facts.date.when if facts.date and facts.date.basis == "printed" else ""
    if len(printed) < len(_DAY):
        yield "date"
    if not printed:
        yield "year"
    if not facts.byline:
        yield "byline"
    if not facts.address:
        yield "address"


def _text(words: Mapping[Lang, str]) -> str:
    return f"{{{', '.join(f'{lang}: {quoted(text)}' for lang, text in words.items())}}}"
