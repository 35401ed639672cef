"""
Build the index of the search: shards of terms, shards of documents, and one file that says where they are.

In: a site, and what its index was made of last. Out: classic scripts that hand their data to ``jianbaoSearch`` when a
page loads them, because a page opened from disk may load scripts and nothing else. Every name carries a digest of its
content.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from jianbao.model.artifact import Artifact
from jianbao.model.graph import Site
from jianbao.render.keys import Digests
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.search_memory import Indexed, Known
from jianbao.render.search_shards import ROW_BYTES, ends, term_of
from jianbao.render.search_updating import updated
from jianbao.text.fold import fold
from jianbao.text.traditional import SIMPLIFIED

FOLDER: Final = "assets/search"
DIGEST_CHARS: Final = 10


def search_index(site: Site, shared: Shared, digests: Digests, former: Indexed) -> tuple[tuple[Artifact, ...], Indexed]:
    """
    Build the index of a site, and return what it was made of; the file to load first comes first.

    ``digests`` are those of all that the site holds, ``former`` is what an index was made of before, if it is known.
    """
    index = updated(site, shared, digests, former)
    return files_of(index, shared), index


def files_of(index: Indexed, shared: Shared) -> tuple[Artifact, ...]:
    """Write an index down; the file to load first comes first."""
    term_files = [_file(f"t{number}", term_of(shard), _json(shard)) for number, shard in enumerate(index.shards)]
    document_files = [
        _file(f"d{number}", first, f"[{','.join(rows)}]")
        for number, (first, rows) in enumerate(_document_shards(index.documents))
    ]
    entry = {
        "count": len(index.documents),
        "folder": FOLDER,
        "terms": [[first, artifact.path.rpartition("/")[2]] for first, artifact in term_files],
        "documents": [[first, artifact.path.rpartition("/")[2]] for first, artifact in document_files],
        "kinds": _kind_starts(index.documents.values()),
        "languages": [[lang, html_lang(lang), shared.ui[lang]["language.name"]] for lang in shared.config.languages],
        "traditional": _pairs(index.shards),
    }
    first = _artifact("index", f"jianbaoSearch.open({_json(entry)});\n")
    return (first, *(one for _, one in (*term_files, *document_files)))


def _document_shards(documents: Mapping[str, Known]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of each shard, and the number of its first document."""
    rows: list[str] = []
    first = size = 0
    for number, (name, one) in enumerate(documents.items()):
        if ends(size, name, ROW_BYTES):
            yield first, rows
            rows, first, size = [], number, 0
        rows.append(one.row)
        size += len(one.row.encode())
    if rows:
        yield first, rows


def _kind_starts(documents: Iterable[Known]) -> list[tuple[str, int]]:
    """Return where each kind begins: documents of a kind stand together."""
    starts: dict[str, int] = {}
    for number, one in enumerate(documents):
        starts.setdefault(one.kind, number)
    return list(starts.items())


def _pairs(shards: Iterable[str]) -> str:
    """Return the traditional forms of the characters that occur, each followed by its simplified form."""
    occurring = set[str]().union(*shards)
    return "".join(fold_pair for old, new in SIMPLIFIED.items() if new in occurring for fold_pair in (old, fold(new)))


def _file(name: str, first: str | int, content: str) -> tuple[str | int, Artifact]:
    return first, _artifact(name, f'jianbaoSearch.add("{name}",{content});\n')


def _artifact(name: str, script: str) -> Artifact:
    body = script.encode()
    return Artifact(f"{FOLDER}/{name}.{sha256(body).hexdigest()[:DIGEST_CHARS]}.js", body)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
