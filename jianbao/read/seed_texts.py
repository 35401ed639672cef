"""
Find the seed texts on disk.

Where they are absent, nothing is found, and whatever needs them is left out.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from jianbao.text.late import late_pattern

LARGEST_TEXT_BYTES: Final = 4 * 1024 * 1024
_NAME: Final = late_pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*\.txt")


def find_seed_texts(root: Path, folders: Sequence[str], names: Sequence[str] | None = None) -> Mapping[str, bytes]:
    """
    Read the seed texts at hand by file name: those of ``names``, or every ``.txt`` file there is.

    The first folder that has a file wins. Symbolic links and files of more than 4 MiB count as absent.
    """
    found: dict[str, bytes] = {}
    for folder in (root / folder for folder in folders):
        if folder.is_symlink() or not folder.is_dir():
            continue
        present = sorted(entry.name for entry in folder.iterdir()) if names is None else names
        for name in present:
            content = _read(folder / name) if name not in found and _NAME.fullmatch(name) else None
            if content is not None:
                found[name] = content
    return dict(sorted(found.items()))


def _read(path: Path) -> bytes | None:
    """Read a regular file that is not a link; what cannot be opened is absent."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        # The file may have become a link or a pipe since; neither is followed or waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(LARGEST_TEXT_BYTES + 1)
    except OSError:
        return None
    return content if len(content) <= LARGEST_TEXT_BYTES else None
