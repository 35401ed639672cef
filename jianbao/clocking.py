"""
Make parts by the clock: what comes of each, and how long it took. The outcome does not depend on the time.
"""

import time

from jianbao.model.artifact import Artifact
from jianbao.model.graph import Site
from jianbao.problems import Problem
from jianbao.render.keys import Digests
from jianbao.render.kit import Chunk, Kit, Outcome
from jianbao.render.making import Maker, make_index
from jianbao.render.parts import cut_of
from jianbao.render.search_memory import Indexed


def make_index_timed(
    cut: Site, kit: Kit, digests: Digests, former: Indexed
) -> tuple[tuple[tuple[Artifact, ...], Indexed] | Problem, float]:
    """Make the index of the search, of which ``former`` is known; beside it comes what is known then."""
    start = time.perf_counter()
    made = make_index(cut, kit, digests, former)
    return made, time.perf_counter() - start


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


def make_chunk(chunk: Chunk) -> tuple[tuple[Outcome, float], ...]:
    """Make the parts of a chunk in order, each in so many seconds; the first problem is the last outcome."""
    make = Maker(chunk.kit).make
    made: list[tuple[Outcome, float]] = []
    for part in chunk.parts:
        start = time.perf_counter()
        made.append((make(part, cut_of(chunk.site, part)), time.perf_counter() - start))
        if isinstance(made[-1][0], Problem):
            break
    return tuple(made)
