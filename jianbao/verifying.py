"""
Prove that a site or a bundle is the one that was published.

Nothing else is needed: ``manifest.json`` in it says of each file what it has to be. In: a folder or a ZIP. Out: a
problem for every file that is missing, changed or added; or what was proved. Follows no link, reads nothing outside of
the folder, and unpacks nothing. The proof is as good as the manifest: who doubts that one as well compares its digest,
which is printed, with the one that the publisher states.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from msgspec import Struct

from jianbao.problems import Place, PlacedProblem, Problem, Told
from jianbao.publish.manifest import MANIFEST_NAME, Entry, Manifest, decode_manifest
from jianbao.publish.paths import find_fault

CHUNK_BYTES: Final = 1 << 20
MANIFEST_BYTES_MAX: Final = 256 << 20
"""A manifest has about 120 bytes a file; a ZIP may claim to hold anything."""

UNREADABLE: Final = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a torn, encrypted or foreign archive may raise."""

Opener = Callable[[], IO[bytes]]
"""Opens a file for reading; ``None`` in its place stands for what is no plain file."""


class Verified(Told, frozen=True, kw_only=True):
    """What was proved, in lines to print; or problems."""


class Found(Struct, frozen=True):
    """The files of a site by path, and the paths that stand twice in a ZIP."""

    files: Mapping[str, Opener | None]
    twice: tuple[str, ...] = ()


def verify(target: Path) -> Verified:
    """Hold a folder or a ZIP against the manifest in it."""
    try:
        if target.is_dir():
            return _judge(target, _in_folder(target))
        with zipfile.ZipFile(target) as archive:
            return _judge(target, _in_archive(archive))
    except UNREADABLE as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unusable(target, f"“{target}” can be read neither as a folder nor as a ZIP: {reason}")


def _judge(target: Path, found: Found) -> Verified:
    opener = found.files.get(MANIFEST_NAME)
    if opener is None:
        return _unusable(target, f"there is no {MANIFEST_NAME} in “{target}”")
    with opener() as file:
        body = file.read(MANIFEST_BYTES_MAX)
    manifest = decode_manifest(body)
    if manifest is None:
        return _unusable(target, f"{MANIFEST_NAME} in “{target}” is not the list of a site of this program, or torn")
    problems = tuple(_differences(manifest, found))
    placed = tuple(PlacedProblem(one, one.where) for one in problems if isinstance(one.where, Place))
    return Verified(problems=placed, lines=_proved(target, manifest, sha256(body).hexdigest()))


def _proved(target: Path, manifest: Manifest, digest: str) -> tuple[str, ...]:
    about = manifest.about
    site = " ".join((*about.title.values(),))
    size = sum(entry.size for entry in manifest.entries.values())
    return (
        *((f"{target}: {site}, edition {about.edition}, made by Jianbao {about.engine}",) if site else ()),
        f"{len(manifest.entries)} files, {size / 1e6:.1f} MB: none missing, changed or added",
        f"sha256 of {MANIFEST_NAME}: {digest}",
    )


def _in_folder(folder: Path) -> Found:
    return Found(dict(_walk(folder, "")))


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, Opener | None]]:
    with os.scandir(folder) as items:
        for item in sorted(items, key=lambda one: one.name):
            path = prefix + item.name
            if item.is_dir(follow_symlinks=False):
                yield from _walk(folder / item.name, f"{path}/")
            else:
                plain = item.is_file(follow_symlinks=False)
                yield path, partial(_open, Path(item.path)) if plain else None


def _open(place: Path) -> IO[bytes]:
    return place.open("rb")


def _in_archive(archive: zipfile.ZipFile) -> Found:
    """Find the files beside the topmost manifest; what lies elsewhere keeps its whole path and is a stranger."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    homes = [info.filename.rpartition("/")[0] for info in infos if info.filename.rpartition("/")[2] == MANIFEST_NAME]
    home = min(homes, key=lambda one: (one.count("/"), one), default="")
    prefix = f"{home}/" if home else ""
    files: dict[str, Opener | None] = {}
    twice = []
    for info in infos:
        path = info.filename.removeprefix(prefix) if info.filename.startswith(prefix) else f"../{info.filename}"
        if path in files:
            twice.append(path)
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        files[path] = None if is_link else partial(archive.open, info)
    return Found(files, tuple(twice))


def _differences(manifest: Manifest, found: Found) -> Iterator[Problem]:
    for path in found.twice:
        yield _differs(path, "it stands twice in the archive")
    for path, entry in manifest.entries.items():
        if fault := find_fault(path):
            yield _differs(path, f"the manifest lists it, but {fault}")
        elif path not in found.files:
            yield _differs(path, "it is missing")
        elif reason := _change(found.files[path], entry):
            yield _differs(path, reason)
    for path in found.files.keys() - manifest.entries.keys() - {MANIFEST_NAME}:
        yield _differs(path, "it was added: the manifest does not list it")


def _change(opener: Opener | None, entry: Entry) -> str:
    """Say how a file differs from its entry; nothing where it does not."""
    if opener is None:
        return "it was changed: it is no plain file"
    digest, size = sha256(), 0
    try:
        with opener() as file:
            while size <= entry.size and (chunk := file.read(CHUNK_BYTES)):
                digest.update(chunk)
                size += len(chunk)
    except UNREADABLE as error:
        return f"it was changed: it cannot be read ({error})"
    if size > entry.size:
        return f"it was changed: it has more than the {entry.size} bytes of the published one"
    if size < entry.size:
        return f"it was changed: it has {size} bytes, the published one has {entry.size}"
    if digest.hexdigest() != entry.sha256:
        return f"it was changed: its sha256 begins with {digest.hexdigest()[:12]}, not with {entry.sha256[:12]}"
    return ""


def _differs(path: str, message: str) -> Problem:
    return Problem(
        code="verify/differs", where=Place(path), message=message, hint="get the site again from its publisher"
    )


def _unusable(target: Path, message: str) -> Verified:
    problem = Problem(
        code="verify/no-manifest",
        where=Place(str(target)),
        message=message,
        hint=f"name the folder that {MANIFEST_NAME} lies in, or the bundle as it was downloaded",
    )
    return Verified(problems=(PlacedProblem(problem, Place(str(target))),), is_usage=True)
