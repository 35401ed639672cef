"""
Share work among forked processes, which have everything that this one has without being handed it.

In: numbered tasks. Out: what comes of each, in order. What is lost with a process is done again here, so a process
that dies costs time and nothing else.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

R = TypeVar("R")
T = TypeVar("T")

NUMBER_BYTES: Final = 4
TASKS_MAX: Final = 8192
"""So many numbers fit into a pipe that nobody reads yet."""

PIPE_BYTES: Final = 1 << 20
"""The widest pipe that Linux gives to everybody."""


def can_fork() -> bool:
    """Say whether a fork is safe: a thread that holds a lock would not be there to give it back."""
    return sys.platform == "linux" and threading.active_count() == 1


def in_runs(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """
    Cut a sequence into runs of one size, the last of what is left.

    >>> in_runs("abcde", 2)
    ['ab', 'cd', 'e']
    """
    return [items[start : start + size] for start in range(0, len(items), size)]


def forked(do: Callable[[int], R], tasks: int, processes: int) -> Generator[R, None, None]:
    """
    Do tasks by their numbers, 0 first, in so many processes with this one, and yield what comes of each in order.

    What comes of a task is handed back pickled; what it changes in memory is lost, what it writes to files is not.
    """
    if tasks > TASKS_MAX:
        raise ValueError(tasks)
    team = _Team(do, tasks, processes - 1)
    try:
        yield from team.results(tasks)
    finally:
        team.dismiss()


class _Team(Generic[R]):
    """Processes at work; each takes the next number when it has done one, so that all end at about the same time."""

    def __init__(self, do: Callable[[int], R], tasks: int, forks: int) -> None:
        self._do = do
        self._numbers, numbering = os.pipe()
        os.write(numbering, b"".join(number.to_bytes(NUMBER_BYTES) for number in range(tasks)))
        os.close(numbering)
        import multiprocessing  # late: most edits make too little to share

        context = multiprocessing.get_context("fork")
        self._processes: list[BaseProcess] = []
        self._readers: list[Connection] = []
        gc.freeze()  # the collector of a child would touch, and so copy, all that is shared
        _give_back()
        for _ in range(forks):
            reader, writer = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(do, self._numbers, writer, os.getpid()), daemon=True)
            process.start()
            _widen(writer)
            writer.close()
            self._processes.append(process)
            self._readers.append(reader)

    def results(self, tasks: int) -> Iterator[R]:
        """Yield what comes of each task."""
        found: dict[int, R] = {}
        for number in range(tasks):
            found.update(self._received(0))  # a fork whose result is not taken does no more
            while number not in found:
                if taken := os.read(self._numbers, NUMBER_BYTES):
                    found[int.from_bytes(taken)] = self._do(int.from_bytes(taken))
                    found.update(self._received(0))
                elif self._readers:
                    found.update(self._received(None))
                else:
                    found[number] = self._do(number)
            yield found.pop(number)

    def _received(self, seconds: int | None) -> Iterator[tuple[int, R]]:
        from multiprocessing.connection import Connection, wait

        for reader in wait(self._readers, seconds):
            if isinstance(reader, Connection):
                try:
                    yield reader.recv()
                except (EOFError, OSError):
                    self._readers.remove(reader)
                    reader.close()

    def dismiss(self) -> None:
        """End whoever is still at work: they write to a folder that is about to be removed."""
        os.close(self._numbers)
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for reader in self._readers:
            reader.close()


def _give_back() -> None:
    """Give memory that is free back to the system: forks would write to it, each to a copy."""
    import ctypes

    with suppress(AttributeError):  # of the C libraries, that of GNU offers it
        ctypes.CDLL(None).malloc_trim(0)


def _widen(pipe: "Connection") -> None:
    """Let several results wait in a pipe while nobody takes them."""
    import fcntl

    with suppress(OSError):  # a user may have only so many
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _work(do: Callable[[int], object], numbers: int, results: "Connection", parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends its children
    gc.disable()
    # A mistake in the program is told by the parent, which does the task again.
    with suppress(BaseException):
        # An orphan must not go on writing; the lock of the folder is released when it ends.
        while os.getppid() == parent and (number := os.read(numbers, NUMBER_BYTES)):
            results.send((int.from_bytes(number), do(int.from_bytes(number))))
    os._exit(0)
