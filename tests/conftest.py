"""What every test may ask for, and what is asked of every test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SEED_FOLDERS = (ROOT / "seeds" / "text", ROOT.parent / "shared" / "seeds")

# Shared machines are slow at odd moments: a deadline for one example would fail for no reason of ours.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True)
def _silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that prints or warns in a log without asking for ``capsys`` or ``caplog``."""
    asked = set(request.fixturenames)
    if asked & {"capsys", "capfd", "capsysbinary", "capfdbinary", "caplog"}:
        yield
        return
    capsys: pytest.CaptureFixture[str] = request.getfixturevalue("capsys")
    caplog: pytest.LogCaptureFixture = request.getfixturevalue("caplog")
    yield
    printed = "".join(capsys.readouterr())
    logged = [record.getMessage() for record in caplog.get_records("call") if record.levelname != "DEBUG"]
    assert not printed, f"the test printed {printed!r}"
    assert not logged, f"the test logged {logged!r}"


@pytest.fixture(scope="session")
def seed_texts() -> Path:
    """Find the folder of the seed texts, which are not part of the project."""
    for folder in SEED_FOLDERS:
        if any(folder.glob("*.txt")):
            return folder
    pytest.skip("the seed texts are not here: put them in seeds/text")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Find the program of Debian's package ``chromium``."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium: apt install chromium")
    return program
