"""
Write files whole: whoever reads one sees the former bytes or these, also when the writer is killed.

In: a path and bytes. Out: the file. One process at a time writes it; a killed one may leave hidden names beside it,
``.NAME.jianbao-new`` and ``.NAME.jianbao-lock``, which mean nothing and go when the file is written next. Uses the
standard library only.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jianbao.lock import hold


def replace_file(path: Path, *parts: bytes) -> None:
    """Make a file hold these parts, with the rights that it had. Raises ``OSError``; then it is as it was."""
    replace_in_parts(path, parts)


def replace_in_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Make a file hold what comes part by part, as ``replace_file`` does; no two need be there at a time."""
    with _written_beside(path, parts) as beside:
        if path.is_file() and not path.is_symlink():
            beside.chmod(path.stat().st_mode & 0o7777)
        beside.replace(path)


def create_file(path: Path, body: bytes) -> None:
    """Make a file that is not there yet. Raises ``FileExistsError`` where something is, else ``OSError``."""
    if os.path.lexists(path):
        raise FileExistsError(str(path))
    with _written_beside(path, (body,)) as beside:
        # Another process may have made it while this one waited.
        if os.path.lexists(path):
            raise FileExistsError(str(path))
        beside.rename(path)


@contextmanager
def _written_beside(path: Path, parts: Iterable[bytes]) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.jianbao-new")
    with hold(path.with_name(f".{path.name}.jianbao-lock"), wait=True):
        beside.unlink(missing_ok=True)
        try:
            with beside.open("xb") as file:
                file.writelines(parts)
            yield beside
        finally:
            beside.unlink(missing_ok=True)
