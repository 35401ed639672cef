"""A small site with all that a build makes, and commands of the real program in a process that may be hurt."""

import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.changing_site import State, written
from tests.conftest import ROOT

SITE: Final = "output/site"
BUNDLE: Final = "output/jianbao-2026-01.zip"
STANDBY: Final = "output/.site.jianbao-standby"
CACHE: Final = ".cache"
MADE: Final = (CACHE, "output")
"""Folders that hold nothing but what commands have made."""

SURROUNDINGS: Final = {**os.environ, "PYTHONPATH": str(ROOT)}

FAULT: Final = "a fault of the program"
"""What ``said`` holds where a command has ended with a traceback."""

Files = Mapping[str, bytes]
Hurt = Callable[[], None]
"""Prepares a process before its command begins."""


def sources_of(state: State) -> dict[str, bytes]:
    """Write a state down for a site with feeds, PDFs, cards and a bundle."""
    files = written(state)
    outputs = "outputs: [bundle, cards, " + ", ".join(state.outputs) + "]"
    lines = [one for one in files["config.yaml"].splitlines() if not one.startswith(("pdf_kinds", "outputs"))]
    files["config.yaml"] = "\n".join([*lines, outputs, ""])
    return _theme() | {name: text.encode() for name, text in files.items()}


def _theme() -> dict[str, bytes]:
    folders = ("templates", "site_src/assets", "site_src/ui")
    return {f"{folder}/{name}": body for folder in folders for name, body in tree(ROOT / folder).items()}


def started(root: Path, files: Files) -> Path:
    """Write a project and index its text."""
    change(root, files)
    assert command(root, "seeds", "index") == (0, "")
    return root


def change(root: Path, files: Files) -> None:
    """Make the sources of a project these: what differs is written, what is not among them is removed."""
    root.mkdir(parents=True, exist_ok=True)
    present = sources(root)
    for name in present.keys() - files.keys():
        (root / name).unlink()
    for name, body in files.items():
        if present.get(name) != body:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(body)


def sources(root: Path) -> dict[str, bytes]:
    """Read all of a project that no build has made."""
    return {name: body for name, body in tree(root).items() if name.partition("/")[0] not in MADE}


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder; none where it is not there."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def published(root: Path) -> dict[str, bytes]:
    """Read what a build gives to the world: the site, the bundle and its digest."""
    files = tree(root / "output")
    return {name: body for name, body in files.items() if not name.startswith(".")}


def start(root: Path, *arguments: str, hurt: Hurt | None = None) -> int:
    """Start a command of the program in a child and return its process number; what it says goes to ``said``."""
    from jianbao.cli import main

    child = os.fork()
    if child:
        return child
    code = 70
    try:
        said = os.open(said_file(root), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        if hurt:
            hurt()
        code = main(["--root", str(root), *arguments])
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 -- a child never goes back into its parent's work
        os.write(2, f"{FAULT}: {''.join(traceback.format_exception(error))}".encode())
    finally:
        os._exit(code)


def run(root: Path, *arguments: str, hurt: Hurt | None = None) -> int:
    """Run a command to its end and return its exit code; the number of a signal is negative."""
    _, status = os.waitpid(start(root, *arguments, hurt=hurt), 0)
    return os.waitstatus_to_exitcode(status)


def said(root: Path) -> str:
    """Return what the last command said."""
    return said_file(root).read_text("utf-8", "replace") if said_file(root).exists() else ""


def said_file(root: Path) -> Path:
    """Name the file beside the project that takes what commands say."""
    return root.with_name(f"{root.name}.said")


def command(root: Path, *arguments: str, hurt: tuple[str, str] | None = None) -> tuple[int, str]:
    """Run the program itself, perhaps under a fault; return its exit code and what it said of problems."""
    done = subprocess.run(
        call(root, *arguments, hurt=hurt), env=SURROUNDINGS, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def call(root: Path, *arguments: str, hurt: tuple[str, str] | None = None) -> list[str]:
    """Return the call of a command, perhaps under a fault (``hurt.py``)."""
    program = [str(ROOT / "tests/faults/hurt.py"), *hurt] if hurt else [str(ROOT / "build.py")]
    return [sys.executable, *program, "--root", str(root), *arguments]
