"""A command that is killed leaves the old or the new, whole, and nothing that the next one cannot use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

KILLS = 40


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.skipif(sys.platform != "linux", reason="an exchange of names is certain on Linux only")
@pytest.mark.timeout(400)
def test_killed_commands_leave_the_old_or_the_new(tmp_path: Path) -> None:
    """Builds, bundles, ``seeds index``, ``seeds add`` and ``seal``, with PDFs, cards, feeds and search."""
    command = (sys.executable, str(ROOT / "scripts" / "faults.py"), "--kills", str(KILLS), "--seed", "3")
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} kills, {KILLS} survived" in done.stdout
    assert list(tmp_path.iterdir()) == []
