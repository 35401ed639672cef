"""
What a built site could make a program do: elements, attributes, addresses, formulas, entries, by kind of file.

A payload may change words. It may not change anything that is found here.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import rispy
from bibtexparser.entrypoint import parse_string
from markdown_it import MarkdownIt

PROSE_MAY: Final = frozenset({"em", "strong", "code", "a href", "a title", "a"})
"""What a paragraph's Markdown may add to a page."""

COPY_MAY: Final = PROSE_MAY | frozenset(
    {"blockquote", "pre", "ol", "ul", "li", "hr", "p", "h1", "h2", "h3", "img", "img src", "img alt"}
)
"""What a Markdown copy may become when others render it: marks, never programs."""

SAFE: Final = frozenset({"", "http", "https", "mailto"})
FORMULA: Final = re.compile(r"[=+\-@\t\r＝＋－＠]")
NUMBER: Final = re.compile(r"-?[0-9.]+")
HASH: Final = re.compile(r"\.[0-9a-f]{8,}(?=\.)")


class _Reader(HTMLParser):
    """Elements with their attributes, what is loaded, where links lead, and the programs that stand in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shapes: set[str] = set()
        self.links: set[str] = set()
        self.loads: list[str] = []
        self.programs: list[str] = []
        self._program = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = dict(attrs)
        self.shapes |= {tag, *(f"{tag} {name}" for name in given)}
        self.links |= {
            given[name] or "" for name in ("href", "action", "formaction") if name in given and tag != "link"
        }
        self.loads += [given[name] or "" for name in ("src", "srcset", "data", "poster") if name in given]
        self.loads += [given["href"] or ""] if tag in {"link", "use", "image"} and "href" in given else []
        self._program = tag if tag in {"script", "style"} else ""

    def handle_data(self, data: str) -> None:
        """Note a program, but not data in a script element."""
        if self._program and data.strip() and not _is_json(data):
            self.programs.append(data)

    def handle_endtag(self, _tag: str) -> None:
        """Leave an element."""
        self._program = ""


def _is_json(data: str) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def find_html(body: str) -> Iterator[str]:
    """Yield every element, attribute, load, program and unsafe link of a page."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    yield from reader.shapes
    yield from (f"load {HASH.sub('', one)}" for one in reader.loads)
    yield from (f"program {one}" for one in reader.programs)
    yield from (f"unsafe link {one}" for one in reader.links if _scheme(one) not in SAFE or one.startswith("//"))


def _scheme(address: str) -> str:
    """Return the scheme as a browser reads it: without white space and control characters."""
    bare = re.sub(r"[\x00-\x20]", "", address)
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found else urlsplit(bare.replace("[", "")).scheme


def find_xml(body: str) -> Iterator[str]:
    """Yield the elements of a feed or sitemap; what is not XML raises ``ParseError``."""
    for number, element in enumerate(ET.fromstring(body).iter()):  # noqa: S314 - our own output
        yield f"element {number} {element.tag} {sorted(element.attrib)}"


def find_json(body: str) -> Iterator[str]:
    """Yield the keys of a JSON file by their paths; what is not JSON raises ``ValueError``."""
    waiting: list[tuple[str, Any]] = [("", json.loads(body))]
    while waiting:
        path, held = waiting.pop()
        yield path
        if isinstance(held, dict):
            waiting += [(f"{path}/{key}" if _is_field(key) else path, one) for key, one in held.items()]
        elif isinstance(held, list):
            waiting += [(f"{path}/*", one) for one in held]


def _is_field(key: str) -> bool:
    return key.isidentifier() or key.startswith("@")


def find_csv(body: str) -> Iterator[str]:
    """Yield the head, the count of rows, and every cell that a spreadsheet would compute."""
    head, *rows = csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""))
    yield f"head {head}"
    yield f"{len(rows)} rows"
    for row in rows:
        yield f"width {len(row)}"
        yield from (f"formula {cell}" for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell))


def find_script(body: str) -> Iterator[str]:
    """Yield the calls of a file of the search index, which holds one call with data."""
    call = re.fullmatch(r"(jianbaoSearch\.\w+)\((.*)\);\n", body, re.DOTALL)
    if call is None:
        yield body
    else:
        json.loads(f"[{call[2]}]")
        yield call[1]


def find_markdown(body: str) -> Iterator[str]:
    """Yield what a copy becomes where it is rendered with raw HTML allowed."""
    yield from (one for one in find_html(MarkdownIt("commonmark", {"html": True}).render(body)))


def find_ris(body: str) -> Iterator[str]:
    """Yield the entries of a RIS file by their types."""
    yield from (f"entry {number} {entry['type_of_reference']}" for number, entry in enumerate(rispy.loads(body)))


def find_bibtex(body: str) -> Iterator[str]:
    """Yield the entries of a BibTeX file with their fields."""
    library = parse_string(body)
    yield f"{len(library.failed_blocks)} unreadable"
    yield from (f"{entry.entry_type} {entry.key} {sorted(entry.fields_dict)}" for entry in library.entries)


FINDERS: Final[Mapping[str, Callable[[str], Iterator[str]]]] = {
    "html": find_html,
    "xml": find_xml,
    "json": find_json,
    "csv": find_csv,
    "js": find_script,
    "md": find_markdown,
    "ris": find_ris,
    "bib": find_bibtex,
}
"""What looks into a file, by the end of its name."""

MAY_ADD: Final[Mapping[str, frozenset[str]]] = {"html": PROSE_MAY, "md": COPY_MAY}


def find_in(folder: Path) -> Mapping[str, frozenset[str]]:
    """Return what each file of a site could make a program do, by its path without the digest in its name."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = HASH.sub("", file.relative_to(folder).as_posix())
        find = FINDERS.get(file.suffix[1:])
        inside = find(file.read_bytes().decode()) if find else ()
        found[name] = found.get(name, frozenset()) | frozenset(inside)
    return found


def new_in(found: Mapping[str, frozenset[str]], clean: Mapping[str, frozenset[str]]) -> list[str]:
    """Return what a site has that the clean one has not, but for what prose may add."""
    news = [f"{name}: a new file" for name in found if name not in clean and "search" not in name]
    news += [f"{name}: missing" for name in clean if name not in found and "search" not in name]
    for name in found.keys() & clean.keys():
        may = MAY_ADD.get(name.rpartition(".")[2], frozenset())
        news += [f"{name}: {one}" for one in found[name] - clean[name] - may]
    return sorted(news)
