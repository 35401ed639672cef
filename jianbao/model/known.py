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


class Seen(Struct, frozen=True, array_like=True, gc=False):
    """A file as it was read: its stamp, and the digest of its bytes."""

    stamp: Stamp
    digest: bytes


class Ground(Struct, frozen=True, array_like=True):
    """
    What a site was made of, by which it is known without reading it that nothing has changed.

    ``files`` are all that were read but the configuration, the templates and the assets; ``texts`` names the seed
    texts that were asked for.
    """

    taken_ns: int = 0
    files: Mapping[str, Seen] = {}
    texts: tuple[str, ...] = ()


class Content(Struct, frozen=True):
    """The digests of files and seed texts by their names; ``opened`` are the files that had to be opened for them."""

    files: Mapping[str, bytes]
    texts: Mapping[str, bytes]
    opened: Mapping[str, Seen] = {}


class KnownFiles(Struct, frozen=True, array_like=True):
    """The files of one reading by their paths in the project; ``taken_ns`` is the time before the first was read."""

    taken_ns: int = 0
    files: Mapping[str, KnownFile] = {}
