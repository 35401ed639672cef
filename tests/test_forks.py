"""Forks share work: every task is done once or, where a process dies, again; and nobody is left behind."""

import os
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from jianbao.forks import TASKS_MAX, can_fork, forked
from tests.children import children

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.mark.parametrize(("tasks", "processes"), [(0, 2), (1, 3), (7, 2), (500, 3), (TASKS_MAX, 2)])
def test_what_comes_of_the_tasks_is_in_their_order(tasks: int, processes: int) -> None:
    base = 7  # the forks have it without being handed it
    assert list(forked(lambda number: number * base, tasks, processes)) == [number * 7 for number in range(tasks)]


def test_every_process_has_its_share() -> None:
    def do(_: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    found = set(forked(do, 60, 3))
    assert os.getpid() in found
    assert len(found) == 3


def test_what_a_process_takes_to_its_grave_is_done_here() -> None:

    def do(number: int) -> tuple[int, int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid()

    here = os.getpid()
    assert list(forked(do, 40, 3)) == [(number, here) for number in range(40)]


def test_what_a_task_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(forked(lambda number: 1 // (number - 5), 10, 2))


def test_who_stops_listening_leaves_no_process_behind() -> None:
    before = children()
    with closing(forked(lambda number: number, 1000, 2)) as results:
        assert next(results) == 0
        assert children() != before
    assert children() == before


def test_an_interruption_is_left_to_the_first_process() -> None:
    def do(_: int) -> int:
        time.sleep(0.01)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGINT)
        return os.getpid()

    here = os.getpid()
    assert len(set(forked(do, 30, 2))) == 2


def test_orphans_stop(tmp_path: Path) -> None:
    """A build that is killed holds the lock of its folder as long as its forks live."""
    program = f"""
import os, signal, time
from pathlib import Path
from jianbao.forks import forked
def do(number):
    Path({str(tmp_path)!r}, str(number)).touch()
    if os.getpid() == here and number > 3:
        os.kill(here, signal.SIGKILL)
    time.sleep(0.02)
here = os.getpid()
for _ in forked(do, 2000, 3):
    pass
"""
    reader, writer = os.pipe()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", program],
        {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1)],
    )
    os.close(writer)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    assert os.read(reader, 1) == b""  # its last holder has ended
    os.close(reader)
    assert len(list(tmp_path.iterdir())) < 100


def test_more_tasks_than_a_pipe_holds_are_refused() -> None:
    with pytest.raises(ValueError, match=str(TASKS_MAX + 1)):
        list(forked(lambda number: number, TASKS_MAX + 1, 2))


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert not can_fork()
