"""
Make parts by the clock: what comes of each, and how long it took. The outcome does not depend on the time.
"""

import time

from msgspec import Struct

from jianbao.model.artifact import Artifact
from jianbao.model.graph import Site
from jianbao.problems import Problem
from jianbao.render.keys import Digests
from jianbao.render.kit import Chunk, Kit, Outcome
from jianbao.render.making import make_index, make_part
from jianbao.render.parts import Part, cut_of
from jianbao.render.search_memory import Indexed


class Timed(Struct, frozen=True):
    """What came of a part, and the seconds that it took."""

    outcome: Outcome
    seconds: float


def make_timed(part: Part, cut: Site, kit: Kit) -> Timed:
    """Make a part."""
    start = time.perf_counter()
    outcome = make_part(part, cut, kit)
    return Timed(outcome, time.perf_counter() - start)


def make_index_timed(cut: Site, kit: Kit, digests: Digests, former: Indexed) -> tuple[Timed, Indexed]:
    """Make the index of the search, of which ``former`` is known; beside it comes what is known then."""
    start = time.perf_counter()
    made = make_index(cut, kit, digests, former)
    seconds = time.perf_counter() - start
    return (Timed(made, seconds), former) if isinstance(made, Problem) else (Timed(made[0], seconds), made[1])


def retouch_index_timed(
    cut: Site, kit: Kit, digests: Digests, former: Indexed
) -> tuple[tuple[Artifact, ...], float, Indexed] | None:
    """Make again of an index what a few records change in it, in so many seconds; nothing where that is all of it."""
    from jianbao.render.search_index import files_of  # late: an edit of a site without search waits for imports most
    from jianbao.render.search_updating import retouched

    start = time.perf_counter()
    index = retouched(cut, kit.shared, digests, former)
    if index is None:
        return None
    files = files_of(index, kit.shared)
    return files, time.perf_counter() - start, index


def make_chunk(chunk: Chunk) -> tuple[Timed, ...]:
    """Make the parts of a chunk in order; the first problem is the last outcome."""
    made: list[Timed] = []
    for part in chunk.parts:
        made.append(make_timed(part, cut_of(chunk.site, part), chunk.kit))
        if isinstance(made[-1].outcome, Problem):
            break
    return tuple(made)
