"""Find out which slugs of a kind are taken, also by records that cannot be read."""

from pathlib import Path
from typing import Final

from jianbao.model.records import Kind
from jianbao.read.folders import list_folder, read_document
from jianbao.read.plain import Document

_SOURCES: Final = "site_src"


def taken_slugs(root: Path, kind: Kind) -> dict[str, str]:
    """Return the slugs of a kind with the files that hold them."""
    found: dict[str, str] = {}
    waiting = [str(root / _SOURCES / kind.folder)]
    while waiting:
        for entry in list_folder(root, waiting.pop())[0]:
            if entry.is_folder:
                waiting.append(entry.path)
            else:
                found[entry.name.removesuffix(".yaml")] = entry.file
    listed = f"{_SOURCES}/{kind.folder}.yaml"
    document = read_document(root / listed, listed)
    if isinstance(document, Document) and isinstance(document.data, dict):
        found |= dict.fromkeys(document.data, listed)
    return found
