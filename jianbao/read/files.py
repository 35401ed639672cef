"""
Read the files of a project, and spare those that are known from an earlier reading.

In: what is known. Out: values or the reasons why not, and what is known now. The digest of a file decides whether it
is the same; its stamp spares reading it where no change can have left the stamp alone: where the file was last
changed well before it was read. Nothing that has a problem is ever known: it is read and explained again.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, Generic, TypeVar, cast

import msgspec
from msgspec import Struct

from jianbao.model.known import KnownFile, KnownFiles, Stamp
from jianbao.problems import Problem
from jianbao.read.decode import decode_json
from jianbao.read.folders import Entry, Listing, list_folder, read_bytes
from jianbao.read.opening import Opened, Share, Task, open_files, open_here
from jianbao.read.plain import Unreadable
from jianbao.store import digest

T = TypeVar("T")

COARSEST_CLOCK_NS: Final = 2_000_000_000
"""No file system that people use counts time in longer steps."""


NEVER_MET: Final = Stamp(-1, 0, 0, 0)

_UNOPENED: Final = Opened()


class Made(Struct, Generic[T], frozen=True):
    """What the data of a file stands for, as far as it could be decoded, and what is wrong with the rest."""

    value: T | None
    problems: tuple[Problem, ...] = ()


Make = Callable[[bytes, type[T], str], Made[T]]
"""Makes a value of a type from the bytes of the file that is named."""


def is_settled(stamp: Stamp, taken_ns: int, now_ns: int) -> bool:
    """Tell whether a file that has the stamp it had in a reading at ``taken_ns`` holds the bytes it held."""
    # A clock that was set back shows times again that it has shown before.
    was_set_back = taken_ns > now_ns
    return not was_set_back and max(stamp.mtime_ns, stamp.ctime_ns) + COARSEST_CLOCK_NS < taken_ns


class Files:
    """Reads files, and gathers what is known of them."""

    def __init__(self, known: KnownFiles, listing: Listing = list_folder, share: Share = open_here) -> None:
        self.listing = listing
        self._share = share
        self._old = known
        self._files: dict[str, KnownFile] = {}
        self._taken_ns = time.time_ns()
        self.opened = 0
        """How many files had to be opened."""

    def known(self) -> KnownFiles:
        """Return what is known of the files read."""
        return KnownFiles(self._taken_ns, self._files)

    def digest_of(self, file: str) -> bytes:
        """Return the digest of a file that was read without a problem, else nothing."""
        known = self._files.get(file)
        return known.digest if known else b""

    def read_all(self, tasks: Sequence[Task], make: Make[Any]) -> Iterator[Made[Any]]:
        """Read files in their order; those that may have changed are opened by runs, and ``make`` explains the rest."""
        is_first = not self._old.files
        stale = tasks if is_first else [task for task in tasks if not self._is_known(task.entry)]
        opened = chain.from_iterable(self._share(open_files, stale)) if stale else iter(())
        for task in tasks:
            entry, shape = task.entry, task.shape
            one = next(opened) if is_first or not self._is_known(entry) else _UNOPENED
            value = decode_json(one.json, shape) if one.json else None
            if value is None:
                yield self.read(entry, shape, make)
            else:
                self.opened += 1
                self._files[entry.file] = KnownFile(entry.stamp or NEVER_MET, one.digest, value)
                yield Made(value)

    def read(self, entry: Entry, shape: type[T], make: Make[T]) -> Made[T]:
        """Read one file; ``make`` decodes its bytes to a ``shape``."""
        old = self._old.files.get(entry.file)
        if old and self._is_known(entry):
            value = _unpacked(old.value, shape)
            if value is not None:
                self._files[entry.file] = KnownFile(old.stamp, old.digest, value)
                return Made(value)
        self.opened += 1
        content = read_bytes(entry.path, entry.file, entry.stamp.size if entry.stamp else None)
        if isinstance(content, Unreadable):
            return Made(None, content.problems)
        made_of = digest(content)
        value = _unpacked(old.value, shape) if old and old.digest == made_of else None
        made = Made(value) if value is not None else make(content, shape, entry.file)
        if not made.problems:
            self._files[entry.file] = KnownFile(entry.stamp or NEVER_MET, made_of, made.value)
        return made

    def _is_known(self, entry: Entry) -> bool:
        """Tell whether a file holds what it held when it was read last."""
        old = self._old.files.get(entry.file)
        if old is None or entry.stamp != old.stamp:
            return False
        return is_settled(old.stamp, self._old.taken_ns, self._taken_ns)


def _unpacked(value: Any, shape: type[T]) -> T | None:
    """Decode a value as it was saved; one that does not fit is as good as not known."""
    if not isinstance(value, msgspec.Raw):
        return cast("T", value)
    try:
        return msgspec.msgpack.decode(value, type=shape)
    except msgspec.DecodeError:
        return None
