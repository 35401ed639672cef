"""The program sets itself up on a machine that has nothing but Python."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from jianbao.bootstrap import EXTRAS

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import sys
from jianbao import bootstrap
bootstrap.EXTRAS = {"run": bootstrap.Packages("run.lock", ("tiny",)), "test": bootstrap.Packages("test.lock", ())}
bootstrap.ensure("run")
import tiny
print(tiny.__name__, *sys.argv[1:])
sys.exit(7)
"""


def python_alone() -> str:
    """Find the Python that the tests' environment was made from."""
    return str(getattr(sys, "_base_executable", sys.executable))


def a_wheel(folder: Path) -> str:
    """Make a package with one module, and give its line for a lock file."""
    wheel = folder / "tiny-1-py3-none-any.whl"
    about = "tiny-1.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", f"tiny.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
    return f"./{wheel.name} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with a program, the set-up and empty lock files."""
    (tmp_path / "jianbao").mkdir()
    for name in ("__init__.py", "bootstrap.py", "lock.py"):
        shutil.copy(ROOT / "jianbao" / name, tmp_path / "jianbao" / name)
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    for name in ("run.lock", "test.lock"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the program with a Python that lacks its package, without a network."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
    environment |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    command = (python_alone(), "program.py", *arguments)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=project, env=environment, stdout=pipe, stderr=pipe, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for the program; give its exit code and what it said."""
    out, err = process.communicate(timeout=100)
    return process.returncode, out, err


def test_two_starts_at_once_set_up_once_and_a_third_not_at_all(project: Path) -> None:
    """The command goes on with its arguments and its exit code, and one line says what happens."""
    (project / "run.lock").write_text(a_wheel(project), encoding="utf-8")
    both = [start(project, "check", "-v"), start(project, "check", "-v")]
    ended = [finish(process) for process in both]
    assert [(code, out) for code, out, _ in ended] == [(7, "tiny check -v\n")] * 2
    said = f"Setting up the packages of run.lock in {project.resolve() / '.venv'}; this happens once.\n"
    assert sorted(err for _, _, err in ended) == ["", said]
    assert finish(start(project, "check")) == (7, "tiny check\n", "")


def test_a_set_up_that_failed_says_what_to_do_and_is_done_again(project: Path) -> None:
    """The end of pip's log, then advice; the next start does not take half an environment for a whole."""
    (project / "run.lock").write_text(f"tiny==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = finish(start(project))
    assert (code, out) == (1, "")
    assert "No matching distribution found for tiny==1" in err
    assert "check the network" in err
    assert (project / ".cache" / "setup.log").exists()
    (project / "run.lock").write_text(a_wheel(project), encoding="utf-8")
    code, out, err = finish(start(project))
    assert (code, out) == (7, "tiny\n")
    assert err.startswith("Setting up")


@pytest.mark.skipif(os.name == "nt", reason="a set-up cannot be watched from outside there")
@pytest.mark.parametrize("moment", [".venv/bin/python", ".venv/bin/pip"])
def test_a_set_up_that_is_killed_is_done_again(project: Path, moment: str) -> None:
    """Whatever it had come to; and what it has started is waited for, so that two never write into one folder."""
    (project / "run.lock").write_text(a_wheel(project), encoding="utf-8")
    killed = start(project)
    while not (project / moment).exists():
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    code, out, err = finish(start(project, "check"))
    assert (code, out) == (7, "tiny check\n"), err
    killed.communicate()
    assert not (project / ".cache" / "discarded-venv").exists()
    assert finish(start(project)) == (7, "tiny\n", "")


def test_the_environment_of_someone_else_is_not_changed(project: Path) -> None:
    """It is tried as it is; what it lacks is said, and the program does not start for ever."""
    subprocess.run((python_alone(), "-m", "venv", "--without-pip", str(project / ".venv")), check=True)
    before = sorted((project / ".venv").rglob("*"))
    code, _, err = finish(start(project))
    assert code == 1
    assert "lacks tiny. Delete the folder .venv and start again" in err
    assert sorted((project / ".venv").rglob("*")) == before


def test_nothing_happens_where_the_packages_import(project: Path) -> None:
    """An environment of uv or pip is left alone."""
    (project / "tiny.py").touch()
    assert finish(start(project)) == (7, "tiny\n", "")
    assert not (project / ".venv").exists()
    assert not (project / ".cache").exists()


@pytest.mark.parametrize("program", ["build.py", "tests/__main__.py"])
def test_an_old_python_reads_as_far_as_the_line_that_turns_it_away(program: str) -> None:
    """No syntax newer than Python 3.5, no sign beyond ASCII, and nothing but ``sys`` before that line."""
    text = (ROOT / program).read_text(encoding="ascii")
    first, second, guard = ast.parse(text, feature_version=(3, 5)).body[:3]
    assert isinstance(first, ast.Expr)
    assert ast.unparse(second) == "import sys"
    assert ast.unparse(guard).startswith("if sys.version_info < (3, 11):")


def dependencies(*, test: bool) -> set[str]:
    """Read the names of the packages that the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked: list[str] = project["dependencies"] + (project["optional-dependencies"]["test"] if test else [])
    return {re.split(r"[<>=~! \[;]", line, maxsplit=1)[0].lower() for line in asked}


def pinned(extra: str) -> dict[str, str]:
    """Read the pinned versions of a lock file."""
    text = (ROOT / EXTRAS[extra].lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("extra", ["run", "test"])
def test_the_lock_pins_all_that_the_project_asks_for(extra: str) -> None:
    """A dependency that is added to the project has to be locked."""
    assert dependencies(test=extra == "test") <= pinned(extra).keys()


@pytest.mark.parametrize("extra", ["run", "test"])
def test_the_set_up_looks_for_as_many_packages_as_the_project_asks_for(extra: str) -> None:
    """A dependency that is added to the project needs its import name in ``bootstrap``."""
    assert len(EXTRAS[extra].imports) == len(dependencies(test=extra == "test"))


def test_both_locks_pin_the_same_versions() -> None:
    """The tests run what the users run."""
    assert pinned("run").items() <= pinned("test").items()


@pytest.mark.parametrize("extra", ["run", "test"])
def test_every_pin_has_a_hash_and_no_line_names_a_host(extra: str) -> None:
    """Where the packages come from is the business of the machine."""
    text = (ROOT / EXTRAS[extra].lock).read_text(encoding="utf-8")
    blocks: Iterable[str] = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"://|index-url|find-links|/(home|root|tmp)/", text)
