"""A cache that is damaged, of another version, of another project or no folder at all costs time, nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

import pytest

from jianbao.pipeline import build
from tests.faults.conftest import Project
from tests.faults.projects import CACHE, change, published


def cut(file: Path, chance: Random) -> None:
    """Cut a file short."""
    body = file.read_bytes()
    file.write_bytes(body[: chance.randrange(len(body))])


def flip(file: Path, chance: Random) -> None:
    """Turn one bit of a file, and leave its size and its times."""
    body = bytearray(file.read_bytes())
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    file.write_bytes(body)


def fill(file: Path, chance: Random) -> None:
    """Write something else into a file, as another version would."""
    file.write_bytes(chance.randbytes(file.stat().st_size))


def lengthen(file: Path, chance: Random) -> None:
    """Add to a file."""
    file.write_bytes(file.read_bytes() + chance.randbytes(9))


def empty(file: Path, _: Random) -> None:
    """Leave nothing of a file but its name."""
    file.write_bytes(b"")


def block(file: Path, _: Random) -> None:
    """Put a folder in the place of a file."""
    file.unlink()
    (file / "inside").mkdir(parents=True)


DAMAGES: Final = (cut, flip, fill, lengthen, empty, block)


def assert_builds(project: Project) -> None:
    """Hold that an ordinary build makes of the new and of the old sources what one from nothing makes of them."""
    for files, site in ((project.two.new, project.two.new_site), (project.two.old, project.two.old_site)):
        change(project.root, files)
        assert build(project.root).problems == ()
        assert published(project.root) == site


@pytest.mark.parametrize("remembers", [True, False], ids=["and all of it", "but not what pages were made of"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_file_of_the_cache_may_be_damaged(
    project: Project, damage: Callable[[Path, Random], None], *, remembers: bool
) -> None:
    """Without the memory of pages everything is made again, so PDFs and cards are taken from the cache."""
    chance = Random(5)  # noqa: S311 -- the same damage in each run
    files = [one for one in (project.root / CACHE).rglob("*") if one.is_file()]
    assert {one.parent.name for one in files} == {CACHE, "pdf", "cards"}
    for file in files:
        damage(file, chance)
    if not remembers:
        memory = project.root / CACHE / "build"
        shutil.rmtree(memory) if memory.is_dir() else memory.unlink()
        assert build(project.root).problems == ()
        assert published(project.root) == project.two.old_site
    assert_builds(project)


def test_a_file_in_the_place_of_the_cache_folder_only_costs_time(project: Project) -> None:
    shutil.rmtree(project.root / CACHE)
    (project.root / CACHE).write_bytes(b"a file")
    assert_builds(project)
    assert (project.root / CACHE).read_bytes() == b"a file"


def test_the_cache_of_another_project_is_not_believed(project: Project, tmp_path: Path) -> None:
    """Restored from an archive, as hosts do between their builds."""
    other = tmp_path / "other"
    change(other, project.two.new)
    assert build(other).problems == ()
    shutil.rmtree(project.root / CACHE)
    shutil.copytree(other / CACHE, project.root / CACHE)
    assert_builds(project)
