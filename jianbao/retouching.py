"""
Make the pages of records again in which only words have changed, and keep every other file as it stands.

Words that lead where the former words led are seen on the pages of their record and, where there is one, in the index
of the search, and nowhere else. So it is enough to read the record with all that its pages name, and to judge, link and
render that. What this rests on is kept whenever the whole site is linked: ``Links``. Whatever else has changed goes the
long way, and so does what may have a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, structs

from jianbao.check.alone import judge_alone
from jianbao.check.copying import Prints, prints_of
from jianbao.issuing import Given, Run, basis_of
from jianbao.link.near import spoken_of
from jianbao.link.overviews import search_route
from jianbao.link.routes import with_parallel
from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.config import Config
from jianbao.model.graph import Route, Site
from jianbao.model.known import Content
from jianbao.model.outline import Outline
from jianbao.model.records import Page, Record, Source
from jianbao.model.site import Catalog
from jianbao.model.tiles import TileCell
from jianbao.read.catalog import Reading, read_catalog
from jianbao.read.folders import listing_of
from jianbao.remembering import Memory
from jianbao.render.keys import digest_of
from jianbao.render.parts import SEARCH
from jianbao.store import digest, load, save
from jianbao.text.names import declared_names
from jianbao.whole import replace_file

FEW: Final = 16
"""So many changed files are worth the short way."""

_KEPT_IN: Final = ".cache/links"
_PAGES_IN: Final = ".cache/links.pages"
_FOLDERS: Final = ("site_src/ui/", "site_src/units.yaml")


class Neighbour(Struct, frozen=True, array_like=True, gc=False):
    """
    A record as others find it: its file and, of a source, the name of its seed record.

    Where nothing but its own pages reads it whole, what is to be known of its page is kept apart: ``digest`` is that of
    so many bytes there.
    """

    file: str
    seed: str = ""
    start: int = 0
    size: int = 0
    digest: bytes = b""


class Shown(Struct, frozen=True, array_like=True):
    """What is to be known of a page: the digest of all in its record that is not words, its first route."""

    rest: bytes
    route: Route


class Links(Struct, frozen=True, array_like=True):
    """
    What is kept of a linked site, which had this ``basis``.

    ``records`` are the neighbours, encoded: few are ever asked for. ``files`` say where those are that nothing but
    their own pages reads whole. ``spoken`` are the metrics that names of records speak of, ``names`` the declared names
    of all records; ``prints`` are those of the seed texts at hand.
    """

    basis: bytes = b""
    records: Mapping[RefStr, msgspec.Raw] = {}
    files: Mapping[str, RefStr] = {}
    spoken: tuple[RefStr, ...] = ()
    names: tuple[str, ...] = ()
    tiles: tuple[TileCell, ...] = ()
    prints: Prints = Prints()

    def neighbour(self, ref: RefStr) -> Neighbour:
        """Return a record as others find it."""
        return msgspec.msgpack.decode(self.records[ref], type=Neighbour)


class Near(Struct, frozen=True):
    """Records in which words have changed, with all that their pages name; ``tiles`` are those of the whole site."""

    catalog: Catalog
    routes: tuple[Route, ...]
    tiles: tuple[TileCell, ...]


def keep_links(root: Path, basis: bytes, catalog: Catalog, site: Site, outlines: Mapping[RefStr, Outline]) -> bool:
    """Keep what the short way needs of a site; ``False`` where it cannot be gone or nothing can be kept."""
    if not basis or catalog.config.excerpts:  # these would have to be read from the seed texts
        return False
    with suppress(OSError):
        shown = _shown_of(catalog, site, outlines)
        # First, for they are known by the links: where a build is killed between the two, none is found.
        replace_file(root / _PAGES_IN, b"".join(shown.values()))
        save(root / _KEPT_IN, _links_of(basis, catalog, site, shown))
        return True
    return False


def _shown_of(catalog: Catalog, site: Site, outlines: Mapping[RefStr, Outline]) -> Mapping[RefStr, bytes]:
    """Return what is to be known of the pages of records that nothing else reads whole, encoded."""
    first = catalog.config.languages[0]
    routes = [one for one in site.routes if one.lang == first and one.template != "parallel"]
    elsewhere = {ref for one in routes if one.subject is None for ref in one.full}
    encode = msgspec.msgpack.Encoder().encode
    return {
        ref: encode(Shown(_rest(catalog.records[ref], outlines[ref]), one))
        for one in routes
        if (ref := one.subject) is not None
        and ref not in elsewhere
        and not catalog.origins[ref].path
        and one.kind != "source"
    }


def _links_of(basis: bytes, catalog: Catalog, site: Site, shown: Mapping[RefStr, bytes]) -> Links:
    encode = msgspec.msgpack.Encoder().encode
    places = dict(zip(shown, accumulate(map(len, shown.values()), initial=0), strict=False))
    records: dict[RefStr, msgspec.Raw] = {}
    files: dict[str, RefStr] = {}
    for ref, record in catalog.records.items():
        file = catalog.origins[ref].file
        seed = record.seed if isinstance(record, Source) else ""
        one = Neighbour(file, seed)
        if body := shown.get(ref):
            files[file] = ref
            one = Neighbour(file, seed, places[ref], len(body), digest(body))
        records[ref] = msgspec.Raw(encode(one))
    names = tuple(declared_names(catalog.records))
    return Links(basis, records, files, spoken_of(catalog), names, site.tiles, prints_of(catalog))


def _rest(record: Record, outline: Outline) -> bytes:
    """Digest a record without the words of its text, but with where they lead."""
    bare = structs.replace(record, summary=())
    return digest_of((structs.replace(bare, sections=()) if isinstance(bare, Page) else bare, outline))


def find_near(run: Run, given: Given, content: Content, memory: Memory) -> Near | None:
    """Return what is to be made again where only words of a few records have changed; else nothing."""
    known = {file: seen.digest for file, seen in memory.ground.files.items()}
    changed = [file for file, digest in content.files.items() if known.get(file) != digest]
    if (
        not memory.filled.linked
        or len(changed) > FEW
        or content.files.keys() != known.keys()
        or basis_of(given.apart, known, content.texts) != memory.basis
    ):
        return None
    links = load(run.root / _KEPT_IN, Links)
    if links is None or links.basis != memory.filled.linked:
        return None
    return _near(run.root, given.config, content, (links, changed))


def _near(root: Path, config: Config, content: Content, found: tuple[Links, Sequence[str]]) -> Near | None:
    links, changed = found
    refs = [links.files[file] for file in changed if file in links.files]
    if len(refs) != len(changed):
        return None
    former = {ref: one for ref in refs if (one := _shown(root, links.neighbour(ref)))}
    if len(former) != len(refs):
        return None
    pages = [one.route for one in former.values()]
    reading = read_catalog(root, config, None, listing_of(_files(links, pages, content)))
    if not _is_as_looked_at(reading, content, refs):
        return None
    judged = judge_alone(reading.catalog, refs, links.names, links.prints)
    records = reading.catalog.records
    if not judged.is_clean or any(_rest(records[ref], judged.outlines[ref]) != one.rest for ref, one in former.items()):
        return None
    routes = [route for page in pages for lang in config.languages for route in _in(lang, page)]
    if SEARCH in config.outputs:
        routes += map(search_route, config.languages)
    return Near(reading.catalog, tuple(routes), links.tiles)


def _shown(root: Path, one: Neighbour) -> Shown | None:
    """Return what was kept of the page of a record; nothing where these are other bytes."""
    try:
        with (root / _PAGES_IN).open("rb") as file:
            file.seek(one.start)
            body = file.read(one.size)
    except OSError:
        return None
    return msgspec.msgpack.decode(body, type=Shown) if digest(body) == one.digest else None


def _in(lang: Lang, page: Route) -> Iterator[Route]:
    return with_parallel(structs.replace(page, lang=lang))


def _files(links: Links, pages: Iterable[Route], content: Content) -> Iterator[str]:
    """Yield every file that is needed to judge and to render pages."""
    terms = (ref for ref in links.records if kind_of(ref) == "term")
    for ref in {*terms, *links.spoken, *(ref for page in pages for ref in (*page.full, *page.cards))}:
        one = links.neighbour(ref)
        yield one.file
        if one.seed:
            yield from (f"seeds/{one.seed}.yaml", f"seeds/{one.seed}.index.yaml")
    yield from (file for file in content.files if file.startswith(_FOLDERS))


def _is_as_looked_at(reading: Reading, content: Content, refs: Iterable[RefStr]) -> bool:
    """Tell whether the files were read as they were looked at, and hold these records, each in a file of its own."""
    catalog = reading.catalog
    return (
        not reading.problems
        and not catalog.drafts
        and all(content.files[file] == one.digest for file, one in reading.known.files.items())
        and all(ref in catalog.records and not catalog.origins[ref].path for ref in refs)
    )
