"""Files that vanish or change while they are read, and clocks that jump: a build never mixes, and never stays wrong."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianbao.model.known import KnownFiles, Stamp
from jianbao.pipeline import build
from jianbao.problems import Problem
from jianbao.read.files import COARSEST_CLOCK_NS, Files, Made
from jianbao.read.folders import Entry
from tests.faults.conftest import Project
from tests.faults.projects import SURROUNDINGS, published

MILL: Final = "site_src/products/mill.yaml"
DAY_NS: Final = 86_400_000_000_000
SECOND_NS: Final = 1_000_000_000


@pytest.mark.timeout(300)
def test_a_file_that_vanishes_or_changes_while_it_is_read_leaves_a_whole_site(project: Project) -> None:
    program = Path(__file__).with_name("vanishing.py")
    command = (sys.executable, str(program), str(project.root))
    done = subprocess.run(command, env=SURROUNDINGS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    files, refused = map(int, done.stdout.split())
    assert files > 20
    assert refused > 20


@pytest.mark.parametrize("jump", [-DAY_NS, DAY_NS], ids=["back", "ahead"])
def test_a_source_whose_time_jumps_is_read_again(project: Project, jump: int) -> None:
    """With as many bytes as before."""
    file = project.root / MILL
    stat = file.stat()
    file.write_bytes(file.read_bytes().replace(b"The mill", b"The kiln"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + jump))
    assert build(project.root).problems == ()
    assert b"The kiln" in published(project.root)["site/en/products/mill.html"]


def test_a_source_that_changes_within_its_own_time_is_read_again(project: Project) -> None:
    """Same size, same time of change, as programs that restore times leave it; the time of the inode tells."""
    file = project.root / MILL
    stat = file.stat()
    file.write_bytes(file.read_bytes().replace(b"The mill", b"The kiln"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert build(project.root).problems == ()
    assert b"The kiln" in published(project.root)["site/en/products/mill.html"]


def test_a_published_file_with_a_time_to_come_is_compared(project: Project) -> None:
    file = project.root / "output/site/en/index.html"
    ahead = file.stat().st_mtime_ns + DAY_NS
    file.write_bytes(file.read_bytes().replace(b"Tales", b"Talks"))
    os.utime(file, ns=(ahead, ahead))
    assert build(project.root).problems == ()
    assert published(project.root) == project.two.old_site


class Clock:
    """A file system in memory whose clock runs in steps and can be set; there is one file."""

    def __init__(self, step_ns: int) -> None:
        self.now_ns = 1_000 * DAY_NS
        self.step_ns = step_ns
        self.body = b"0"
        self.stamp = self._stamped()

    def write(self, body: bytes) -> None:
        """Change the file, as many bytes as before."""
        self.body = body
        self.stamp = self._stamped()

    def read(self, known: KnownFiles, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes | None, KnownFiles]:
        """Read the file as the engine does."""
        with monkeypatch.context() as patch:
            patch.setattr("jianbao.read.files.time.time_ns", lambda: self.now_ns)
            patch.setattr("jianbao.read.files.read_bytes", lambda *_: self.body)
            files = Files(known)
            made = files.read(Entry("file", "/file", "file", stamp=self.stamp), bytes, lambda *_: _made(self.body))
        return made.value, files.known()

    def _stamped(self) -> Stamp:
        time_ns = self.now_ns // self.step_ns * self.step_ns
        return Stamp(1, time_ns, time_ns, 7)


def _made(body: bytes) -> Made[bytes]:
    problems: tuple[Problem, ...] = ()
    return Made(body, problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    step_ns=st.sampled_from([1, 4_000_000, SECOND_NS, COARSEST_CLOCK_NS]),
    deeds=st.lists(
        st.tuples(st.integers(0, 3 * SECOND_NS), st.sampled_from([b"0", b"1", b"2"]), st.booleans()), max_size=20
    ),
)
def test_however_coarse_the_clock_what_is_read_is_what_stands_there(
    step_ns: int, deeds: list[tuple[int, bytes, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any number of changes within one step of the clock, with readings between them."""
    clock, known = Clock(step_ns), KnownFiles()
    for pause_ns, body, reads in deeds:
        clock.now_ns += pause_ns
        clock.write(body)
        if reads:
            value, known = clock.read(known, monkeypatch)
            assert value == body
    assert clock.read(known, monkeypatch)[0] == clock.body


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ahead_ns=st.integers(COARSEST_CLOCK_NS, DAY_NS), later_ns=st.integers(0, SECOND_NS))
def test_a_clock_that_is_set_back_to_the_time_of_a_change_deceives_nobody(
    ahead_ns: int, later_ns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is read when the clock is ahead, and changed when it shows the first change's time again."""
    clock = Clock(COARSEST_CLOCK_NS)
    first = clock.now_ns
    clock.write(b"1")
    clock.now_ns = first + 2 * COARSEST_CLOCK_NS + ahead_ns
    _, known = clock.read(KnownFiles(), monkeypatch)
    clock.now_ns = first
    clock.write(b"2")
    clock.now_ns = first + later_ns
    assert clock.read(known, monkeypatch)[0] == b"2"
