"""
Read every record of a project, its units and tiles, its interface strings and what is known of its seeds.

In: the folder of the project. Out: a catalog of all that could be read, and everything that could not.
References are not resolved here.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar, cast

from msgspec import Struct

from jianbao.model.basics import Lang, RefStr
from jianbao.model.config import Config
from jianbao.model.editions import EDITIONS, SealedEdition
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.known import KnownFiles
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS, Kind, Record
from jianbao.model.site import Catalog, Origin
from jianbao.model.tiles import Tile
from jianbao.problems import Place, Pointer, Problem
from jianbao.read.decode import decode_quickly, decode_record
from jianbao.read.files import Files, Made
from jianbao.read.folders import Entry, Listing, list_folder, read_content, stray
from jianbao.read.opening import Share, Task, open_here
from jianbao.read.plain import Plain, Unreadable
from jianbao.read.slugs import bad_slug, is_slug, slug_problem
from jianbao.read.theme import theme_strings
from jianbao.read.unfinished import find_unfinished, in_draft, may_be_unfinished
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
    """
    What was read, and everything that is wrong with the rest.

    ``known`` spares the next reading what has not changed till then; ``opened`` counts the files that had to be opened.
    """

    catalog: Catalog
    problems: tuple[Problem, ...]
    known: KnownFiles
    opened: int


class _Named(Struct, Generic[T], frozen=True):
    """A value with its name and the place where it is written."""

    name: str
    value: T
    origin: Origin


class _Sought(Struct, frozen=True):
    """A file to be read, and by which name its value goes, if there is one."""

    name: str
    task: Task


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


def read_catalog(
    root: Path,
    config: Config,
    known: KnownFiles | None = None,
    listing: Listing = list_folder,
    share: Share = open_here,
) -> Reading:
    """
    Read all of a project but its configuration; what is ``known`` from an earlier reading is not read again.

    Where the ``listing`` leaves files out, they are not there. Files are opened by whom ``share`` finds for it.
    """
    top, problems = listing(root, root / _SOURCES)
    if not top and not problems:
        problems = [stray(_SOURCES, "there are no records", f"put them into the folder {_SOURCES}")]
    files = Files(known or KnownFiles(), listing, share)
    seeds, seed_problems = listing(root, root / "seeds")
    found = _find_records(root, top, listing)
    of_records = [one for one in found if not isinstance(one, Problem)]
    problems += seed_problems + [one for one in found if isinstance(one, Problem)]
    of_indexes = _find_indexes(seeds)
    made = files.read_all([one.task for one in (*of_records, *of_indexes)], _make_value)
    records = _Shelf(chain(_take(of_records, made), _read_lists(top, files)))
    indexes = _Shelf(_take(of_indexes, made))
    units = _Shelf(_read_table(top, _UNITS, Unit, files))
    tiles = _Shelf(_read_table(top, _TILES, Tile, files))
    ui = _Shelf(_read_interface(root, config, files))
    plans = _Shelf(_read_plans(seeds, files))
    editions = _Shelf(_read_editions(root, files))
    refs = cast("list[RefStr]", sorted(records.values))
    catalog = Catalog(
        config=config,
        records={ref: one for ref in refs if not (one := records.values[ref]).draft},
        drafts={ref: one for ref in refs if (one := records.values[ref]).draft},
        origins={ref: records.origins[ref] for ref in refs},
        units=units.values,
        tiles=tiles.values,
        ui={Lang(name): strings for name, strings in ui.values.items()},
        plans=plans.values,
        indexes=indexes.values,
        editions=editions.values,
    )
    for shelf in (records, units, tiles, ui, plans, indexes, editions):
        problems += shelf.problems
    return Reading(catalog, tuple(problems), files.known(), files.opened)


def _find_records(root: Path, top: list[Entry], listing: Listing) -> list[_Sought | Problem]:
    """Find the files of single records, and what has no business among records."""
    folders = {kind.folder: kind for kind in KINDS.values()}
    lists = _lists()
    found: list[_Sought | Problem] = []
    for entry in top:
        if entry.is_folder and entry.name in folders:
            found += _find_in_folder(root, entry.path, folders[entry.name], listing)
        elif entry.name not in (*lists, _UNITS, _TILES) and not (entry.is_folder and entry.name in _FOLDERS):
            known = [*folders, *lists, _UNITS, _TILES, *_FOLDERS]
            hint = did_you_mean(entry.name, known) or f"there are: {', '.join(folders)}"
            found.append(stray(entry.file, f'no kind of record is kept under the name "{entry.name}"', hint))
    return found


def _find_in_folder(root: Path, folder: str, kind: Kind, listing: Listing) -> Iterator[_Sought | Problem]:
    waiting = [folder]
    while waiting:
        entries, problems = listing(root, waiting.pop())
        yield from problems
        for entry in entries:
            if entry.name.endswith(_SUFFIX):
                slug = entry.name.removesuffix(_SUFFIX)
                if is_slug(slug, kind):
                    yield _Sought(f"{kind.name}/{slug}", Task(entry, kind.struct))
                else:
                    yield bad_slug(slug, Place(entry.file))
                    yield _Sought("", Task(entry, kind.struct))
            elif entry.is_folder:
                waiting.append(entry.path)
            else:
                hint = "records are files that end in .yaml; move other files to site_src/assets"
                yield stray(entry.file, f'"{entry.name}" is not a record', hint)


def _find_indexes(seeds: list[Entry]) -> list[_Sought]:
    return [
        _Sought(entry.name.removesuffix(_INDEX_SUFFIX), Task(entry, SeedIndex))
        for entry in seeds
        if entry.name.endswith(_INDEX_SUFFIX)
    ]


def _take(sought: list[_Sought], made: Iterator[Made[T]]) -> _Read[T]:
    """Take as many values as are sought; what has no name that it can go by is read for its problems only."""
    for one, value in zip(sought, made, strict=False):
        if value.problems:
            yield from value.problems
        if value.value is not None and one.name:
            yield _Named(one.name, value.value, Origin(one.task.entry.file))


def _lists() -> dict[str, Kind]:
    """Return the kinds by the names of files that list records of them."""
    return {kind.folder + _SUFFIX: kind for kind in KINDS.values()}


def _read_lists(top: list[Entry], files: Files) -> _Read[Record]:
    lists = _lists()
    for entry in top:
        if entry.name in lists:
            yield from _read_record_list(entry, lists[entry.name], files)


def _read_record_list(entry: Entry, kind: Kind, files: Files) -> _Read[Record]:
    made = _read_items(entry, kind.struct, files)
    yield from made.problems
    for name, value in (made.value or {}).items():
        origin = Origin(entry.file, (name,))
        problem = slug_problem(name, kind, Pointer(entry.file, origin.path, key=True))
        yield problem or _Named(f"{kind.name}/{name}", value, origin)


def _read_table(top: list[Entry], name: str, struct: type[T], files: Files) -> _Read[T]:
    """Read a file that maps ids to values of one kind."""
    for entry in top:
        if entry.name == name:
            made = _read_items(entry, struct, files)
            yield from made.problems
            for item, value in (made.value or {}).items():
                yield _Named(item, value, Origin(entry.file, (item,)))


def _read_items(entry: Entry, struct: type[T], files: Files) -> Made[dict[str, T]]:
    """Read a file that maps names to values."""
    shape: type[dict[str, T]] = dict[str, struct]  # type: ignore[valid-type]
    return files.read(entry, shape, lambda content, _, file: _make_items(content, struct, file))


def _make_items(content: bytes, struct: type[T], file: str) -> Made[dict[str, T]]:
    """Decode every item; one that fails does not hide the others."""
    shape: type[dict[str, T]] = dict[str, struct]  # type: ignore[valid-type]
    if (quick := decode_quickly(content, shape)) is not None:
        return Made(quick)
    document = read_content(content, file)
    if isinstance(document, Unreadable):
        return Made(None, document.problems)
    if not isinstance(document.data, dict):
        message = "this file is not a mapping from name to record"
        where, hint = Pointer(file), "write “name:” and indent"
        return Made(None, (Problem(code="record/wrong-type", where=where, message=message, hint=hint),))
    made = {name: _decode(value, content, struct, Origin(file, (name,))) for name, value in document.data.items()}
    problems = tuple(problem for one in made.values() for problem in one.problems)
    return Made({name: one.value for name, one in made.items() if one.value is not None}, problems)


def _make_value(content: bytes, struct: type[T], file: str) -> Made[T]:
    """Decode a file that holds one value."""
    if (quick := decode_quickly(content, struct)) is not None:
        return Made(quick)
    document = read_content(content, file)
    if isinstance(document, Unreadable):
        return Made(None, document.problems)
    return _decode(document.data, content, struct, Origin(file))


def _read_interface(root: Path, config: Config, files: Files) -> _Read[dict[str, str]]:
    entries, problems = files.listing(root, root / _SOURCES / "ui")
    yield from problems
    written: set[str] = set()
    for entry in entries:
        lang = entry.name.removesuffix(_SUFFIX)
        if entry.name == lang or lang not in config.languages:
            hint = f"there is one file for each of: {', '.join(config.languages)}; config.yaml names the languages"
            yield stray(entry.file, f'"{entry.name}" belongs to no language of the site', hint)
        else:
            written.add(lang)
            for one in _named(lang, entry, dict[str, str], files):
                yield one if isinstance(one, Problem) else _over_theme(config, one)
    for lang in config.languages:
        if lang not in written and (strings := theme_strings(config.theme, lang)):
            yield _Named(lang, strings, Origin(f"{_SOURCES}/ui/{lang}.yaml"))


def _over_theme(config: Config, own: _Named[dict[str, str]]) -> _Named[dict[str, str]]:
    """Put the strings of a site over those of the theme."""
    return _Named(own.name, {**theme_strings(config.theme, own.name), **own.value}, own.origin)


def _read_plans(entries: list[Entry], files: Files) -> _Read[SeedPlan]:
    for entry in entries:
        if entry.name.endswith(".yml"):
            yield stray(entry.file, f'"{entry.name}" is not read', "name it .yaml")
        elif entry.name.endswith(_SUFFIX) and not entry.name.endswith(_INDEX_SUFFIX):
            yield from _named(entry.name.removesuffix(_SUFFIX), entry, SeedPlan, files)


def _read_editions(root: Path, files: Files) -> _Read[SealedEdition]:
    folder = root / _SOURCES / EDITIONS
    entries, problems = files.listing(root, folder) if folder.exists() else ([], [])
    yield from problems
    for entry in entries:
        name = entry.name.removesuffix(_SUFFIX)
        for one in _named(name, entry, SealedEdition, files):
            if isinstance(one, _Named) and one.value.edition != name:
                hint = f"name it {one.value.edition}{_SUFFIX}, or take it back from your version control"
                yield stray(entry.file, f'"{entry.name}" holds the edition “{one.value.edition}”', hint)
            else:
                yield one


def _named(name: str, entry: Entry, struct: type[T], files: Files) -> _Read[T]:
    made = files.read(entry, struct, _make_value)
    yield from made.problems
    if made.value is not None:
        yield _Named(name, made.value, Origin(entry.file))


def _decode(data: Plain, content: bytes, struct: type[T], origin: Origin) -> Made[T]:
    # What is unfinished would also be of the wrong shape: it is said once, and plainly.
    if may_be_unfinished(content) and (unfinished := find_unfinished(data, struct, origin)):
        is_draft = isinstance(data, dict) and data.get("draft") == "true" and not origin.path
        return Made(None, in_draft(unfinished) if is_draft else unfinished)
    value = decode_record(data, struct, origin.file, origin.path)
    return Made(None, value) if isinstance(value, tuple) else Made(value)


def _twice(name: str, first: Origin, second: Origin) -> Problem:
    return Problem(
        code="reference/duplicate",
        where=Pointer(second.file, second.path, key=True),
        message=f"{name} is written twice: in {first.file} and in {second.file}",
        hint="keep one of the two, or give one another slug",
    )
