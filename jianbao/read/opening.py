"""
Open files that are most likely as they should be: what has to be done of each before it is decoded.

In: files and what they are to be. Out: their digests, and their data as JSON. Nothing is said here of a file with
which something may be wrong. What comes of a file is bytes, so that other processes can open files for this one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from msgspec import Struct

from jianbao.read.decode import json_for
from jianbao.read.folders import Entry, read_bytes
from jianbao.read.plain import Unreadable
from jianbao.store import digest

_RUN: Final = 64
"""So many files are opened before the first of them is decoded."""


class Task(Struct, frozen=True):
    """A file that is to hold a value of a type."""

    entry: Entry
    shape: Any


class Opened(Struct, frozen=True, array_like=True, gc=False):
    """The digest of a file and its data; both are empty where it has to be read with care."""

    digest: bytes = b""
    json: bytes = b""


Open: TypeAlias = Callable[[Sequence[Task]], list[Opened]]

Share: TypeAlias = Callable[[Open, Sequence[Task]], Iterable[list[Opened]]]
"""Opens files by runs, which may be shared among processes; what comes of them is in the order of the files."""


def open_files(tasks: Sequence[Task]) -> list[Opened]:
    """Open files, one after the other."""
    return [_opened(task.entry, task.shape) for task in tasks]


def open_here(do: Open, tasks: Sequence[Task]) -> Iterator[list[Opened]]:
    """Open files in this process, so few at once that they take no room to speak of."""
    return (do(tasks[start : start + _RUN]) for start in range(0, len(tasks), _RUN))


def _opened(entry: Entry, shape: Any) -> Opened:
    content = read_bytes(entry.path, entry.file, entry.stamp.size if entry.stamp else None)
    if isinstance(content, Unreadable):
        return Opened()
    json = json_for(shape, content)
    return Opened(digest(content), json) if json else Opened()
