"""What every test may ask for, and what is asked of every test."""

import os
import shutil
import zipfile
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


def copy_project(folder: Path, origin: Path = ROOT) -> Path:
    """Copy what a build reads into a folder, without the seed texts."""
    for name in ("site_src", "templates", "seeds"):
        shutil.copytree(origin / name, folder / name, ignore=shutil.ignore_patterns("*.txt"))
    shutil.copy(origin / "config.yaml", folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the project once, in a folder of its own."""
    from jianbao.pipeline import build

    root = copy_project(tmp_path_factory.mktemp("project"))
    report = build(root)
    assert [one.problem for one in report.problems] == []
    return root / report.folder


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the bundle that the build has put beside the site."""
    (archive,) = site.parent.glob("*.zip")
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(archive) as found:
        found.extractall(folder)
    (inside,) = folder.iterdir()
    assert inside.name == archive.stem
    return inside


@pytest.fixture(scope="session")
def chromium() -> str:
    """Find the program of Debian's package ``chromium``."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium: apt install chromium")
    return program


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Find what ``.ci/run`` installs with npm; the checkers in it are not part of the project."""
    folder = ROOT / ".cache" / "node_modules"
    if not folder.is_dir():
        pytest.skip("npm's checkers are not here: see .ci/run")
    return folder


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> str:
    """Read the script of npm's ``axe-core``."""
    script = node_modules / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("npm's axe-core is not here: see .ci/run")
    return script.read_text(encoding="utf-8")
