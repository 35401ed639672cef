"""One process at a time does a job, and the others learn who."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jianbao.lock import Holder, hold

ROOT = Path(__file__).resolve().parent.parent
HOLDING = """
import sys
from pathlib import Path
from jianbao.lock import hold
with hold(Path(sys.argv[1]), wait=True) as holder:
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until its input ends."""
    command = (sys.executable, "-c", HOLDING, str(path))
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def heard(process: subprocess.Popen[str]) -> str:
    """Read the next line that the process prints."""
    assert process.stdout is not None
    return process.stdout.readline()


def test_the_second_learns_who_is_at_it(tmp_path: Path) -> None:
    """By process number and time."""
    path = tmp_path / "lock"
    with holder(path) as first:
        heard(first)
        with hold(path) as other:
            assert isinstance(other, Holder)
            assert other.pid == first.pid
            assert other.since[:2] == "20"


def test_a_killed_process_gives_the_lock_back(tmp_path: Path) -> None:
    """Its file stays, and means nothing."""
    path = tmp_path / "lock"
    with holder(path) as first:
        heard(first)
        first.kill()
        first.wait()
        assert path.exists()
        with hold(path) as other:
            assert other is None


def test_whoever_waits_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    """And finds its own lock file, not the removed one."""
    path = tmp_path / "lock"
    with hold(path):
        second = holder(path)
    with second:
        assert heard(second) == "held\n"
        with hold(path) as other:
            assert other is not None
            assert other.pid == second.pid


def test_the_lock_file_is_removed_and_signed_while_it_lasts(tmp_path: Path) -> None:
    """Nothing is left beside the output."""
    path = tmp_path / "lock"
    with hold(path):
        assert path.read_text(encoding="utf-8").splitlines()[0] == str(os.getpid())
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks belong to a process there")
def test_a_child_that_inherits_the_lock_keeps_it_when_its_parent_is_killed(tmp_path: Path) -> None:
    """As pip does when a set-up is killed."""
    path = tmp_path / "lock"
    program = HOLDING.replace("wait=True", "wait=True, inherited=True").replace(
        "    sys.stdin.read()",
        "    import subprocess\n    subprocess.run(('cat',), close_fds=False)",
    )
    command = (sys.executable, "-c", program, str(path))
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        heard(first)
        while not subprocess.run(("pgrep", "-P", str(first.pid)), capture_output=True, check=False).stdout:
            pass
        first.kill()
        with hold(path) as other:
            assert isinstance(other, Holder)
        assert first.stdin is not None
        first.stdin.close()
        with hold(path, wait=True) as other:
            assert other is None
