"""
The page of the search: a field, and a place for the results of each kind.

Its script fills it; without script it leads to the lists.
"""

from collections.abc import Iterator

from jianbao.model.basics import Lang
from jianbao.model.records import KINDS
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.frame import crumbs, frame
from jianbao.render.reads import ENTRY, Shared
from jianbao.render.search_documents import FIGURE
from jianbao.render.views import Head, LinkView, PageView

SCRIPTS = ("js/search-terms.js", "js/search-shards.js", ENTRY, "js/search-rank.js", "js/search-page.js")
"""The scripts of the page, in the order in which they need each other."""


class SearchView(PageView, frozen=True, kw_only=True):
    """The search: the folder of its language, its scripts, and the list of each kind that it finds."""

    folder: Lang
    scripts: tuple[str, ...]
    kinds: tuple[LinkView, ...]


def search_page(desk: Desk, shared: Shared) -> SearchView:
    """Show the search."""
    say = desk.phrases.say
    return SearchView(
        head=Head(title=say("search.title"), description=say("search.lead"), crumbs=crumbs(desk)),
        folder=desk.phrases.lang,
        scripts=SCRIPTS,
        kinds=tuple(_kinds(desk, shared)),
        frame=frame(desk, shared),
    )


def _kinds(desk: Desk, shared: Shared) -> Iterator[LinkView]:
    page, say = desk.reads.route.page, desk.phrases.say
    for kind in KINDS:
        address = "glossary.html" if kind == "term" else f"{KINDS[kind].folder}/index.html"
        yield LinkView(within(page, address), say(f"kind.{kind}.many"), meta=kind)
    if "overviews" in shared.config.outputs:
        yield LinkView(within(page, "figures.html"), say("figures.title"), meta=FIGURE)
