"""
Hire others to render: processes of this machine, or a Dask cluster.

What is handed to them is complete in itself (``render.making.Chunk``), so they need neither the project nor its
folders, and their number cannot change a byte. Work that is lost with a worker is done again here.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from jianbao.forks import can_fork, forked
from jianbao.problems import Place, Problem
from jianbao.store import program_digest

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")

PAYS_FROM: Final = 300
"""Pages and other parts of a site: below that, the start of a process costs more than it saves."""

ENOUGH: Final = 4
"""
Processors from which several processes render unasked where they cannot be forks of this one.

What they render has to be handed to them and back, which two processors cannot win back.
"""

SHEETS_PAY_FROM: Final = 4
"""Sheets to set: below that, each process would load the fonts for hardly more than one."""

MANY: Final = 2

CONNECT_SECONDS: Final = 10

NAMED: Final = 5
"""Workers that a problem names."""

AHEAD: Final = 2
"""Chunks in the hands of each worker or on the way to it."""


class Workers(Struct, frozen=True):
    """
    Those who render: so many forks of this process, or an executor; without either it is this process.

    ``lost`` are the exceptions by which the executor says that a worker has died.
    """

    executor: "Executor | None" = None
    count: int = 1
    forks: int = 0
    lost: tuple[type[BaseException], ...] = ()

    def each(self, do: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Do the same to each task and yield the results in order."""
        if self.forks:
            all_tasks = tuple(tasks)
            yield from forked(lambda number: do(all_tasks[number]), len(all_tasks), self.forks)
            return
        if self.executor is None:
            yield from map(do, tasks)
            return
        running: deque[tuple[T, Future[R]]] = deque()
        for task in tasks:
            running.append((task, self._submitted(do, task)))
            if len(running) >= AHEAD * self.count:
                yield self._result(do, *running.popleft())
        while running:
            yield self._result(do, *running.popleft())

    def _submitted(self, do: Callable[[T], R], task: T) -> "Future[R]":
        from concurrent.futures import Future

        try:
            return self.executor.submit(do, task) if self.executor else Future()
        except self.lost as error:
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def _result(self, do: Callable[[T], R], task: T, future: "Future[R]") -> R:
        try:
            return future.result()
        except self.lost:
            return do(task)


Hire = Callable[[int], AbstractContextManager[Workers | Problem]]
"""Finds workers for so many parts, or says why there are none."""

Press = Callable[[int], AbstractContextManager[Workers]]
"""Finds workers for so many sheets."""


def hire_for(jobs: int = 0, scheduler: str = "") -> Hire:
    """
    Return who finds workers: ``jobs`` processes, or those of the Dask cluster at an address.

    Where ``jobs`` is 0, there are as many as processors that may be used, where these and the parts are enough.
    """

    @contextmanager
    def hire(parts: int) -> Iterator[Workers | Problem]:
        with ExitStack() as hired:
            if scheduler:
                yield hired.enter_context(_cluster(scheduler)) if parts else Workers()
                return
            count = min(jobs or _unasked(parts), parts)
            if count < MANY:
                yield Workers()
            else:
                yield Workers(forks=count) if can_fork() else hired.enter_context(_pool(count))

    return hire


def press_for(jobs: int = 0) -> Press:
    """
    Return who finds processes that set sheets: ``jobs`` of them, or as many as processors that may be used.

    A process that has loaded Typst has threads of Typst, for which a fork would wait in vain: it sets by itself.
    """

    @contextmanager
    def hire(parts: int) -> Iterator[Workers]:
        count = min(jobs or _processors(), parts)
        pays = count >= MANY and parts >= SHEETS_PAY_FROM
        yield Workers(forks=count) if pays and can_fork() and "typst" not in sys.modules else Workers()

    return hire


@contextmanager
def _pool(count: int) -> Iterator[Workers]:
    import multiprocessing
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield Workers(executor, count, lost=(BrokenExecutor,))


@contextmanager
def _cluster(scheduler: str) -> Iterator[Workers | Problem]:
    from concurrent.futures import BrokenExecutor

    from distributed import Client, KilledWorker

    with ExitStack() as connected:
        try:
            client = connected.enter_context(Client(scheduler, timeout=CONNECT_SECONDS))
        except (OSError, ValueError) as error:
            yield _refused(scheduler, f"no Dask scheduler answers at {scheduler!r}: {error}", "start it, or correct it")
            return
        found = client.run(_program, on_error="return")
        strange = sorted(address for address, digest in found.items() if digest != program_digest())
        if strange:
            named = ", ".join(strange[:NAMED]) + (", …" if strange[NAMED:] else "")
            reason = f"{len(strange)} of {len(found)} workers of the cluster have not this version of Jianbao: {named}"
            yield _refused(scheduler, reason, "install there what is installed here")
            return
        count = max(1, sum(client.ncores().values()))
        yield Workers(client.get_executor(pure=False), count, lost=(BrokenExecutor, KilledWorker))


def _program() -> bytes:
    """Say which program a worker has; it is asked by the name of this function."""
    return program_digest()


def _refused(scheduler: str, reason: str, hint: str) -> Problem:
    return Problem(code="cluster/refused", where=Place(scheduler), message=reason, hint=hint)


def forks_for(jobs: int) -> int:
    """Return in how many processes work that pays is done: ``jobs``, or as many as processors; 1 without forks."""
    return (jobs or _processors()) if can_fork() else 1


def _unasked(parts: int) -> int:
    found = _processors()
    return found if parts >= PAYS_FROM and (can_fork() or found >= ENOUGH) else 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
