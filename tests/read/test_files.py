"""A file is read again where its stamp cannot rule out that it has changed, and decoded again where its bytes have."""

import itertools
import os
import time
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from msgspec import structs

from jianbao.model.known import KnownFile, KnownFiles
from jianbao.problems import Place, Problem
from jianbao.read.files import COARSEST_CLOCK_NS, Files, Made
from jianbao.read.folders import list_folder, read_bytes

DAY_NS = 24 * 3600 * 10**9
Read = tuple[Made[str], Files, int]


def read(root: Path, known: KnownFiles, *, fails: bool = False) -> Read:
    """Read the one file of a folder and say how often it was decoded."""
    decoded = 0

    def make(content: bytes, _shape: type[str], _file: str) -> Made[str]:
        nonlocal decoded
        decoded += 1
        problems = (Problem(code="record/slug", where=Place("a.yaml"), message=""),) if fails else ()
        return Made(content.decode(), problems)

    (entry,), _ = list_folder(root, root)
    files = Files(known)
    return files.read(entry, str, make), files, decoded


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text("a: b\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each reading but the first be ten days after the one before."""
    days = itertools.count(0, 10)
    clock = SimpleNamespace(time_ns=lambda: time.time_ns() + next(days) * DAY_NS)
    monkeypatch.setattr("jianbao.read.files.time", clock)


def as_of(known: KnownFiles, later_ns: int) -> KnownFiles:
    """Pretend that the files were read at another time."""
    return structs.replace(known, taken_ns=known.taken_ns + later_ns)


def test_a_file_that_was_settled_when_it_was_read_is_not_opened_again(path: Path) -> None:
    first, files, _ = read(path.parent, KnownFiles())
    again, files, decoded = read(path.parent, as_of(files.known(), DAY_NS))
    assert (again, files.opened, decoded) == (first, 0, 0)


def test_a_file_written_just_before_it_was_read_is_opened_but_not_decoded_again(path: Path) -> None:
    """Within one step of the clock it may have been written once more without another time."""
    first, files, _ = read(path.parent, KnownFiles())
    again, files, decoded = read(path.parent, as_of(files.known(), COARSEST_CLOCK_NS // 2))
    assert (again, files.opened, decoded) == (first, 1, 0)


def test_after_a_clock_was_set_back_every_file_is_opened(path: Path) -> None:
    """It shows times again that it has shown before."""
    first, files, _ = read(path.parent, KnownFiles())
    again, files, decoded = read(path.parent, as_of(files.known(), 99 * DAY_NS))
    assert (again, files.opened, decoded) == (first, 1, 0)


def test_a_change_that_keeps_size_and_time_is_seen(path: Path) -> None:
    _, files, _ = read(path.parent, KnownFiles())
    stat = path.stat()
    path.write_text("a: c\n", encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    again, _, decoded = read(path.parent, files.known())
    assert (again.value, decoded) == ("a: c\n", 1)


def test_a_file_that_was_merely_touched_is_not_decoded_again(path: Path) -> None:
    _, files, _ = read(path.parent, KnownFiles())
    os.utime(path, ns=(time.time_ns(), time.time_ns()))
    _, files, decoded = read(path.parent, as_of(files.known(), DAY_NS))
    assert (files.opened, decoded) == (1, 0)


def test_a_file_with_a_problem_is_never_known(path: Path) -> None:
    first, files, _ = read(path.parent, KnownFiles(), fails=True)
    again, _, decoded = read(path.parent, as_of(files.known(), DAY_NS), fails=True)
    assert (again.problems, decoded) == (first.problems, 1)


def test_a_kept_value_that_does_not_fit_is_read_anew(path: Path) -> None:
    first, files, _ = read(path.parent, KnownFiles())
    known = files.known()
    bad = {
        name: KnownFile(one.stamp, one.digest, msgspec.Raw(msgspec.msgpack.encode(7)))
        for name, one in known.files.items()
    }
    again, _, decoded = read(path.parent, as_of(structs.replace(known, files=bad), DAY_NS))
    assert (again, decoded) == (first, 1)


def test_a_file_that_grew_after_it_was_listed_is_read_whole(path: Path) -> None:
    listed = path.stat().st_size
    path.write_text("a: b\n" + 1000 * "# more\n", encoding="utf-8")
    assert read_bytes(path, "a.yaml", listed) == path.read_bytes()


def test_a_file_that_shrank_after_it_was_listed_is_read_as_it_stands(path: Path) -> None:
    listed = path.stat().st_size
    path.write_text("a:", encoding="utf-8")
    assert read_bytes(path, "a.yaml", listed) == b"a:"
