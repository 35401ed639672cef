"""
Render what has changed, and keep the rest.

In: the linked site, what the last build remembers, and which of its files still stand. Out: the files of each part,
made anew where its key differs from the remembered one. A clean build is the same with nothing remembered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from operator import attrgetter
from pathlib import Path
from sys import intern
from typing import Final

from msgspec import Struct, structs

from jianbao.dividing import Fresh, Task, Unset, make_index, outcomes, retouch_index
from jianbao.keying import Keys, Making
from jianbao.model.artifact import Artifact, Beside, Kept
from jianbao.model.basics import Lang
from jianbao.model.config import Config
from jianbao.model.graph import Card, Site
from jianbao.pressing import FORMS, pressed
from jianbao.problems import Problem
from jianbao.publish.assets import Assets
from jianbao.publish.compressed import with_copies
from jianbao.publish.output import Output, Put
from jianbao.remembering import Counts, Filled, Made, Memory, Rendered, Shown, Spent, Watch
from jianbao.render.closures import Source, closures_of
from jianbao.render.digests import digest_of
from jianbao.render.keys import Digests, Written, digests_of
from jianbao.render.kit import Kit
from jianbao.render.parts import BESIDE, PAGE, SEARCH, SEARCH_PART, Part, parts_of
from jianbao.render.reads import Shared, Strings
from jianbao.render.search_memory import Indexed
from jianbao.workers import Hire, Press, hire_for, press_for


class Materials(Struct, frozen=True, kw_only=True):
    """
    All that is rendered, and what it is rendered with.

    ``written`` says where each record is written, ``engine`` which version of the program this is, ``cache`` where PDFs
    and cards are kept; ``packs`` asks for the files that lie beside the site in its bundle, ``is_served`` for the
    addresses by which an editor is led; ``hire`` finds who renders, ``press`` who sets PDFs and cards; ``indexed``
    recalls what the index of the search was made of.
    """

    site: Site
    config: Config
    ui: Mapping[Lang, Mapping[str, str]]
    assets: Assets
    texts: Mapping[str, str]
    sources: Mapping[str, Source]
    written: Written
    engine: bytes
    cache: Path
    packs: bool = False
    is_served: bool = False
    hire: Hire = hire_for(1)
    press: Press = press_for(1)
    indexed: Callable[[], Indexed] = Indexed

    def kit(self, entry: str = "") -> Kit:
        """Return what every part is made with; ``entry`` is where the index of the search begins."""
        strings = {lang: Strings(lang, self.ui.get(lang, {})) for lang in self.config.languages}
        return Kit(Shared(_content(self.config), strings, self.assets.names), entry, tuple(sorted(self.texts.items())))

    def making(self, entry: str = "") -> Making:
        """Return what the keys of all parts are made of."""
        words = digest_of((self.engine, _content(self.config), self.ui))
        return Making(words, digest_of(self.assets.names), closures_of(self.sources), entry)


_PATH: Final = attrgetter("path")


class Same(Struct, frozen=True):
    """A part that is as it was, and whose files stand."""

    part: Part
    made: Made


def fill(output: Output, materials: Materials, memory: Memory, watch: Watch) -> Rendered | tuple[Problem, ...]:
    """Give every file of the site to the output."""
    encodings = materials.config.precompress
    assets = with_copies(materials.assets.artifacts, encodings, output.folder, output.former)
    problems = tuple(_take(output, assets))
    taken = _taken(output, render_changed(materials, memory, output, watch), memory)
    if problems or taken.problems:
        return (*problems, *taken.problems)
    site = materials.site
    counts = Counts(len(site.routes), len(site.records), len(site.figures))
    pages = _pages_by_file(materials) if materials.is_served else {}
    filled = Filled(taken.made, materials.sources, taken.beside, counts, pages)
    return Rendered(filled, taken.pages, taken.spent, taken.index)


def refill(output: Output, materials: Materials, memory: Memory, watch: Watch) -> Rendered | tuple[Problem, ...]:
    """
    Give the output the pages that the site of the materials holds, and every other file of the last build.

    Nothing is given, and nothing said, where these records change all of the index of the search.
    """
    digests = digests_of(materials.site, materials.written)
    index = _retouched(_task(materials, digests, output), digests, materials)
    if index is None:
        return ()
    task = _task(materials, digests, output, index[0].files[0].path if index else "")
    parts = [part for part in parts_of(materials.site, materials.config) if part.routes]
    asked = _asked(parts, task, memory, output)
    taken = _taken(output, (*index, *_render(asked, task, materials, watch)), memory)
    if taken.problems:
        return taken.problems
    made = memory.filled.made
    others = memory.record.files().keys() - {path for name in taken.made for path in made[name].paths}
    problems = tuple(_take(output, map(Kept, others)))
    filled = structs.replace(memory.filled, made={**made, **taken.made})
    return problems or Rendered(filled, taken.pages, taken.spent, taken.index)


def _retouched(task: Task, digests: Digests, materials: Materials) -> tuple[Fresh, ...] | None:
    """Return the index of the search, or nothing where all of it changes; a site may have none."""
    if SEARCH not in materials.config.outputs:
        return ()
    found = retouch_index(materials.site, task, digests, materials.indexed())
    return (found,) if found else None


class _Taken(Struct, frozen=True):
    """What has been given to the output, or why not."""

    made: Mapping[str, Made]
    beside: tuple[Beside, ...]
    pages: int
    spent: tuple[Spent, ...]
    problems: tuple[Problem, ...]
    index: Indexed | None


def _taken(output: Output, parts: Iterable[Fresh | Same | Problem], memory: Memory) -> _Taken:
    made: dict[str, Made] = {}
    beside: list[Beside] = []
    problems: list[Problem] = []
    pages = 0
    index: Indexed | None = None
    spent: list[Spent] = []
    take = output.take
    for one in parts:
        if isinstance(one, Fresh):
            part, files = one.part, one.files
            if part.kind == BESIDE:
                beside += [file for file in files if isinstance(file, Beside)]
                files = tuple(file for file in files if not isinstance(file, Beside))
            made[part.name] = Made(one.key, tuple(map(_PATH, files)), one.kept_as)
            problems += filter(None, map(take, files))
            pages += len(part.routes) if part.kind == PAGE else 0
            index = one.index or index
            spent.append(_spent(part, one.seconds))
        elif isinstance(one, Same):
            made[one.part.name] = one.made
            problems += _take(output, map(Kept, one.made.paths))
            beside += memory.filled.beside if one.part.kind == BESIDE else ()
        else:
            problems.append(one)
    return _Taken(made, tuple(beside), pages, tuple(spent), tuple(problems), index)


def _spent(part: Part, seconds: float) -> Spent:
    subject = part.routes[0].subject if part.routes else None
    fillings = len(part.routes) if part.kind == PAGE else 1
    return Spent(intern(", ".join(part.templates)) or part.kind, subject or "", seconds, fillings)


def _pages_by_file(materials: Materials) -> Mapping[str, tuple[Shown, ...]]:
    cards: dict[str, list[Card]] = {}
    for ref, card in materials.site.cards.items():
        cards.setdefault(materials.written.origins[ref].file, []).append(card)
    records = materials.site.records
    return {
        file: tuple(Shown(one.page, one.name, digest_of(records[one.ref]) if len(many) > 1 else b"") for one in many)
        for file, many in cards.items()
    }


def _take(output: Output, files: Iterable[Artifact | Kept | Put]) -> Iterator[Problem]:
    return (problem for file in files if (problem := output.take(file)))


def render_changed(
    materials: Materials, memory: Memory, output: Output, watch: Watch
) -> Iterator[Fresh | Same | Problem]:
    """Yield every part of the site, made anew or kept; at the first template that fails, its problem and no more."""
    digests = digests_of(materials.site, materials.written)
    entry = ""
    if SEARCH in materials.config.outputs:
        task = _task(materials, digests, output)
        found = _same(SEARCH_PART, task, memory, output)
        index = found if isinstance(found, Same) else make_index(task, digests, materials.indexed())
        yield index
        if isinstance(index, Problem):
            return
        entry = index.made.paths[0] if isinstance(index, Same) else index.files[0].path
    parts = (one for one in parts_of(materials.site, materials.config) if materials.packs or one.kind != BESIDE)
    task = _task(materials, digests, output, entry)
    yield from _render(_asked(parts, task, memory, output), task, materials, watch)


def _asked(parts: Iterable[Part], task: Task, memory: Memory, output: Output) -> Iterable[Same | Part]:
    """Ask of each part whether it is as it was; a clean build need not."""
    return (_same(part, task, memory, output) for part in parts) if memory.filled.made else parts


def _render(
    asked: Iterable[Same | Part], task: Task, materials: Materials, watch: Watch
) -> Iterator[Fresh | Same | Problem]:
    stale: list[Part] = []
    for one in asked:
        if isinstance(one, Same):
            yield one
        else:
            stale.append(one)
    if stale:
        yield from _make(stale, task, materials, watch)


def _task(materials: Materials, digests: Digests, output: Output, entry: str = "") -> Task:
    keys, encodings = Keys(materials.site, digests, materials.making(entry)), materials.config.precompress

    def whole(files: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
        return tuple(with_copies(files, encodings, output.folder, output.former)) if encodings else files

    def put(file: Artifact | Put) -> Artifact | Put:
        try:
            return file if isinstance(file, Beside | Put) else output.put(file)
        except OSError:  # whoever takes the file tries again, and says why
            return file

    return Task(materials.kit(entry), keys.opened, keys.key, keys.chunk, whole, put)


def _same(part: Part, task: Task, memory: Memory, output: Output) -> Same | Part:
    """Return a part as it is, or by itself where it is to be made."""
    made = memory.filled.made.get(part.name)
    if made is None or made.key != task.key(part) or not output.holds(made.paths):
        return part
    # What lies beside the site is not published: it is remembered itself.
    return part if part.kind == BESIDE and not memory.filled.beside else Same(part, made)


def _make(stale: Sequence[Part], task: Task, materials: Materials, watch: Watch) -> Iterator[Fresh | Problem]:
    pages = [len(part.routes) for part in stale if part.kind == PAGE]
    left = sum(pages) + sum(part.kind in FORMS for part in stale)
    papers: list[Unset] = []
    with ExitStack() as hired:
        workers = hired.enter_context(materials.hire(len(stale) - len(pages) + sum(pages)))
        if isinstance(workers, Problem):
            yield workers
            return
        for one in hired.enter_context(closing(outcomes(stale, task, workers))):
            if isinstance(one, Unset):
                papers.append(one)
                continue
            yield one
            if isinstance(one, Problem):  # the next page would fail for the same reason
                return
            for route in one.part.routes if one.part.kind == PAGE else ():
                left -= 1
                watch(left, route.path)
        files = {str(ref): one.file for ref, one in materials.written.origins.items()} if papers else {}
        for sheet, path in pressed(papers, materials.press, materials.cache, files):
            yield sheet
            left -= 1
            watch(left, path)


def _content(config: Config) -> Config:
    """Keep the configuration of what is shown, without that of where it is read and written."""
    return structs.replace(config, seed_folders=(), output="")
