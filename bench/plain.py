"""
The content as authors of other generators write it: titles, rows, lists of links and Markdown, one language at a time.

Figures are set in words already, links are written out: what Jianbao computes and proves, they are given.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from bench.content import Bound, Corpus, Entry, Link, Paragraph
from bench.names import KINDS, folder_of

ROOT: Final = Path(__file__).resolve().parent.parent
LEDGER: Final = {"en": "The ledger", "zh": "账簿"}
YEAR: Final = {"en": "{}", "zh": "{}年"}
EDITION: Final = {"en": "2 January 2026", "zh": "2026年1月2日"}
MENU: Final = ("briefs", "topics", "regions", "companies", "policies", "sources")
"""The lists in the menu; the glossary stands beside them."""


@dataclass(frozen=True)
class Plain:
    """One page in one language; ``related`` and ``uses`` are addresses such as ``/companies/x``."""

    lang: str
    folder: str
    slug: str
    title: str
    other: str
    description: str
    related: tuple[str, ...]
    uses: tuple[str, ...]
    figures: tuple[Mapping[str, str], ...]
    day: str
    body: str

    @property
    def path(self) -> str:
        """Return the address of the page below its language, without a suffix."""
        return f"/{self.folder}/{self.slug}"


@cache
def strings(lang: str) -> Mapping[str, str]:
    """Return the interface strings of the project in a language."""
    found: Mapping[str, str] = yaml.safe_load((ROOT / "site_src" / "ui" / f"{lang}.yaml").read_text("utf-8"))
    return found


def labels(lang: str) -> Mapping[str, str]:
    """Return the words around the content."""
    ui = strings(lang)
    return {
        "edition": ui["edition"].replace("{edition}", "1").replace("{date}", EDITION[lang]),
        "period": ui["column.period"],
        "value": ui["column.value"],
        "speaker": ui["column.speaker"],
        "related": ui["related.title"],
        "backlinks": ui["backlinks.title"],
    }


def lists(lang: str) -> Iterator[tuple[str, str]]:
    """Yield folder and title of every list."""
    ui = strings(lang)
    for kind in KINDS:
        yield folder_of(kind), ui[f"kind.{kind}.many"]


def menu(lang: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of every entry of the menu."""
    found = dict(lists(lang))
    for folder in MENU:
        yield found[folder], f"/{lang}/{folder}/index.html"
    yield strings(lang)["kind.term.many"], f"/{lang}/glossary.html"


def plain_pages(corpus: Corpus, entry: Entry, href: Callable[[str], str]) -> Iterator[Plain]:
    """Yield the page of a record in every language; ``href`` writes the address to which prose links a record."""
    for lang, other in (("en", "zh"), ("zh", "en")):
        body = [markdown(corpus, one, lang, href) for one in entry.body]
        if entry.kind == "brief":
            body.insert(1, f"## {LEDGER[lang]}")
        speaker = strings(lang)["speaker.official-statistics"]
        yield Plain(
            lang=lang,
            folder=entry.folder,
            slug=entry.slug,
            title=entry.name.of(lang),
            other=entry.name.of(other),
            description=markdown(corpus, entry.body[0], lang, None).replace("*", ""),
            related=tuple(address(ref) for ref in outward(entry)),
            uses=tuple(address(ref) for ref in _uses(entry)),
            figures=tuple(
                {"period": YEAR[lang].format(one.year), "value": one.shown.of(lang), "speaker": speaker}
                for one in entry.figures
            ),
            day=f"{entry.year}-01-01" if entry.year else "",
            body="\n\n".join(body),
        )


def outward(entry: Entry) -> tuple[str, ...]:
    """Return the records that a page shows as related: those of its list and those linked in prose."""
    linked = (ref for paragraph in entry.body for ref in paragraph.links)
    return tuple(sorted({*entry.related, *linked} - {entry.ref}))


def _uses(entry: Entry) -> Iterator[str]:
    """Yield the metric whose figures stand in the prose, and the source that it cites."""
    if entry.metric:
        yield entry.metric
    if entry.source:
        yield f"source/{entry.source}"


def address(ref: str) -> str:
    """
    Return the address of a record below its language, without a suffix.

    >>> address("company/mill")
    '/companies/mill'
    """
    kind, _, slug = ref.partition("/")
    return f"/{folder_of(kind)}/{slug}"


def markdown(corpus: Corpus, paragraph: Paragraph, lang: str, href: Callable[[str], str] | None) -> str:
    """Write a paragraph as Markdown, or without ``href`` with the names of what it links only."""
    words = []
    for piece in paragraph.pieces[lang]:
        if isinstance(piece, Bound):
            words.append(piece.figure.shown.of(lang))
        elif isinstance(piece, Link):
            name = corpus.names[piece.ref].of(lang)
            words.append(f"[{name}]({href(address(piece.ref))})" if href else name)
        else:
            words.append(piece)
    return "".join(words)
