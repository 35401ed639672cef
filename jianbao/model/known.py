"""
What is known of the files of a project from an earlier reading, so that what did not change is not read again.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """What the file system says of a file; times in nanoseconds since 1970."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class KnownFile(Struct, frozen=True, array_like=True):
    """A file that was read without a problem: its stamp, the digest of its bytes, and what they stand for."""

    stamp: Stamp
    digest: bytes
    value: Any
    """The value itself, or as ``msgspec.Raw`` while nobody has asked for it."""


class KnownFiles(Struct, frozen=True, array_like=True):
    """The files of one reading by their paths in the project; ``taken_ns`` is the time before the first was read."""

    taken_ns: int = 0
    files: Mapping[str, KnownFile] = {}
