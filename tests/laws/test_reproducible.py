"""The same content gives the same bytes, whatever the machine, and nothing is written twice."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import pytest

from jianbao.pipeline import Options, build
from tests.conftest import ROOT, copy_project

Bytes = Mapping[str, bytes]


def bytes_of(site: Path) -> Bytes:
    """Return every file of a site by its path."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def identities(site: Path) -> Mapping[str, tuple[int, int]]:
    """Return what a file system knows of each file: when it was written, and which file it is."""
    stats = {file: file.stat() for file in site.rglob("*") if file.is_file()}
    return {file.relative_to(site).as_posix(): (stat.st_mtime_ns, stat.st_ino) for file, stat in stats.items()}


def differing(one: Bytes, other: Bytes) -> list[str]:
    """Name the files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built project of its own."""
    root = copy_project(tmp_path_factory.mktemp("laws"))
    assert build(root).problems == ()
    return root


@pytest.fixture(scope="module")
def project(site: Path) -> Path:
    """Return the folder that the site was built from: nobody edits that while the tests run."""
    return site.parents[1]


def test_a_second_build_writes_nothing(root: Path) -> None:
    before = identities(root / "output/site")
    report = build(root)
    assert report.published is not None
    assert (report.published.written, report.published.removed) == (0, 0)
    assert identities(root / "output/site") == before


def test_a_clean_build_writes_every_file(root: Path) -> None:
    before = identities(root / "output/site")
    report = build(root, Options(clean=True))
    assert report.published is not None
    assert (report.published.written, report.published.kept) == (report.published.total, 0)
    after = identities(root / "output/site")
    assert [path for path in before if path != "manifest.json" and after[path] == before[path]] == []


def test_a_clean_build_gives_the_same_bytes(root: Path) -> None:
    before = bytes_of(root / "output/site")
    build(root, Options(clean=True))
    assert differing(before, bytes_of(root / "output/site")) == []


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONOPTIMIZE": "2"},
    ],
    ids=["east in C", "west in Chinese"],
)
def test_another_folder_zone_locale_and_hash_seed_give_the_same_bytes(
    site: Path, project: Path, tmp_path: Path, surroundings: Mapping[str, str]
) -> None:
    other = copy_project(tmp_path, project)
    run = subprocess.run(
        (sys.executable, "-B", "build.py", "--root", str(other), "-q"),
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert differing(bytes_of(site), bytes_of(other / "output/site")) == []


class _Backwards:
    """Lists a folder from its last name to its first, in place of ``os.scandir``."""

    def __init__(self, found: Iterator[Any]) -> None:
        self._items = iter(sorted(found, key=lambda item: item.name, reverse=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reasons: object) -> None:
        """Have nothing to close."""

    def __iter__(self) -> "_Backwards":
        return self

    def __next__(self) -> Any:
        return next(self._items)

    def close(self) -> None:
        """Have nothing to close."""


def test_the_order_of_files_on_disk_does_not_matter(
    site: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = copy_project(tmp_path, project)
    scandir, listdir = os.scandir, os.listdir

    def backwards(path: Any = ".") -> _Backwards:
        with scandir(path) as found:
            return _Backwards(found)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", backwards)
        patched.setattr(os, "listdir", lambda path=".": sorted(listdir(path), reverse=True))
        assert next(os.scandir(other)).name == "templates"
        assert build(other).problems == ()
    assert differing(bytes_of(site), bytes_of(other / "output/site")) == []


def test_with_the_seed_texts_at_hand_the_site_is_the_same(
    site: Path, project: Path, tmp_path: Path, seed_texts: Path
) -> None:
    other = copy_project(tmp_path, project)
    shutil.copytree(seed_texts, other / "seeds/text")
    report = build(other)
    assert report.problems == ()
    assert {"copy", "index"} <= set(report.rules)
    assert differing(bytes_of(site), bytes_of(other / "output/site")) == []
