"""
Keys: digests of exactly what the files of the site are made of.

Two builds that give a file the same key give it the same bytes. Every value is digested once, so that a key is a
digest of digests.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

import msgspec
from msgspec import Struct

from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr
from jianbao.model.graph import Route, Site

_SIZE: Final = 16  # bytes: by chance, two values of a site do not meet
_encode: Final = msgspec.msgpack.Encoder(order="deterministic").encode


class Digests(Struct, frozen=True):
    """The digest of each value of a site, where the site has the value."""

    records: Mapping[RefStr, bytes]
    cards: Mapping[RefStr, bytes]
    figures: Mapping[FigureIdStr, bytes]
    spots: Mapping[LocatorStr, bytes]
    cited_by: Mapping[LocatorStr, bytes]
    coverage: Mapping[RefStr, bytes]
    tiles: bytes


def digest_of(value: object) -> bytes:
    """Return a digest of any value that the model is made of."""
    return blake2b(_encode(value), digest_size=_SIZE).digest()


def digests_of(site: Site) -> Digests:
    """Digest every value of a site."""
    return Digests(
        records=_each(site.records),
        cards=_each(site.cards),
        figures=_each(site.figures),
        spots=_each(site.spots),
        cited_by=_each(site.cited_by),
        coverage=_each(site.coverage),
        tiles=digest_of(site.tiles),
    )


def _each(values: Mapping[Any, object]) -> Mapping[Any, bytes]:
    return {name: blake2b(_encode((name, value)), digest_size=_SIZE).digest() for name, value in values.items()}


def digest_of_reads(bare: Route, digests: Digests) -> bytes:
    """
    Return a digest of a route without its language and of all that it names.

    It tells apart what ``key_of`` tells apart, without cutting the site: this runs once for each page there is. The
    route says how many digests follow it, but for those of citations and coverage, which hold their names.
    """
    cited = digests.cited_by if bare.kind == "source" and bare.subject is not None else {}
    parts = [
        _encode(bare),
        *map(digests.records.__getitem__, bare.full),
        *map(digests.cards.__getitem__, bare.cards),
        *map(digests.figures.__getitem__, bare.figures),
        *map(digests.spots.__getitem__, bare.spots),
        *[cited[name] for name in bare.spots if name in cited],
        *[digests.coverage[name] for name in bare.full if name in digests.coverage],
        digests.tiles if bare.shows_map else b"",
    ]
    return blake2b(b"".join(parts), digest_size=_SIZE).digest()


def key_of_page(reads: bytes, lang: Lang, base: bytes) -> bytes:
    """Return the key of what is made of a page in a language by that which ``base`` is the digest of."""
    return blake2b(b"%b%b/%b" % (reads, lang.encode(), base), digest_size=_SIZE).digest()


def key_of(cut: Site, digests: Digests, base: bytes) -> bytes:
    """Return the key of what is made of a cut of the site by that which ``base`` is the digest of."""
    found = blake2b(base, digest_size=_SIZE)
    pairs: tuple[tuple[Mapping[Any, object], Mapping[Any, bytes]], ...] = (
        (cut.records, digests.records),
        (cut.cards, digests.cards),
        (cut.figures, digests.figures),
        (cut.spots, digests.spots),
        (cut.cited_by, digests.cited_by),
        (cut.coverage, digests.coverage),
    )
    for values, known in pairs:
        found.update(len(values).to_bytes(4))
        found.update(b"".join([known[name] for name in values]))
    found.update(digests.tiles if cut.tiles else b"")
    found.update(_encode(cut.routes))
    return found.digest()
