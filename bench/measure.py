"""
Run a program and say what it cost: CPU and wall seconds, and the memory of all its processes together.

Memory is the highest sum of proportional set sizes seen: a page that several processes share is counted once, and one
that a fork has changed is counted in each.
"""

import os
import re
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
LOOKS_EVERY: Final = 0.02  # seconds
LOOK_SHARE: Final = 30
"""Looking takes no more than one part of time in so many: it must not slow down what it looks at."""
PROPORTIONAL: Final = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)
PAGE_BYTES: Final = resource.getpagesize()


@dataclass(frozen=True)
class Cost:
    """Seconds and megabytes of one run."""

    cpu_s: float
    wall_s: float
    rss_mb: float


class FailedError(Exception):
    """A program that was to be measured ended badly; the message holds what it said."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end; processes that it waits for count as its own."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=said, stderr=subprocess.STDOUT
        )
        memory = _Memory(process.pid)
        memory.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        memory.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    return Cost(used.ru_utime + used.ru_stime, wall, max(memory.most, used.ru_maxrss * 1024) / 1e6)


class _Memory(threading.Thread):
    """Looks at the memory of a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        """Keep the highest sum."""
        pause = LOOKS_EVERY
        while not self._done.wait(pause):
            start = time.perf_counter()
            self.most = max(self.most, sum(map(_resident, _family(self._pid))))
            pause = max(LOOKS_EVERY, LOOK_SHARE * (time.perf_counter() - start))

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [
            int(child)
            for task in (PROC / str(pid) / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:  # gone meanwhile, or a system without this list
        return
    for child in children:
        yield from _family(child)


def _resident(pid: int) -> int:
    """Return the bytes that a process holds, of shared pages its share; of its own where the system tells no shares."""
    here = PROC / str(pid)
    try:
        return int(PROPORTIONAL.findall((here / "smaps_rollup").read_text())[0]) * 1024
    except (OSError, IndexError):
        pass
    try:
        return int((here / "statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0
