"""
Make the files of a part from the cut of the site that it may read.

Only what makes pages is loaded at once: after an edit, a page or two are all that is made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from msgspec import structs

from jianbao.model.artifact import Artifact, Paper
from jianbao.model.config import Config
from jianbao.model.graph import Site
from jianbao.problems import Place, Problem
from jianbao.render.citations import render_citations
from jianbao.render.closures import reached, sources_of
from jianbao.render.environment import TemplateError, Templates, compile_templates
from jianbao.render.keys import Digests
from jianbao.render.kit import Kit, Outcome
from jianbao.render.pages import render_root, render_route
from jianbao.render.parts import CARD, PAGE, PAPER, Part
from jianbao.render.reads import ENTRY, MissingStringError, Shared
from jianbao.render.search_memory import Indexed

PAPER_SUFFIX: Final = ".typ"

Files = Iterator[Artifact] | Sequence[Artifact]


class Maker:
    """Makes the parts of a site with one kit; what all of them have in common is worked out once."""

    __slots__ = ("_beside", "_kit", "_pages", "_searching", "_shared")

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._shared = kit.shared
        self._searching = structs.replace(kit.shared, assets={**kit.shared.assets, ENTRY: kit.entry})
        self._pages = _pages(kit.texts)
        self._beside = tuple(_beside_pages(kit.shared.config))

    def make(self, part: Part, cut: Site) -> Outcome:
        """
        Make the files of a part, or the source of its PDF or card.

        Reading what is not in the cut is a ``KeyError``.
        """
        try:
            if part.kind == PAGE:
                return self._page(part, cut)
            if part.kind in {CARD, PAPER}:
                return self._paper(part, cut)
            return tuple(_MAKERS[part.kind](cut, self._shared, self._pages))
        except (TemplateError, MissingStringError) as fault:
            return _problem(fault)

    def _page(self, part: Part, cut: Site) -> tuple[Artifact, ...]:
        """Make a page in each language, with its copies and the files of its record."""
        shared = self._searching if part.reads_index() else self._shared
        pages = [file for route in part.routes for file in render_route(cut, route, shared, self._pages)]
        return (*pages, *[file for make in self._beside for file in make(cut, shared)])

    def _paper(self, part: Part, cut: Site) -> Paper:
        templates = _papers(self._kit.texts)
        if part.kind == CARD:
            from jianbao.render.cards import render_card

            return render_card(cut, part.routes[0], self._shared, templates)
        from jianbao.render.papers import render_paper

        return render_paper(cut, part.routes, self._shared, templates)


def make_index(
    cut: Site, kit: Kit, digests: Digests, former: Indexed
) -> tuple[tuple[Artifact, ...], Indexed] | Problem:
    """Make the files of the search, and return what the next index is to be given; ``former`` is what this one is."""
    from jianbao.render.search_index import search_index

    try:
        return search_index(cut, kit.shared, digests, former)
    except MissingStringError as fault:
        return _problem(fault)


def _problem(fault: TemplateError | MissingStringError) -> Problem:
    if isinstance(fault, MissingStringError):
        return Problem(
            code="parity/ui-keys-differ",
            where=Place(f"site_src/ui/{fault.lang}.yaml"),
            message=f"the interface string {fault.key!r} is missing",
            hint="every page needs it; write it in every language of the site",
        )
    return Problem(
        code="template/failed",
        where=Place(f"templates/{fault.name}", fault.line),
        message=fault.reason,
        hint="a template sees `page`, `ui` and `build`; the fields of each page are in jianbao/render/views.py",
    )


def prepare(kit: Kit, names: AbstractSet[str]) -> None:
    """Compile templates and what they may lead to, before forks would compile them each for itself."""
    ends = tuple({PurePosixPath(name).suffix for name in names})
    texts = {name: text for name, text in kit.texts if name.endswith(ends)}
    for name in reached(names, sources_of(texts, {})):
        (_papers if name.endswith(PAPER_SUFFIX) else _pages)(kit.texts).prepare(name)


@lru_cache(maxsize=2)
def _pages(texts: tuple[tuple[str, str], ...]) -> Templates:
    """Compile the templates of pages; a process meets the same ones again and again."""
    return compile_templates(dict(texts))


@lru_cache(maxsize=2)
def _papers(texts: tuple[tuple[str, str], ...]) -> Templates:
    """Compile the templates of papers."""
    from jianbao.render.environment import compile_papers
    from jianbao.render.paper_views import put

    return compile_papers(dict(texts), put)


def _beside_pages(config: Config) -> Iterator[Callable[[Site, Shared], Iterator[Artifact]]]:
    """Yield what makes the files that lie beside the pages of a record."""
    if "citations" in config.outputs:
        yield render_citations
    if "data" in config.outputs:
        from jianbao.render.record_data import record_data

        yield record_data


def _data(site: Site, shared: Shared, _: Templates) -> Iterator[Artifact]:
    from jianbao.render.data import render_data
    from jianbao.render.datapackage import data_package

    tables = tuple(render_data(site, shared.config.languages))
    yield from tables
    yield data_package(tables, shared)


def _feeds(site: Site, shared: Shared, _: Templates) -> Files:
    from jianbao.render.feeds import render_feeds

    return render_feeds(site, shared)


def _llms(site: Site, shared: Shared, _: Templates) -> Files:
    from jianbao.render.llms import render_llms

    return render_llms(site, shared)


def _sitemap(site: Site, shared: Shared, _: Templates) -> Files:
    from jianbao.render.sitemap import render_sitemap

    return render_sitemap(site, shared.config)


def _start(_: Site, shared: Shared, templates: Templates) -> Files:
    from jianbao.render.start import render_start

    return render_start(shared, templates)


_MAKERS: Final[Mapping[str, Callable[[Site, Shared, Templates], Files]]] = {
    "data": _data,
    "feeds": _feeds,
    "llms": _llms,
    "sitemap": _sitemap,
    "root": lambda _, shared, templates: render_root(shared, templates),
    "start": _start,
}
