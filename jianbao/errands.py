"""
Have work done by a fork while this process goes on.

In: an errand, which yields what it finds, and may have more to do that nobody waits for. Out: what it has found, one
after the other, as far as it is not lost with the fork.
"""

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, Any, Final

PR_SET_PDEATHSIG: Final = 1
"""From ``linux/prctl.h``: which signal a process gets when its parent dies."""

Errand = Callable[[], Iterator[Any]]
"""Yields what it finds, which must be fit to be pickled; what it does after the last is not waited for."""

Send = Callable[[Errand], Iterator[Any]]
"""Has an errand run; what it finds may end before its time."""


@contextmanager
def errands(*, forks: bool) -> Iterator[Send | None]:
    """Lend what sends forks on errands, one on each, where there may be forks; all have ended with the block."""
    from jianbao.forks import can_fork, fork, widen  # late: most edits leave little to do

    if not (forks and can_fork()):
        yield None
        return
    sent: list[tuple[int, IO[bytes]]] = []

    def send(errand: Errand) -> Iterator[Any]:
        reader, writer = os.pipe()
        widen(writer)
        process = fork(partial(_follow, errand, (reader, writer), os.getpid()))
        os.close(writer)
        pipe = os.fdopen(reader, "rb")
        sent.append((process, pipe))
        return _brought(pipe)

    try:
        yield send
    finally:
        for process, pipe in sent:
            pipe.close()
            os.waitpid(process, 0)


def _brought(pipe: IO[bytes]) -> Iterator[Any]:
    """Yield what a fork brings while it lives."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(pipe)  # noqa: S301 -- our own process wrote it


def _follow(errand: Errand, ends: tuple[int, int], parent: int) -> bool:
    """Run an errand, and die with the parent: an orphan would hold the lock of an output folder."""
    import ctypes

    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return False
    reader, writer = ends
    os.close(reader)  # else this process would wait for itself to read
    with os.fdopen(writer, "wb") as pipe:
        for found in errand():
            pickle.dump(found, pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()
    return True
