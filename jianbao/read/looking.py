"""
Look at the sources of a project as they are now, without reading those that have not changed.

In: what a site was made of. Out: the digest of each file that a reading would read; nothing where something lies there
that a reading would refuse, or that cannot be looked at: only a reading can say what.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from jianbao.model.config import Config
from jianbao.model.editions import EDITIONS
from jianbao.model.known import Content, Ground, Seen
from jianbao.model.records import KINDS
from jianbao.read.files import NEVER_MET, is_settled
from jianbao.read.folders import Entry, list_folder, read_bytes
from jianbao.read.plain import Unreadable
from jianbao.read.seed_texts import find_seed_texts
from jianbao.store import digest

_DEEP: Final = frozenset(kind.folder for kind in KINDS.values())
"""Folders that may hold folders."""

_FLAT: Final = ("ui", EDITIONS)
_APART: Final = "assets"
"""A folder that is read whole in any case."""


class _StrangeError(Exception):
    """Something that only a reading can explain."""


def look(root: Path, config: Config, ground: Ground) -> Content | None:
    """Return the digests of all that records and interface strings are read from."""
    now_ns, known = time.time_ns(), ground.files
    found: dict[str, bytes] = {}
    opened: dict[str, Seen] = {}
    try:
        for entry in _entries(root):
            seen = known.get(entry.file)
            if seen is not None and entry.stamp == seen.stamp and is_settled(seen.stamp, ground.taken_ns, now_ns):
                found[entry.file] = seen.digest
            else:
                found[entry.file] = _digest(entry)
                opened[entry.file] = Seen(entry.stamp or NEVER_MET, found[entry.file])
    except _StrangeError:
        return None
    return Content(found, digests_of_texts(find_seed_texts(root, config.seed_folders, ground.texts)), opened)


def digests_of_texts(texts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the digest of each seed text at hand."""
    return {name: digest(content) for name, content in texts.items()}


def _digest(entry: Entry) -> bytes:
    data = read_bytes(entry.path, entry.file)
    if isinstance(data, Unreadable):
        raise _StrangeError(entry.file)
    return digest(data)


def _entries(root: Path) -> Iterator[Entry]:
    for entry in _listed(root, root / "site_src"):
        if not entry.is_folder:
            yield entry
        elif entry.name in _DEEP:
            yield from _below(root, entry)
        elif entry.name in _FLAT:
            yield from _plain(_listed(root, entry.path))
        elif entry.name != _APART:
            raise _StrangeError(entry.file)
    yield from _plain(one for one in _listed(root, root / "seeds") if one.name.endswith((".yaml", ".yml")))


def _below(root: Path, folder: Entry) -> Iterator[Entry]:
    for entry in _listed(root, folder.path):
        if entry.is_folder:
            yield from _below(root, entry)
        else:
            yield entry


def _plain(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.is_folder:
            raise _StrangeError(entry.file)
        yield entry


def _listed(root: Path, folder: Path | str) -> list[Entry]:
    entries, problems = list_folder(root, folder)
    if problems:
        raise _StrangeError(str(folder))
    return entries
