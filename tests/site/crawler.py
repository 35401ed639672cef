"""
Read pages as a browser would, and follow every address of a site, from disk or over HTTP.

Nothing here knows how pages are made; the standard library's parser is enough, because what it forgives
is counted as a fault.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin

VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
ID_REFERENCES: Final = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "for",
    "popovertarget",
    "headers",
    "list",
)
ADDRESSES: Final = ("href", "src", "poster", "action", "data")
CSS_ADDRESS: Final = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")

Fetch = Callable[[str], bytes | None]
"""Returns the bytes at an address without a fragment, or nothing where there is none."""


@dataclass
class Page(HTMLParser):
    """What a page holds: its addresses, ids, headings, and what is wrong with its markup."""

    text: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    descriptions: list[str] = field(default_factory=list)
    lang: str = ""
    title: str = ""
    wrong: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.feed(self.text)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element holds."""
        values = {name: value or "" for name, value in attrs}
        if len(values) < len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self._open.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values[name] for name in ADDRESSES if name in values]
        self.references += [one for name in ID_REFERENCES if name in values for one in values[name].split()]
        self.wrong += [f"<{tag}> has an empty {name}" for name in ("href", "src", "id") if values.get(name) == ""]
        self.wrong += [f"<{tag}> has {name}" for name in values if name == "style" or name.startswith("on")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self._note_head(tag, values)

    def _note_head(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html":
            self.lang = values.get("lang", "")
        elif tag == "meta" and values.get("name") == "description":
            self.descriptions.append(values.get("content", ""))
        elif tag == "a" and "hreflang" in values and "lang" in values:  # the language switch names each in itself
            self.alternates[values["hreflang"]] = values["href"]
        elif tag == "script" and "src" not in values and values.get("type") != "application/ld+json":
            self.wrong.append("a script stands in the page")
        elif tag == "style":
            self.wrong.append("a style sheet stands in the page")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read ``<br/>`` as ``<br>``."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, which has to be the one opened last."""
        if not self._open or self._open[-1] != tag:
            self.wrong.append(f"</{tag}> closes <{self._open[-1] if self._open else 'nothing'}>")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Gather the title."""
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data


@lru_cache(maxsize=4096)
def page_of(text: str) -> Page:
    """Read a page once, however often it is met."""
    return Page(text)


def faults(html: str) -> list[str]:
    """Say in sentences what is wrong with a page, taken by itself."""
    page = page_of(html)
    found = [*page.wrong]
    found += [f"the id {one!r} stands twice" for one in sorted(set(page.ids)) if page.ids.count(one) > 1]
    found += [f"#{one} leads nowhere" for one in _fragments(page) if one not in page.ids]
    found += [f"{one!r} is referred to and is no id" for one in page.references if one not in page.ids]
    found += [f"h{high} is followed by h{low}" for high, low in _skipped(page.headings)]
    if page.headings.count(1) != 1:
        found.append(f"there are {page.headings.count(1)} h1")
    if not page.lang:
        found.append("the language is not said")
    if not page.title.strip():
        found.append("there is no title")
    if len(page.descriptions) != 1 or not page.descriptions[0].strip():
        found.append(f"the descriptions are {page.descriptions}")
    if not html.startswith("<!doctype html>"):
        found.append("there is no doctype")
    return found


def _fragments(page: Page) -> Iterator[str]:
    return (unquote(link[1:]) for link in page.links if link.startswith("#"))


def _skipped(headings: list[int]) -> Iterator[tuple[int, int]]:
    for before, after in zip([0, *headings], headings, strict=False):
        if after > before + 1:
            yield before, after


@dataclass
class Crawl:
    """What was reached, and what could not be."""

    pages: dict[str, Page] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def crawl(fetch: Fetch, start: str) -> Crawl:
    """Follow every address from a page; ``start`` ends in the name of the file, and its folder bounds the site."""
    found = Crawl()
    bounds = start.rpartition("/")[0] + "/"
    waiting = [("", start)]
    while waiting:
        origin, address = waiting.pop()
        if address in found.files:
            continue
        body = fetch(address)
        if body is None:
            found.broken.append(f"{origin} → {address}")
            continue
        found.files.add(address)
        for link in _addresses(found, address, body):
            target = urljoin(address, link)
            if not target.startswith(bounds):
                found.foreign.append(f"{address} → {link}")
            else:
                waiting.append((address, urldefrag(target).url))
    found.broken += sorted(_dangling(found))
    return found


def _addresses(found: Crawl, address: str, body: bytes) -> list[str]:
    if address.endswith(".html"):
        page = found.pages[address] = page_of(body.decode())
        return page.links
    if address.endswith(".css"):
        return CSS_ADDRESS.findall(body.decode())
    return []


def _dangling(found: Crawl) -> Iterator[str]:
    """Yield the links whose fragment is no id of the page they lead to."""
    for address, page in found.pages.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(address, link))
            there = found.pages.get(target)
            if fragment and there is not None and unquote(fragment) not in there.ids:
                yield f"{address} → {link}"
