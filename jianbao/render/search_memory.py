"""
What the index of the search was made of: the next build makes anew what has changed.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct


class Reads(Struct, frozen=True, array_like=True):
    """The names of the values that were read to make a document."""

    records: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


class Known(Struct, frozen=True, array_like=True):
    """
    A document as the index holds it.

    ``key`` is the digest of all that was read for it. ``row`` is what a result shows, as JSON; ``length`` adds up what
    its terms weigh, ``levels`` are these weights as postings hold them, and are unpacked when somebody asks for them.
    ``sounds`` are the romanised terms of its titles.
    """

    key: bytes
    reads: Reads
    kind: str
    row: str
    length: float
    levels: msgspec.Raw
    sounds: Mapping[str, tuple[str, ...]]

    def unpacked(self) -> dict[str, int]:
        """Return the level of each term."""
        return msgspec.msgpack.decode(self.levels, type=dict[str, int])


class Indexed(Struct, frozen=True, array_like=True):
    """
    An index: its documents by name and in order, and its shards of terms.

    ``mean`` is the length to which those of the documents were compared.
    """

    mean: int = 0
    documents: Mapping[str, Known] = {}
    shards: tuple[str, ...] = ()
