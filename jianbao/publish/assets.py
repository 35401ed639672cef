"""
Make artifacts of style sheets, scripts, images and fonts.

In: the files of the assets folder, by path. Out: one joined sheet and the other files, each named after
its content, so that a host may let browsers keep them for ever. Does not shrink or rewrite anything but
the addresses inside the sheet.
"""

import posixpath
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from jianbao.model.artifact import Artifact
from jianbao.text.late import late_pattern

FOLDER: Final = "assets"
SHEET: Final = "site.css"
FIRST_SHEET: Final = "layers.css"
DIGEST_CHARS: Final = 10  # 40 bits: two versions of one file do not meet

_URL: Final = late_pattern(
    r"""url\(\s*(?P<quote>["']?)(?P<path>[^"'()\s?#]+)(?P<rest>[?#][^"'()\s]*)?(?P=quote)\s*\)"""
)


class Assets(Struct, frozen=True):
    """The artifacts, and the published path of each asset: ``site.css`` → ``assets/site.3f2a….css``."""

    artifacts: tuple[Artifact, ...]
    names: Mapping[str, str]


def bundle_css(files: Mapping[str, bytes]) -> bytes:
    """Join style sheets: ``layers.css`` first, because it fixes the order of the layers, the others by path."""
    order = sorted(files, key=lambda path: (PurePosixPath(path).name != FIRST_SHEET, path))
    return b"\n".join(files[path].rstrip(b"\n") + b"\n" for path in order)


def hashed_name(name: str, body: bytes) -> str:
    """
    Put a digest of the content before the suffix.

    >>> hashed_name("js/theme.js", b"")
    'js/theme.e3b0c44298.js'
    """
    path = PurePosixPath(name)
    digest = sha256(body).hexdigest()[:DIGEST_CHARS]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


def asset_artifacts(files: Mapping[str, bytes]) -> Assets:
    """Name and place every asset; all style sheets become one."""
    sheets = {path: body for path, body in files.items() if path.endswith(".css")}
    bodies = {path: files[path] for path in sorted(files.keys() - sheets.keys())}
    hashed = {path: hashed_name(path, body) for path, body in bodies.items()}
    if sheets:
        pointed = {path: _point(path, body, hashed) for path, body in sheets.items()}
        bodies[SHEET] = bundle_css(pointed)
        hashed[SHEET] = hashed_name(SHEET, bodies[SHEET])
    names = {path: f"{FOLDER}/{name}" for path, name in sorted(hashed.items())}
    return Assets(tuple(Artifact(name, bodies[path]) for path, name in names.items()), names)


def _point(sheet: str, body: bytes, hashed: Mapping[str, str]) -> bytes:
    """Lead the addresses of a sheet to the hashed names, as seen from the joined sheet; leave foreign ones alone."""

    def lead(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(sheet), match["path"]))
        if path not in hashed:
            return match[0]
        return f"url({match['quote']}{hashed[path]}{match['rest'] or ''}{match['quote']})"

    return _URL.sub(lead, body.decode()).encode()
