"""
Cut the site for each part and give it its key: the digest of all that its files are made of.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from jianbao.model.graph import Site
from jianbao.pressing import FORMS
from jianbao.publish.pdf import tools
from jianbao.render.cuts import cut_to_routes
from jianbao.render.digests import digest_of
from jianbao.render.keys import Digests, digest_of_reads, key_of
from jianbao.render.kit import Chunk, Kit
from jianbao.render.parts import Part, cut_of


class Making(Struct, frozen=True):
    """
    What all parts are made by: the digests of the words and assets of the site, and those of each template.

    ``entry`` is where the index of the search begins.
    """

    words: bytes
    assets: bytes
    templates: Mapping[str, bytes]
    entry: str = ""


class Keys:
    """Cuts the site for each part and gives it its key."""

    __slots__ = ("_bases", "_by", "_site", "digests")

    def __init__(self, site: Site, digests: Digests, by: Making) -> None:
        self._site = site
        self._by = by
        self._bases: dict[tuple[tuple[str, ...], tuple[str, ...]], bytes] = {}
        self.digests = digests

    def opened(self, part: Part) -> tuple[Site, bytes]:
        """Return all that a part may read of the site, and its key."""
        cut = cut_of(self._site, part)
        return cut, self._key(part, cut)

    def key(self, part: Part) -> bytes:
        """Return the key of a part."""
        return self._key(part, None)

    def _key(self, part: Part, cut: Site | None) -> bytes:
        """Return the key of a part; that of one route is known without its cut."""
        base = self._base(part)
        if part.reads_one():
            return digest_of_reads(part.routes[0], self.digests) + base
        return key_of(cut or cut_of(self._site, part), self.digests, base)

    def chunk(self, parts: Sequence[Part], kit: Kit) -> Chunk:
        """Return parts with all that they may read."""
        return Chunk(tuple(parts), cut_to_routes(self._site, [route for part in parts for route in part.routes]), kit)

    def _base(self, part: Part) -> bytes:
        """Return the digest of what a part is made by, in its languages."""
        names, langs = part.templates, tuple([route.lang for route in part.routes])
        found = self._bases.get((names, langs))
        if found is None:
            found = self._bases[names, langs] = digest_of((self._made_by(part, names), langs))
        return found

    def _made_by(self, part: Part, names: tuple[str, ...]) -> tuple[object, ...]:
        by = self._by
        if not names:
            return (by.words,)
        filled = [by.templates.get(name, b"") for name in names]
        form = tools(FORMS[part.kind].basis) if part.kind in FORMS else ""
        return by.words, by.assets, filled, form, by.entry if part.reads_index() else ""
