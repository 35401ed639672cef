"""
Link what has been read while it is judged, and put together all that is rendered.
"""

from collections.abc import Callable
from functools import cache

from msgspec import Struct, structs

from jianbao.carrying import Noted
from jianbao.issuing import Given, Run
from jianbao.keeping import recall_index
from jianbao.model.graph import Site
from jianbao.model.site import Catalog
from jianbao.problems import PlacedProblem
from jianbao.rebuilding import Materials
from jianbao.remembering import Memory
from jianbao.render.keys import Written
from jianbao.retouching import keep_links
from jianbao.store import engine_digest
from jianbao.text.outlines import outlines_of
from jianbao.workers import hire_for, press_for


class Unlinked(Struct, frozen=True):
    """
    Records that have been read.

    ``noted`` waits for their outlines, as far as somebody has noted them, ``late`` for the problems of those that are
    still being judged.
    """

    catalog: Catalog
    noted: Callable[[], Noted]
    late: Callable[[], tuple[PlacedProblem, ...]]


def link(run: Run, given: Given, found: Unlinked, memory: Memory) -> tuple[Materials, bool] | None:
    """
    Link records while they are judged; return all that is rendered, and whether the links are kept.

    Nothing is returned where problems come late.
    """
    from jianbao.link.site import link_site  # late: who makes a few pages anew does without

    catalog = structs.replace(found.catalog, config=given.config)
    outlines = cache(lambda: outlines_of(catalog.records, found.noted()))
    try:
        site = link_site(catalog, outlines)
    except Exception:  # what is wrong with records may keep them from being linked
        if found.late():
            return None
        raise
    if found.late():
        return None
    is_kept = not run.lives_on and keep_links(run.root, given.basis, catalog, site, outlines())
    run.clock.lap("link")
    return materials_of(run, given, catalog, site, memory), is_kept


def materials_of(run: Run, given: Given, catalog: Catalog, site: Site, memory: Memory) -> Materials:
    """Put together all that is rendered."""
    return Materials(
        site=site,
        config=given.config,
        ui=catalog.ui,
        assets=given.assets,
        texts=given.texts,
        sources=given.sources,
        written=Written(catalog.origins, given.files),
        engine=engine_digest(),
        cache=run.root / ".cache",
        packs=given.packs,
        is_served=run.lives_on,
        hire=hire_for(run.options.jobs, run.options.scheduler),
        press=press_for(run.options.jobs),
        indexed=lambda: recall_index(run.root, run.options, memory),
    )
