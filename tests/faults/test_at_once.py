"""Two commands at once: the second is told who is at it, and what the first makes is whole."""

import os
import subprocess

import pytest

from jianbao.verifying import verify
from tests.faults.conftest import Project
from tests.faults.projects import BUNDLE, SITE, SURROUNDINGS, call, change, command, published


@pytest.mark.skipif(not hasattr(os, "WUNTRACED"), reason="a process cannot be put to sleep")
@pytest.mark.parametrize("part", [".site.jianbao-fresh", ".site.jianbao-standby/manifest", ".zip.jianbao-new"])
def test_a_build_during_a_build_is_told_who_is_at_it(project: Project, part: str) -> None:
    """While pages are written, before the site changes its name, and while it is packed."""
    two = project.two
    for files in (two.new, two.old):
        change(project.root, files)
        assert command(project.root, "build") == (0, "")
    change(project.root, two.new)
    first = subprocess.Popen(
        call(project.root, "build", hurt=("stop", part)), env=SURROUNDINGS, stdout=subprocess.DEVNULL
    )
    _, status = os.waitpid(first.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), "the build did not come so far"
    change(project.root, two.old)
    code, words = command(project.root, "build")
    assert (code, f"process {first.pid}, since 20" in words) == (2, True), words
    first.send_signal(18)
    assert first.wait() == 0
    assert published(project.root) == two.new_site
    assert verify(project.root / SITE).problems == verify(project.root / BUNDLE).problems == ()
    assert command(project.root, "build") == (0, "")
    assert published(project.root) == two.old_site
