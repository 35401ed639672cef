"""
Tell what in the output folder is ours, before anything is replaced.

In: the folder, the manifest of the site in it, the folders of the sources. Out: a problem, or nothing.
Follows no symlink and changes nothing.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from jianbao.problems import Place, Problem
from jianbao.publish.manifest import MANIFEST_NAME, Manifest

STRANGERS_NAMED_MAX: Final = 5


def find_misplacement(live: Path, sources: Sequence[Path]) -> Problem | None:
    """Refuse an output folder that is no folder, leads elsewhere, or touches the sources."""
    if live.is_symlink():
        return refused(
            live, f"“{live}” is a symlink to “{live.readlink()}”", "name the folder itself, or remove the symlink"
        )
    if os.path.lexists(live) and not live.is_dir():
        return refused(live, f"“{live}” is a file, not a folder", "name another output folder, or move the file away")
    place = live.resolve()
    for source in sources:
        base = source.resolve()
        if place.is_relative_to(base) or base.is_relative_to(place):
            return refused(
                live,
                f"the output folder “{live}” and the sources in “{source}” lie inside one another",
                "name an output folder outside of the sources, such as “output”",
            )
    return None


def find_strangers(live: Path, manifest: Manifest | None) -> Problem | None:
    """Refuse a folder that holds anything but its manifest, the plain files in it and the folders they need."""
    if not live.is_dir():
        return None
    owned = {MANIFEST_NAME, *manifest.entries} if manifest else set()
    parents = {path.rpartition("/")[0] for path in owned}
    folders = {str(folder) for path in parents for folder in (PurePosixPath(path), *PurePosixPath(path).parents)}
    strangers = tuple(islice(_strangers(live, "", folders, owned), STRANGERS_NAMED_MAX + 1))
    if not strangers:
        return None
    named = ", ".join(f"“{path}”" for path in strangers[:STRANGERS_NAMED_MAX])
    more = " and more" if len(strangers) > STRANGERS_NAMED_MAX else ""
    return refused(
        live,
        f"“{live}” holds files that no build has put there: {named}{more}",
        "move them away, or name another output folder; only files listed in its manifest.json are ever replaced",
    )


def _strangers(folder: Path, prefix: str, folders: set[str], owned: set[str]) -> Iterator[str]:
    with os.scandir(folder) as found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        path = prefix + item.name
        if item.is_dir(follow_symlinks=False):
            if path in folders:
                yield from _strangers(folder / item.name, f"{path}/", folders, owned)
            else:
                yield f"{path}/"
        elif path not in owned or not item.is_file(follow_symlinks=False):
            yield path


def refused(live: Path, message: str, hint: str) -> Problem:
    """Say why the output folder cannot be used, and what to do."""
    return Problem(code="output/refused", where=Place(str(live)), message=message, hint=hint)
