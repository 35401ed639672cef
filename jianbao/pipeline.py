"""
The five stages in order: read → check → link → render → publish.

This is the only module that knows the stages and their order. Content mistakes come back as problems with
their places; nothing is published unless there are none.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, structs

from jianbao import __version__
from jianbao.link.site import link_site
from jianbao.model.config import Config
from jianbao.model.graph import Site
from jianbao.model.site import Catalog
from jianbao.problems import Outcome, Problem
from jianbao.publish.assets import asset_artifacts
from jianbao.publish.bundle import Bundled, Contents, write_bundle
from jianbao.publish.compressed import without_copies
from jianbao.publish.manifest import About
from jianbao.publish.output import Published, opened
from jianbao.publish.pdf import forget
from jianbao.read.locate import place_in
from jianbao.read.theme import themed_assets, themed_templates
from jianbao.rebuilding import Materials, Memory, Watch, fill
from jianbao.render.closures import sources_of
from jianbao.sources import Findings, SourceCache, review, review_kept
from jianbao.store import engine_digest, load, save
from jianbao.workers import hire_for

__all__ = ["Findings", "Memory", "Options", "Report", "build", "check_only", "link_site", "rebuild"]

SOURCES = ("site_src", "templates", "seeds", "jianbao")
"""Folders that the output may never lie in or enclose."""


class Options(Struct, frozen=True, kw_only=True):
    """
    How to build.

    ``clean`` makes and writes every file again; ``bundle`` packs the archive also where the configuration does not ask
    for it; without ``pdf`` no PDF is made. ``jobs`` processes render, as many as there are processors where it is 0;
    with ``scheduler``, the Dask cluster at that address does.
    """

    clean: bool = False
    bundle: bool = False
    pdf: bool = True
    jobs: int = 0
    scheduler: str = ""


class Report(Outcome, frozen=True, kw_only=True):
    """
    What a build came to: problems, or what was published and how long each stage took, in seconds.

    Of the ``pages`` of the site, ``rendered`` had to be made; the others were as they should be.
    """

    published: Published | None = None
    bundled: Bundled | None = None
    folder: str = ""
    pages: int = 0
    rendered: int = 0
    figures: int = 0
    records: int = 0
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    seconds: Mapping[str, float] = {}
    has_base_url: bool = False


class Rebuilt(Struct, frozen=True):
    """What a build came to, and what the next one is to be given."""

    report: Report
    memory: Memory
    sources: SourceCache


def check_only(root: Path) -> Findings:
    """Read and check a project; nothing is written but what spares work the next time."""
    return review_kept(root)


def build(root: Path, options: Options | None = None, *, watch: Watch | None = None) -> Report:
    """
    Build the whole site; on any problem the site that stands is left as it is.

    What the last build remembers is read from ``.cache`` and written back; ``rebuild`` does without either.
    """
    file = root / ".cache" / "build"
    memory = load(file, Memory) or Memory()
    done = rebuild(root, memory, options, watch=watch)
    if done.memory != memory:
        with suppress(OSError):  # without it the next build is slow, nothing else
            save(file, done.memory)
    return done.report


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
    clock, options = _Clock(), options or Options()
    findings = check_only(root) if sources is None else review(root, sources)
    clock.lap("read and check")
    if findings.problems or findings.catalog is None:
        return Rebuilt(Report(problems=findings.problems, is_usage=findings.is_usage), memory, findings.cache)
    catalog = findings.catalog if options.pdf else _without_pdfs(findings.catalog)
    site = link_site(catalog, findings.outlines)
    clock.lap("link")
    former = Memory() if options.clean else memory
    materials = _gather(root, catalog, site, former, options)
    run = _Run(root, options, watch or _unwatched, clock)
    done = materials if isinstance(materials, tuple) else _make(run, materials, former)
    if isinstance(done, tuple):
        is_usage = any(one.code == "output/refused" for one in done)
        return Rebuilt(Report(problems=place_in(root, done), is_usage=is_usage), memory, findings.cache)
    report = Report(
        published=done.published,
        bundled=done.bundled,
        folder=catalog.config.output,
        pages=len(site.routes),
        rendered=done.rendered,
        figures=len(site.figures),
        records=len(site.records),
        rules=findings.rules,
        absent=findings.absent,
        seconds=clock.laps,
        has_base_url=bool(catalog.config.base_url),
    )
    return Rebuilt(report, done.memory, findings.cache)


def _without_pdfs(catalog: Catalog) -> Catalog:
    return structs.replace(catalog, config=structs.replace(catalog.config, pdf_kinds=()))


def _gather(
    root: Path, catalog: Catalog, site: Site, memory: Memory, options: Options
) -> Materials | tuple[Problem, ...]:
    """Put together all that is rendered; or say which templates and assets cannot be read."""
    assets = themed_assets(root, catalog.config.theme)
    templates = themed_templates(root, catalog.config.theme)
    if problems := (*assets.problems, *templates.problems):
        return problems
    return Materials(
        site=site,
        config=catalog.config,
        ui=catalog.ui,
        assets=asset_artifacts(assets.files),
        texts=templates.texts,
        sources=sources_of(templates.texts, memory.templates),
        files={str(ref): origin.file for ref, origin in catalog.origins.items()},
        engine=engine_digest(),
        cache=root / ".cache",
        packs=options.bundle or "bundle" in catalog.config.outputs,
        hire=hire_for(options.jobs, options.scheduler),
    )


class _Run(Struct, frozen=True):
    root: Path
    options: Options
    watch: Watch
    clock: "_Clock"


class _Made(Struct, frozen=True):
    published: Published
    bundled: Bundled | None
    rendered: int
    memory: Memory


def _make(run: _Run, materials: Materials, memory: Memory) -> _Made | tuple[Problem, ...]:
    """Render, publish and pack."""
    clock, clean = run.clock, run.options.clean
    folder = run.root / materials.config.output
    sources = [run.root / name for name in SOURCES]
    with opened(folder, sources=sources, record=memory.record, clean=clean) as output:
        if isinstance(output, Problem):
            return (output,)
        filled = fill(output, materials, memory, run.watch)
        clock.lap("render")
        if isinstance(filled, tuple):
            return filled
        about = _about(materials.config)
        done = output.finish(about)
        clock.lap("publish")
    if isinstance(done, Problem):
        return (done,)
    fresh = Memory(done.record, filled.made, materials.sources)
    for kept in ("pdf", "cards"):
        forget(materials.cache / kept, {one.kept_as for one in filled.made.values()})
    bundled: Bundled | Problem | None = None
    if materials.packs:
        target = folder.with_name(f"jianbao-{materials.config.edition}.zip")
        files = without_copies(done.record.files(), materials.config.precompress)
        contents = Contents(site=files, folder=folder, beside=tuple(filled.beside), about=about)
        bundled = write_bundle(contents, target, clean=clean)
        clock.lap("bundle")
    if isinstance(bundled, Problem):
        return (bundled,)
    return _Made(done.published, bundled, filled.rendered, fresh)


def _about(config: Config) -> About:
    return About({str(lang): words for lang, words in config.title.items()}, config.edition, __version__)


def _unwatched(_ahead: int, _path: str) -> None:
    """Tell nobody."""


class _Clock:
    """Seconds of wall time by stage, for the closing report only."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Close the stage that has just ended."""
        now = time.perf_counter()
        self.laps[stage] = now - self._last
        self._last = now
