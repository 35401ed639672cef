"""A build that is killed leaves the old or the new site, whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jianbao.model.artifact import Artifact
from jianbao.publish.output import Published, publish

ROOT = Path(__file__).resolve().parents[2]
ALTERNATING = """
import sys
from itertools import cycle
from pathlib import Path
from jianbao.model.artifact import Artifact
from jianbao.publish.output import publish
print("ready", flush=True)
for word in cycle((b"old", b"new")):
    publish([Artifact(f"{n}.html", word if n % 2 else b"same") for n in range(80)], Path(sys.argv[1]))
"""


def site(word: bytes) -> list[Artifact]:
    """Give the artifacts that the alternating program publishes."""
    return [Artifact(f"{n}.html", word if n % 2 else b"same") for n in range(80)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("keeping", ["plain", "standby"])
@pytest.mark.parametrize("way", ["exchange", "rename"])
def test_a_kill_at_any_step_leaves_a_whole_site(tmp_path: Path, way: str, keeping: str) -> None:
    """Each step on the file system in turn, with and without an exchange of names, and with a standby."""
    program = Path(__file__).with_name("killed_builds.py")
    command = (sys.executable, str(program), str(tmp_path / "beside" / "output"), way, keeping)
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    steps_at_least = 20
    assert int(done.stdout) > steps_at_least


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no signal that cannot be caught")
@pytest.mark.skipif(sys.platform != "linux", reason="an exchange of names is certain on Linux only")
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    """Fifteen builds, killed by the clock."""
    folder = tmp_path / "output"
    command = (sys.executable, "-c", ALTERNATING, str(folder))
    publish(site(b"old"), folder)
    for moment in range(15):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moment / 500)
            process.kill()
        found = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "manifest.json"}
        assert found in [{artifact.path: artifact.body for artifact in site(word)} for word in (b"old", b"new")]
    assert isinstance(publish(site(b"last"), folder), Published)
    assert list(tmp_path.iterdir()) == [folder]
