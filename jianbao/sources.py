"""
Read and check a project: the stages before ``link``, and what they need not do again.

What they know of the sources is a value. A process that lives on hands it from one review to the next; commands keep
it in ``.cache``, where it may be absent, locked, damaged or of another version: then a review is slower, no more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, TypeVar, cast

import msgspec
from msgspec import Struct

from jianbao.check.run import Glanced, Look, judge_catalog, rules_run
from jianbao.collecting import uncollected
from jianbao.errands import Send, at_once
from jianbao.forks import TASKS_MAX, forked, in_runs
from jianbao.model.basics import LocatorStr, RefStr
from jianbao.model.config import Config
from jianbao.model.known import Content, Ground, KnownFile, KnownFiles, Seen, Stamp
from jianbao.model.outline import Outline, Reach
from jianbao.model.site import Catalog
from jianbao.model.verdicts import Trace, Verdicts
from jianbao.problems import PASSING, Outcome, PlacedProblem, Problem
from jianbao.publish.compressed import find_missing
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.locate import place_in
from jianbao.read.looking import digests_of_texts
from jianbao.read.opening import Open, Opened, Task, open_here
from jianbao.read.seed_texts import find_seed_texts
from jianbao.read.seeds import read_sentence_texts, verify_index
from jianbao.store import digest, load, save

Name = TypeVar("Name", bound=str)
R = TypeVar("R")
T = TypeVar("T")

_FOLDER: Final = ".cache"
_FILES: Final = "sources"
_VERDICTS: Final = "verdicts"
_FEW: Final = 2000
"""So many verdicts are written in a few milliseconds, and spare judging at all while nothing changes."""
_SHARE: Final = 50
"""What is kept is written again where more than one in so many has changed; reading those few anew costs less."""

_MANY: Final = 1000
"""So many files or records are done by several processes sooner than by one, which need not be forked for that."""
_RUNS_EACH: Final = 4
"""Runs of records for each process, so that all end at about the same time."""
_RUN_FILES: Final = 64
"""Files that a process opens at once: what comes of them just about fits into a pipe."""


class SourceCache(Struct, frozen=True):
    """What is known of the sources: files as they were read, records as they were judged, indexes that were proved."""

    files: KnownFiles = KnownFiles()
    verdicts: Verdicts = Verdicts()
    proved: Mapping[str, bytes] = {}


class Findings(Outcome, frozen=True, kw_only=True):
    """
    What reading and checking came to.

    ``catalog`` is missing where the configuration cannot be used; ``absent`` names the seed texts that are not
    at hand, without which the index is not proved and copying not fully judged. ``outlines`` are there where the
    rules were run; ``texts`` are the digests of the seed texts at hand; ``unfinished`` says what is left to write in
    drafts, which stops no build; ``cache`` is for the next review.
    ``opened`` and ``judged`` count what had to be done anew.
    """

    catalog: Catalog | None = None
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    outlines: Mapping[RefStr, Outline] | None = None
    texts: Mapping[str, bytes] = {}
    unfinished: tuple[PlacedProblem, ...] = ()
    cache: SourceCache = SourceCache()
    opened: int = 0
    judged: int = 0

    @property
    def named(self) -> tuple[PlacedProblem, ...]:
        """Return all that a check names: what stops a build, and what is left to write in drafts."""
        return (*self.problems, *self.unfinished)

    @property
    def content(self) -> Content:
        """Return the digests of all that was read."""
        return Content({file: known.digest for file, known in self.cache.files.files.items()}, self.texts)

    @property
    def ground(self) -> Ground:
        """Return by what all that was read is known again."""
        known = self.cache.files
        files = {file: Seen(one.stamp, one.digest) for file, one in known.files.items()}
        plans = self.catalog.plans.values() if self.catalog else ()
        return Ground(known.taken_ns, files, tuple(plan.file for plan in plans))


def review(root: Path, cache: SourceCache, jobs: int = 1) -> Findings:
    """
    Read and check a project; what the cache knows and no change can have reached is neither read nor judged.

    Many records are looked at in ``jobs`` processes, as many as there are processors where it is 0.
    """
    config = read_config(root)
    if not isinstance(config, Config):
        return Findings(problems=place_in(root, config), is_usage=True, cache=cache)
    if missing := find_missing(config.precompress):
        return Findings(problems=place_in(root, missing), is_usage=True, cache=cache)
    reading = read_catalog(root, config, cache.files, share=partial(_open, jobs))
    seeded = _with_seed_texts(root, reading.catalog, cache.proved)
    passing = tuple(one for one in reading.problems if one.code in PASSING)
    problems = (*(one for one in reading.problems if one.code not in PASSING), *seeded.problems)
    verdicts, judged = cache.verdicts, 0
    # A record that cannot be read would make every reference to it look wrong.
    if not problems:
        digests = {file: known.digest for file, known in reading.known.files.items()}
        judgement = judge_catalog(seeded.catalog, digests, verdicts, partial(_spread, jobs))
        problems, verdicts, judged = judgement.problems, judgement.verdicts, judgement.judged
    return Findings(
        problems=place_in(root, problems),
        unfinished=place_in(root, passing),
        catalog=seeded.catalog,
        rules=(*rules_run(has_texts=not seeded.absent), *(() if seeded.absent else ("index",))),
        absent=seeded.absent,
        outlines=None if problems else {ref: trace.outline for ref, trace in verdicts.records.items()},
        texts=seeded.texts,
        cache=SourceCache(reading.known, verdicts, seeded.proved),
        opened=reading.opened,
        judged=judged,
    )


def _spread(jobs: int, look: Look, refs: Sequence[RefStr]) -> Iterator[Glanced]:
    """Look at records, at many in several processes."""
    forks = _forks_for(jobs, refs)
    if forks == 1:
        yield look(refs)
        return
    same = {str(ref): str(ref) for ref in refs}.setdefault
    for seen in _by_forks(forks, look, in_runs(refs, len(refs) // (forks * _RUNS_EACH) + 1), Glanced):
        yield _with_shared_names(seen, same)


def _open(jobs: int, do: Open, tasks: Sequence[Task]) -> Iterable[list[Opened]]:
    """Open files, many in several processes, of which this one decodes meanwhile what is there already."""
    forks = _forks_for(jobs, tasks)
    if forks == 1:
        return open_here(do, tasks)
    return _by_forks(forks, do, in_runs(tasks, len(tasks) // TASKS_MAX + _RUN_FILES), list[Opened])


def _forks_for(jobs: int, items: Sequence[object]) -> int:
    """Return how many processes share items, which is 1 where there are few."""
    if len(items) < _MANY:
        return 1
    from jianbao.workers import forks_for

    return forks_for(jobs)


def _by_forks(forks: int, do: Callable[[Sequence[T]], R], runs: Sequence[Sequence[T]], shape: type[R]) -> Iterator[R]:
    def run(number: int) -> bytes:  # as bytes of msgspec, which are made and read sooner than pickles
        return msgspec.msgpack.encode(do(runs[number]))

    for made in forked(run, len(runs), forks):
        yield msgspec.msgpack.decode(made, type=shape)


def _with_shared_names(seen: Glanced, same: Callable[[str, str], str]) -> Glanced:
    """Have every name but once, as where nothing comes from another process: they are half of all that is decoded."""

    def names(many: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(map(cast("Callable[[Name, Name], Name]", same), many, many)) if many else ()

    def reach(one: Reach) -> Reach:
        return Reach(names(one.records), names(one.figures), names(one.spots))

    def outline(one: Outline) -> Outline:
        stated = tuple([(LocatorStr(same(locator, locator)), same(date, date)) for locator, date in one.stated])
        return Outline(reach(one.reach), tuple(map(reach, one.figures)), stated, names(one.ties))

    return Glanced(
        {
            RefStr(same(ref, ref)): Trace(one.digest, names(one.figures), one.rests_on_names, outline(one.outline))
            for ref, one in seen.traces.items()
        },
        seen.unsure,
    )


def review_kept(root: Path, jobs: int = 0, send: Send = at_once) -> Findings:
    """Read and check a project with what is kept in its cache folder, and have kept what is worth it."""
    with uncollected(stays=True):
        found = review(root, load_cache(root), jobs)
    pays = max(found.opened, found.judged) >= _MANY
    (send if pays else at_once)(partial(_keep, root / _FOLDER, found))
    return found


def _keep(folder: Path, found: Findings) -> bool:
    files, records = len(found.cache.files.files), len(found.cache.verdicts.records)
    with suppress(OSError):
        if found.opened * _SHARE > files:
            save(folder / _FILES, found.cache.files)
        if found.judged * _SHARE > records or (found.judged and records < _FEW):
            save(folder / _VERDICTS, (found.cache.verdicts, found.cache.proved))
        return True
    return False


def load_cache(root: Path) -> SourceCache:
    """Return what is kept in the cache folder of a project, as far as it can be used."""
    files = load(root / _FOLDER / _FILES, _Files)
    judged = load(root / _FOLDER / _VERDICTS, tuple[Verdicts, dict[str, bytes]])
    verdicts, proved = judged or (Verdicts(), {})
    if files is None:
        return SourceCache(verdicts=verdicts, proved=proved)
    known = {file: KnownFile(one.stamp, one.digest, one.value) for file, one in files.files.items()}
    return SourceCache(KnownFiles(files.taken_ns, known), verdicts, proved)


class _File(Struct, array_like=True, gc=False):
    """A ``KnownFile`` as it is kept: its value is unpacked when somebody asks for it."""

    stamp: Stamp
    digest: bytes
    value: msgspec.Raw


class _Files(Struct, array_like=True):
    """``KnownFiles`` as they are kept."""

    taken_ns: int
    files: dict[str, _File]


class _Seeded(Struct, frozen=True):
    """A catalog with the words of its seed texts, their digests, and which of its indexes were proved by which."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    absent: tuple[str, ...]
    texts: Mapping[str, bytes]
    proved: Mapping[str, bytes]


def _with_seed_texts(root: Path, catalog: Catalog, known: Mapping[str, bytes]) -> _Seeded:
    """Prove the index against the seed texts, as far as they are at hand, and name those that are not."""
    names = [plan.file for plan in catalog.plans.values()]
    texts = find_seed_texts(root, catalog.config.seed_folders, names)
    problems: list[Problem] = []
    proved: dict[str, bytes] = {}
    for stem, index in catalog.indexes.items():
        plan = catalog.plans.get(stem)
        if plan is None or plan.file not in texts:
            continue
        by = digest(msgspec.msgpack.encode((plan, index)), texts[plan.file])
        wrong = () if known.get(stem) == by else verify_index(index, texts[plan.file], plan)
        problems += wrong
        proved |= {} if wrong else {stem: by}
    sentences = read_sentence_texts(texts, catalog.plans)
    absent = tuple(sorted(set(names) - set(texts)))
    whole = msgspec.structs.replace(catalog, sentence_texts=sentences)
    return _Seeded(whole, tuple(problems), absent, digests_of_texts(texts), proved)
