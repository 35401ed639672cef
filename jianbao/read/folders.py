"""
Folders and files of the project, as values.

Symbolic links are not followed, the leavings of editors and of killed commands are passed over, and what a folder
holds is sorted by name, so that no result depends on the file system.
"""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.model.known import Stamp
from jianbao.problems import Place, Problem
from jianbao.read.encoding import decode_utf8
from jianbao.read.plain import LARGEST_BYTES, Document, Unreadable, find_too_large
from jianbao.read.yaml_subset import read_subset

_PASSED_OVER: Final = re.compile(
    r".*~|\.#.*|#.*#|.*\.sw[a-z]|\.DS_Store|Thumbs\.db|desktop\.ini|\.git(keep|ignore)|\..*\.jianbao-(?:new|lock)"
)

_READING: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Entry(Struct, frozen=True):
    """A file or folder: its path for people, relative to the project, its path on disk, its name, a file's stamp."""

    file: str
    path: str
    name: str
    is_folder: bool = False
    stamp: Stamp | None = None


Listing = Callable[[Path, Path | str], tuple[list[Entry], list[Problem]]]
"""Lists a folder of the project: what is in it, by name, and what has no business there."""


def list_folder(root: Path, folder: Path | str) -> tuple[list[Entry], list[Problem]]:
    """List a folder of the project; links, sockets and the like are problems. A folder that is absent is empty."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    shown = shown_path(root, Path(folder))
    try:
        with os.scandir(folder) as found:
            for one in found:
                name = one.name
                # Nearly all are records, whose names need not be held against the pattern.
                if (name.startswith(".") or not name.endswith(".yaml")) and _PASSED_OVER.fullmatch(name):
                    continue
                name = _printable(name)
                file = f"{shown}/{name}"
                if one.is_file(follow_symlinks=False):
                    entries.append(Entry(file, one.path, name, False, _stamp(one)))  # noqa: FBT003 - sooner than by name
                elif one.is_dir(follow_symlinks=False):
                    entries.append(Entry(file, one.path, name, is_folder=True))
                elif one.is_symlink():
                    problems.append(stray(file, "this is a symbolic link, and links are not followed", "copy it"))
                else:
                    problems.append(stray(file, "this is neither a file nor a folder", "remove it"))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        problems.append(unreadable(shown, error))
    return sorted(entries, key=attrgetter("file")), sorted(problems, key=lambda problem: problem.where.file)


def listing_of(files: Iterable[str]) -> Listing:
    """Return a listing in which these files are all that there is; the disk is not asked."""
    folders: dict[str, dict[str, bool]] = {}
    for file in files:
        inner, is_folder = file, False
        while outer := inner.rpartition("/")[0]:
            folders.setdefault(outer, {})[inner] = is_folder
            inner, is_folder = outer, True

    def listed(root: Path, folder: Path | str) -> tuple[list[Entry], list[Problem]]:
        found = folders.get(shown_path(root, Path(folder)), {})
        return [
            Entry(one, f"{root}/{one}", one.rpartition("/")[2], is_folder=is_folder)
            for one, is_folder in sorted(found.items())
        ], []

    return listed


def _stamp(one: "os.DirEntry[str]") -> Stamp | None:
    try:
        found = one.stat(follow_symlinks=False)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def read_document(path: Path | str, file: str) -> Document | Unreadable:
    """Read one file of YAML from disk."""
    data = read_bytes(path, file)
    return data if isinstance(data, Unreadable) else read_content(data, file)


def read_bytes(path: Path | str, file: str, size_bytes: int | None = None) -> bytes | Unreadable:
    """Read a file that is not too large; ``size_bytes`` is what it had just now, where that is known."""
    try:
        handle = os.open(path, _READING)
        try:
            size = min(os.fstat(handle).st_size if size_bytes is None else size_bytes, LARGEST_BYTES) + 1
            data = os.read(handle, size)
            # Less than was asked for is all there is; of what is no plain file, more may follow.
            while size <= len(data) <= LARGEST_BYTES and (more := os.read(handle, LARGEST_BYTES + 1 - len(data))):
                data += more
        finally:
            os.close(handle)
    except OSError as error:
        return Unreadable((unreadable(file, error),))
    too_large = find_too_large(len(data), file)
    return data if too_large is None else Unreadable((too_large,))


def read_content(content: bytes, file: str) -> Document | Unreadable:
    """Read the bytes of a file of YAML."""
    # The quick reader knows no character that is refused: what it reads need not be searched for one.
    with suppress(UnicodeDecodeError):
        data = read_subset(content.decode())
        if data is not None:
            return Document(data)
    from jianbao.read.yaml_lines import read_events

    text = decode_utf8(content, file)
    return Unreadable((text,)) if isinstance(text, Problem) else read_events(text, file)


def shown_path(root: Path, path: Path) -> str:
    """Write a path relative to the project, with forward slashes and without bytes that cannot be printed."""
    return _printable(path.relative_to(root).as_posix())


def _printable(name: str) -> str:
    return name if name.isascii() else os.fsencode(name).decode(errors="replace")


def stray(file: str, message: str, hint: str) -> Problem:
    """Say that a file has no business where it stands."""
    return Problem(code="record/stray-file", where=Place(file), message=message, hint=hint)


def unreadable(file: str, error: OSError) -> Problem:
    """Say that the machine refuses to read a file, in its own words."""
    return Problem(
        code="yaml/unreadable",
        where=Place(file),
        message=f"it cannot be read: {error.strerror or type(error).__name__}",
        hint="check that it is there, that it is a file, and that you may read it",
    )
