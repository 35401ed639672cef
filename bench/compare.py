"""
Compare what two generators show: the words of every block, the cells of tables and the targets of links.

Only the main part of a page counts. The order of links and spaces do not; the numbers of Jianbao's source
notes, which no other generator has, are passed over.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import urljoin

from bench.content import Corpus, Entry
from bench.settings import LANGUAGES

BLOCKS: Final = frozenset({"h1", "h2", "p", "th", "td", "li"})
SAMPLE: Final = 60


def sampled_pages(corpus: Corpus) -> Iterator[str]:
    """Yield the addresses that are compared: records of every kind by chance, the lists, the front page."""
    chance = Random(7)  # noqa: S311 -- not a secret, but the same every time
    many = (corpus.subjects, corpus.metrics, corpus.sources, corpus.briefs)
    chosen = [entry for held in many for entry in chance.sample(held, min(SAMPLE // len(many), len(held)))]
    for entry in chosen:
        yield from pages_of(entry)
    for lang in LANGUAGES:
        yield from (f"{lang}/{folder}/index.html" for folder in sorted({entry.folder for entry in chosen}))
        yield from (f"{lang}/glossary.html", f"{lang}/index.html")


def pages_of(entry: Entry) -> Iterator[str]:
    """Yield the addresses of a record."""
    yield from (f"{lang}/{entry.folder}/{entry.slug}.html" for lang in LANGUAGES)


def differences(pages: Iterable[str], one: Path, other: Path) -> Iterator[str]:
    """Say in which of these pages two sites show different things, and what."""
    for page in pages:
        if not ((one / page).is_file() and (other / page).is_file()):
            yield f"{page} is missing in {one if (other / page).is_file() else other}"
            continue
        mine, theirs = visible(one, page), visible(other, page)
        for block in (mine - theirs) | (theirs - mine):
            yield f"{page}: {'only' if block in mine else 'not'} in {one}: {block}"


def visible(site: Path, page: str) -> Counter[str]:
    """Return what a page shows, as often as it does."""
    reader = _Main(page)
    reader.feed((site / page).read_text("utf-8"))
    return reader.shown


class _Main(HTMLParser):
    """Gathers the blocks and links of the main part of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: Counter[str] = Counter()
        self._page = f"/{page}"
        self._words: list[str] = []
        self._link: list[str] | None = None
        self._href = ""
        self._is_main = False
        self._is_button = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or link."""
        self._is_main |= tag == "main"
        self._is_button |= tag == "button"
        if tag in BLOCKS:
            self._words = []
        if tag == "a" and self._is_main:
            self._href = urljoin(self._page, dict(attrs).get("href") or "")
            self._link = []

    def handle_endtag(self, tag: str) -> None:
        """End a block or link, and note it."""
        self._is_main &= tag != "main"
        self._is_button &= tag != "button"
        if tag in BLOCKS and self._is_main:
            self.shown[f"{tag} {_even(self._words)}"] += 1
        if tag == "a" and self._link is not None:
            self.shown[f"link {self._href} {_even(self._link)}"] += 1
            self._link = None

    def handle_data(self, data: str) -> None:
        """Take in words."""
        if self._is_main and not self._is_button:
            self._words.append(data)
            if self._link is not None:
                self._link.append(data)


def _even(words: list[str]) -> str:
    return " ".join("".join(words).split())
