"""
Set the PDFs with Typst, and remember them.

In: Typst sources. Out: artifacts, or problems; a warning of Typst is a problem too, since most of them mean that
something is not set as asked. What has been set is kept under a digest of all that goes into it, so a PDF is set again
only when its own source, the fonts or Typst change. Fonts come from packages, never from the machine, and the date of
a document from its source, so the bytes are the same everywhere.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal, TypeAlias

from jianbao.model.artifact import Artifact, Paper
from jianbao.problems import Place, Problem

Standard: TypeAlias = Literal["ua-1", "a-2a"]
STANDARDS: Final[tuple[Standard, ...]] = ("ua-1", "a-2a")
"""PDF/UA-1 (ISO 14289-1) for readers with assistive technology, PDF/A-2a (ISO 19005-2) for archives."""

PACKAGES: Final = ("typst", "pylopdf-fonts-zh-cn")
WORKERS: Final = 4
SUFFIX: Final = ".pdf"

Setter = Callable[[bytes], tuple[bytes, Sequence[str]]]
"""Sets a source: its PDF, and what Typst warns of. Raises ``ValueError`` where it cannot be set."""


def make_pdfs(
    papers: Sequence[Paper], cache: Path, files: Mapping[str, str], watch: Callable[[str], None] | None = None
) -> Iterator[Artifact | Problem]:
    """
    Yield the PDF of each paper, or the problem that keeps it from being set, in the order of the papers.

    ``files`` says in which file each record stands; ``cache`` is forgotten but for what is used now.
    """
    if not papers:
        return
    cache.mkdir(parents=True, exist_ok=True)
    base = _base()
    keys = [_key(base, paper) for paper in papers]
    with ThreadPoolExecutor(max(1, min(WORKERS, os.cpu_count() or 1))) as pool:
        setter = None if all(map(_path(cache).__call__, keys)) else set_with_typst()
        made = pool.map(lambda paper, key: _made(paper, cache / f"{key}{SUFFIX}", setter), papers, keys)
        for paper, found in zip(papers, made, strict=True):
            yield found if isinstance(found, Artifact) else _problem(paper, found, files)
            if watch:
                watch(paper.path)
    _forget(cache, {f"{key}{SUFFIX}" for key in keys})
