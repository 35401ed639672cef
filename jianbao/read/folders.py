"""
Folders and files of the project, as values.

Symbolic links are not followed, the leavings of editors are passed over, and what a folder holds is sorted by
name, so that no result depends on the file system.
"""

import os
import re
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.problems import Place, Problem
from jianbao.read.encoding import decode_utf8
from jianbao.read.yaml_lines import LARGEST_BYTES, Document, Unreadable, find_too_large, read_yaml

_PASSED_OVER: Final = re.compile(r".*~|\.#.*|#.*#|.*\.sw[a-z]|\.DS_Store|Thumbs\.db|desktop\.ini|\.git(keep|ignore)")


class Entry(Struct, frozen=True, order=True):
    """A file or folder: its path for people, relative to the project, and its path on disk."""

    file: str
    path: Path
    is_folder: bool = False

    @property
    def name(self) -> str:
        """The last part of the path, as it can be printed."""
        return self.file.rpartition("/")[2]


def list_folder(root: Path, folder: Path) -> tuple[list[Entry], list[Problem]]:
    """List a folder of the project; links, sockets and the like are problems. A folder that is absent is empty."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    try:
        with os.scandir(folder) as found:
            for one in found:
                if _PASSED_OVER.fullmatch(one.name):
                    continue
                entry = Entry(shown_path(root, folder / one.name), folder / one.name, one.is_dir(follow_symlinks=False))
                if one.is_symlink():
                    problems.append(stray(entry.file, "this is a symbolic link, and links are not followed", "copy it"))
                elif entry.is_folder or one.is_file(follow_symlinks=False):
                    entries.append(entry)
                else:
                    problems.append(stray(entry.file, "this is neither a file nor a folder", "remove it"))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        problems.append(unreadable(shown_path(root, folder), error))
    return sorted(entries), sorted(problems, key=lambda problem: problem.where.file)


def read_document(path: Path, file: str) -> Document | Unreadable:
    """Read one file of YAML from disk."""
    try:
        with path.open("rb") as handle:
            data = handle.read(LARGEST_BYTES + 1)
    except OSError as error:
        return Unreadable((unreadable(file, error),))
    too_large = find_too_large(len(data), file)
    if too_large is not None:
        return Unreadable((too_large,))
    text = decode_utf8(data, file)
    return Unreadable((text,)) if isinstance(text, Problem) else read_yaml(text, file)


def shown_path(root: Path, path: Path) -> str:
    """Write a path relative to the project, with forward slashes and without bytes that cannot be printed."""
    relative = path.relative_to(root).as_posix()
    return os.fsencode(relative).decode(errors="replace")


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
