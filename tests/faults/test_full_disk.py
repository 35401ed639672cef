"""A disk that is full, an output folder that cannot be written, one on another disk: the old site stands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jianbao.verifying import verify
from tests.faults.conftest import Project
from tests.faults.projects import BUNDLE, SITE, change, command, published

MOUNT = (sys.platform == "linux" and os.geteuid() == 0, "mounts a file system, which only root may")
FREE_KIB = (0, 24, 100, 300, 700, 1500)
DISK_KIB = 16 * 1024


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Mount something on a folder while the block runs."""
    done = subprocess.run(("mount", *options, str(folder)), capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(("umount", str(folder)), check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write to a folder while the block runs; root may where rights are, but not where it is mounted so."""
    if os.geteuid():
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    with mounted(folder, "--bind", str(folder)):
        subprocess.run(("mount", "-o", "remount,ro,bind", str(folder)), check=True)
        yield


def assert_old(project: Project) -> None:
    """Hold that the old site stands, whole."""
    assert published(project.root) == project.two.old_site
    assert verify(project.root / SITE).problems == ()


def assert_new_next(project: Project) -> None:
    """Hold that the next build makes the new site, and leaves nothing behind."""
    assert command(project.root, "build") == (0, "")
    assert published(project.root) == project.two.new_site
    hidden = {one.name for one in (project.root / "output").iterdir() if one.name.startswith(".")}
    assert hidden <= {".site.jianbao-standby"}


@pytest.mark.skipif(not MOUNT[0], reason=MOUNT[1])
def test_wherever_room_ends_the_old_site_stands_or_the_new_one(project: Project) -> None:
    """On a disk of its own, which is another file system than that of the sources, with ever more room."""
    output, two = project.root / "output", project.two
    with mounted(output, "-t", "tmpfs", "-o", f"size={DISK_KIB}k", "tmpfs"):
        assert command(project.root, "build") == (0, "")
        assert_old(project)
        refusals = 0
        for free in FREE_KIB:
            change(project.root, two.new)
            disk = os.statvfs(output)
            with (output / "filler").open("wb") as filler:
                filler.write(bytes(max(0, disk.f_bavail * disk.f_frsize - free * 1024)))
            code, words = command(project.root, "build")
            (output / "filler").unlink()
            assert (code, "No space left" in words) in {(0, False), (2, True)}, words
            refusals += code == 2
            assert verify(project.root / SITE).problems == ()
            site = {name: body for name, body in published(project.root).items() if name.startswith("site/")}
            assert site.items() <= two.old_site.items() or site.items() <= two.new_site.items()
            assert_new_next(project)
            change(project.root, two.old)
            assert command(project.root, "build") == (0, "")
        assert refusals > 1


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of this kind")
@pytest.mark.parametrize("room", [0, 3_000, 200_000])
def test_a_file_that_cannot_grow_leaves_the_old_site(project: Project, room: int) -> None:
    change(project.root, project.two.new)
    code, words = command(project.root, "build", hurt=("room", str(room)))
    assert code == 2
    assert "File too large" in words
    assert "free the space" in words
    if room < len(project.two.old_site["site/manifest.json"]):
        assert_old(project)
    assert verify(project.root / SITE).problems == ()
    assert_new_next(project)


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of this kind")
@pytest.mark.parametrize("words", [("seal",), ("seeds", "index")])
def test_a_record_that_cannot_be_written_is_not_there_at_all(project: Project, words: tuple[str, ...]) -> None:
    (project.root / "seeds/tale.index.yaml").unlink()
    if words == ("seal",):
        assert command(project.root, "seeds", "index") == (0, "")
    before = {one: one.read_bytes() for one in (project.root / "seeds").iterdir()}
    code, said = command(project.root, *words, hurt=("room", "100"))
    assert (code, "it cannot be written: File too large" in said) == (2, True), said
    assert {one: one.read_bytes() for one in (project.root / "seeds").iterdir()} == before
    assert not list((project.root / "site_src").glob("editions/*"))
    assert command(project.root, *words) == (0, "")


def test_an_output_that_cannot_be_written_is_said(project: Project) -> None:
    change(project.root, project.two.new)
    with read_only(project.root / "output"):
        code, words = command(project.root, "build")
        assert (code, "could not be written" in words) == (2, True), words
        assert_old(project)
    assert_new_next(project)


def test_a_cache_that_cannot_be_written_only_costs_time(project: Project) -> None:
    change(project.root, project.two.new)
    with read_only(project.root / ".cache"):
        assert_new_next(project)
        assert_new_next(project)


@pytest.mark.skipif(not MOUNT[0], reason=MOUNT[1])
def test_an_output_folder_that_is_mounted_itself_is_refused(project: Project) -> None:
    """No name can be exchanged with that of a mount point."""
    with mounted(project.root / SITE, "-t", "tmpfs", "-o", "size=64k", "tmpfs"):
        code, words = command(project.root, "build")
    assert (code, "is a mount point" in words) == (2, True), words
    assert (project.root / BUNDLE).exists()
