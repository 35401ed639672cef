"""
Small whole sites as text, so that a rule can be shown with the least content that breaks it.

A case file is a list of files, each below a line ``-- path --``, and at its end the lines that a check of
the site has to print, below ``-- problems --``. What a case does not write it takes from ``valid.txt``;
``-- path (absent) --`` takes a file of that site away.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.problems import PlacedProblem

ROOT: Final = Path(__file__).resolve().parent.parent
CASES: Final = ROOT / "tests" / "check" / "cases"
_HEADER: Final = re.compile(r"^-- (?P<path>[^\n]+?)(?P<absent> \(absent\))? --\n", re.MULTILINE)
_EXPECTED: Final = "problems"


class Case(Struct, frozen=True):
    """The files of a site, ``None`` for one that is taken away, and the problems that it has."""

    files: Mapping[str, str | None]
    problems: tuple[str, ...]


def parse_case(text: str) -> Case:
    r"""
    Take a case apart.

    >>> parse_case("-- a.yaml --\nx: y\n-- b.yaml (absent) --\n-- problems --\na.yaml:1:1 yaml/syntax\n")
    Case(files={'a.yaml': 'x: y\n', 'b.yaml': None}, problems=('a.yaml:1:1 yaml/syntax',))
    """
    headers = list(_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    parts = {
        header["path"]: None if header["absent"] else text[header.end() : end]
        for header, end in zip(headers, ends, strict=True)
    }
    problems = parts.pop(_EXPECTED) or ""
    return Case(parts, tuple(line for line in problems.splitlines() if line))


def read_case(name: str) -> Case:
    """Read a case of the check stage by the name of its file."""
    return parse_case((CASES / f"{name}.txt").read_bytes().decode())


def write_site(root: Path, changes: Mapping[str, str | None]) -> None:
    """Write the smallest valid site with these changes."""
    for file, content in {**read_case("valid").files, **changes}.items():
        if content is not None:
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())


def write_project(root: Path, changes: Mapping[str, str | None]) -> None:
    """Write the smallest valid site with these changes, and what a build needs besides: the real one."""
    write_site(root, changes)
    for folder in ("templates", "site_src/ui", "site_src/assets"):
        shutil.copytree(ROOT / folder, root / folder, dirs_exist_ok=True)


def shown(one: PlacedProblem) -> str:
    """Write a problem as a case file does."""
    return f"{one.place.file}:{one.place.line}:{one.place.column} {one.problem.code} {one.problem.message}"
