"""A file is read again where its stamp cannot rule out that it has changed, and decoded again where its bytes have."""

import itertools
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from msgspec import structs

from jianbao.model.known import KnownFile, KnownFiles
from jianbao.problems import Place, Problem
from jianbao.read.files import COARSEST_CLOCK_NS, Files, Made
from jianbao.read.folders import list_folder, read_bytes
from jianbao.read.opening import Open, Opened, Task

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


def read_all(root: Path, known: KnownFiles) -> tuple[list[dict[str, str] | None], list[str], list[str]]:
    """Read the files of a folder together; say what they hold, which were opened for it, and which read with care."""
    together: list[str] = []
    alone: list[str] = []

    def share(do: Open, tasks: Sequence[Task]) -> Iterator[list[Opened]]:
        together.extend(task.entry.name for task in tasks)
        yield from ([one] for one in do(tasks))

    def make(content: bytes, _shape: type[dict[str, str]], file: str) -> Made[dict[str, str]]:
        alone.append(file)
        return Made({"careful": content.decode()})

    entries, _ = list_folder(root, root)
    files = Files(known, share=share)
    made = [one.value for one in files.read_all([Task(entry, dict[str, str]) for entry in entries], make)]
    return made, together, [file.rpartition("/")[2] for file in alone]


def test_what_another_has_opened_is_decoded_and_the_rest_read_with_care(path: Path) -> None:
    path.with_name("b.yaml").write_text("a: [b]\n", encoding="utf-8")
    path.with_name("c.yaml").write_text("c: d\n", encoding="utf-8")
    assert read_all(path.parent, KnownFiles()) == (
        [{"a": "b"}, {"careful": "a: [b]\n"}, {"c": "d"}],
        ["a.yaml", "b.yaml", "c.yaml"],
        ["b.yaml"],
    )


def test_only_what_may_have_changed_is_opened_by_others(path: Path) -> None:
    _, files, _ = read(path.parent, KnownFiles())
    known = as_of(files.known(), DAY_NS)
    held = {name: structs.replace(one, value={"a": "b"}) for name, one in known.files.items()}
    path.with_name("b.yaml").write_text("c: d\n", encoding="utf-8")
    _, together, _ = read_all(path.parent, structs.replace(known, files=held))
    assert together == ["b.yaml"]
