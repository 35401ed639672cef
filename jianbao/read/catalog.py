"""
Read every record of a project, its units and tiles, its interface strings and what is known of its seeds.

In: the folder of the project. Out: a catalog of all that could be read, and everything that could not.
References are not resolved here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar

from msgspec import Struct

from jianbao.model.basics import Lang, RefStr
from jianbao.model.config import Config
from jianbao.model.editions import EDITIONS, SealedEdition
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS, Kind, Record
from jianbao.model.site import Catalog, Origin
from jianbao.model.tiles import Tile
from jianbao.problems import Place, Pointer, Problem
from jianbao.read.decode import decode_record
from jianbao.read.folders import Entry, list_folder, read_document, stray
from jianbao.read.slugs import slug_problem
from jianbao.read.theme import theme_strings
from jianbao.read.unfinished import find_unfinished
from jianbao.read.yaml_lines import Unreadable
from jianbao.read.yaml_subset import Plain
from jianbao.text.closest import did_you_mean

T = TypeVar("T")

_SUFFIX: Final = ".yaml"
_INDEX_SUFFIX: Final = ".index.yaml"
_SOURCES: Final = "site_src"
_UNITS: Final = "units.yaml"
_TILES: Final = "tiles.yaml"
_FOLDERS: Final = ("ui", "assets", EDITIONS)
"""Folders of `site_src` that hold no records."""


class Reading(Struct, frozen=True):
    """What was read, and everything that is wrong with the rest."""

    catalog: Catalog
    problems: tuple[Problem, ...]


class _Named(Struct, Generic[T], frozen=True):
    """A value with its name and the place where it is written."""

    name: str
    value: T
    origin: Origin


_Read: TypeAlias = Iterator[_Named[T] | Problem]


class _Shelf(Generic[T]):
    """Gathers what a reader yields: values by name, and problems."""

    def __init__(self, found: _Read[T]) -> None:
        self.values: dict[str, T] = {}
        self.origins: dict[str, Origin] = {}
        self.problems: list[Problem] = []
        for one in found:
            if isinstance(one, Problem):
                self.problems.append(one)
            elif one.name in self.values:
                self.problems.append(_twice(one.name, self.origins[one.name], one.origin))
            else:
                self.values[one.name] = one.value
                self.origins[one.name] = one.origin


def read_catalog(root: Path, config: Config) -> Reading:
    """Read all of a project but its configuration."""
    top, problems = list_folder(root, root / _SOURCES)
    if not top and not problems:
        problems = [stray(_SOURCES, "there are no records", f"put them into the folder {_SOURCES}")]
    records = _Shelf(_read_records(root, top))
    units = _Shelf(_read_table(top, _UNITS, Unit))
    tiles = _Shelf(_read_table(top, _TILES, Tile))
    ui = _Shelf(_read_interface(root, config))
    seeds, seed_problems = list_folder(root, root / "seeds")
    plans = _Shelf(_read_plans(seeds))
    indexes = _Shelf(_read_indexes(seeds))
    editions = _Shelf(_read_editions(root))
    catalog = Catalog(
        config=config,
        records={RefStr(name): records.values[name] for name in sorted(records.values)},
        origins={RefStr(name): records.origins[name] for name in sorted(records.origins)},
        units=units.values,
        tiles=tiles.values,
        ui={Lang(name): strings for name, strings in ui.values.items()},
        plans=plans.values,
        indexes=indexes.values,
        editions=editions.values,
    )
    problems += seed_problems
    for shelf in (records, units, tiles, ui, plans, indexes, editions):
        problems += shelf.problems
    return Reading(catalog, tuple(problems))


def _read_records(root: Path, top: list[Entry]) -> _Read[Record]:
    folders = {kind.folder: kind for kind in KINDS.values()}
    lists = {kind.folder + _SUFFIX: kind for kind in KINDS.values()}
    for entry in top:
        if entry.is_folder and entry.name in folders:
            yield from _read_folder(root, entry.path, folders[entry.name])
        elif entry.name in lists:
            yield from _read_record_list(entry, lists[entry.name])
        elif entry.name not in (_UNITS, _TILES) and not (entry.is_folder and entry.name in _FOLDERS):
            known = [*folders, *lists, _UNITS, _TILES, *_FOLDERS]
            hint = did_you_mean(entry.name, known) or f"there are: {', '.join(folders)}"
            yield stray(entry.file, f'no kind of record is kept under the name "{entry.name}"', hint)


def _read_folder(root: Path, folder: Path, kind: Kind) -> _Read[Record]:
    waiting = [folder]
    while waiting:
        entries, problems = list_folder(root, waiting.pop())
        yield from problems
        for entry in entries:
            if entry.name.endswith(_SUFFIX):
                yield from _read_record_file(entry, kind)
            elif entry.is_folder:
                waiting.append(entry.path)
            else:
                hint = "records are files that end in .yaml; move other files to site_src/assets"
                yield stray(entry.file, f'"{entry.name}" is not a record', hint)


def _read_record_file(entry: Entry, kind: Kind) -> _Read[Record]:
    slug = entry.name.removesuffix(_SUFFIX)
    problem = slug_problem(slug, kind, Place(entry.file))
    if problem:
        yield problem
    document = read_document(entry.path, entry.file)
    if isinstance(document, Unreadable):
        yield from document.problems
    else:
        yield from _decode(f"{kind.name}/{slug}", document.data, kind.struct, Origin(entry.file), usable=not problem)


def _read_record_list(entry: Entry, kind: Kind) -> _Read[Record]:
    for one in _read_items(entry.path, entry.file):
        if isinstance(one, Problem):
            yield one
            continue
        problem = slug_problem(one.name, kind, Pointer(entry.file, one.origin.path, key=True))
        if problem:
            yield problem
        yield from _decode(f"{kind.name}/{one.name}", one.value, kind.struct, one.origin, usable=not problem)


def _read_table(top: list[Entry], name: str, struct: type[T]) -> _Read[T]:
    """Read a file that maps ids to values of one kind."""
    for entry in top:
        if entry.name == name:
            for one in _read_items(entry.path, entry.file):
                if isinstance(one, Problem):
                    yield one
                else:
                    yield from _decode(one.name, one.value, struct, one.origin)


def _read_items(path: Path, file: str) -> _Read[Plain]:
    document = read_document(path, file)
    if isinstance(document, Unreadable):
        yield from document.problems
    elif isinstance(document.data, dict):
        for name, value in document.data.items():
            yield _Named(name, value, Origin(file, (name,)))
    else:
        message = "this file is not a mapping from name to record"
        yield Problem(code="record/wrong-type", where=Pointer(file), message=message, hint="write “name:” and indent")


def _read_interface(root: Path, config: Config) -> _Read[dict[str, str]]:
    entries, problems = list_folder(root, root / _SOURCES / "ui")
    yield from problems
    written: set[str] = set()
    for entry in entries:
        lang = entry.name.removesuffix(_SUFFIX)
        if entry.name == lang or lang not in config.languages:
            hint = f"there is one file for each of: {', '.join(config.languages)}; config.yaml names the languages"
            yield stray(entry.file, f'"{entry.name}" belongs to no language of the site', hint)
        else:
            written.add(lang)
            for one in _decode_file(lang, entry, dict[str, str]):
                yield one if isinstance(one, Problem) else _over_theme(config, one)
    for lang in config.languages:
        if lang not in written and (strings := theme_strings(config.theme, lang)):
            yield _Named(lang, strings, Origin(f"{_SOURCES}/ui/{lang}.yaml"))


def _over_theme(config: Config, own: _Named[dict[str, str]]) -> _Named[dict[str, str]]:
    """Put the strings of a site over those of the theme."""
    return _Named(own.name, {**theme_strings(config.theme, own.name), **own.value}, own.origin)


def _read_plans(entries: list[Entry]) -> _Read[SeedPlan]:
    for entry in entries:
        if entry.name.endswith(".yml"):
            yield stray(entry.file, f'"{entry.name}" is not read', "name it .yaml")
        elif entry.name.endswith(_SUFFIX) and not entry.name.endswith(_INDEX_SUFFIX):
            yield from _decode_file(entry.name.removesuffix(_SUFFIX), entry, SeedPlan)


def _read_indexes(entries: list[Entry]) -> _Read[SeedIndex]:
    for entry in entries:
        if entry.name.endswith(_INDEX_SUFFIX):
            yield from _decode_file(entry.name.removesuffix(_INDEX_SUFFIX), entry, SeedIndex)


def _read_editions(root: Path) -> _Read[SealedEdition]:
    folder = root / _SOURCES / EDITIONS
    entries, problems = list_folder(root, folder) if folder.exists() else ([], [])
    yield from problems
    for entry in entries:
        name = entry.name.removesuffix(_SUFFIX)
        for one in _decode_file(name, entry, SealedEdition):
            if isinstance(one, _Named) and one.value.edition != name:
                hint = f"name it {one.value.edition}{_SUFFIX}, or take it back from your version control"
                yield stray(entry.file, f'"{entry.name}" holds the edition “{one.value.edition}”', hint)
            else:
                yield one


def _decode_file(name: str, entry: Entry, struct: type[T]) -> _Read[T]:
    document = read_document(entry.path, entry.file)
    if isinstance(document, Unreadable):
        yield from document.problems
    else:
        yield from _decode(name, document.data, struct, Origin(entry.file))


def _decode(name: str, data: Plain, struct: type[T], origin: Origin, *, usable: bool = True) -> _Read[T]:
    """Decode one value; one without a usable name is decoded all the same, to say everything at once."""
    # What is unfinished would also be of the wrong shape: it is said once, and plainly.
    unfinished = find_unfinished(data, struct, origin)
    value = decode_record(data, struct, origin.file, origin.path)
    if unfinished:
        yield from unfinished
    elif isinstance(value, tuple):
        yield from value
    elif usable:
        yield _Named(name, value, origin)


def _twice(name: str, first: Origin, second: Origin) -> Problem:
    return Problem(
        code="reference/duplicate",
        where=Pointer(second.file, second.path, key=True),
        message=f"{name} is written twice: in {first.file} and in {second.file}",
        hint="keep one of the two, or give one another slug",
    )
