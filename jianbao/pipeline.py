"""
The five stages in order: read → check → link → render → publish.

This is the only module that knows the stages and their order. Content mistakes come back as problems with
their places; nothing is published unless there are none.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from jianbao import __version__
from jianbao.collecting import uncollected
from jianbao.laps import Clock
from jianbao.model.basics import RefStr
from jianbao.model.config import Config
from jianbao.model.outline import Outline
from jianbao.model.site import Catalog, with_drafts, without_drafts
from jianbao.problems import Outcome, Problem
from jianbao.publish.assets import Assets, asset_artifacts
from jianbao.publish.bundle import Bundled, Contents, write_bundle
from jianbao.publish.compressed import without_copies
from jianbao.publish.manifest import About
from jianbao.publish.output import Output, Published, opened
from jianbao.publish.packing import PACKER
from jianbao.publish.pdf import CARD_BASIS, STANDARDS, forget, tools
from jianbao.read.locate import place_in
from jianbao.read.theme import themed_assets, themed_templates
from jianbao.remembering import Memory, Rendered, Shown, Spent, Watch, fill_as_it_was
from jianbao.render.closures import sources_of
from jianbao.render.keys import digest_of
from jianbao.sources import Findings, SourceCache, load_cache, review, review_kept
from jianbao.store import engine_digest, load, save
from jianbao.text.outlines import outline_of

if TYPE_CHECKING:
    from jianbao.rebuilding import Materials

__all__ = [
    "Findings",
    "Memory",
    "Options",
    "Report",
    "Shown",
    "SourceCache",
    "Spent",
    "build",
    "check_only",
    "keep",
    "load_cache",
    "rebuild",
    "recall",
    "review",
    "sources_of_site",
]

SOURCES = ("site_src", "templates", "seeds", "jianbao")
"""Folders that the output may never lie in or enclose."""

REFUSED = frozenset({"output/refused", "cluster/refused"})
"""Codes of what is wrong with the command or the machine, not with the content."""

PREVIEW = ".cache/serve/site"
"""Where a preview stands, away from the site that is published."""


class Options(Struct, frozen=True, kw_only=True):
    """
    How to build.

    ``clean`` makes and writes every file again; ``bundle`` packs the archive also where the configuration does not ask
    for it; without ``pdf`` no PDF is made. ``jobs`` processes render, as many as there are processors where it is 0;
    with ``scheduler``, the Dask cluster at that address does. A ``preview`` is for editors: it stands in a folder of
    its own, without PDFs, archive, pictures and compressed copies.
    """

    clean: bool = False
    bundle: bool = False
    pdf: bool = True
    jobs: int = 0
    scheduler: str = ""
    preview: bool = False


class Report(Outcome, frozen=True, kw_only=True):
    """
    What a build came to: problems, or what was published and how long each stage took, in seconds.

    There are ``drafts`` beside the ``records``. Of the ``pages`` of the site, ``rendered`` had to be made; the others
    were as they should be.
    """

    published: Published | None = None
    bundled: Bundled | None = None
    folder: str = ""
    pages: int = 0
    rendered: int = 0
    figures: int = 0
    records: int = 0
    drafts: int = 0
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    seconds: Mapping[str, float] = {}
    spent: tuple[Spent, ...] = ()
    has_base_url: bool = False


class Rebuilt(Struct, frozen=True):
    """
    What a build came to, and what the next one is to be given.

    ``config`` is there unless it cannot be used; ``pages`` say how the records of each file are shown, where the site
    was built.
    """

    report: Report
    memory: Memory
    sources: SourceCache
    config: Config | None = None
    pages: Mapping[str, tuple[Shown, ...]] = {}


def sources_of_site(root: Path, config: Config | None) -> tuple[Path, ...]:
    """Return the files and folders that a site is made from, as far as they are known without a configuration."""
    folders = config.seed_folders if config else ()
    return (
        *(root / name for name in ("config.yaml", "site_src", "templates", "seeds")),
        *(root / one for one in folders),
    )


def check_only(root: Path) -> Findings:
    """Read and check a project; nothing is written but what spares work the next time."""
    return review_kept(root)


def build(root: Path, options: Options | None = None, *, watch: Watch | None = None) -> Report:
    """
    Build the whole site; on any problem the site that stands is left as it is.

    What the last build remembers is read from ``.cache`` and written back; ``rebuild`` does without either.
    """
    with uncollected():
        memory = recall(root)
        done = rebuild(root, memory, options, watch=watch)
        if done.memory != memory:
            keep(root, done.memory)
        return done.report


def recall(root: Path, options: Options | None = None) -> Memory:
    """Return what was kept of the last build with such options; a preview has a memory of its own."""
    return load(root / _kept_in(options), Memory) or Memory()


def keep(root: Path, memory: Memory, options: Options | None = None) -> None:
    """Keep for the next process what this build leaves."""
    with suppress(OSError):  # without it the next build is slow, nothing else
        save(root / _kept_in(options), memory)


def _kept_in(options: Options | None) -> str:
    return ".cache/serve/build" if options and options.preview else ".cache/build"


def rebuild(
    root: Path,
    memory: Memory,
    options: Options | None = None,
    *,
    sources: SourceCache | None = None,
    watch: Watch | None = None,
) -> Rebuilt:
    """
    Build the whole site with what the last build remembers, and return what the next one is to be given.

    A process that lives on calls this again and again: what has not changed is neither read nor rendered nor written.
    On any problem the memory comes back as it was. Without ``sources`` their cache on disk is used.
    """
    clock, options = Clock(), options or Options()
    findings = check_only(root) if sources is None else review(root, sources)
    clock.lap("read and check")
    if findings.problems or findings.catalog is None:
        config = findings.catalog.config if findings.catalog else None
        return Rebuilt(Report(problems=findings.problems, is_usage=findings.is_usage), memory, findings.cache, config)
    catalog = _as_asked(findings.catalog, options)
    run = _Run(root, options, watch or _unwatched, clock)
    given = _gather(run, catalog, findings.outlines)
    done = given if isinstance(given, tuple) else _make(run, given, Memory() if options.clean else memory)
    if isinstance(done, tuple):
        is_usage = any(one.code in REFUSED for one in done)
        report = Report(problems=place_in(root, done), is_usage=is_usage)
        return Rebuilt(report, memory, findings.cache, findings.catalog.config)
    filled = done.memory.filled
    report = Report(
        published=done.published,
        bundled=done.bundled,
        folder=catalog.config.output,
        pages=filled.counts.pages,
        rendered=done.rendered,
        spent=done.spent,
        figures=filled.counts.figures,
        records=filled.counts.records,
        drafts=len(findings.catalog.drafts),
        rules=findings.rules,
        absent=findings.absent,
        seconds=clock.laps,
        has_base_url=bool(catalog.config.base_url),
    )
    return Rebuilt(report, done.memory, findings.cache, findings.catalog.config, filled.pages)


def _as_asked(catalog: Catalog, options: Options) -> Catalog:
    """Leave out of the configuration what is not to be made this time."""
    config = catalog.config if options.pdf else structs.replace(catalog.config, pdf_kinds=())
    if options.preview:
        outputs = tuple(one for one in config.outputs if one not in {"bundle", "cards"})
        config = structs.replace(config, output=PREVIEW, outputs=outputs, pdf_kinds=(), precompress=())
    chosen = structs.replace(catalog, config=config)
    return with_drafts(chosen) if options.preview else without_drafts(chosen)


class _Run(Struct, frozen=True):
    root: Path
    options: Options
    watch: Watch
    clock: Clock


class _Given(Struct, frozen=True):
    """All that a site is made of; ``basis`` is its digest."""

    catalog: Catalog
    outlines: Mapping[RefStr, Outline] | None
    assets: Assets
    texts: Mapping[str, str]
    packs: bool
    basis: bytes


def _gather(run: _Run, catalog: Catalog, outlines: Mapping[RefStr, Outline] | None) -> _Given | tuple[Problem, ...]:
    """Put together all that a site is made of; or say which templates and assets cannot be read."""
    assets = themed_assets(run.root, catalog.config.theme)
    templates = themed_templates(run.root, catalog.config.theme)
    if problems := (*assets.problems, *templates.problems):
        return problems
    packs = run.options.bundle or "bundle" in catalog.config.outputs
    whole = (engine_digest(), *map(tools, (STANDARDS, CARD_BASIS)), catalog, templates.texts, assets.files, packs)
    return _Given(catalog, outlines, asset_artifacts(assets.files), templates.texts, packs, digest_of(whole))


def _outlines(known: Mapping[RefStr, Outline] | None, catalog: Catalog) -> Mapping[RefStr, Outline] | None:
    """Return the outlines of all records that are linked, where those of the site are known."""
    return known and {ref: known.get(ref) or outline_of(record) for ref, record in catalog.records.items()}


def _materials(run: _Run, given: _Given, memory: Memory) -> "Materials":
    """Link the records, and put together all that is rendered."""
    from jianbao.link.site import link_site
    from jianbao.rebuilding import Materials
    from jianbao.workers import hire_for, press_for

    catalog = given.catalog
    site = link_site(catalog, _outlines(given.outlines, catalog))
    run.clock.lap("link")
    return Materials(
        site=site,
        config=catalog.config,
        ui=catalog.ui,
        assets=given.assets,
        texts=given.texts,
        sources=sources_of(given.texts, memory.filled.templates),
        files={str(ref): origin.file for ref, origin in catalog.origins.items()},
        engine=engine_digest(),
        cache=run.root / ".cache",
        packs=given.packs,
        hire=hire_for(run.options.jobs, run.options.scheduler),
        press=press_for(run.options.jobs),
    )


class _Made(Struct, frozen=True):
    published: Published
    bundled: Bundled | None
    rendered: int
    spent: tuple[Spent, ...]
    memory: Memory


def _make(run: _Run, given: _Given, memory: Memory) -> _Made | tuple[Problem, ...]:
    """Render, publish and pack."""
    clock, config = run.clock, given.catalog.config
    folder = run.root / config.output
    sources = [run.root / name for name in SOURCES]
    with opened(folder, sources=sources, record=memory.record, clean=run.options.clean) as output:
        if isinstance(output, Problem):
            return (output,)
        rendered = _fill(run, given, memory, output)
        clock.lap("render")
        if isinstance(rendered, tuple):
            return rendered
        about = _about(config)
        done = output.finish(about)
        clock.lap("publish")
        if isinstance(done, Problem):
            return (done,)
        filled = rendered.filled
        bundled: Bundled | Problem | None = None
        if given.packs:  # while the folder is held: another build would change what is packed
            target = folder.with_name(f"jianbao-{config.edition}.zip")
            files = without_copies(done.record.files(), config.precompress)
            contents = Contents(site=files, folder=folder, beside=filled.beside, about=about, packer=memory.packer)
            bundled = write_bundle(contents, target, clean=run.options.clean)
            clock.lap("bundle")
    if isinstance(bundled, Problem):
        return (bundled,)
    fresh = Memory(done.record, filled, given.basis, PACKER if given.packs else "")
    return _Made(done.published, bundled, rendered.pages, rendered.spent, fresh)


def _fill(run: _Run, given: _Given, memory: Memory, output: Output) -> Rendered | tuple[Problem, ...]:
    """Give every file of the site to the output; what is the same in all is neither linked nor looked at by parts."""
    if fill_as_it_was(output, memory, given.basis):
        return Rendered(memory.filled)
    from jianbao.rebuilding import fill

    rendered = fill(output, _materials(run, given, memory), memory, run.watch)
    if isinstance(rendered, Rendered) and not run.options.preview:
        for kept in ("pdf", "cards"):
            forget(run.root / ".cache" / kept, {one.kept_as for one in rendered.filled.made.values()})
    return rendered


def _about(config: Config) -> About:
    return About({str(lang): words for lang, words in config.title.items()}, config.edition, __version__)


def _unwatched(_ahead: int, _path: str) -> None:
    """Tell nobody."""
