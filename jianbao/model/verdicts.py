"""
What an earlier check found clean, and what that rested on, so that only what a change can reach is judged again.
"""

from collections.abc import Mapping

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, RefStr
from jianbao.model.outline import Outline


class Trace(Struct, frozen=True, array_like=True, gc=False):
    """
    One record as it was judged.

    ``digest`` is that of the record as it is written; ``figures`` are the ids of its observations;
    ``rests_on_names`` says that the verdict may change with the names of other records.
    """

    digest: bytes
    figures: tuple[FigureIdStr, ...]
    rests_on_names: bool
    outline: Outline


class SeedTrace(Struct, frozen=True, array_like=True, gc=False):
    """One sentence index as figures were held against it: its digest, and the articles whose sentences it lists."""

    digest: bytes
    articles: tuple[RefStr, ...]


class Verdicts(Struct, frozen=True, array_like=True):
    """
    Every record as it was judged, and those that had a problem.

    ``whole`` is the digest of what only rules for the whole site read, ``context`` that of what every verdict rests
    on: languages, units, terms, seed texts; ``names`` that of the declared names.
    """

    whole: bytes = b""
    context: bytes = b""
    names: bytes = b""
    is_clean: bool = False
    records: Mapping[RefStr, Trace] = {}
    indexes: Mapping[str, SeedTrace] = {}
    faulty: frozenset[RefStr] = frozenset()
