"""
Render what has changed, and keep the rest.

In: the linked site, what the last build remembers, and which of its files still stand. Out: the files of each part,
made anew where its key differs from the remembered one. A clean build is the same with nothing remembered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs

from jianbao.model.artifact import Artifact, Beside, Kept, Paper
from jianbao.model.basics import Lang
from jianbao.model.config import Config
from jianbao.model.graph import Site
from jianbao.problems import Problem
from jianbao.publish.assets import Assets
from jianbao.publish.compressed import with_copies
from jianbao.publish.output import Output
from jianbao.publish.pdf import CARD_BASIS, STANDARDS, make_cards, make_pdfs, name_of, tools
from jianbao.remembering import Counts, Filled, Made, Memory, Rendered, Spent, Watch
from jianbao.render.closures import Source, closures_of
from jianbao.render.cuts import cut_to_routes
from jianbao.render.keys import digest_of, digests_of, key_of, key_of_route
from jianbao.render.kit import Chunk, Kit
from jianbao.render.parts import BESIDE, CARD, PAGE, PAPER, SEARCH, SEARCH_PART, Part, cut_of, parts_of
from jianbao.render.reads import Shared, Strings
from jianbao.workers import Hire, Press, Workers, hire_for, press_for

if TYPE_CHECKING:
    from jianbao.clocking import Timed

Holds = Callable[[Iterable[str]], bool]
"""Tells whether files stand as the last build published them."""

SET = frozenset({CARD, PAPER})
"""Kinds of parts that Typst sets."""


CHUNK_PARTS = 128
"""Parts that a worker is given at once: each chunk carries what all pages read."""

CHUNKS_EACH = 4
"""Chunks for each worker at least, so that all of them end at about the same time."""


class Materials(Struct, frozen=True, kw_only=True):
    """
    All that is rendered, and what it is rendered with.

    ``files`` says where each record is written, ``engine`` which version of the program this is, ``cache`` where PDFs
    and cards are kept; ``packs`` asks for the files that lie beside the site in its bundle; ``hire`` finds who
    renders, ``press`` who sets PDFs and cards.
    """

    site: Site
    config: Config
    ui: Mapping[Lang, Mapping[str, str]]
    assets: Assets
    texts: Mapping[str, str]
    sources: Mapping[str, Source]
    files: Mapping[str, str]
    engine: bytes
    cache: Path
    packs: bool = False
    hire: Hire = hire_for(1)
    press: Press = press_for(1)

    def kit(self, entry: str = "") -> Kit:
        """Return what every part is made with; ``entry`` is where the index of the search begins."""
        strings = {lang: Strings(lang, self.ui.get(lang, {})) for lang in self.config.languages}
        return Kit(Shared(_content(self.config), strings, self.assets.names), entry, tuple(sorted(self.texts.items())))


class Fresh(Struct, frozen=True):
    """A part that has been made, in how many seconds; ``kept_as`` is the name under which a PDF or card is kept."""

    part: Part
    key: bytes
    files: tuple[Artifact, ...]
    seconds: float = 0.0
    kept_as: str = ""


class Same(Struct, frozen=True):
    """A part that is as it was, and whose files stand."""

    part: Part
    made: Made


def fill(output: Output, materials: Materials, memory: Memory, watch: Watch) -> Rendered | tuple[Problem, ...]:
    """Give every file of the site to the output."""
    made: dict[str, Made] = {}
    beside: list[Beside] = []
    problems: list[Problem] = []
    rendered = 0
    spent: list[Spent] = []
    encodings = materials.config.precompress
    assets = with_copies(materials.assets.artifacts, encodings, output.folder, output.former)
    problems += _take(output, assets)
    for one in render_changed(materials, memory, output.holds, watch):
        if isinstance(one, Problem):
            problems.append(one)
        elif isinstance(one, Same):
            made[one.part.name] = one.made
            problems += _take(output, map(Kept, one.made.paths))
            beside += memory.filled.beside if one.part.kind == BESIDE else ()
        else:
            files = [file for file in one.files if not isinstance(file, Beside)]
            whole = tuple(with_copies(files, encodings, output.folder, output.former))
            made[one.part.name] = Made(one.key, tuple(file.path for file in whole), one.kept_as)
            problems += _take(output, whole)
            beside += (file for file in one.files if isinstance(file, Beside))
            rendered += one.part.kind == PAGE
            spent.append(_spent(one))
    site = materials.site
    counts = Counts(len(site.routes), len(site.records), len(site.figures))
    filled = Filled(made, materials.sources, tuple(beside), counts, _pages_by_file(materials))
    return tuple(problems) or Rendered(filled, rendered, tuple(spent))


def _spent(one: Fresh) -> Spent:
    routes = one.part.routes
    subject = routes[0].subject if routes else None
    return Spent(", ".join(one.part.templates()) or one.part.kind, subject or "", one.seconds)


def _pages_by_file(materials: Materials) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for ref, card in materials.site.cards.items():
        found.setdefault(materials.files[ref], []).append(card.page)
    return {file: tuple(pages) for file, pages in found.items()}


def _take(output: Output, files: Iterable[Artifact | Kept]) -> Iterator[Problem]:
    return (problem for file in files if (problem := output.take(file)))


def render_changed(
    materials: Materials, memory: Memory, holds: Holds, watch: Watch
) -> Iterator[Fresh | Same | Problem]:
    """Yield every part of the site, made anew or kept; at the first template that fails, its problem and no more."""
    keys = _Keys(materials)
    entry = ""
    if SEARCH in materials.config.outputs:
        asked = keys.asked(SEARCH_PART, "")
        index = _same(asked, memory, holds) or _made_here(asked, keys.cut(asked.part), materials.kit())
        yield index
        if isinstance(index, Problem):
            return
        entry = index.made.paths[0] if isinstance(index, Same) else index.files[0].path
    stale = []
    for part in parts_of(materials.site, materials.config):
        if part.kind == BESIDE and not materials.packs:
            continue
        asked = keys.asked(part, entry)
        if same := _same(asked, memory, holds):
            yield same
        else:
            stale.append(asked)
    if stale:
        yield from _make(stale, keys, materials.kit(entry), materials, watch)


class _Asked(NamedTuple):
    part: Part
    key: bytes


def _same(asked: _Asked, memory: Memory, holds: Holds) -> Same | None:
    made = memory.filled.made.get(asked.part.name)
    if made is None or made.key != asked.key or not holds(made.paths):
        return None
    # What lies beside the site is not published: it is remembered itself.
    if asked.part.kind == BESIDE and not memory.filled.beside:
        return None
    return Same(asked.part, made)


def _made_here(asked: _Asked, cut: Site, kit: Kit) -> Fresh | Problem:
    from jianbao.clocking import make_timed  # it loads Jinja, and many a build makes nothing

    made = make_timed(asked.part, cut, kit)
    files = made.outcome
    if isinstance(files, Paper):
        raise TypeError(asked.part.kind)
    return files if isinstance(files, Problem) else Fresh(asked.part, asked.key, files, made.seconds)


def _make(
    stale: Sequence[_Asked], keys: "_Keys", kit: Kit, materials: Materials, watch: Watch
) -> Iterator[Fresh | Problem]:
    left = iter(range(sum(one.part.kind in {PAGE, *SET} for one in stale) - 1, -1, -1))
    papers: list[tuple[_Asked, Timed]] = []
    with materials.hire(len(stale)) as workers:
        if isinstance(workers, Problem):
            yield workers
            return
        for asked, timed in _outcomes(stale, keys, kit, workers):
            made = timed.outcome
            if isinstance(made, Problem):  # the next page would fail for the same reason
                yield made
                return
            if isinstance(made, Paper):
                papers.append((asked, timed))
                continue
            yield Fresh(asked.part, asked.key, made, timed.seconds)
            if asked.part.kind == PAGE:
                watch(next(left), asked.part.name)
        for one, path in _pressed(papers, materials):
            yield one
            watch(next(left), path)


def _outcomes(stale: Sequence[_Asked], keys: "_Keys", kit: Kit, workers: Workers) -> Iterator[tuple[_Asked, "Timed"]]:
    """Make what reads the whole site here, and pages, PDFs and cards by whoever is hired."""
    from jianbao.clocking import make_chunk, make_timed

    wide = [asked for asked in stale if workers.executor is None or not asked.part.routes]
    yield from ((asked, make_timed(asked.part, keys.cut(asked.part), kit)) for asked in wide)
    narrow = [asked for asked in stale if workers.executor is not None and asked.part.routes]
    size = min(CHUNK_PARTS, len(narrow) // (CHUNKS_EACH * workers.count) + 1)
    many = [narrow[start : start + size] for start in range(0, len(narrow), size)]
    made = workers.each(make_chunk, (keys.chunk([asked.part for asked in one], kit) for one in many))
    yield from (
        (asked, one)
        for chunk, outcomes in zip(many, made, strict=True)
        for asked, one in zip(chunk, outcomes, strict=False)
    )


def _pressed(papers: Sequence[tuple[_Asked, "Timed"]], materials: Materials) -> Iterator[tuple[Fresh | Problem, str]]:
    for kind, press, folder, basis in ((PAPER, make_pdfs, "pdf", STANDARDS), (CARD, make_cards, "cards", CARD_BASIS)):
        chosen = [(one, timed, timed.outcome) for one, timed in papers if one.part.kind == kind]
        sheets = [paper for _, _, paper in chosen if isinstance(paper, Paper)]
        # By threads, not by the workers: Typst has threads of its own, which a forked process would wait for in vain.
        with materials.press(len(sheets)) as pressers:
            made = press(sheets, materials.cache / folder, materials.files, each=pressers.each)
            for (one, timed, _), paper, result in zip(chosen, sheets, made, strict=True):
                if isinstance(result, Problem):
                    yield result, paper.path
                else:
                    yield Fresh(one.part, one.key, (result,), timed.seconds, name_of(paper, basis)), paper.path


class _Keys:
    """Cuts the site for each part and gives it its key; holds the digests of one site."""

    def __init__(self, materials: Materials) -> None:
        self._site = materials.site
        self._digests = digests_of(materials.site)
        self._closures = closures_of(materials.sources)
        self._words = digest_of((materials.engine, _content(materials.config), materials.ui))
        self._assets = digest_of(materials.assets.names)
        self._bases: dict[tuple[str, ...], bytes] = {(): self._words}

    def cut(self, part: Part) -> Site:
        """Return all that a part may read of the site."""
        return cut_of(self._site, part)

    def chunk(self, parts: Sequence[Part], kit: Kit) -> Chunk:
        """Return parts with all that they may read."""
        return Chunk(tuple(parts), cut_to_routes(self._site, [route for part in parts for route in part.routes]), kit)

    def asked(self, part: Part, entry: str) -> _Asked:
        """Return a part with its key; ``entry`` is where the index of the search begins."""
        names = part.templates()
        if names not in self._bases:
            filled = [self._closures.get(name, b"") for name in names]
            self._bases[names] = digest_of(
                (
                    self._words,
                    self._assets,
                    filled,
                    tools(CARD_BASIS if part.kind == CARD else STANDARDS) if part.kind in SET else "",
                )
            )
        base = self._bases[names] + (entry.encode() if part.reads_index() else b"")
        if len(part.routes) == 1:
            return _Asked(part, key_of_route(part.routes[0], self._digests, base))
        return _Asked(part, key_of(self.cut(part), self._digests, base))


def _content(config: Config) -> Config:
    """Keep the configuration of what is shown, without that of where it is read and written."""
    return structs.replace(config, seed_folders=(), output="")
