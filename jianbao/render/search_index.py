"""
Build the index of the search: shards of terms, shards of documents, and one file that says where they are.

In: documents. Out: classic scripts that hand their data to ``jianbaoSearch`` when a page loads them, because
a page opened from disk may load scripts and nothing else. Every name carries a digest of its content.

Ranking is Okapi BM25 (Robertson and Zaragoza, 2009) with weighted fields. What a term weighs in a document is
computed here and stored as 1 to 31; the query side multiplies it by how rare the term is.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, Final

from msgspec import Struct

from jianbao.model.artifact import Artifact
from jianbao.model.graph import Site
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.search_documents import Document, documents
from jianbao.text.fold import fold
from jianbao.text.tokens import romanised, terms, whole
from jianbao.text.traditional import SIMPLIFIED

FOLDER: Final = "assets/search"
SHARD_BYTES: Final = 48 * 1024
TITLE_WEIGHT: Final = 6.0
ALIAS_WEIGHT: Final = 4.0
PINYIN_WEIGHT: Final = 8.0  # shared out over the characters of a title, so that short titles come first
SATURATION: Final = 1.2  # k1 of BM25
LENGTH_SHARE: Final = 0.5  # b of BM25
WHOLE_WEIGHTS: Final[Mapping[str, float]] = {"term": 1.0}
"""What a whole title weighs where that differs from a title: a topic stands before the term that names it."""
LEVELS: Final = 32  # a posting is (distance to the document before) * LEVELS + weight
DIGEST_CHARS: Final = 10
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Part(Struct, frozen=True):
    """A shard: where it begins, and what stands in it."""

    first: str | int
    content: Any


def search_index(site: Site, shared: Shared) -> tuple[Artifact, ...]:
    """Build the index of a site; the file to load first comes first."""
    found = tuple(documents(site, shared))
    postings = _postings(found)
    term_files = tuple(_file("t", number, part) for number, part in enumerate(_term_shards(postings)))
    document_files = tuple(_file("d", number, part) for number, part in enumerate(_document_shards(found)))
    entry = {
        "count": len(found),
        "folder": FOLDER,
        "terms": [[first, artifact.path.rpartition("/")[2]] for first, artifact in term_files],
        "documents": [[first, artifact.path.rpartition("/")[2]] for first, artifact in document_files],
        "kinds": _kind_starts(found),
        "languages": [[lang, html_lang(lang), shared.ui[lang]["language.name"]] for lang in shared.config.languages],
        "traditional": _pairs(postings),
    }
    first = _artifact("index", f"jianbaoSearch.open({_json(entry)});\n")
    return (first, *(one for _, one in (*term_files, *document_files)))


# -- terms


def _postings(found: Sequence[Document]) -> Mapping[str, str]:
    """Return for every term its documents and what it weighs in each, encoded."""
    # Names of records and labels of figures stand on many pages.
    cut = cache(lambda words: tuple(terms(words)))
    weights = [_weights(document, cut) for document in found]
    lengths = [sum(one.values()) for one in weights]
    mean = sum(lengths) / max(len(lengths), 1)
    encoded: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, (one, length) in enumerate(zip(weights, lengths, strict=True)):
        slack = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / mean) if mean else SATURATION
        for term, weight in one.items():
            level = max(1, int(weight / (weight + slack) * LEVELS))
            encoded.setdefault(term, []).append(_base36((number - last.get(term, 0)) * LEVELS + level))
            last[term] = number
    return {term: " ".join(rows) for term, rows in encoded.items()}


def _weights(document: Document, cut: Callable[[str], tuple[str, ...]]) -> Mapping[str, float]:
    """Add up what each term of a document weighs."""
    found: Counter[str] = Counter()
    for words in document.body:
        found.update(cut(words))
    weights: dict[str, float] = dict(found)
    for names, weight in ((document.titles, TITLE_WEIGHT), (document.aliases, ALIAS_WEIGHT)):
        for name in dict.fromkeys(names):
            _add(weights, cut(name), weight)
            _add(weights, (whole(name),), WHOLE_WEIGHTS.get(document.kind, weight))
    if document.is_read_aloud:
        for name in dict.fromkeys(document.titles):
            sounds = tuple(romanised(name))
            _add(weights, sounds, PINYIN_WEIGHT / max(len(sounds), 1))
    return weights


def _add(weights: dict[str, float], names: Iterable[str], weight: float) -> None:
    for term in names:
        weights[term] = weights.get(term, 0) + weight


def _term_shards(postings: Mapping[str, str]) -> Iterator[_Part]:
    """Cut the sorted terms into shards; a browser sorts by UTF-16 code units."""
    order = sorted(postings, key=lambda term: term.encode("utf-16-be"))
    lines: list[str] = []
    size = 0
    for term in order:
        line = f"{term} {postings[term]}"
        if size > SHARD_BYTES:
            yield _Part(lines[0].partition(" ")[0], "\n".join(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line.encode()) + 2
    if lines:
        yield _Part(lines[0].partition(" ")[0], "\n".join(lines))


@cache
def _base36(number: int) -> str:
    """
    Write a number as JavaScript's ``parseInt(…, 36)`` reads it.

    >>> _base36(35), _base36(36)
    ('z', '10')
    """
    head, last = divmod(number, len(_DIGITS))
    return (_base36(head) if head else "") + _DIGITS[last]


# -- documents


def _document_shards(found: Sequence[Document]) -> Iterator[_Part]:
    rows: list[tuple[object, ...]] = []
    first = size = 0
    for number, document in enumerate(found):
        row = (document.page, document.titles, document.extracts)
        if size > SHARD_BYTES:
            yield _Part(first, rows)
            rows, first, size = [], number, 0
        rows.append(row)
        size += len(_json(row).encode())
    if rows:
        yield _Part(first, rows)


def _kind_starts(found: Sequence[Document]) -> list[tuple[str, int]]:
    """Return where each kind begins: documents of a kind stand together."""
    starts: dict[str, int] = {}
    for number, document in enumerate(found):
        starts.setdefault(document.kind, number)
    return list(starts.items())


def _pairs(postings: Iterable[str]) -> str:
    """Return the traditional forms of the characters that occur, each followed by its simplified form."""
    occurring = set("".join(postings))
    return "".join(fold_pair for old, new in SIMPLIFIED.items() if new in occurring for fold_pair in (old, fold(new)))


# -- files


def _file(letter: str, number: int, part: _Part) -> tuple[str | int, Artifact]:
    name = f"{letter}{number}"
    return part.first, _artifact(name, f'jianbaoSearch.add("{name}",{_json(part.content)});\n')


def _artifact(name: str, script: str) -> Artifact:
    body = script.encode()
    return Artifact(f"{FOLDER}/{name}.{sha256(body).hexdigest()[:DIGEST_CHARS]}.js", body)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
