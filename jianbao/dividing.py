"""
Divide the parts that are to be made among those who make them: this process, forks of it, or an executor.

In: parts, and how to cut the site for them. Out: what comes of each. A fork writes what it has made, so that only names
and digests come back; an executor may be on another machine, so what it needs is sent there and what it makes is
sent back.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from jianbao.forks import TASKS_MAX, forked, in_runs
from jianbao.model.artifact import Artifact, Paper
from jianbao.model.graph import Site
from jianbao.model.records import Metric
from jianbao.problems import Problem
from jianbao.publish.output import Put
from jianbao.render.keys import Digests
from jianbao.render.kit import Chunk, Kit
from jianbao.render.parts import PAGE, SEARCH_PART, Part, cut_of
from jianbao.render.search_memory import Indexed
from jianbao.workers import Workers

if TYPE_CHECKING:
    from jianbao.clocking import Timed

CHUNK_PARTS: Final = 128
"""Parts that an executor is given at once: each chunk carries what all pages read."""

FORK_PARTS: Final = 32
"""Parts that a fork takes at once."""

CHUNKS_EACH: Final = 4
"""Chunks for each worker at least, so that all of them end at about the same time."""

Laid = tuple[Artifact | Put, ...]
"""Files that have been written already, or are still to be."""


class Asked(NamedTuple):
    """A part that is to be made, and its key where that is known."""

    part: Part
    key: bytes


class Task(NamedTuple):
    """
    How parts are made: what all are made with, how the site is cut for one of them or for several, and what its key is.

    ``whole`` adds to the files of a part the compressed copies of them; ``put`` writes one.
    """

    kit: Kit
    cut: Callable[[Part], Site]
    chunk: Callable[[Sequence[Part], Kit], Chunk]
    key: Callable[[Part], bytes]
    whole: Callable[[Iterable[Artifact]], tuple[Artifact, ...]]
    put: Callable[[Artifact | Put], Artifact | Put]


class Outcome(NamedTuple):
    """What came of a part, in how many seconds."""

    asked: Asked
    made: Laid | Paper | Problem
    seconds: float


def in_company(stale: Sequence[Asked], site: Site) -> list[Asked]:
    """Let the pages of a record in all languages, and those of its metrics, follow one another: they share much."""
    ranks = {ref: rank for rank, ref in enumerate(site.records)}

    def rank(asked: Asked) -> int:
        if asked.part.kind != PAGE or (subject := asked.part.routes[0].subject) is None:
            return -1
        record = site.records[subject]
        return ranks[record.about[0]] if isinstance(record, Metric) else ranks[subject]

    return sorted(stale, key=rank)


def outcomes(stale: Sequence[Asked], task: Task, workers: Workers) -> Generator[Outcome, None, None]:
    """Make parts and yield what comes of each; after a problem the rest of its chunk may be missing."""
    if workers.forks:
        yield from _by_forks(stale, task, workers.forks)
    elif workers.executor is None:
        yield from (made_here(asked, task) for asked in stale)
    else:
        yield from _by_executor(stale, task, workers)


def made_here(asked: Asked, task: Task) -> Outcome:
    """Make a part in this process."""
    from jianbao.clocking import make_timed  # it loads Jinja, and many a build makes nothing

    return _whole(asked, make_timed(asked.part, task.cut(asked.part), task.kit), task)


def make_index(asked: Asked, task: Task, digests: Digests, former: Indexed) -> tuple[Outcome, Indexed]:
    """Make the index of the search in this process, from what is known of it; beside it comes what is known then."""
    from jianbao.clocking import make_index_timed

    timed, index = make_index_timed(task.cut(asked.part), task.kit, digests, former)
    return _whole(asked, timed, task), index


def retouch_index(site: Site, task: Task, digests: Digests, former: Indexed) -> tuple[Outcome, Indexed] | None:
    """
    Make the index of the search again where only the records have changed that routes of a part of the site are about.

    Nothing is returned where all of it changes. The key is none: that of an index is known with the whole site only.
    """
    from jianbao.clocking import retouch_index_timed

    found = retouch_index_timed(cut_of(site, SEARCH_PART), task.kit, digests, former)
    if found is None:
        return None
    files, seconds, index = found
    return Outcome(Asked(SEARCH_PART, b""), task.whole(files), seconds), index


def _whole(asked: Asked, timed: "Timed", task: Task) -> Outcome:
    keyed = asked if asked.key else Asked(asked.part, task.key(asked.part))
    made = timed.outcome
    return Outcome(keyed, task.whole(made) if isinstance(made, tuple) else made, timed.seconds)


def _by_forks(stale: Sequence[Asked], task: Task, forks: int) -> Iterator[Outcome]:
    from jianbao.render.making import prepare

    prepare(task.kit, {name for asked in stale for name in asked.part.templates()})
    size = max(min(FORK_PARTS, len(stale) // (CHUNKS_EACH * forks) + 1), len(stale) // TASKS_MAX + 1)
    many = in_runs(stale, size)

    def make(number: int) -> tuple[tuple[bytes, Laid | Paper | Problem, float], ...]:
        made = []
        for asked in many[number]:
            one = made_here(asked, task)
            laid = tuple(map(task.put, one.made)) if isinstance(one.made, tuple) else one.made
            made.append((one.asked.key, laid, one.seconds))
            if isinstance(laid, Problem):
                break
        return tuple(made)

    for run, chunk in zip(many, forked(make, len(many), forks), strict=True):
        for asked, (key, laid, seconds) in zip(run, chunk, strict=False):
            yield Outcome(Asked(asked.part, key), laid, seconds)


def _by_executor(stale: Sequence[Asked], task: Task, workers: Workers) -> Iterator[Outcome]:
    """Make what reads the whole site here, and pages, PDFs and cards by the executor."""
    from jianbao.clocking import make_chunk

    yield from (made_here(asked, task) for asked in stale if not asked.part.routes)
    narrow = [asked for asked in stale if asked.part.routes]
    size = min(CHUNK_PARTS, len(narrow) // (CHUNKS_EACH * workers.count) + 1)
    many = in_runs(narrow, size)
    made = workers.each(make_chunk, (task.chunk([asked.part for asked in one], task.kit) for one in many))
    for chunk, timed in zip(many, made, strict=True):
        yield from (_whole(asked, one, task) for asked, one in zip(chunk, timed, strict=False))
