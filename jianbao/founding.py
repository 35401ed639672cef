"""
The command that begins a site: a small one with invented content that builds at once.

Beside ``pipeline``, ``seeding`` and ``editing``, a module that introduces ``read`` to ``publish``.
"""

import os
from pathlib import Path
from typing import Final

from jianbao.problems import Outcome, Place, PlacedProblem, Problem
from jianbao.publish.drafts import write_new
from jianbao.read.assets import read_assets
from jianbao.read.theme import STARTER, THEME
from jianbao.seeding import index_seeds

_PROGRAM: Final = '''\
"""Build, check and serve this site: ``python3 build.py --help`` says how."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENGINE = Path(os.environ.get("JIANBAO") or HERE / {engine!r}).resolve()
"""Where Jianbao is; change it here, or set JIANBAO, when one of the two has moved."""

if not (ENGINE / "jianbao").is_dir():
    sys.exit(f"Jianbao is not in {{ENGINE}}: set JIANBAO to its folder, or change ENGINE in this file.")
sys.path.insert(0, str(ENGINE))

from jianbao import bootstrap

if __name__ == "__main__":
    bootstrap.ensure("run")
    from jianbao.cli import main

    sys.exit(main(["--root", str(HERE), *sys.argv[1:]]))
'''


class Founded(Outcome, frozen=True, kw_only=True):
    """What beginning a site came to: problems, or the files that were written."""

    files: tuple[str, ...] = ()


def found_site(folder: Path) -> Founded:
    """Begin a site in a folder that is empty or not there yet, and index its text."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return _refused(str(folder), "something is in that folder already", "name a folder that is empty or new")
    starter = read_assets(STARTER, STARTER.name)
    texts = {_name(name): body.decode() for name, body in starter.files.items()}
    texts["build.py"] = _PROGRAM.format(engine=_way_to_engine(folder))
    for file, text in sorted(texts.items()):
        problem = write_new(folder / file, text, file)
        if problem is not None:
            return Founded(problems=(PlacedProblem(problem, Place(file)),), is_usage=True)
    indexed = index_seeds(folder)
    return Founded(problems=indexed.problems, is_usage=indexed.is_usage, files=tuple(sorted(texts)))


def _name(file: str) -> str:
    # A file .gitignore in the starter itself would rule here.
    return ".gitignore" if file == "gitignore" else file


def _way_to_engine(folder: Path) -> str:
    """Return the way from the folder to the program; a relative one survives a move of both together."""
    try:
        return Path(os.path.relpath(THEME, folder.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return THEME.as_posix()


def _refused(file: str, message: str, hint: str) -> Founded:
    problem = Problem(code="output/refused", where=Place(file), message=message, hint=hint)
    return Founded(problems=(PlacedProblem(problem, Place(file)),), is_usage=True)
