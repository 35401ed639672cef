"""
The commands that help to write records.

Beside ``pipeline`` and ``seeding``, a module that introduces ``read`` to ``publish``.
"""

from pathlib import Path
from typing import Final

from jianbao.edit.skeletons import skeleton
from jianbao.model.config import Config
from jianbao.model.records import KINDS, Kind
from jianbao.problems import Outcome, Place, Problem
from jianbao.publish.drafts import write_new
from jianbao.read.config import read_config
from jianbao.read.folders import Entry, list_folder, read_document
from jianbao.read.locate import place_in
from jianbao.read.slugs import slug_problem
from jianbao.read.yaml_lines import Document

_SOURCES: Final = "site_src"


class Edited(Outcome, frozen=True, kw_only=True):
    """What a command of the editor came to: problems, or the files that were written."""

    files: tuple[str, ...] = ()


def new_record(root: Path, kind_name: str, name: str) -> Edited:
    """
    Write the skeleton of a record; ``name`` is its slug, after the folders that keep it together with others.

    A slug that is taken or cannot be one is refused, and no file is ever overwritten.
    """
    config = read_config(root)
    if not isinstance(config, Config):
        return Edited(problems=place_in(root, config), is_usage=True)
    kind = KINDS[kind_name]
    file = f"{_SOURCES}/{kind.folder}/{name}.yaml"
    problem = _name_problem(root, kind, name, file)
    problem = problem or write_new(root / file, skeleton(kind, config.languages), file)
    if problem:
        return Edited(problems=place_in(root, (problem,)), is_usage=True)
    return Edited(files=(file,))


def _name_problem(root: Path, kind: Kind, name: str, file: str) -> Problem | None:
    for part in name.split("/"):
        problem = slug_problem(part, kind, Place(file))
        if problem:
            return problem
    slug = name.rpartition("/")[2]
    taken = _taken(root, kind).get(slug)
    if taken is None:
        return None
    return Problem(
        code="reference/duplicate",
        where=Place(taken),
        message=f"{kind.name}/{slug} is written already, in {taken}",
        hint=f'go on there, or choose another slug such as "{slug}-2"',
    )


def _taken(root: Path, kind: Kind) -> dict[str, str]:
    """Return the slugs of a kind with the files that hold them, also of records that cannot be read."""
    found: dict[str, str] = {}
    waiting = [root / _SOURCES / kind.folder]
    while waiting:
        for entry in list_folder(root, waiting.pop())[0]:
            if entry.is_folder:
                waiting.append(entry.path)
            else:
                found[entry.name.removesuffix(".yaml")] = entry.file
    listed = Entry(f"{_SOURCES}/{kind.folder}.yaml", root / _SOURCES / f"{kind.folder}.yaml")
    document = read_document(listed.path, listed.file)
    if isinstance(document, Document) and isinstance(document.data, dict):
        found |= dict.fromkeys(document.data, listed.file)
    return found
