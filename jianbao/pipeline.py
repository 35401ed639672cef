"""
The five stages in order: read → check → link → render → publish.

This is the only module that knows the stages and their order. Content mistakes come back as problems with
their places; nothing is published unless there are none. A large site may be linked while a fork still checks it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from jianbao.collecting import left, uncollected
from jianbao.errands import Send, errands
from jianbao.issuing import Filling, Given, Issued, Run, gather, issue
from jianbao.keeping import keep, recall
from jianbao.laps import Clock
from jianbao.model.config import Config
from jianbao.model.known import Content, Ground
from jianbao.model.site import Catalog, with_drafts, without_drafts
from jianbao.problems import PlacedProblem, Problem
from jianbao.publish.compressed import find_missing
from jianbao.publish.output import Output
from jianbao.publish.pdf import forget
from jianbao.read.config import read_config
from jianbao.read.locate import place_in
from jianbao.read.looking import look
from jianbao.remembering import Memory, Rendered, Shown, Spent, Told, Watch, fill_as_it_was
from jianbao.reports import Options, Report, config_as_asked

if TYPE_CHECKING:
    from jianbao.linking import Unlinked
    from jianbao.retouching import Near
    from jianbao.sources import Findings, Late, SourceCache

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

REFUSED = frozenset({"output/refused", "cluster/refused"})
"""Codes of what is wrong with the command or the machine, not with the content."""


class Rebuilt(Struct, frozen=True):
    """
    What a build came to, and what the next one is to be given.

    ``sources`` and ``pages``, which say how the records of each file are shown, are there where the site was built by a
    process that lives on; ``config`` unless it cannot be used.
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


def check_only(root: Path, jobs: int = 0, send: Send | None = None) -> "Findings":
    """Read and check a project, or have it checked meanwhile; nothing is written but what spares work the next time."""
    from jianbao.sources import review_kept

    return review_kept(root, jobs, send)


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
    run = Run(root, options or Options(), watch or _unwatched, Clock(), sources is not None)
    if not run.lives_on and memory.ground.files and not run.options.clean and (done := _unread(run, memory)):
        return done
    from jianbao.workers import forks_for

    with errands(forks=not run.lives_on and forks_for(run.options.jobs) > 1) as send:
        return _from_sources(run, send, memory, sources)


def _from_sources(run: Run, send: Send | None, memory: Memory, sources: "SourceCache | None") -> Rebuilt:
    """Build the whole site from its records, with what the last build remembers."""
    from jianbao.sources import review

    findings = check_only(run.root, run.options.jobs, send) if sources is None else review(run.root, sources)
    run.clock.lap("read and check")
    if findings.problems or findings.catalog is None:
        config = findings.catalog.config if findings.catalog else None
        report = Report(problems=findings.problems, is_usage=findings.is_usage)
        return Rebuilt(report, memory, _cache_of(run, findings), config)
    reviewed, unlinked = _reviewed(run, findings, findings.catalog), [_unlinked(run, findings, findings.catalog)]
    del findings  # what is known of records that are linked is let go: of memory, each process may have its own copy
    return _from_review(run, reviewed, unlinked, Memory() if run.options.clean else memory, memory)


def _unread(run: Run, memory: Memory) -> Rebuilt | None:
    """Build without reading the records, where none has changed since the last build or only words of a few have."""
    config = read_config(run.root)
    if not isinstance(config, Config) or find_missing(config.precompress):
        return None
    content = look(run.root, config, memory.ground)
    if content is None:
        return None
    given = gather(run, config_as_asked(config, run.options), content, memory)
    if not isinstance(given, Given):
        return None
    filling = _short_filling(run, given, content, memory)
    run.clock.lap("read and check")
    done = filling and issue(run, given, memory, filling)
    if not isinstance(done, Issued):
        return None
    kept = memory
    if given.basis != memory.basis or done.memory.record.live != memory.record.live:
        ground = Ground(memory.ground.taken_ns, {**memory.ground.files, **content.opened}, memory.ground.texts)
        kept = structs.replace(done.memory, ground=ground, told=memory.told)
    return Rebuilt(_report(run, given, done, memory.told), kept, None, config, memory.filled.pages)


def _short_filling(run: Run, given: Given, content: Content, memory: Memory) -> Filling | None:
    """Return how the output is filled where that can be done without the whole site."""
    if given.basis == memory.basis:
        return lambda output: fill_as_it_was(output, memory, given.basis) or ()
    if not memory.filled.linked:
        return None
    from jianbao.retouching import find_near

    near = find_near(run, given, content, memory)
    return None if near is None else lambda output: _refill(run, given, near, memory, output)


def _refill(run: Run, given: Given, near: "Near", memory: Memory, output: Output) -> Rendered | tuple[Problem, ...]:
    """Make the pages of a few records; nothing is filled where a file is not as it was published."""
    if not output.holds(memory.record.files()):
        return ()
    from jianbao.link.near import link_near
    from jianbao.linking import materials_of
    from jianbao.rebuilding import refill

    site = link_near(near.catalog, near.routes, near.tiles)
    run.clock.lap("link")
    return refill(output, materials_of(run, given, near.catalog, site, memory), memory, run.watch)


class _Reviewed(Struct, frozen=True):
    """
    What reading and checking came to beside the records; ``cache`` is there where the process lives on.

    ``late`` waits for the problems of records that are still being judged.
    """

    config: Config
    content: Content
    ground: Ground
    told: Told
    unfinished: tuple[PlacedProblem, ...]
    cache: "SourceCache | None"
    late: "Callable[[], Late]"


def _reviewed(run: Run, findings: "Findings", whole: Catalog) -> _Reviewed:
    told = Told(findings.rules, findings.absent, len(whole.drafts))
    cache = _cache_of(run, findings)
    return _Reviewed(whole.config, findings.content, findings.ground, told, findings.unfinished, cache, findings.late)


def _unlinked(run: Run, findings: "Findings", whole: Catalog) -> "Unlinked":
    from jianbao.linking import Unlinked

    catalog = with_drafts(whole) if run.options.preview else without_drafts(whole)
    return Unlinked(catalog, findings.outlines, findings.late)


def _cache_of(run: Run, findings: "Findings") -> "SourceCache | None":
    return findings.cache if run.lives_on else None


def _from_review(run: Run, reviewed: _Reviewed, unlinked: list["Unlinked"], memory: Memory, last: Memory) -> Rebuilt:
    """Build from the records of a review, which are taken from the list when they are linked."""
    given = gather(run, config_as_asked(reviewed.config, run.options), reviewed.content, memory)
    done: Issued | tuple[Problem, ...] = ()
    if isinstance(given, Given):
        done = issue(run, given, memory, lambda output: _fill(run, given, unlinked, memory, output))
    if late := reviewed.late():
        return Rebuilt(Report(problems=late), last, reviewed.cache, reviewed.config)
    if not isinstance(given, Given):
        return _refused(run, given, last, reviewed)
    if not isinstance(done, Issued):
        return _refused(run, done, last, reviewed)
    fresh = structs.replace(done.memory, ground=reviewed.ground, told=reviewed.told)
    report = structs.replace(_report(run, given, done, reviewed.told), unfinished=reviewed.unfinished)
    return Rebuilt(report, fresh, reviewed.cache, reviewed.config, fresh.filled.pages)


def _refused(run: Run, problems: tuple[Problem, ...], memory: Memory, reviewed: _Reviewed) -> Rebuilt:
    is_usage = any(one.code in REFUSED for one in problems)
    report = Report(problems=place_in(run.root, problems), is_usage=is_usage)
    return Rebuilt(report, memory, reviewed.cache, reviewed.config)


def _report(run: Run, given: Given, done: Issued, told: Told) -> Report:
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


def _fill(
    run: Run, given: Given, unlinked: list["Unlinked"], memory: Memory, output: Output
) -> Rendered | tuple[Problem, ...]:
    """
    Give every file of the site to the output; what is the same in all is neither linked nor looked at by parts.

    Nothing is filled where problems come late.
    """
    found = unlinked.pop()
    if as_it_was := fill_as_it_was(output, memory, given.basis):
        return () if found.late() else as_it_was
    from jianbao.linking import link
    from jianbao.rebuilding import fill

    linked = link(run, given, found, memory)
    if linked is None:
        return ()
    del found
    materials, is_kept = linked
    rendered = fill(output, materials, memory, run.watch)
    if run.options.ends:
        left(materials)
    if not isinstance(rendered, Rendered):
        return rendered
    if not run.options.preview:
        for kept in ("pdf", "cards"):
            forget(run.root / ".cache" / kept, {one.kept_as for one in rendered.filled.made.values()})
    return structs.replace(rendered, filled=structs.replace(rendered.filled, linked=given.basis if is_kept else b""))


def _unwatched(_ahead: int, _path: str) -> None:
    """Tell nobody."""
