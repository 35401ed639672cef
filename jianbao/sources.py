"""
Read and check a project: the stages before ``link``, and what they need not do again.

What they know of the sources is a value. A process that lives on hands it from one review to the next; commands keep
it in ``.cache``, where it may be absent, locked, damaged or of another version: then a review is slower, no more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from itertools import takewhile
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct, structs

from jianbao.carrying import Noted, packed, unpacked
from jianbao.check.look import Words
from jianbao.check.run import Docket, Judgement, docket_of, rules_run
from jianbao.collecting import uncollected
from jianbao.errands import Send
from jianbao.forks import TASKS_MAX, forked, in_runs
from jianbao.model.config import Config
from jianbao.model.known import Content, Ground, KnownFile, KnownFiles, Seen, Stamp
from jianbao.model.site import Catalog
from jianbao.model.verdicts import Verdicts
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

Late: TypeAlias = tuple[PlacedProblem, ...]
"""Problems that are known when they are waited for."""

_FOLDER: Final = ".cache"
_FILES: Final = "sources"
_VERDICTS: Final = "verdicts"
_FEW: Final = 2000
"""So many verdicts are written in a few milliseconds, and spare judging at all while nothing changes."""
_SHARE: Final = 50
"""What is kept is written again where more than one in so many has changed; reading those few anew costs less."""

_MANY: Final = 1000
"""So many files or records are worth a fork."""
_PACKS: Final = 8
"""So many packs of outlines are sent, of which each is unpacked while the next is made."""
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

    ``catalog`` is missing where the configuration cannot be used; ``absent`` names the seed texts that are not at hand,
    without which the index is not proved and copying not fully judged. ``outlines`` waits for those of the records, as
    far as these were looked at and nothing is lost on the way; ``texts`` are the digests of the seed texts at hand;
    ``unfinished`` says what is left to write in drafts, which stops no build; ``cache`` is for the next review.
    ``opened`` and ``judged`` count what had to be done anew; ``late`` waits for problems that are still looked for.
    """

    catalog: Catalog | None = None
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    outlines: Callable[[], Noted] = dict
    texts: Mapping[str, bytes] = {}
    unfinished: tuple[PlacedProblem, ...] = ()
    cache: SourceCache = SourceCache()
    opened: int = 0
    judged: int = 0
    late: Callable[[], Late] = tuple

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

    Many files are opened in ``jobs`` processes, as many as there are processors where it is 0.
    """
    found = _read(root, cache, jobs)
    return _judged(found) if isinstance(found, _Read) else found


class _Read(Struct, frozen=True):
    """A project that could be read, with what is to be judged of it, and what that comes to where nothing is."""

    root: Path
    findings: Findings
    docket: Docket | Judgement


def _read(root: Path, cache: SourceCache, jobs: int) -> _Read | Findings:
    """Read a project; all is found where it cannot be judged."""
    config = read_config(root)
    if not isinstance(config, Config):
        return Findings(problems=place_in(root, config), is_usage=True, cache=cache)
    if missing := find_missing(config.precompress):
        return Findings(problems=place_in(root, missing), is_usage=True, cache=cache)
    reading = read_catalog(root, config, cache.files, share=partial(_open, jobs))
    seeded = _with_seed_texts(root, reading.catalog, cache.proved)
    passing = tuple(one for one in reading.problems if one.code in PASSING)
    problems = (*(one for one in reading.problems if one.code not in PASSING), *seeded.problems)
    findings = Findings(
        problems=place_in(root, problems),
        unfinished=place_in(root, passing),
        catalog=seeded.catalog,
        rules=(*rules_run(has_texts=not seeded.absent), *(() if seeded.absent else ("index",))),
        absent=seeded.absent,
        texts=seeded.texts,
        cache=SourceCache(reading.known, cache.verdicts, seeded.proved),
        opened=reading.opened,
    )
    if problems:  # a record that cannot be read would make every reference to it look wrong
        return findings
    digests = {file: known.digest for file, known in reading.known.files.items()}
    return _Read(root, findings, docket_of(seeded.catalog, digests, cache.verdicts))


def _judged(read: _Read) -> Findings:
    """Judge what has been read."""
    return _with(read, read.docket if isinstance(read.docket, Judgement) else read.docket.judge())


def _with(read: _Read, found: Judgement) -> Findings:
    return structs.replace(
        read.findings,
        problems=place_in(read.root, found.problems),
        outlines=lambda: {ref: one.outline for ref, one in found.verdicts.records.items()},
        cache=structs.replace(read.findings.cache, verdicts=found.verdicts),
        judged=found.judged,
    )


def _open(jobs: int, do: Open, tasks: Sequence[Task]) -> Iterable[list[Opened]]:
    """Open files, many in several processes, of which this one decodes meanwhile what is there already."""
    forks = _forks_for(jobs, tasks)
    return open_here(do, tasks) if forks == 1 else _open_by_forks(forks, do, tasks)


def _forks_for(jobs: int, tasks: Sequence[Task]) -> int:
    """Return how many processes open files, which is 1 where there are few."""
    if len(tasks) < _MANY:
        return 1
    from jianbao.workers import forks_for

    return forks_for(jobs)


def _open_by_forks(forks: int, do: Open, tasks: Sequence[Task]) -> Iterator[list[Opened]]:
    runs = in_runs(tasks, len(tasks) // TASKS_MAX + _RUN_FILES)

    def run(number: int) -> bytes:  # as bytes of msgspec, which are made and read sooner than pickles
        return msgspec.msgpack.encode(do(runs[number]))

    for opened in forked(run, len(runs), forks):
        yield msgspec.msgpack.decode(opened, type=list[Opened])


def review_kept(root: Path, jobs: int = 0, send: Send | None = None) -> Findings:
    """
    Read and check a project with what is kept in its cache folder, and have kept what is worth it.

    Where there is much to judge and somebody can be sent to do it, outlines and problems come late.
    """
    with uncollected(stays=True):
        found = _read(root, load_cache(root), jobs)
        if not isinstance(found, _Read):
            _keep(root / _FOLDER, found)
            return found
        if send and isinstance(found.docket, Docket) and len(found.docket.new) >= _MANY:
            return _judged_meanwhile(found, found.docket, send)
        judged = _judged(found)
    _keep(root / _FOLDER, judged)
    return judged


def _judged_meanwhile(read: _Read, docket: Docket, send: Send) -> Findings:
    """Have it judged what has been read while this process goes on."""
    coming, waiting = send(partial(_judge_apart, read, docket)), [read]
    refs, traces = docket.judging.catalog.records.keys(), docket.traces

    def outlines() -> Noted:
        known = {ref: trace.outline for ref, trace in traces.items()}
        return {**known, **unpacked(takewhile(bool, coming), refs)}

    @cache
    def late() -> Late:
        # Whoever could not link may not have taken the outlines.
        found = next((one for one in coming if isinstance(one, tuple)), None)
        read = waiting.pop()
        return _judged(read).problems if found is None else found

    return structs.replace(read.findings, outlines=outlines, late=late)


def _judge_apart(read: _Read, docket: Docket) -> Iterator[bytes | Late]:
    """Yield the outlines of what is new, packed, and after the last of them the problems; keep what is found."""
    hearing = docket.opened()
    looked: list[Words] = []
    for run in in_runs(docket.new, len(docket.new) // _PACKS + 1):
        seen = [*hearing.look(run)]
        yield packed({look.ref: look.outline for words in seen for look in words.own()})
        looked += seen
    yield b""
    judged = _with(read, hearing.judge(looked))
    yield judged.problems
    _keep(read.root / _FOLDER, judged)


def _keep(folder: Path, found: Findings) -> None:
    files, records = len(found.cache.files.files), len(found.cache.verdicts.records)
    with suppress(OSError):
        if found.opened * _SHARE > files:
            save(folder / _FILES, found.cache.files)
        if found.judged * _SHARE > records or (found.judged and records < _FEW):
            save(folder / _VERDICTS, (found.cache.verdicts, found.cache.proved))


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
    whole = structs.replace(catalog, sentence_texts=sentences)
    return _Seeded(whole, tuple(problems), absent, digests_of_texts(texts), proved)
