"""
Keys: digests of exactly what the files of the site are made of.

Two builds that give a file the same key give it the same bytes. Every value is digested once, so that a key is a
digest of digests. Of a record that has a file of its own, this is that of the file, which was made when it was read.
"""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, LocatorStr, RefStr
from jianbao.model.graph import BoundFigure, Route, Site
from jianbao.model.records import Record
from jianbao.model.site import Origin
from jianbao.render.digests import SIZE, digest_of, encode
from jianbao.render.reads import reads_citing

_NAMED_SIZE: Final = 8  # bytes: such a digest is held against that of the same name only

_LISTED: Final = frozenset({"cards", "figures", "spots"})
_OWN: Final = attrgetter(*(name for name in Route.__struct_fields__ if name != "lang" and name not in _LISTED))
"""What a route says but for its language and the names of what it reads: the digests of that hold the names."""


class Written(Struct, frozen=True):
    """Where each record is written, and the digests of the files."""

    origins: Mapping[RefStr, Origin] = {}
    files: Mapping[str, bytes] = {}


NOWHERE: Final = Written()
"""Nothing is known of where records are written."""


class Digests(Struct, frozen=True):
    """
    The digest of each value of a site, where the site has the value.

    Of ``cited_by`` and ``coverage``, which hardly more than one page reads, it has the values themselves, and of
    ``spots``, which are hardly longer than their digests.
    """

    records: Mapping[RefStr, bytes]
    cards: Mapping[RefStr, bytes]
    figures: Mapping[FigureIdStr, bytes]
    spots: Mapping[LocatorStr, object]
    cited_by: Mapping[LocatorStr, object]
    coverage: Mapping[RefStr, object]
    tiles: bytes


class _OfRecords(Mapping[RefStr, bytes]):
    """The digests of records: of one that shares its file, or whose file is not known, that of the record itself."""

    __slots__ = ("_files", "_origins", "_records")

    def __init__(self, records: Mapping[RefStr, Record], written: Written) -> None:
        self._records = records
        self._origins = written.origins
        self._files = written.files

    def __getitem__(self, ref: RefStr) -> bytes:
        record, origin = self._records[ref], self._origins.get(ref)
        known = None if origin is None or origin.path else self._files.get(origin.file)
        return digest_of(record) if known is None else known

    def __iter__(self) -> Iterator[RefStr]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def digests_of(site: Site, written: Written = NOWHERE) -> Digests:
    """Digest every value of a site."""
    return Digests(
        records=_OfRecords(site.records, written),
        cards=_each(site.cards),
        figures=_of_figures(site.figures),
        spots=site.spots,
        cited_by=site.cited_by,
        coverage=site.coverage,
        tiles=digest_of(site.tiles),
    )


def _each(values: Mapping[Any, object]) -> Mapping[Any, bytes]:
    return {one[0]: blake2b(encode(one), digest_size=_NAMED_SIZE).digest() for one in values.items()}


def _of_figures(figures: Mapping[FigureIdStr, BoundFigure]) -> Mapping[FigureIdStr, bytes]:
    """Digest figures; what their metric says of all of them is digested once for those that follow one another."""
    found: dict[FigureIdStr, bytes] = {}
    last, known = None, b""
    for key, one in figures.items():
        said = one.metric, one.label, one.about, one.topics, one.unit_id, one.unit
        if said != last:  # compared by identity first, part by part
            last, known = said, digest_of(said)
        found[key] = blake2b(encode((known, one.figure, one.sources)), digest_size=_NAMED_SIZE).digest()
    return found


def digest_of_reads(route: Route, digests: Digests) -> bytes:
    """
    Return a digest of a route without its language and of all that it names.

    It tells apart what ``key_of`` tells apart, without cutting the site: this runs once for each page there is. What
    stands first says how many digests follow; but for those of records, they hold their names.
    """
    full, cards, figures, spots = route.full, route.cards, route.figures, route.spots
    cited_by, coverage = digests.cited_by if reads_citing(route) else {}, digests.coverage
    cited = [(one, cited_by[one]) for one in spots if one in cited_by] if cited_by else ()
    covered = () if coverage.keys().isdisjoint(full) else [(one, coverage[one]) for one in full if one in coverage]
    parts = [
        encode((_OWN(route), len(cards), len(figures), [*map(digests.spots.__getitem__, spots)], cited, covered)),
        *map(digests.records.__getitem__, full),
        *map(digests.cards.__getitem__, cards),
        *map(digests.figures.__getitem__, figures),
        digests.tiles if route.shows_map else b"",
    ]
    return blake2b(b"".join(parts), digest_size=SIZE).digest()


def key_of(cut: Site, digests: Digests, base: bytes) -> bytes:
    """Return the key of what is made of a cut of the site by that which ``base`` is the digest of."""
    found = blake2b(base, digest_size=SIZE)
    pairs: tuple[tuple[Mapping[Any, object], Mapping[Any, bytes]], ...] = (
        (cut.records, digests.records),
        (cut.cards, digests.cards),
        (cut.figures, digests.figures),
    )
    for values, known in pairs:
        found.update(len(values).to_bytes(4))
        found.update(b"".join([known[name] for name in values]))
    cited = [(name, digests.cited_by[name]) for name in cut.cited_by]
    covered = [(name, digests.coverage[name]) for name in cut.coverage]
    spots = [digests.spots[name] for name in cut.spots]
    found.update(encode((tuple(cut.records), spots, cited, covered, cut.routes)))
    found.update(digests.tiles if cut.tiles else b"")
    return found.digest()
