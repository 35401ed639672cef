"""
Know a published file again without reading it, as version control knows a working tree.

In: a folder, and what was noted of its files when they were written. Out: what is still as it was. A file whose size,
time and inode are as noted holds the bytes it held, unless it was changed within the same tick of the file system's
clock in which the note was made: such files are read and compared.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from msgspec import Struct

from jianbao.publish.manifest import MANIFEST_NAME

Identity = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """A file as it was written: its digest, and by what it is known again."""

    sha256: str
    size: int
    mtime_ns: int
    inode: int


class Record(Struct, frozen=True):
    """
    What a build left: the live site and the standby beside it, with their manifests, by path.

    ``at`` is a time on the clock of the file system, in nanoseconds; every note is older, or not yet certain.
    """

    at: int = 0
    live: Mapping[str, Stamp] = {}
    standby: Mapping[str, Stamp] = {}

    def files(self) -> Mapping[str, str]:
        """Return the digest of every file of the live site but its manifest."""
        return {path: one.sha256 for path, one in self.live.items() if path != MANIFEST_NAME}


class Folded(Struct, frozen=True, array_like=True):
    """
    A record in half the room: nearly every file of the standby is a file of the live site too.

    ``standby`` are the notes that differ from those of the live site, ``lacking`` the names that the standby has not.
    Where there is no standby, there are neither; one whose manifest is not noted is of no use, and none.
    """

    at: int
    live: Mapping[str, Stamp]
    standby: Mapping[str, Stamp]
    lacking: tuple[str, ...]

    def record(self) -> Record:
        """Return the record that was folded."""
        if not self.standby:
            return Record(self.at, self.live)
        standby = {**self.live, **self.standby}
        for path in self.lacking:
            del standby[path]
        return Record(self.at, self.live, standby)


def folded(record: Record) -> Folded:
    """Fold a record."""
    live, standby = record.live, record.standby
    if MANIFEST_NAME not in standby:
        return Folded(record.at, live, {}, ())
    apart = {path: one for path, one in standby.items() if live.get(path) != one or path == MANIFEST_NAME}
    return Folded(record.at, live, apart, tuple(path for path in live if path not in standby))


class Look(Struct, frozen=True):
    """What lies in a folder: plain files, folders with the time of their last change, and what else was met."""

    files: Mapping[str, Identity]
    folders: Mapping[str, int]
    odd: tuple[str, ...]


def stamp(sha256: str, stat: os.stat_result) -> Stamp:
    """Note what a file is known by."""
    return Stamp(sha256, stat.st_size, stat.st_mtime_ns, stat.st_ino)


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders that files need, all the way up; the root is the empty text."""
    found = {path.rpartition("/")[0] for path in paths}
    above = {str(folder) for path in found for folder in PurePosixPath(path).parents}
    return frozenset(found | above) - {"."} | {""}


def look_through(folder: Path, needed: frozenset[str], seen: Mapping[str, Identity] | None = None) -> Look:
    """
    List a folder without following symlinks or going into folders that are not needed.

    ``seen`` are the files of another folder, just looked at: what has the same name here and there, and the same
    inode, is one file, and need not be asked again.
    """
    known = seen or {}
    files: dict[str, Identity] = {}
    folders: dict[str, int] = {}
    odd: list[str] = []
    waiting = [""] if folder.is_dir() else []
    while waiting:
        here = waiting.pop()
        place = f"{folder}/{here}" if here else str(folder)
        # Before the listing: what comes after it is seen by a later time.
        folders[here] = os.stat(place).st_mtime_ns  # noqa: PTH116 -- for speed: this runs once a file of the site
        for path, item in _listed(place, here):
            if item.is_file(follow_symlinks=False):
                if (twin := known.get(path)) is not None and twin[2] == item.inode():
                    files[path] = twin
                    continue
                stat = item.stat(follow_symlinks=False)
                files[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
            elif path in needed and item.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                odd.append(f"{path}/" if item.is_dir(follow_symlinks=False) else path)
    return Look(files, folders, tuple(odd))


def _listed(place: str, here: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    prefix = f"{here}/" if here else ""
    with os.scandir(place) as found:
        for item in found:
            yield prefix + item.name, item


def as_noted(folder: Path, look: Look, notes: Mapping[str, Stamp], at: int) -> dict[str, Stamp]:
    """Return the notes of the files that still hold the bytes they held."""
    found: dict[str, Stamp] = {}
    files = look.files
    for path, note in notes.items():
        if (now := files.get(path)) is None:
            continue
        size, time, inode = now
        if (
            time == note.mtime_ns
            and size == note.size
            and inode in (note.inode, 0)  # Windows lists no inodes
            and (time < at or _digest(folder / path) == note.sha256)
        ):
            found[path] = note
    return found


def _digest(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def is_touched(folder: Path, look: Look, at: int) -> bool:
    """Tell whether something may have been added to a folder or taken from it since it was listed."""
    for path, time in look.folders.items():
        try:
            now = os.stat(f"{folder}/{path}" if path else folder).st_mtime_ns  # noqa: PTH116 -- as above
        except OSError:
            return True
        if now != time or now >= at:
            return True
    return False
