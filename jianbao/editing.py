"""
The commands that help to write records.

Beside ``pipeline`` and ``seeding``, a module that introduces ``read`` to ``publish``.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jianbao.edit.layout import format_yaml
from jianbao.edit.schemas import file_patterns, render_schemas
from jianbao.edit.skeletons import skeleton
from jianbao.model.basics import Lang
from jianbao.model.config import Config
from jianbao.model.evidence import SeedPlan
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS, Kind
from jianbao.model.tiles import Tile
from jianbao.problems import Outcome, Place, Problem
from jianbao.publish.drafts import rewrite, write_new
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.folders import list_folder, read_document, stray
from jianbao.read.locate import place_in
from jianbao.read.plain import Unreadable
from jianbao.read.slugs import slug_problem
from jianbao.read.taken import taken_slugs
from jianbao.read.yaml_lines import read_yaml

SCHEMAS: Final = "schemas"
"""The folder of the generated schemas."""

_SETTINGS: Final = ".vscode/settings.json"
_SOURCES: Final = "site_src"


_WHOLE_FILES: Final[Mapping[str, Any]] = {
    "config.yaml": Config,
    f"{_SOURCES}/units.yaml": dict[str, Unit],
    f"{_SOURCES}/tiles.yaml": dict[str, Tile],
    **{f"{_SOURCES}/{kind.folder}.yaml": dict[str, kind.struct] for kind in KINDS.values()},  # type: ignore[name-defined]
}


class Edited(Outcome, frozen=True, kw_only=True):
    """What a command of the editor came to: problems, or the files that were written."""

    files: tuple[str, ...] = ()
    looked_at: int = 0


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
    text = _schema_header(root, kind, file) + skeleton(kind, config.languages)
    problem = problem or write_new(root / file, text, file)
    if problem:
        return Edited(problems=place_in(root, (problem,)), is_usage=True)
    return Edited(files=(file,))


def format_files(root: Path, files: Sequence[str], *, write: bool) -> Edited:
    """
    Bring files into canonical form and name those that were not in it; a file that cannot be read stays as it is.

    ``files`` are relative to the project; without any, all that editors write are taken. Without ``write`` nothing is.
    """
    config = read_config(root)
    if not isinstance(config, Config):
        return Edited(problems=place_in(root, config), is_usage=True)
    problems: list[Problem] = []
    changed: list[str] = []
    chosen = files or find_files(root)
    for file in chosen:
        found = _formatted(root, file, config.languages)
        if isinstance(found, tuple):
            problems += found
        elif found is not None:
            changed.append(file)
            refused = rewrite(root / file, found, file) if write else None
            problems += [refused] if refused else []
    return Edited(problems=place_in(root, problems), files=tuple(changed), looked_at=len(chosen))


def write_schemas(root: Path) -> Edited:
    """Write the schemas of a project's files and, where there are none, the settings that make an editor use them."""
    config = read_config(root)
    if not isinstance(config, Config):
        return Edited(problems=place_in(root, config), is_usage=True)
    units = read_catalog(root, config).catalog.units
    schemas = render_schemas(config.languages, [*units])
    texts = {f"{SCHEMAS}/{name}.json": _json(schema) for name, schema in schemas.items()}
    if not (root / _SETTINGS).exists():
        mapping = {f"./{SCHEMAS}/{name}.json": [*file_patterns(name)] for name in schemas}
        texts[_SETTINGS] = _json({"yaml.schemas": mapping})
    problems = [problem for file, text in texts.items() if (problem := rewrite(root / file, text, file))]
    return Edited(problems=place_in(root, problems), files=tuple(texts))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def find_files(root: Path) -> tuple[str, ...]:
    """List the files that editors write, by their paths from the root of the project."""
    folders = [_SOURCES, "seeds"]
    found = ["config.yaml"]
    while folders:
        for entry in list_folder(root, root / folders.pop())[0]:
            if entry.is_folder:
                folders.append(entry.file)
            elif struct_of(entry.file) is not None:
                found.append(entry.file)
    return tuple(sorted(found))


def struct_of(file: str) -> Any:
    """Return the type that a file holds, ``None`` where editors write no such file."""
    if file in _WHOLE_FILES:
        return _WHOLE_FILES[file]
    if not file.endswith(".yaml") or file.endswith(".index.yaml"):
        return None
    top, _, rest = file.partition("/")
    folder = rest.partition("/")[0]
    if top == "seeds" and folder == rest:
        return SeedPlan
    if top == _SOURCES and folder == "ui":
        return dict[str, str]
    return next((kind.struct for kind in KINDS.values() if top == _SOURCES and folder == kind.folder != rest), None)


def _formatted(root: Path, file: str, languages: Sequence[Lang]) -> str | tuple[Problem, ...] | None:
    """Return the canonical form of a file, ``None`` where it has it already, or why there is none."""
    struct = struct_of(file)
    if struct is None:
        return (stray(file, "this is no file that editors write", "name records, units, strings or the configuration"),)
    document = read_document(root / file, file)
    if isinstance(document, Unreadable):
        return document.problems
    written = (root / file).read_bytes().decode("utf-8-sig")
    text = format_yaml(written, struct, languages)
    if read_yaml(text, file) != document:
        raise RuntimeError(f"the canonical form of {file} would not hold the same data")
    return None if text == written else text


def _schema_header(root: Path, kind: Kind, file: str) -> str:
    """Return the line by which an editor finds the schema of a new record, where the schemas have been written."""
    schema = f"{SCHEMAS}/{kind.name}.json"
    way_up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={way_up}{schema}\n" if (root / schema).is_file() else ""


def _name_problem(root: Path, kind: Kind, name: str, file: str) -> Problem | None:
    for part in name.split("/"):
        problem = slug_problem(part, kind, Place(file))
        if problem:
            return problem
    slug = name.rpartition("/")[2]
    taken = taken_slugs(root, kind).get(slug)
    if taken is None:
        return None
    return Problem(
        code="reference/duplicate",
        where=Place(taken),
        message=f"{kind.name}/{slug} is written already, in {taken}",
        hint=f'go on there, or choose another slug such as "{slug}-2"',
    )
