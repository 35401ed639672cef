"""Errands are run meanwhile, end with the block, and bring what they find unless they are lost."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jianbao import forks, sources
from jianbao.errands import Send, errands
from jianbao.keeping import recall
from jianbao.pipeline import Options, build
from jianbao.seeding import index_seeds
from tests.small_site import write_small_site

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

KEPT = ("links", "links.pages", "verdicts")


@pytest.fixture(autouse=True)
def _may_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork also where tests before these have left threads behind, which keep an errand at home."""
    monkeypatch.setattr(forks, "can_fork", lambda: True)


@pytest.fixture(name="send")
def _send() -> Iterator[Send]:
    with errands(forks=True) as send:
        assert send
        yield send


def test_nobody_is_sent_where_there_may_be_no_forks() -> None:
    with errands(forks=False) as send:
        assert send is None


def test_an_errand_is_run_by_another_process(send: Send) -> None:
    found = list(send(lambda: iter([os.getpid(), "and more"])))
    assert found[0] != os.getpid()
    assert found[1:] == ["and more"]


def test_what_an_errand_finds_comes_before_it_has_ended(send: Send, tmp_path: Path) -> None:
    def linger() -> Iterator[int]:
        yield 1
        while not (tmp_path / "taken").exists():
            time.sleep(0.01)
        yield 2

    found = send(linger)
    assert next(found) == 1
    (tmp_path / "taken").touch()
    assert list(found) == [2]


def _killed() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)
    yield 2


def _broken() -> Iterator[int]:
    yield 1
    raise ValueError


@pytest.mark.parametrize("lose", [_killed, _broken])
def test_what_is_lost_with_its_process_does_not_come(lose: Callable[[], Iterator[int]], send: Send) -> None:
    assert list(send(lose)) == [1]


def test_who_leaves_waits_for_what_an_errand_does_last(tmp_path: Path) -> None:
    def work() -> Iterator[int]:
        yield 1
        time.sleep(0.1)
        (tmp_path / "done").touch()

    with errands(forks=True) as send:
        assert send
        assert next(send(work)) == 1
    assert (tmp_path / "done").exists()


def test_who_leaves_does_not_wait_for_what_nobody_takes() -> None:
    def heap() -> Iterator[bytes]:
        while True:
            yield bytes(1 << 20)

    with errands(forks=True) as send:
        assert send
        send(heap)


def test_an_errand_dies_with_its_sender(tmp_path: Path) -> None:
    """A build that is killed holds the lock of its folder as long as one runs."""

    def linger() -> Iterator[int]:
        time.sleep(2)
        (tmp_path / "late").touch()
        yield 1

    reader, writer = os.pipe()
    if not (sender := os.fork()):
        with errands(forks=True) as send:
            assert send
            send(linger)
            (tmp_path / "sent").touch()
            time.sleep(60)
    os.close(writer)
    while not (tmp_path / "sent").exists():
        time.sleep(0.01)
    os.kill(sender, signal.SIGKILL)
    os.waitpid(sender, 0)
    assert os.read(reader, 1) == b""  # its last holder has ended
    assert not (tmp_path / "late").exists()
    os.close(reader)


@pytest.fixture(name="eager")
def _eager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project which a fork judges, however little that is."""
    monkeypatch.setattr(sources, "_MANY", 1)
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    return tmp_path


def test_a_fork_keeps_what_this_process_would_have_kept(eager: Path) -> None:
    found = []
    for jobs in (1, 2):
        assert build(eager, Options(clean=True, jobs=jobs)).problems == ()
        found.append([(eager / ".cache" / name).read_bytes() for name in KEPT])
        for name in (*KEPT, "sources"):
            (eager / ".cache" / name).unlink()
    assert found[0] == found[1]
    assert recall(eager).filled.linked != b""


def test_links_that_could_not_be_kept_are_not_remembered(eager: Path) -> None:
    (eager / ".cache/links").mkdir(parents=True)
    assert build(eager, Options(jobs=2)).problems == ()
    assert recall(eager).filled.linked == b""
