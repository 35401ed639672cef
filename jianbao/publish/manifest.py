"""
The list of the files that a build owns: path, digest and size, sorted by path; and what site they are.

By it a build knows its own files again, and anybody can prove that what was downloaded is what was published.
In and out: ``manifest.json`` as bytes. Does not touch the disk, and takes no other program's manifest for its own.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from operator import attrgetter
from typing import Final, Literal

import msgspec
from msgspec import Struct

from jianbao.model.artifact import Artifact

MANIFEST_NAME: Final = "manifest.json"


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the published site."""

    path: str
    sha256: str
    size: int


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """Which site: its title in each language, its edition, and the version of the program that has made it."""

    title: Mapping[str, str] = {}
    edition: str = ""
    engine: str = ""


class Manifest(Struct, frozen=True):
    """What a site owns, by path."""

    entries: Mapping[str, Entry] = {}
    about: About = About()


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    made_by: Literal["jianbao"]
    format: Literal[1, 2]
    files: tuple[Entry, ...]
    about: About = About()


def entry_of(artifact: Artifact) -> Entry:
    """Describe an artifact by digest and size."""
    return Entry(artifact.path, sha256(artifact.body).hexdigest(), len(artifact.body))


def encode_manifest(entries: Iterable[Entry], about: About | None = None) -> bytes:
    """Write the manifest, one line a file: the same entries give the same bytes in any order."""
    rows = msgspec.json.Encoder().encode_lines(sorted(entries, key=attrgetter("path")))
    lines = rows.removesuffix(b"\n").replace(b"\n", b",\n")  # within a row, JSON writes the end of a line as \\n
    head = b'{"made_by":"jianbao","format":2,"about":' + msgspec.json.encode(about or About())
    return head + b',"files":[\n' + lines + b"\n]}\n"


def decode_manifest(body: bytes) -> Manifest | None:
    """Read a manifest; ``None`` where the bytes are not one of ours."""
    try:
        document = msgspec.json.decode(body, type=_Document)
    except msgspec.DecodeError:
        return None
    return Manifest({entry.path: entry for entry in document.files}, document.about)
