"""
Have work done that only the next build needs, by forks, while this process goes on.

In: work that says whether it could be done. Out: what waits for it. Work that is lost with its process is not done
again: what it was to keep is not kept.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import Final

PR_SET_PDEATHSIG: Final = 1
"""From ``linux/prctl.h``: which signal a process gets when its parent dies."""

Work = Callable[[], bool]
"""Does something, and says whether it could be done."""

Send = Callable[[Work], Work]
"""Has work done, at once or meanwhile; what it returns waits for that, and says whether it could be done."""


def at_once(work: Work) -> Work:
    """Do work before anything else."""
    is_done = work()
    return lambda: is_done


@contextmanager
def errands(*, forks: bool) -> Iterator[Send]:
    """Lend what sends forks on errands, one on each, or does everything at once; all have ended with the block."""
    from jianbao.forks import can_fork, fork  # late: most edits leave little to keep

    if not (forks and can_fork()):
        yield at_once
        return
    waiting: list[Work] = []

    def send(work: Work) -> Work:
        wait = cache(partial(_is_done, fork(partial(_follow, work, os.getpid()))))
        waiting.append(wait)
        return wait

    try:
        yield send
    finally:
        for wait in waiting:
            wait()


def _is_done(process: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def _follow(work: Work, parent: int) -> bool:
    """Do work, and die with the parent: an orphan would hold the lock of an output folder."""
    import ctypes

    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    return os.getppid() == parent and work()
