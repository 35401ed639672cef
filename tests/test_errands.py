"""Errands are run meanwhile, end with the block, and are known to be done only where they are."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from jianbao import forks, pipeline, sources
from jianbao.errands import at_once, errands
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


def by_another(here: int) -> bool:
    """Say whether this is another process."""
    return os.getpid() != here


@pytest.mark.parametrize("may_fork", [False, True])
def test_an_errand_is_run_by_a_fork_where_one_may_be(*, may_fork: bool) -> None:
    here = os.getpid()
    with errands(forks=may_fork) as send:
        assert send(lambda: by_another(here))() is may_fork


@pytest.mark.parametrize("may_fork", [False, True])
def test_an_errand_that_comes_to_nothing_is_not_done(*, may_fork: bool) -> None:
    with errands(forks=may_fork) as send:
        assert not send(lambda: False)()


def test_an_errand_that_is_lost_with_its_process_is_not_done() -> None:
    here = os.getpid()

    def die() -> bool:
        if by_another(here):
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    with errands(forks=True) as send:
        assert not send(die)()


def test_it_may_be_asked_again_whether_an_errand_is_done() -> None:
    with errands(forks=True) as send:
        is_done = send(lambda: True)
        assert (is_done(), is_done()) == (True, True)


def test_who_leaves_waits_for_what_nobody_asked_for(tmp_path: Path) -> None:
    def work() -> bool:
        time.sleep(0.1)
        (tmp_path / "done").touch()
        return True

    with errands(forks=True) as send:
        send(work)
    assert (tmp_path / "done").exists()


def test_an_errand_dies_with_its_sender(tmp_path: Path) -> None:
    """A build that is killed holds the lock of its folder as long as one runs."""

    def linger() -> bool:
        time.sleep(2)
        (tmp_path / "late").touch()
        return True

    reader, writer = os.pipe()
    if not (sender := os.fork()):
        with errands(forks=True) as send:
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


def test_work_that_is_not_sent_away_is_done_before_anything_else() -> None:
    done: list[int] = []

    def work() -> bool:
        done.append(1)
        return True

    is_done = at_once(work)
    assert (done, is_done()) == ([1], True)


@pytest.fixture(name="eager")
def _eager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of which forks keep what is known, however little that is."""
    monkeypatch.setattr(pipeline, "MANY", 1)
    monkeypatch.setattr(sources, "_MANY", 1)
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    return tmp_path


def test_forks_keep_what_this_process_would_have_kept(eager: Path) -> None:
    found = []
    for jobs in (1, 2):
        assert build(eager, Options(clean=True, jobs=jobs)).problems == ()
        found.append([(eager / ".cache" / name).read_bytes() for name in KEPT])
        for name in (*KEPT, "sources"):
            (eager / ".cache" / name).unlink()
    assert found[0] == found[1]
    assert recall(eager).filled.linked != b""


def test_links_that_a_fork_could_not_keep_are_not_remembered(eager: Path) -> None:
    (eager / ".cache/links").mkdir(parents=True)
    assert build(eager, Options(jobs=2)).problems == ()
    assert recall(eager).filled.linked == b""
