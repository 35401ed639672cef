"""
Read the assets folder: style sheets, scripts, images, fonts.

In: the folder. Out: bytes by path, sorted, and a problem for each file that is left out. Follows no
symlink and passes over hidden files, which desktops leave behind.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.problems import Place, Problem

ASSET_BYTES_MAX: Final = 8 * 1024 * 1024


class AssetFiles(Struct, frozen=True):
    """The assets by path relative to their folder, with forward slashes."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def read_assets(folder: Path, name: str = "site_src/assets", *, bytes_max: int = ASSET_BYTES_MAX) -> AssetFiles:
    """Read every asset; a folder that is not there holds none. ``name`` is what problems call the folder."""
    files: dict[str, bytes] = {}
    problems = []
    for file in _walk(folder):
        found = _read(file, f"{name}/{file.relative_to(folder).as_posix()}", bytes_max)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files[file.relative_to(folder).as_posix()] = found
    return AssetFiles(dict(sorted(files.items())), tuple(problems))


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    try:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
    except OSError:  # it is no longer there, or may not be listed: its own reading says which
        yield folder
        return
    for item in items:
        if item.name.startswith("."):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _walk(folder / item.name)
        else:
            yield folder / item.name


def _read(file: Path, shown: str, bytes_max: int) -> bytes | Problem:
    where = Place(shown)
    if file.is_symlink() or not file.is_file():
        return Problem(
            code="yaml/unreadable",
            where=where,
            message=f"“{file.name}” is not a plain file, and symlinks are not followed",
            hint="put the file itself here",
        )
    try:
        with file.open("rb") as handle:
            size = os.fstat(handle.fileno()).st_size
            body = handle.read(bytes_max + 1)
    except OSError as error:
        return Problem(
            code="yaml/unreadable",
            where=where,
            message=f"“{file.name}” cannot be read: {error.strerror or error}",
            hint="grant the right to read it",
        )
    if max(size, len(body)) <= bytes_max:
        return body
    return Problem(
        code="yaml/too-large",
        where=where,
        message=f"“{file.name}” has {max(size, len(body)):,} bytes; an asset may have {bytes_max:,}",
        hint="make it smaller, or let the page do without it",
    )
