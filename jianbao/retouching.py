"""
Make the pages of records again in which only words have changed, and keep every other file as it stands.

Words that lead where the former words led are seen on the pages of their record and, where there is one, in the index
of the search, and nowhere else. So it is enough to read the record with all that its pages name, and to judge, link and
render that. What this rests on is kept whenever the whole site is linked: ``Links``. Whatever else has changed goes the
long way, and so does what may have a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec
from msgspec import Struct, structs

from jianbao.check.alone import judge_alone
from jianbao.check.copying import Prints, prints_of
from jianbao.issuing import Given, Run, basis_of
from jianbao.link.near import spoken_of
from jianbao.link.overviews import search_route
from jianbao.link.routes import with_parallel
from jianbao.model.basics import Lang, RefStr
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
from jianbao.render.parts import SEARCH
from jianbao.store import load, save
from jianbao.text.names import declared_names
from jianbao.whole import replace_in_parts

FEW: Final = 16
"""So many changed files are worth the short way."""

_LEAF: Final = 32
"""Pages that are kept and read together: to encode each by itself takes longer."""

_KEPT_IN: Final = ".cache/links"
_PAGES_IN: Final = ".cache/links.pages"
_FOLDERS: Final = ("site_src/ui/", "site_src/units.yaml")

_encode: Final = msgspec.msgpack.Encoder(order="deterministic").encode


class Leaf(Struct, frozen=True, array_like=True, gc=False):
    """Where a run of pages stands in their file, in so many bytes, and the checksum of these."""

    start: int
    size: int
    checksum: int


class Shown(Struct, frozen=True, array_like=True):
    """What is to be known of a page: all in its record that is not words, where these lead, its first route."""

    rest: msgspec.Raw
    outline: Outline
    route: Route


class Links(Struct, frozen=True, array_like=True):
    """
    What is kept of a linked site, which had this ``basis``.

    ``files`` say where each record is written, ``seeds`` which seed record a source belongs to. ``pages`` are the
    records that nothing but their own pages reads whole, in the order in which these stand in the ``leaves``, so many
    in each. ``spoken`` are the metrics that names of records speak of, ``names`` the declared names of all records;
    ``prints`` are those of the seed texts at hand.
    """

    basis: bytes = b""
    files: Mapping[RefStr, str] = {}
    seeds: Mapping[RefStr, str] = {}
    pages: tuple[RefStr, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    spoken: tuple[RefStr, ...] = ()
    names: tuple[str, ...] = ()
    tiles: tuple[TileCell, ...] = ()
    prints: Prints = Prints()


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
        pages = _pages_of(catalog, site)
        leaves: list[Leaf] = []
        # They begin with the basis: where a build is killed between the two, none is found.
        replace_in_parts(root / _PAGES_IN, _noted(basis, _bodies(pages, catalog, outlines), leaves))
        save(root / _KEPT_IN, _links_of((basis, tuple(pages), tuple(leaves)), catalog, site))
        return True
    return False


def _pages_of(catalog: Catalog, site: Site) -> Mapping[RefStr, Route]:
    """Return the first routes of the records that nothing but their own pages reads whole."""
    first, origins = catalog.config.languages[0], catalog.origins
    routes = [one for one in site.routes if one.lang == first and one.template != "parallel"]
    elsewhere = {ref for one in routes if one.subject is None for ref in one.full}
    return {
        ref: one
        for one in routes
        if (ref := one.subject) is not None and ref not in elsewhere and one.kind != "source" and not origins[ref].path
    }


def _bodies(pages: Mapping[RefStr, Route], catalog: Catalog, outlines: Mapping[RefStr, Outline]) -> Iterator[bytes]:
    """Encode what is to be known of the pages, so many at once."""
    shown = ((_unsaid(catalog.records[ref]), outlines[ref], route) for ref, route in pages.items())
    while run := list(islice(shown, _LEAF)):
        yield _encode(run)


def _noted(basis: bytes, bodies: Iterable[bytes], leaves: list[Leaf]) -> Iterator[bytes]:
    """Yield the basis and the bodies, and note of each where it will stand."""
    yield basis
    start = len(basis)
    for body in bodies:
        leaves.append(Leaf(start, len(body), crc32(body)))
        start += len(body)
        yield body


def _links_of(pages: tuple[bytes, tuple[RefStr, ...], tuple[Leaf, ...]], catalog: Catalog, site: Site) -> Links:
    basis, refs, leaves = pages
    return Links(
        basis=basis,
        files={ref: catalog.origins[ref].file for ref in catalog.records},
        seeds={ref: one.seed for ref, one in catalog.records.items() if isinstance(one, Source)},
        pages=refs,
        leaves=leaves,
        spoken=spoken_of(catalog),
        names=tuple(declared_names(catalog.records)),
        tiles=site.tiles,
        prints=prints_of(catalog),
    )


def _unsaid(record: Record) -> Record:
    """Return a record without the words of its text."""
    if isinstance(record, Page):
        return structs.replace(record, summary=(), sections=())
    return structs.replace(record, summary=())


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
    wanted = set(changed)
    refs = [ref for ref in links.pages if links.files[ref] in wanted]
    if len(refs) != len(changed):
        return None
    former = {ref: one for ref in refs if (one := _shown(root, links, ref))}
    if len(former) != len(refs):
        return None
    pages = [one.route for one in former.values()]
    reading = read_catalog(root, config, None, listing_of(_files(links, pages, content)))
    if not _is_as_looked_at(reading, content, refs):
        return None
    judged = judge_alone(reading.catalog, refs, links.names, links.prints)
    records = reading.catalog.records
    if not judged.is_clean or any(_leads_on(records[ref], judged.outlines[ref], one) for ref, one in former.items()):
        return None
    routes = [route for page in pages for lang in config.languages for route in _in(lang, page)]
    if SEARCH in config.outputs:
        routes += map(search_route, config.languages)
    return Near(reading.catalog, tuple(routes), links.tiles)


def _shown(root: Path, links: Links, ref: RefStr) -> Shown | None:
    """Return what was kept of the page of a record; nothing where these are other bytes."""
    number, within = divmod(links.pages.index(ref), _LEAF)
    leaf = links.leaves[number]
    try:
        with (root / _PAGES_IN).open("rb") as file:
            basis = file.read(len(links.basis))
            file.seek(leaf.start)
            body = file.read(leaf.size)
    except OSError:
        return None
    if basis != links.basis or crc32(body) != leaf.checksum:
        return None
    return msgspec.msgpack.decode(msgspec.msgpack.decode(body, type=list[msgspec.Raw])[within], type=Shown)


def _leads_on(record: Record, outline: Outline, former: Shown) -> bool:
    """Tell whether more has changed in a record than words that lead where the former words led."""
    return outline != former.outline or _encode(_unsaid(record)) != bytes(former.rest)


def _in(lang: Lang, page: Route) -> Iterator[Route]:
    return with_parallel(structs.replace(page, lang=lang))


def _files(links: Links, pages: Iterable[Route], content: Content) -> Iterator[str]:
    """Yield every file that is needed to judge and to render pages."""
    terms = (ref for ref in links.files if ref.startswith("term/"))
    for ref in {*terms, *links.spoken, *(ref for page in pages for ref in (*page.full, *page.cards))}:
        yield links.files[ref]
        if seed := links.seeds.get(ref):
            yield from (f"seeds/{seed}.yaml", f"seeds/{seed}.index.yaml")
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
