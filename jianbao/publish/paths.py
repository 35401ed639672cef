"""
Check the paths of artifacts before anything is written.

In: paths as text. Out: the reason why a path may not be used, or an empty text. A path has to mean the
same file on every system, also where file names ignore case or are stored in another Unicode form.
"""

import re
import unicodedata
from typing import Final

from jianbao.publish.manifest import MANIFEST_NAME
from jianbao.text.late import late_pattern

PATH_BYTES_MAX: Final = 1000
_CONTROL: Final = late_pattern(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # Unicode categories Cc and Cs

_PLAIN: Final = re.compile(r"[\w-]+(?:[./][\w-]+)*", re.ASCII)
"""Nearly every path: without a fault, and seen to be so in one look."""


def find_fault(path: str) -> str:
    """
    Say why a path may not be part of a site; an empty text where it may.

    >>> find_fault("en/topics/quantum.html")
    ''
    >>> find_fault("../quantum.html")
    'it has a part that is empty, “.” or “..”'
    """
    if _PLAIN.fullmatch(path) and len(path) <= PATH_BYTES_MAX:
        return ""
    if _CONTROL.search(path):
        return "it has a control character"
    if "\\" in path or ":" in path:
        return "it has a backslash or a colon"
    if path.startswith("/"):
        return "it does not start inside the site"
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "it has a part that is empty, “.” or “..”"
    if any(part.endswith((".", " ")) for part in parts):
        return "a part ends in a dot or a space"
    if len(path.encode()) > PATH_BYTES_MAX:
        return f"it is longer than {PATH_BYTES_MAX} bytes"
    return ""


class Claims:
    """The paths that are taken so far. Grows while artifacts stream by; belongs to one build."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}
        self._claimed: set[str] = set()
        self._files: dict[str, str] = {_fold(MANIFEST_NAME): MANIFEST_NAME}

    def claim(self, path: str) -> str:
        """Take a path; say why not where it is faulty or collides with an earlier one."""
        return find_fault(path) or self.claim_faultless(path)

    def claim_faultless(self, path: str) -> str:
        """Take a path that has no fault of its own; say why not where it collides with an earlier one."""
        folded = _fold(path)
        if rival := self._files.get(folded) or self._folders.get(folded):
            return f"“{rival}” is already there" if rival != path else "it is there already"
        self._files[folded] = path
        return self._claim_folders(path.rpartition("/")[0])

    def _claim_folders(self, path: str) -> str:
        while path and path not in self._claimed:  # else the folders around it are claimed, too
            folded = _fold(path)
            if rival := self._files.get(folded):
                return f"“{rival}” is a file already"
            known = self._folders.get(folded)
            self._folders[folded] = path
            self._claimed.add(path)
            if known:
                return f"the folder “{known}” differs from “{path}” only in case"
            path = path.rpartition("/")[0]
        return ""


def _fold(path: str) -> str:
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    return path if folded == path else folded  # nearly every path: of equal strings, one is kept
