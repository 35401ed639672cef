"""
What kind of file each file of a site is, by its suffix.

The tables of the machine are not asked: they differ, and some know neither Markdown nor RIS.
"""

from collections.abc import Mapping
from typing import Final

TYPES: Final[Mapping[str, str]] = {
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}

UNKNOWN: Final = "application/octet-stream"


def type_of(path: str) -> str:
    """Return the content type of a file."""
    return TYPES.get(path.rpartition(".")[2].lower(), UNKNOWN)
