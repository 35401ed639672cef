"""What a run cost, with all that it started."""

import sys
from pathlib import Path

import pytest

from bench.floor import pack, unpack
from bench.measure import FailedError, run

HOLDS_MEMORY = "import time; held = bytearray(80_000_000); held[:] = b'x' * len(held); time.sleep(0.3)"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run((sys.executable, '-c', {HOLDS_MEMORY!r}), check=True)"
WORKS = "for n in range(3_000_000): n * n"
LETS_WORK = f"import subprocess, sys; subprocess.run((sys.executable, '-c', {WORKS!r}), check=True)"


def python(program: str, folder: Path) -> tuple[float, float]:
    """Run a program and return its CPU seconds and megabytes."""
    cost = run((sys.executable, "-c", program), folder)
    return cost.cpu_s, cost.rss_mb


def test_memory_of_a_child_counts(tmp_path: Path) -> None:
    assert python(STARTS_ANOTHER, tmp_path)[1] > 80


def test_work_of_a_child_counts(tmp_path: Path) -> None:
    assert python(LETS_WORK, tmp_path)[0] > python("pass", tmp_path)[0]


def test_a_program_that_fails_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no such loom"):
        python("raise SystemExit('no such loom')", tmp_path)


def test_the_floor_writes_the_same_bytes(tmp_path: Path) -> None:
    files = {"index.html": b"<h1>", "en/companies/mill.html": b"\x00\xff" * 40_000, "empty.txt": b""}
    for name, body in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(body)
    pack(tmp_path / "site", tmp_path / "pack")
    unpack(tmp_path / "pack", tmp_path / "copy")
    copied = (tmp_path / "copy").rglob("*")
    assert {
        file.relative_to(tmp_path / "copy").as_posix(): file.read_bytes() for file in copied if file.is_file()
    } == files
