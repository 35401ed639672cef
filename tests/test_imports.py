"""What an import costs and needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from jianbao.bootstrap import EXTRAS

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "jianbao").rglob("*.py")
    if path.name != "__main__.py"
)
ONE_BY_ONE = """
import os, sys, traceback
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            __import__(name)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(name)
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter in the root of the project."""
    return subprocess.run((sys.executable, *arguments), cwd=ROOT, capture_output=True, text=True, check=False)


def imported_with(module: str) -> set[str]:
    """Give the names of everything that an import loads, and of the packages that it is in."""
    done = python(
        "-c", f"import sys, {module}; print(*sys.modules, *{{name.partition('.')[0] for name in sys.modules}})"
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="forks a fresh interpreter for each module")
def test_each_module_imports_alone() -> None:
    """In an interpreter that has loaded nothing else: a cycle shows only for some first module."""
    done = python("-c", ONE_BY_ONE, *MODULES)
    assert (done.stdout, done.stderr) == ("", "")


def test_the_command_line_starts_without_the_slow_packages() -> None:
    """Babel, Jinja2, markdown-it and PyYAML cost more than all of ``--help``."""
    assert not imported_with("jianbao.cli") & {"babel", "jinja2", "livereload", "markdown_it", "tornado", "yaml"}


def test_the_stages_are_ready_without_the_parser_of_yaml() -> None:
    """It costs a tenth of the start, and only what the quick reader does not know needs it."""
    assert "yaml" not in imported_with("jianbao.pipeline")


def test_an_edit_is_shown_without_what_makes_anything_but_pages_of_records() -> None:
    """After an edit, most of the time goes into imports."""
    loaded = imported_with("jianbao.retouching, jianbao.rebuilding, jianbao.clocking")
    assert not loaded & {"babel", "markdown_it", "multiprocessing", "typst", "xml", "yaml"}
    assert not loaded & {"jianbao.render.builders", "jianbao.render.search_index", "jianbao.text.printed"}


@pytest.mark.parametrize("module", ["jianbao", "jianbao.bootstrap", "jianbao.lock"])
def test_the_set_up_needs_the_standard_library_only(module: str) -> None:
    """It runs where nothing else is installed."""
    assert not imported_with(module) & {"babel", "jinja2", "livereload", "markdown_it", "markupsafe", "msgspec", "yaml"}


def test_the_set_up_knows_every_package_by_its_import_name() -> None:
    """A package that the engine imports and the set-up does not know would be missed on a fresh machine."""
    assert {"babel", "jinja2", "livereload", "markdown_it", "msgspec", "yaml"} <= set(EXTRAS["run"].imports)
