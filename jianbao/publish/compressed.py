"""
Lay compressed copies beside the text files, so that a host need not compress them for every reader.

In: the files of a site. Out: the same, each text followed by its copies, where these are smaller. The bytes depend on
the text and the version of the compressor alone. A text that is published already keeps the copies it has.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Final

from jianbao.model.artifact import Artifact, Beside
from jianbao.model.config import Encoding
from jianbao.problems import Pointer, Problem
from jianbao.publish.manifest import Entry

TEXTS: Final = frozenset({".bib", ".css", ".csv", ".html", ".js", ".json", ".md", ".ris", ".svg", ".txt", ".xml"})
"""Suffixes of what shrinks; PDFs and pictures are compressed already."""

GZIP_LEVEL: Final = 9
BROTLI_QUALITY: Final = 11
GZIP_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""RFC 1952, 2.3: deflate, no flags, no time, slowest algorithm, system unknown."""


def _gzip(body: bytes) -> bytes:
    # The module gzip names the system it runs on in some versions of Python, and so would differ.
    deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b"".join(
        (GZIP_HEAD, deflate.compress(body), deflate.flush(), struct.pack("<II", zlib.crc32(body), len(body) % 2**32))
    )


def _brotli(body: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))


COMPRESSORS: Final[Mapping[Encoding, tuple[str, Callable[[bytes], bytes]]]] = {
    "gzip": (".gz", _gzip),
    "brotli": (".br", _brotli),
}
"""The suffix of each encoding, and how it is made."""

OPTIONAL: Final[Mapping[Encoding, str]] = {"brotli": "brotli"}
"""Encodings that need a package of their own, which is named as its extra is."""


def find_missing(encodings: Sequence[Encoding]) -> tuple[Problem, ...]:
    """Name each encoding whose package is not installed."""
    return tuple(
        Problem(
            code="config/invalid",
            where=Pointer("config.yaml", ("precompress", position)),
            message=f"{encoding} needs the package {OPTIONAL[encoding]}, which is not installed",
            hint=f'install it with `pip install "jianbao[{OPTIONAL[encoding]}]"`, or leave {encoding} out',
        )
        for position, encoding in enumerate(encodings)
        if encoding in OPTIONAL and find_spec(OPTIONAL[encoding]) is None
    )


def with_copies(
    artifacts: Iterable[Artifact], encodings: Sequence[Encoding], live: Path, former: Mapping[str, Entry]
) -> Iterator[Artifact]:
    """Yield each file and, if it is of the site, its copies; ``former`` are the files published in ``live``."""
    if not encodings:
        yield from artifacts
        return
    for artifact in artifacts:
        yield artifact
        if PurePosixPath(artifact.path).suffix in TEXTS and not isinstance(artifact, Beside):
            is_same = _is_listed(artifact.path, artifact.body, former)
            for encoding in encodings:
                suffix, compress = COMPRESSORS[encoding]
                path = artifact.path + suffix
                body = (_kept(live, path, former) if is_same else None) or compress(artifact.body)
                if len(body) < len(artifact.body):
                    yield Artifact(path, body)


def without_copies(files: Mapping[str, str], encodings: Sequence[Encoding]) -> Mapping[str, str]:
    """Leave out the compressed copies of the files of a site."""
    copies = {path + COMPRESSORS[encoding][0] for path in files for encoding in encodings}
    return {path: value for path, value in files.items() if path not in copies}


def _kept(live: Path, path: str, former: Mapping[str, Entry]) -> bytes | None:
    """Read a copy as it was published; one that has been changed since counts as none."""
    if path not in former:
        return None
    try:
        body = (live / path).read_bytes()
    except OSError:
        return None
    return body if _is_listed(path, body, former) else None


def _is_listed(path: str, body: bytes, former: Mapping[str, Entry]) -> bool:
    return path in former and former[path].sha256 == sha256(body).hexdigest()
