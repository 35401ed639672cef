"""
Share work among forked processes, which have everything that this one has without being handed it.

In: numbered tasks. Out: what comes of each, in order. What is lost with a process is done again here, so a process
that dies costs time and nothing else.
"""

import gc
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Final, Generic, TypeVar

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
        self._forks: dict[int, int] = {}
        """The numbers of processes by the ends of pipes where their results come out."""
        self._poll = select.poll()
        _give_back()
        for _ in range(forks):
            reader, writer = os.pipe()
            widen(writer)
            self._forks[reader] = fork(partial(_work, do, self._numbers, writer, os.getpid()))
            os.close(writer)
            self._poll.register(reader, select.POLLIN)

    def results(self, tasks: int) -> Iterator[R]:
        """Yield what comes of each task."""
        found: dict[int, R] = {}
        for number in range(tasks):
            found.update(self._received(0))  # a fork whose result is not taken does no more
            while number not in found:
                if taken := os.read(self._numbers, NUMBER_BYTES):
                    found[int.from_bytes(taken)] = self._do(int.from_bytes(taken))
                    found.update(self._received(0))
                elif self._forks:
                    found.update(self._received(None))
                else:
                    found[number] = self._do(number)
            yield found.pop(number)

    def _received(self, milliseconds: int | None) -> Iterator[tuple[int, R]]:
        for reader, _ in self._poll.poll(milliseconds):
            try:
                size = int.from_bytes(_read(reader, NUMBER_BYTES))
                yield pickle.loads(_read(reader, size))  # noqa: S301 -- our own process wrote it
            except EOFError:
                self._poll.unregister(reader)
                os.waitpid(self._forks.pop(reader), 0)
                os.close(reader)

    def dismiss(self) -> None:
        """End whoever is still at work: they write to a folder that is about to be removed."""
        os.close(self._numbers)
        for process in self._forks.values():
            os.kill(process, signal.SIGKILL)
        for reader, process in self._forks.items():
            os.waitpid(process, 0)
            os.close(reader)


def fork(do: Callable[[], bool]) -> int:
    """Start a process that has all that this one has, and ends well where it has done what it was to do."""
    gc.freeze()  # the collector of a child would touch, and so copy, all that is shared
    if process := os.fork():
        return process
    is_done = False
    # A mistake in the program is told by the parent where it does the task again.
    with suppress(BaseException):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends its children
        gc.disable()
        is_done = do()
    os._exit(not is_done)


def _give_back() -> None:
    """Give memory that is free back to the system: forks would write to it, each to a copy."""
    import ctypes

    with suppress(AttributeError):  # of the C libraries, that of GNU offers it
        ctypes.CDLL(None).malloc_trim(0)


def widen(pipe: int) -> None:
    """Let several results wait in a pipe while nobody takes them."""
    import fcntl

    with suppress(OSError):  # a user may have only so many
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _work(do: Callable[[int], object], numbers: int, writer: int, parent: int) -> bool:
    with open(writer, "wb") as results:
        # An orphan must not go on writing; the lock of the folder is released when it ends.
        while os.getppid() == parent and (number := os.read(numbers, NUMBER_BYTES)):
            made = pickle.dumps((int.from_bytes(number), do(int.from_bytes(number))), pickle.HIGHEST_PROTOCOL)
            results.write(len(made).to_bytes(NUMBER_BYTES))
            results.write(made)
            results.flush()
    return True


def _read(pipe: int, size: int) -> bytes:
    """Read so many bytes, which may have to be waited for. Raises ``EOFError`` where they never come."""
    parts: list[bytes] = []
    while size:
        part = os.read(pipe, size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
