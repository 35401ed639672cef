"""
Pack the site into one archive that opens without a network and without anything installed.

In: the files of the site, what lies beside it, and a name. Out: a ZIP whose bytes depend on these alone: entries
sorted, times and rights fixed. Only an archive that a build has made is ever replaced: its comment says so, with
a digest of what is in it, so that an archive that would not change is known without packing it again. Of one that does
change, the files that stay are not compressed again (``packing.py``).
"""

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from jianbao.lock import Holder, hold
from jianbao.model.artifact import Artifact
from jianbao.problems import Problem
from jianbao.publish.manifest import MANIFEST_NAME, About, encode_manifest
from jianbao.publish.ownership import refused
from jianbao.publish.packing import Packed, pack, packed_in
from jianbao.whole import replace_file

SITE_FOLDER: Final = "site"
MADE_BY: Final = b"jianbao bundle 2 sha256:"
MADE_BY_ANY: Final = b"jianbao bundle "
DIGEST_CHARS: Final = 64  # SHA-256 in hexadecimal
END_RECORD_BYTES: Final = 22  # APPNOTE.TXT 4.3.16: the end of a ZIP, before its comment


class Bundled(Struct, frozen=True, kw_only=True):
    """What became of the archive."""

    name: str
    bytes: int
    written: bool


class Contents(Struct, frozen=True, kw_only=True):
    """
    What is packed: the digest of each file that is published in ``folder``, what lies beside, which site it is.

    ``packer`` is what packed the archive that stands (``packing.PACKER``), where that is known.
    """

    site: Mapping[str, str]
    folder: Path
    beside: tuple[Artifact, ...] = ()
    about: About = About()
    packer: str = ""


def write_bundle(contents: Contents, target: Path, *, clean: bool = False) -> Bundled | Problem:
    """
    Make an archive hold a site, what lies beside it and a manifest of both, below one folder of the archive's name.

    An archive that holds just this already is left alone; ``clean`` writes it again. Beside it lies a file with its
    digest, as ``sha256sum --check`` reads it.
    """
    folder = target.name.removesuffix(".zip")
    entries = _entries(contents)
    comment = MADE_BY + _digest(entries, contents.about)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with hold(target.with_name(f".{target.name}.lock")) as holder:
            if holder is not None:
                return _busy(target, holder)
            found = _comment_of(target)
            if found == comment and not clean and _sum_file(target).is_file():
                return Bundled(name=target.name, bytes=target.stat().st_size, written=False)
            if found is not None and not found.startswith(MADE_BY_ANY):
                return _foreign(target)
            listing = encode_manifest((one.entry() for one in entries), contents.about)
            whole = sorted((*entries, _packed(Artifact(MANIFEST_NAME, listing))), key=lambda one: one.path)
            former = packed_in(target, contents.packer, _sum_of(target)) if found and not clean else {}
            body = pack((structs.replace(one, path=f"{folder}/{one.path}") for one in whole), comment, former)
            _sum_file(target).unlink(
                missing_ok=True
            )  # a build that is killed here leaves none, rather than a wrong one
            replace_file(target, body)
            replace_file(_sum_file(target), f"{sha256(body).hexdigest()}  {target.name}\n".encode())
    except OSError as error:
        return refused(
            target,
            f"the bundle could not be written to “{target}”: {error.strerror or error}",
            "the site itself is done; free the space or grant the right to write, and build again",
        )
    return Bundled(name=target.name, bytes=len(body), written=True)


def _entries(contents: Contents) -> list[Packed]:
    inside = [Packed(f"{SITE_FOLDER}/{path}", digest, contents.folder / path) for path, digest in contents.site.items()]
    return sorted((*inside, *map(_packed, contents.beside)), key=lambda one: one.path)


def _packed(artifact: Artifact) -> Packed:
    return Packed(artifact.path, sha256(artifact.body).hexdigest(), artifact.body)


def _digest(entries: Iterable[Packed], about: About) -> bytes:
    whole = sha256(encode_manifest((), about))
    for one in entries:
        whole.update(f"{one.path}\n{one.sha256}\n".encode())
    return whole.hexdigest().encode()


def _comment_of(target: Path) -> bytes | None:
    """Read the comment of one of our archives; empty for another file, ``None`` where there is nothing."""
    length = len(MADE_BY) + DIGEST_CHARS
    try:
        if target.is_symlink():
            return b""
        with target.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - length - END_RECORD_BYTES))
            tail = file.read()
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        return b""
    return tail[END_RECORD_BYTES:] if tail.startswith(b"PK\x05\x06") else b""


def _sum_file(target: Path) -> Path:
    return target.with_name(f"{target.name}.sha256")


def _sum_of(target: Path) -> str:
    try:
        return _sum_file(target).read_text("utf-8").partition(" ")[0]
    except (OSError, UnicodeDecodeError):
        return ""


def _foreign(target: Path) -> Problem:
    return refused(
        target,
        f"“{target}” is not a bundle that a build has made, so it is not replaced",
        "move it away, or give this edition another name",
    )


def _busy(target: Path, holder: Holder) -> Problem:
    return refused(
        target,
        f"another build is writing “{target}”: process {holder.pid or 'unknown'}, since {holder.since or 'just now'}",
        "wait until it has finished, or end it",
    )
