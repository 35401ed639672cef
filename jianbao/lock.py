"""
Let one process at a time do a job, and tell the others who is at it.

In: the path of a lock file. Out: nobody, or the process that holds the lock. The lock belongs to the
open file, so a killed process gives it back. Uses the standard library only.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int, *, wait: bool) -> bool:
        # A locked byte cannot be read by others on Windows, so the lock lies behind the text.
        os.lseek(descriptor, 4096, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Holder(NamedTuple):
    """The process that holds a lock; ``pid`` is 0 in the instant before it has signed."""

    pid: int
    since: str


@contextmanager
def hold(path: Path, *, wait: bool = False, inherited: bool = False) -> Iterator[Holder | None]:
    """
    Hold the lock while the block runs and yield ``None``; where another process holds it, wait or yield that one.

    Where it is ``inherited``, processes that are started meanwhile with ``close_fds=False`` hold it with this one, and
    keep it when this one is killed.
    """
    taken = _take(path, wait=wait)
    if isinstance(taken, Holder):
        yield taken
        return
    os.set_inheritable(taken, inherited)
    try:
        yield None
    finally:
        _give_back(taken, path)


def _take(path: Path, *, wait: bool) -> int | Holder:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _try_lock(descriptor, wait=wait):
            holder = _read_holder(descriptor)
            os.close(descriptor)
            if not wait:
                return holder
        elif _is_still(descriptor, path):
            _sign(descriptor)
            return descriptor
        else:
            # Its last holder removed the file between our opening and our locking it.
            os.close(descriptor)


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _sign(descriptor: int) -> None:
    since = datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="seconds")
    with suppress(OSError):  # on a full disk the lock holds without a signature
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n{since}\n".encode())


def _read_holder(descriptor: int) -> Holder:
    os.lseek(descriptor, 0, os.SEEK_SET)
    pid, _, since = os.read(descriptor, 200).decode(errors="replace").strip().partition("\n")
    return Holder(int(pid) if pid.isdecimal() else 0, since)


def _give_back(descriptor: int, path: Path) -> None:
    # Removed while still held: whoever waits for it sees in ``_is_still`` that it is gone. Windows
    # refuses to remove an open file, and there the file stays.
    with suppress(OSError):
        path.unlink()
    os.close(descriptor)
