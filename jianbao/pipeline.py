"""
The five stages in order: read → check → link → render → publish.

This is the only module that knows the stages and their order. Content mistakes come back as problems with
their places; nothing is published unless there are none.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from jianbao import __version__
from jianbao.collecting import uncollected
from jianbao.laps import Clock
from jianbao.model.basics import RefStr
from jianbao.model.config import Config
from jianbao.model.known import Content
from jianbao.model.outline import Outline
from jianbao.model.site import Catalog, with_drafts, without_drafts
from jianbao.problems import Problem
from jianbao.publish.assets import Assets, asset_artifacts
from jianbao.publish.bundle import Bundled, Contents, write_bundle
from jianbao.publish.compressed import find_missing, without_copies
from jianbao.publish.manifest import About
from jianbao.publish.output import Output, Published, opened
from jianbao.publish.packing import PACKER
from jianbao.publish.pdf import CARD_BASIS, STANDARDS, forget, tools
from jianbao.read.config import read_config
from jianbao.read.locate import place_in
from jianbao.read.looking import look
from jianbao.read.theme import theme_words, themed_assets, themed_templates
from jianbao.remembering import Memory, Rendered, Shown, Spent, Told, Watch, fill_as_it_was
from jianbao.render.closures import sources_of
from jianbao.render.keys import digest_of
from jianbao.reports import Options, Report, config_as_asked
from jianbao.store import engine_digest, load, save

if TYPE_CHECKING:
    from jianbao.rebuilding import Materials
    from jianbao.sources import Findings, SourceCache

__all__ = [
    "Memory",
    "Options",
    "Report",
    "Shown",
    "Spent",
    "build",
    "check_only",
    "keep",
    "rebuild",
    "recall",
    "sources_of_site",
]

SOURCES = ("site_src", "templates", "seeds", "jianbao")
"""Folders that the output may never lie in or enclose."""

REFUSED = frozenset({"output/refused", "cluster/refused"})
"""Codes of what is wrong with the command or the machine, not with the content."""


class Rebuilt(Struct, frozen=True):
    """
    What a build came to, and what the next one is to be given.

    ``sources`` are there where they were read; ``config`` unless it cannot be used; ``pages`` say how the records of
    each file are shown, where the site was built.
    """

    report: Report
    memory: Memory
    sources: "SourceCache | None" = None
    config: Config | None = None
    pages: Mapping[str, tuple[Shown, ...]] = {}


def sources_of_site(root: Path, config: Config | None) -> tuple[Path, ...]:
    """Return the files and folders that a site is made from, as far as they are known without a configuration."""
    folders = config.seed_folders if config else ()
    return (
        *(root / name for name in ("config.yaml", "site_src", "templates", "seeds")),
        *(root / one for one in folders),
    )


def check_only(root: Path) -> "Findings":
    """Read and check a project; nothing is written but what spares work the next time."""
    from jianbao.sources import review_kept

    return review_kept(root)


def build(root: Path, options: Options | None = None, *, watch: Watch | None = None) -> Report:
    """
    Build the whole site; on any problem the site that stands is left as it is.

    What the last build remembers is read from ``.cache`` and written back; ``rebuild`` does without either.
    """
    with uncollected(stays=True):
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
    sources: "SourceCache | None" = None,
    watch: Watch | None = None,
) -> Rebuilt:
    """
    Build the whole site with what the last build remembers, and return what the next one is to be given.

    A process that lives on calls this again and again: what has not changed is neither read nor rendered nor written.
    On any problem the memory comes back as it was. Without ``sources`` their cache on disk is used, and that only
    where something has changed.
    """
    run = _Run(root, options or Options(), watch or _unwatched, Clock())
    if sources is None and memory.ground.files and not run.options.clean and (done := _as_it_was(run, memory)):
        return done
    from jianbao.sources import review

    findings = check_only(root) if sources is None else review(root, sources)
    run.clock.lap("read and check")
    if findings.problems or findings.catalog is None:
        config = findings.catalog.config if findings.catalog else None
        report = Report(problems=findings.problems, is_usage=findings.is_usage)
        return Rebuilt(report, memory, findings.cache, config)
    return _from_findings(run, findings, findings.catalog, Memory() if run.options.clean else memory, memory)


def _as_it_was(run: "_Run", memory: Memory) -> Rebuilt | None:
    """Publish what the last build made, where nothing has changed since: then no record is read."""
    config = read_config(run.root)
    if not isinstance(config, Config) or find_missing(config.precompress):
        return None
    content = look(run.root, config, memory.ground)
    if content is None:
        return None
    given = _gather(run, config_as_asked(config, run.options), content)
    if not isinstance(given, _Given) or given.basis != memory.basis:
        return None
    run.clock.lap("read and check")
    done = _make(run, given, memory, lambda output: fill_as_it_was(output, memory, given.basis) or ())
    if not isinstance(done, _Made):
        return None
    record = done.memory.record
    kept = memory if record.live == memory.record.live else structs.replace(memory, record=record)
    return Rebuilt(_report(run, given, done, memory.told), kept, None, config, memory.filled.pages)


def _from_findings(run: "_Run", findings: "Findings", whole: Catalog, memory: Memory, last: Memory) -> Rebuilt:
    catalog = with_drafts(whole) if run.options.preview else without_drafts(whole)
    given = _gather(run, config_as_asked(whole.config, run.options), findings.content)
    if not isinstance(given, _Given):
        return _refused(run, given, last, findings)
    catalog = structs.replace(catalog, config=given.config)
    done = _make(run, given, memory, lambda output: _fill(run, given, (catalog, findings.outlines), memory, output))
    if not isinstance(done, _Made):
        return _refused(run, done, last, findings)
    told = Told(findings.rules, findings.absent, len(whole.drafts))
    fresh = structs.replace(done.memory, ground=findings.ground, told=told)
    return Rebuilt(_report(run, given, done, told), fresh, findings.cache, whole.config, fresh.filled.pages)


def _refused(run: "_Run", problems: tuple[Problem, ...], memory: Memory, findings: "Findings") -> Rebuilt:
    is_usage = any(one.code in REFUSED for one in problems)
    report = Report(problems=place_in(run.root, problems), is_usage=is_usage)
    return Rebuilt(report, memory, findings.cache, findings.catalog.config if findings.catalog else None)


def _report(run: "_Run", given: "_Given", done: "_Made", told: Told) -> Report:
    filled = done.memory.filled
    return Report(
        published=done.published,
        bundled=done.bundled,
        folder=given.config.output,
        pages=filled.counts.pages,
        rendered=done.rendered,
        spent=done.spent,
        figures=filled.counts.figures,
        records=filled.counts.records,
        drafts=told.drafts,
        rules=told.rules,
        absent=told.absent,
        seconds=run.clock.laps,
        has_base_url=bool(given.config.base_url),
    )


class _Run(Struct, frozen=True):
    root: Path
    options: Options
    watch: Watch
    clock: Clock


class _Given(Struct, frozen=True):
    """What a site is made of beside its records; ``basis`` is the digest of both."""

    config: Config
    assets: Assets
    texts: Mapping[str, str]
    packs: bool
    basis: bytes


def _gather(run: _Run, config: Config, content: Content) -> _Given | tuple[Problem, ...]:
    """Put together what a site is made of; or say which templates and assets cannot be read."""
    assets = themed_assets(run.root, config.theme)
    templates = themed_templates(run.root, config.theme)
    if problems := (*assets.problems, *templates.problems):
        return problems
    packs = run.options.bundle or "bundle" in config.outputs
    basis = digest_of(
        (
            (engine_digest(), *map(tools, (STANDARDS, CARD_BASIS)), config, packs, run.options.preview),
            (templates.texts, assets.files, theme_words(config.theme, config.languages)),
            (content.files, content.texts),
        )
    )
    # Of records that come from nowhere nothing is known.
    known = basis if content.files else b""
    return _Given(config, asset_artifacts(assets.files), templates.texts, packs, known)


def _outlines(known: Mapping[RefStr, Outline] | None, catalog: Catalog) -> Mapping[RefStr, Outline] | None:
    """Return the outlines of all records that are linked, where those of the site are known."""
    from jianbao.text.outlines import outline_of

    return known and {ref: known.get(ref) or outline_of(record) for ref, record in catalog.records.items()}


def _materials(run: _Run, given: _Given, linked: "_Unlinked", memory: Memory) -> "Materials":
    """Link the records, and put together all that is rendered."""
    from jianbao.link.site import link_site
    from jianbao.rebuilding import Materials
    from jianbao.workers import hire_for, press_for

    catalog, outlines = linked
    site = link_site(catalog, _outlines(outlines, catalog))
    run.clock.lap("link")
    return Materials(
        site=site,
        config=given.config,
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


_Unlinked = tuple[Catalog, Mapping[RefStr, Outline] | None]
"""Records, and their outlines where they are known."""

_Filling = Callable[[Output], Rendered | tuple[Problem, ...]]
"""Gives every file of the site to the output."""


class _Made(Struct, frozen=True):
    published: Published
    bundled: Bundled | None
    rendered: int
    spent: tuple[Spent, ...]
    memory: Memory


def _make(run: _Run, given: _Given, memory: Memory, fill: "_Filling") -> _Made | tuple[Problem, ...]:
    """Render, publish and pack; nothing is done where nothing is filled."""
    clock, config = run.clock, given.config
    folder = run.root / config.output
    sources = [run.root / name for name in SOURCES]
    with opened(folder, sources=sources, record=memory.record, clean=run.options.clean) as output:
        if isinstance(output, Problem):
            return (output,)
        rendered = fill(output)
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


def _fill(
    run: _Run, given: _Given, unlinked: "_Unlinked", memory: Memory, output: Output
) -> Rendered | tuple[Problem, ...]:
    """Give every file of the site to the output; what is the same in all is neither linked nor looked at by parts."""
    if as_it_was := fill_as_it_was(output, memory, given.basis):
        return as_it_was
    from jianbao.rebuilding import fill

    rendered = fill(output, _materials(run, given, unlinked, memory), memory, run.watch)
    if isinstance(rendered, Rendered) and not run.options.preview:
        for kept in ("pdf", "cards"):
            forget(run.root / ".cache" / kept, {one.kept_as for one in rendered.filled.made.values()})
    return rendered


def _about(config: Config) -> About:
    return About({str(lang): words for lang, words in config.title.items()}, config.edition, __version__)


def _unwatched(_ahead: int, _path: str) -> None:
    """Tell nobody."""
