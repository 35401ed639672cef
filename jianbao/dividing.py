"""
Divide the parts that are to be made among those who make them: this process, forks of it, or an executor.

In: parts, and how to cut the site for them. Out: what comes of each. A fork writes what it has made, so that only names
and digests come back; an executor may be on another machine, so what it needs is sent there and what it makes is
sent back.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from time import perf_counter
from typing import Final, NamedTuple, TypeAlias

import msgspec
from msgspec import Struct

from jianbao.forks import TASKS_MAX, forked, in_runs
from jianbao.model.artifact import Artifact, Paper
from jianbao.model.graph import Site
from jianbao.problems import Problem
from jianbao.publish.output import Put
from jianbao.render.keys import Digests
from jianbao.render.kit import Chunk, Kit
from jianbao.render.parts import SEARCH_PART, Part, cut_of
from jianbao.render.search_memory import Indexed
from jianbao.workers import Workers

CHUNK_PARTS: Final = 64
"""Parts that an executor is given at once: each chunk carries what all pages read."""

FORK_PARTS: Final = 16
"""Parts that a fork takes at once."""

CHUNKS_EACH: Final = 4
"""Chunks for each worker at least, so that all of them end at about the same time."""

Laid = tuple[Artifact | Put, ...]
"""Files that have been written already, or are still to be."""


_Sent: TypeAlias = tuple[bytes, Laid | Paper | Problem, float]
"""What a fork hands back of a part: its key, what came of it, and in how many seconds."""

_Written: TypeAlias = tuple[bytes, tuple[Put, ...], float]
"""The same of a part whose files have been written."""


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


class Unset(Struct, frozen=True):
    """A PDF or card whose source has been made, in how many seconds, and that is still to be set."""

    part: Part
    key: bytes
    paper: Paper
    seconds: float


Outcome: TypeAlias = Fresh | Unset | Problem
"""What came of a part."""


class Task(NamedTuple):
    """
    How parts are made: what all are made with, and how the site is cut for them.

    ``opened`` gives the cut for a part and its key, ``key`` the key alone, ``chunk`` the cut for several parts.
    ``whole`` adds to the files of a part the compressed copies of them; ``put`` writes one.
    """

    kit: Kit
    opened: Callable[[Part], tuple[Site, bytes]]
    key: Callable[[Part], bytes]
    chunk: Callable[[Sequence[Part], Kit], Chunk]
    whole: Callable[[tuple[Artifact, ...]], tuple[Artifact, ...]]
    put: Callable[[Artifact | Put], Artifact | Put]


def outcomes(stale: Sequence[Part], task: Task, workers: Workers) -> Generator[Outcome, None, None]:
    """Make parts and yield what comes of each; after a problem the rest of its chunk may be missing."""
    if workers.forks:
        yield from _by_forks(stale, task, workers.forks)
    elif workers.executor is None:
        yield from map(making_here(task), stale)
    else:
        yield from _by_executor(stale, task, workers)


def making_here(task: Task) -> Callable[[Part], Outcome]:
    """Return what makes a part in this process."""
    from jianbao.render.making import Maker  # it loads Jinja, and many a build makes nothing

    make, opened, whole = Maker(task.kit).make, task.opened, task.whole

    def make_here(part: Part) -> Outcome:
        cut, key = opened(part)
        start = perf_counter()
        made = make(part, cut)
        seconds = perf_counter() - start
        return _outcome(part, key, whole(made) if isinstance(made, tuple) else made, seconds)

    return make_here


def make_index(task: Task, digests: Digests, former: Indexed) -> Fresh | Problem:
    """Make the index of the search in this process, from what is known of it."""
    from jianbao.clocking import make_index_timed

    cut, key = task.opened(SEARCH_PART)
    made, seconds = make_index_timed(cut, task.kit, digests, former)
    return made if isinstance(made, Problem) else Fresh(SEARCH_PART, key, task.whole(made[0]), seconds, index=made[1])


def retouch_index(site: Site, task: Task, digests: Digests, former: Indexed) -> Fresh | None:
    """
    Make the index of the search again where only the records have changed that routes of a part of the site are about.

    Nothing is returned where all of it changes. The key is none: that of an index is known with the whole site only.
    """
    from jianbao.clocking import retouch_index_timed

    found = retouch_index_timed(cut_of(site, SEARCH_PART), task.kit, digests, former)
    if found is None:
        return None
    files, seconds, index = found
    return Fresh(SEARCH_PART, b"", task.whole(files), seconds, index=index)


def _by_forks(stale: Sequence[Part], task: Task, forks: int) -> Iterator[Outcome]:
    from jianbao.render.making import prepare

    prepare(task.kit, {name for part in stale for name in part.templates})
    make_here = making_here(task)
    size = max(min(FORK_PARTS, len(stale) // (CHUNKS_EACH * forks) + 1), len(stale) // TASKS_MAX + 1)
    many = in_runs(stale, size)

    def make(number: int) -> bytes | list[_Sent]:
        made: list[_Sent] = []
        for part in many[number]:
            one = make_here(part)
            if isinstance(one, Fresh):
                made.append((one.key, tuple(map(task.put, one.files)), one.seconds))
            elif isinstance(one, Unset):
                made.append((one.key, one.paper, one.seconds))
            else:
                return [*made, (b"", one, 0.0)]
        return _packed(made)

    for run, chunk in zip(many, forked(make, len(many), forks), strict=True):
        sent = msgspec.msgpack.decode(chunk, type=list[_Written]) if isinstance(chunk, bytes) else chunk
        yield from (_outcome(part, *one) for part, one in zip(run, sent, strict=False))


def _packed(made: list[_Sent]) -> bytes | list[_Sent]:
    """Encode what has been written, which is done and undone sooner than pickling; there may be other than that."""
    is_written = all(isinstance(files, tuple) and all(isinstance(one, Put) for one in files) for _, files, _ in made)
    return msgspec.msgpack.encode(made) if is_written else made


def _by_executor(stale: Sequence[Part], task: Task, workers: Workers) -> Iterator[Outcome]:
    """Make what reads the whole site here, and pages, PDFs and cards by the executor."""
    from jianbao.clocking import make_chunk

    yield from map(making_here(task), [part for part in stale if not part.routes])
    narrow = [part for part in stale if part.routes]
    size = min(CHUNK_PARTS, len(narrow) // (CHUNKS_EACH * workers.count) + 1)
    many = in_runs(narrow, size)
    made = workers.each(make_chunk, (task.chunk(one, task.kit) for one in many))
    for chunk, timed in zip(many, made, strict=True):
        for part, (one, seconds) in zip(chunk, timed, strict=False):
            whole = task.whole(one) if isinstance(one, tuple) else one
            yield _outcome(part, task.key(part), whole, seconds)


def _outcome(part: Part, key: bytes, made: Laid | Paper | Problem, seconds: float) -> Outcome:
    if isinstance(made, tuple):
        return Fresh(part, key, made, seconds)
    return made if isinstance(made, Problem) else Unset(part, key, made, seconds)
