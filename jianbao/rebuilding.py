"""
Render what has changed, and keep the rest.

In: the linked site, what the last build remembers, and which of its files still stand. Out: the files of each part,
made anew where its key differs from the remembered one. A clean build is the same with nothing remembered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from jianbao.dividing import Asked, Laid, Outcome, Task, in_company, make_index, outcomes, retouch_index
from jianbao.model.artifact import Artifact, Beside, Kept, Paper
from jianbao.model.basics import Lang
from jianbao.model.config import Config
from jianbao.model.graph import Card, Site
from jianbao.problems import Problem
from jianbao.publish.assets import Assets
from jianbao.publish.compressed import with_copies
from jianbao.publish.output import Output, Put
from jianbao.publish.pdf import CARD as CARD_FORM
from jianbao.publish.pdf import PDF, Form, Sheet, name_of, set_sheets, tools
from jianbao.remembering import Counts, Filled, Made, Memory, Rendered, Shown, Spent, Watch
from jianbao.render.alike import Alike
from jianbao.render.closures import Source, closures_of
from jianbao.render.cuts import cut_to_routes
from jianbao.render.keys import digest_of, digest_of_reads, digests_of, key_of, key_of_page
from jianbao.render.kit import Chunk, Kit
from jianbao.render.parts import BESIDE, CARD, PAGE, PAPER, SEARCH, SEARCH_PART, Part, cut_of, parts_of
from jianbao.render.reads import Shared, Strings, cut_to_route
from jianbao.render.search_memory import Indexed
from jianbao.workers import Hire, Press, hire_for, press_for

FORMS: Mapping[str, Form] = {PAPER: PDF, CARD: CARD_FORM}
"""As what the kinds of parts that Typst sets are set."""


class Materials(Struct, frozen=True, kw_only=True):
    """
    All that is rendered, and what it is rendered with.

    ``files`` says where each record is written, ``engine`` which version of the program this is, ``cache`` where PDFs
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
    files: Mapping[str, str]
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


class Fresh(Struct, frozen=True):
    """
    A part that has been made, in how many seconds.

    ``kept_as`` is the name under which a PDF or card is kept, ``index`` what the index of the search was made of.
    """

    part: Part
    key: bytes
    files: Laid
    seconds: float = 0.0
    kept_as: str = ""
    index: Indexed | None = None


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
    keys = _Keys(materials)
    index = _retouched(_task(materials, keys, output, ""), keys, materials)
    if index is None:
        return ()
    task = _task(materials, keys, output, index[0].files[0].path if index else "")
    parts = [part for part in parts_of(materials.site, materials.config) if part.routes]
    asked = (_same(part, task, memory, output) for part in parts)
    taken = _taken(output, (*index, *_render(asked, task, materials, watch)), memory)
    if taken.problems:
        return taken.problems
    made = memory.filled.made
    others = memory.record.files().keys() - {path for name in taken.made for path in made[name].paths}
    problems = tuple(_take(output, map(Kept, others)))
    filled = structs.replace(memory.filled, made={**made, **taken.made})
    return problems or Rendered(filled, taken.pages, taken.spent, taken.index)


def _retouched(task: Task, keys: "_Keys", materials: Materials) -> tuple[Fresh, ...] | None:
    """Return the index of the search, or nothing where all of it changes; a site may have none."""
    if SEARCH not in materials.config.outputs:
        return ()
    found = retouch_index(materials.site, task, keys.digests, materials.indexed())
    made = _fresh(found[0]) if found else None
    return (structs.replace(made, index=found[1]),) if found and isinstance(made, Fresh) else None


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
    for one in parts:
        if isinstance(one, Problem):
            problems.append(one)
        elif isinstance(one, Same):
            made[one.part.name] = one.made
            problems += _take(output, map(Kept, one.made.paths))
            beside += memory.filled.beside if one.part.kind == BESIDE else ()
        else:
            whole = [file for file in one.files if not isinstance(file, Beside)]
            made[one.part.name] = Made(one.key, tuple(file.path for file in whole), one.kept_as)
            problems += _take(output, whole)
            beside += (file for file in one.files if isinstance(file, Beside))
            pages += one.part.kind == PAGE
            index = one.index or index
            spent.append(_spent(one))
    return _Taken(made, tuple(beside), pages, tuple(spent), tuple(problems), index)


def _spent(one: Fresh) -> Spent:
    routes = one.part.routes
    subject = routes[0].subject if routes else None
    return Spent(", ".join(one.part.templates()) or one.part.kind, subject or "", one.seconds)


def _pages_by_file(materials: Materials) -> Mapping[str, tuple[Shown, ...]]:
    cards: dict[str, list[Card]] = {}
    for ref, card in materials.site.cards.items():
        cards.setdefault(materials.files[ref], []).append(card)
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
    keys = _Keys(materials)
    entry = ""
    if SEARCH in materials.config.outputs:
        task = _task(materials, keys, output, entry)
        found = _same(SEARCH_PART, task, memory, output)
        index = found if isinstance(found, Same) else _make_index(found, task, keys, materials)
        yield index
        if isinstance(index, Problem):
            return
        entry = index.made.paths[0] if isinstance(index, Same) else index.files[0].path
    parts = (one for one in parts_of(materials.site, materials.config) if materials.packs or one.kind != BESIDE)
    task = _task(materials, keys, output, entry)
    yield from _render((_same(part, task, memory, output) for part in parts), task, materials, watch)


def _render(
    asked: Iterable[Same | Asked], task: Task, materials: Materials, watch: Watch
) -> Iterator[Fresh | Same | Problem]:
    stale: list[Asked] = []
    for one in asked:
        if isinstance(one, Same):
            yield one
        else:
            stale.append(one)
    if stale:
        yield from _make(in_company(stale, materials.site), task, materials, watch)


def _make_index(asked: Asked, task: Task, keys: "_Keys", materials: Materials) -> Fresh | Problem:
    outcome, index = make_index(asked, task, keys.digests, materials.indexed())
    made = _fresh(outcome)
    return made if isinstance(made, Problem) else structs.replace(made, index=index)


def _task(materials: Materials, keys: "_Keys", output: Output, entry: str) -> Task:
    def whole(files: Iterable[Artifact]) -> tuple[Artifact, ...]:
        return tuple(with_copies(files, materials.config.precompress, output.folder, output.former))

    def put(file: Artifact | Put) -> Artifact | Put:
        try:
            return file if isinstance(file, Beside | Put) else output.put(file)
        except OSError:  # whoever takes the file tries again, and says why
            return file

    return Task(materials.kit(entry), keys.cut, keys.chunk, partial(keys.key, entry=entry), whole, put)


def _same(part: Part, task: Task, memory: Memory, output: Output) -> Same | Asked:
    """Return a part as it is; or, where it is to be made, with its key as far as that had to be known."""
    made = memory.filled.made.get(part.name)
    if made is None:
        return Asked(part, b"")
    key = task.key(part)
    if made.key != key or not output.holds(made.paths):
        return Asked(part, key)
    # What lies beside the site is not published: it is remembered itself.
    return Asked(part, key) if part.kind == BESIDE and not memory.filled.beside else Same(part, made)


def _make(stale: Sequence[Asked], task: Task, materials: Materials, watch: Watch) -> Iterator[Fresh | Problem]:
    left = iter(range(sum(one.part.kind in {PAGE, *FORMS} for one in stale) - 1, -1, -1))
    papers: list[Outcome] = []
    with ExitStack() as hired:
        workers = hired.enter_context(materials.hire(len(stale)))
        if isinstance(workers, Problem):
            yield workers
            return
        for one in hired.enter_context(closing(outcomes(stale, task, workers))):
            if isinstance(one.made, Paper):
                papers.append(one)
                continue
            yield (fresh := _fresh(one))
            if isinstance(fresh, Problem):  # the next page would fail for the same reason
                return
            if one.asked.part.kind == PAGE:
                watch(next(left), one.asked.part.name)
        for pressed, path in _pressed(papers, materials):
            yield pressed
            watch(next(left), path)


def _fresh(one: Outcome) -> Fresh | Problem:
    if isinstance(one.made, Paper):
        raise TypeError(one.asked.part.kind)
    return one.made if isinstance(one.made, Problem) else Fresh(one.asked.part, one.asked.key, one.made, one.seconds)


def _pressed(papers: Sequence[Outcome], materials: Materials) -> Iterator[tuple[Fresh | Problem, str]]:
    sheets = [Sheet(one.made, FORMS[one.asked.part.kind]) for one in papers if isinstance(one.made, Paper)]
    # After all else has been rendered: Typst has threads of its own, so a process that has set is not forked again.
    with materials.press(len(sheets)) as pressers:
        made = set_sheets(sheets, materials.cache, materials.files, each=pressers.each)
        for one, sheet, result in zip(papers, sheets, made, strict=True):
            if isinstance(result, Problem):
                yield result, sheet.paper.path
            else:
                kept_as = name_of(sheet.paper, sheet.form.basis)
                yield Fresh(one.asked.part, one.asked.key, (result,), one.seconds, kept_as), sheet.paper.path


class _Keys:
    """Cuts the site for each part and gives it its key; holds the digests of one site."""

    def __init__(self, materials: Materials) -> None:
        self._site = materials.site
        self.digests = digests_of(materials.site)
        self._cuts = Alike(lambda bare: cut_to_route(materials.site, bare))
        self._reads = Alike(lambda bare: digest_of_reads(bare, self.digests))
        self._closures = closures_of(materials.sources)
        self._words = digest_of((materials.engine, _content(materials.config), materials.ui))
        self._assets = digest_of(materials.assets.names)
        self._bases: dict[tuple[str, ...], bytes] = {(): self._words}

    def cut(self, part: Part) -> Site:
        """Return all that a part may read of the site."""
        if len(part.routes) == 1:
            return structs.replace(self._cuts.of(part.routes[0]), routes=part.routes)
        return cut_of(self._site, part)

    def chunk(self, parts: Sequence[Part], kit: Kit) -> Chunk:
        """Return parts with all that they may read."""
        return Chunk(tuple(parts), cut_to_routes(self._site, [route for part in parts for route in part.routes]), kit)

    def key(self, part: Part, entry: str) -> bytes:
        """Return the key of a part; ``entry`` is where the index of the search begins."""
        names = part.templates()
        if names not in self._bases:
            filled = [self._closures.get(name, b"") for name in names]
            self._bases[names] = digest_of(
                (
                    self._words,
                    self._assets,
                    filled,
                    tools(FORMS[part.kind].basis) if part.kind in FORMS else "",
                )
            )
        base = self._bases[names] + (entry.encode() if part.reads_index() else b"")
        if len(part.routes) == 1:
            (route,) = part.routes
            return key_of_page(self._reads.of(route), route.lang, base)
        return key_of(self.cut(part), self.digests, base)


def _content(config: Config) -> Config:
    """Keep the configuration of what is shown, without that of where it is read and written."""
    return structs.replace(config, seed_folders=(), output="")
