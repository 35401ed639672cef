"""The shape of the engine: who imports whom, who touches the disk, how long things may be."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
MODULES: Final = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "jianbao").rglob("*.py"))

BASICS: Final = frozenset({"problems", "model", "text"})
STAGES: Final = frozenset({"read", "check", "link", "render", "publish"})
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "problems": frozenset(),
    "lock": frozenset(),
    "bootstrap": frozenset({"lock"}),
    "model": frozenset({"problems"}),
    "text": frozenset({"problems", "model"}),
    "whole": frozenset({"lock"}),
    "store": frozenset({"problems", "model", "whole"}),
    "read": BASICS | {"store"},
    "check": BASICS,
    "link": BASICS,
    "render": BASICS,
    "publish": BASICS | {"store", "lock", "whole"},
    "carrying": frozenset({"model"}),
    "sources": BASICS | {"read", "check", "publish", "store", "carrying", "collecting", "errands", "forks", "workers"},
    "laps": frozenset(),
    "collecting": frozenset(),
    "forks": frozenset(),
    "errands": frozenset({"forks"}),
    "workers": frozenset({"problems", "store", "forks"}),
    "remembering": BASICS | {"render", "publish"},
    "clocking": BASICS | {"render"},
    "dividing": BASICS | {"render", "publish", "clocking", "forks", "workers"},
    "pressing": BASICS | {"render", "publish", "dividing", "workers"},
    "keying": BASICS | {"render", "publish", "pressing"},
    "rebuilding": BASICS | {"render", "publish", "dividing", "keying", "pressing", "remembering", "workers"},
    "reports": BASICS | {"publish", "remembering"},
    "keeping": frozenset({"publish", "remembering", "render", "reports", "store"}),
    "issuing": BASICS | {"read", "render", "publish", "store", "laps", "remembering", "reports"},
    "retouching": BASICS | {"read", "check", "link", "render", "store", "whole", "issuing", "remembering"},
    "linking": BASICS
    | {
        "carrying",
        "link",
        "render",
        "store",
        "issuing",
        "keeping",
        "rebuilding",
        "remembering",
        "retouching",
        "workers",
    },
    "pipeline": BASICS
    | STAGES
    | {
        "store",
        "laps",
        "collecting",
        "errands",
        "issuing",
        "keeping",
        "linking",
        "rebuilding",
        "remembering",
        "reports",
        "retouching",
    }
    | {"sources", "workers"},
    "edit": BASICS | {"read"},
    "editing": BASICS | {"read", "edit", "publish"},
    "founding": BASICS | {"read", "publish", "seeding"},
    "seeding": BASICS | {"read", "publish"},
    "verifying": BASICS | {"publish"},
    "adding": BASICS | {"read", "edit", "publish"},
    "sealing": BASICS | {"pipeline", "read", "link", "publish"},
    "standing": BASICS | {"read", "link"},
    "adopting": BASICS | {"read", "edit", "publish", "standing"},
    "status": BASICS | {"read", "check", "edit", "publish", "standing"},
    "console": BASICS,
    "serve": BASICS | {"pipeline", "reports", "sources", "console", "lock", "collecting"},
    "commands": BASICS
    | {
        "adding",
        "adopting",
        "collecting",
        "console",
        "editing",
        "founding",
        "pipeline",
        "sealing",
        "seeding",
        "serve",
        "sources",
        "status",
        "verifying",
    },
    "cli": frozenset({"commands"}),
    "__main__": frozenset({"cli"}),
}
"""What a part of the engine may import besides itself."""

HOMES: Final[Mapping[str, tuple[str, ...]]] = {
    "babel": ("jianbao/text/",),
    "brotli": ("jianbao/publish/compressed.py",),
    "distributed": ("jianbao/workers.py",),
    "jinja2": ("jianbao/render/environment.py", "jianbao/render/compiling.py"),
    "livereload": ("jianbao/serve/",),
    "markdown_it": ("jianbao/text/commonmark.py",),
    "markupsafe": ("jianbao/render/",),
    "msgspec": ("jianbao/",),
    "shtab": ("jianbao/commands/completion.py",),
    "pypinyin": ("jianbao/text/pinyin.py",),
    "tornado": ("jianbao/serve/",),
    "typst": ("jianbao/publish/pdf.py",),
    "yaml": ("jianbao/read/yaml_lines.py",),
}
"""The only place where a package of others may be imported."""

PURE: Final = frozenset({"problems", "model", "text", "check", "link", "render", "edit"})
DISK_MODULES: Final = frozenset({"os", "shutil", "tempfile", "glob", "mmap", "socket", "subprocess", "urllib"})
DISK_FREE: Final = frozenset({"urllib.parse", "os.PathLike"})

FORBIDDEN_NAMES: Final = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"})
MODULE_LINES_MAX: Final = 350
FUNCTION_LINES_MAX: Final = 50


def find_violations(path: str, source: str) -> list[str]:
    """Say what breaks the shape in one module, given its path from the root and its text."""
    tree = ast.parse(source)
    part = path.removeprefix("jianbao/").partition("/")[0].removesuffix(".py")
    return [
        *_imports(path, part, tree),
        *(_disk(tree) if part in PURE else ()),
        *_sizes(path, source, tree),
        *_init(path, tree),
    ]


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each imported module, and the same with the imported name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((module, f"{module}.{alias.name}") for alias in node.names)


def _imports(path: str, part: str, tree: ast.Module) -> Iterator[str]:
    for module, name in _imported(tree):
        top = module.partition(".")[0]
        if not top:
            yield f"{module} is a relative import"
        elif top == "jianbao":
            other = name.split(".")[1]
            # ``from jianbao import __version__`` names no part.
            if other not in {part, "__version__"} and other not in ALLOWED.get(part, frozenset()):
                yield f"{part} may not import {other}"
        elif top not in sys.stdlib_module_names and not path.startswith(HOMES.get(top, ("nowhere",))):
            yield f"{top} has its home in {', '.join(HOMES.get(top, ('no module',)))}"


def _disk(tree: ast.Module) -> Iterator[str]:
    for module, name in _imported(tree):
        if module.partition(".")[0] in DISK_MODULES and not {module, name} & DISK_FREE:
            yield f"a pure part may not import {module}"
        if name in {"pathlib", "pathlib.Path"}:
            yield "a pure part may use pathlib.PurePath and PurePosixPath only"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {"open", "FileIO"}:
            yield "a pure part may not open files"


def _sizes(path: str, source: str, tree: ast.Module) -> Iterator[str]:
    if Path(path).stem in FORBIDDEN_NAMES:
        yield f"{Path(path).stem} says nothing about what is in it"
    if (lines := len(source.splitlines())) > MODULE_LINES_MAX:
        yield f"the module has {lines} lines; {MODULE_LINES_MAX} are allowed"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES_MAX:
                yield f"{node.name} has {lines} lines; {FUNCTION_LINES_MAX} are allowed"


def _init(path: str, tree: ast.Module) -> Iterator[str]:
    if Path(path).name != "__init__.py":
        return
    rest = tree.body[1:] if ast.get_docstring(tree) else tree.body
    if path == "jianbao/__init__.py":
        rest = [node for node in rest if "__version__" not in ast.unparse(node)]
    if rest:
        yield "an __init__.py holds at most a docstring"


@pytest.mark.parametrize("path", MODULES)
def test_a_module_keeps_the_shape(path: str) -> None:
    """Each module of the engine, as it is now."""
    assert find_violations(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES)
def test_a_module_belongs_to_a_known_part(path: str) -> None:
    """A new part needs a row that says what it may import."""
    part = path.removeprefix("jianbao/").partition("/")[0].removesuffix(".py")
    assert part in ALLOWED or part == "__init__"


@pytest.mark.parametrize(
    ("path", "source", "violation"),
    [
        ("jianbao/check/run.py", "from jianbao.link.graph import edges", "check may not import link"),
        ("jianbao/check/run.py", "from jianbao import link", "check may not import link"),
        ("jianbao/model/basics.py", "import jianbao.text.numbers", "model may not import text"),
        ("jianbao/pipeline.py", "from jianbao.console import show", "pipeline may not import console"),
        ("jianbao/cli.py", "from jianbao.pipeline import build", "cli may not import pipeline"),
        ("jianbao/render/pages.py", "def f():\n    from jianbao.store import load", "render may not import store"),
        ("jianbao/text/dates.py", "from . import numbers", ". is a relative import"),
        ("jianbao/text/dates.py", "import yaml", "yaml has its home in jianbao/read/yaml_lines.py"),
        ("jianbao/text/dates.py", "import requests", "requests has its home in no module"),
        ("jianbao/link/site.py", "import os", "a pure part may not import os"),
        ("jianbao/link/site.py", "from os import path", "a pure part may not import os"),
        ("jianbao/link/site.py", "from urllib.request import urlopen", "a pure part may not import urllib.request"),
        ("jianbao/link/site.py", "open('x')", "a pure part may not open files"),
        ("jianbao/link/site.py", "import io\nio.open('x')", "a pure part may not open files"),
        (
            "jianbao/link/site.py",
            "from pathlib import Path",
            "a pure part may use pathlib.PurePath and PurePosixPath only",
        ),
        ("jianbao/text/helpers.py", "", "helpers says nothing about what is in it"),
        ("jianbao/text/dates.py", "x = 1\n" * 351, "the module has 351 lines; 350 are allowed"),
        ("jianbao/text/dates.py", "def f():\n" + "    x = 1\n" * 50, "f has 51 lines; 50 are allowed"),
        ("jianbao/text/__init__.py", '"""Text."""\nx = 1', "an __init__.py holds at most a docstring"),
    ],
)
def test_a_planted_violation_is_found(path: str, source: str, violation: str) -> None:
    """A checker that finds nothing would pass every module."""
    assert find_violations(path, source) == [violation]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("jianbao/check/run.py", "from jianbao.problems import Problem\nfrom jianbao.check.terms import check_terms"),
        ("jianbao/read/yaml_lines.py", "import yaml\nfrom pathlib import Path"),
        ("jianbao/link/routes.py", "from pathlib import PurePosixPath\nfrom urllib.parse import quote"),
        ("jianbao/render/data.py", "import io\nio.StringIO()"),
        ("jianbao/text/dates.py", "x = 1\n" * 350),
        ("jianbao/__init__.py", '"""Jianbao."""\n__version__ = "1"'),
        ("jianbao/commands/building.py", "from jianbao import __version__\nfrom jianbao.pipeline import build"),
        ("jianbao/cli.py", "from jianbao.commands import building"),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    """The rules leave the ordinary alone."""
    assert find_violations(path, source) == []
