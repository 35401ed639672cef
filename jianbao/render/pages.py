"""
Turn a route and exactly what it may read into bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from jianbao.model.artifact import Artifact
from jianbao.model.basics import Lang
from jianbao.model.graph import Route, Site
from jianbao.render.addresses import absolute, up
from jianbao.render.changes_page import changes_page
from jianbao.render.chooser_view import Choice, ChooserView
from jianbao.render.collection_pages import brief_page, figures_page, glossary_page, home_page, listing_page, lost_page
from jianbao.render.data_page import data_page
from jianbao.render.desk import Desk
from jianbao.render.environment import Templates, render_template
from jianbao.render.markdown_copy import has_copy, markdown_copy
from jianbao.render.overview_pages import compare_page, coverage_page, quotes_page, targets_page, timeline_page
from jianbao.render.parallel_page import parallel_page
from jianbao.render.phrases import Phrases, html_lang
from jianbao.render.reads import Shared, reads_of
from jianbao.render.record_pages import editors_page, metric_page, record_page, source_page
from jianbao.render.search_page import search_page
from jianbao.render.views import PageView

BUILDERS: Final[Mapping[str, Callable[[Desk, Shared], PageView]]] = {
    "brief": brief_page,
    "record": record_page,
    "metric": metric_page,
    "source": source_page,
    "listing": listing_page,
    "figures": figures_page,
    "glossary": glossary_page,
    "home": home_page,
    "page": editors_page,
    "parallel": parallel_page,
    "targets": targets_page,
    "timeline": timeline_page,
    "quotes": quotes_page,
    "coverage": coverage_page,
    "compare": compare_page,
    "changes": changes_page,
    "not_found": lost_page,
    "search": search_page,
    "data": data_page,
}
"""The builder of each template's view."""


def render_route(site: Site, route: Route, shared: Shared, templates: Templates) -> tuple[Artifact, ...]:
    """Render one route: its page and the copies of it. Reading what the route does not name raises ``KeyError``."""
    phrases = Phrases(route.lang, shared.config.languages, shared.ui)
    desk = Desk(reads_of(site, route), phrases, shelf=shared.shelves.at(phrases, up(route.page)))
    view = BUILDERS[route.template](desk, shared)
    html = render_template(templates, f"pages/{route.template}.html", page=view, ui=phrases.ui, build=shared.assets)
    page = Artifact(route.path, html.encode())
    return (page, markdown_copy(view, route, phrases.ui)) if has_copy(route, shared.config) else (page,)


def render_root(shared: Shared, templates: Templates) -> Iterator[Artifact]:
    """
    Render the root of the site: the choice of language, and the page a host shows for a lost address.

    A host shows that page at any depth, so its links are absolute where the site knows where it stands.
    """
    base = f"{shared.config.base_url}/" if shared.config.base_url else ""
    for name, template, root in (("index.html", "chooser", ""), ("404.html", "lost_root", base)):
        yield Artifact(name, render_choice(shared, templates, template, root))


def render_choice(shared: Shared, templates: Templates, template: str, root: str) -> bytes:
    """Render a page that offers the languages; ``root`` is the way from it to the root of the site."""
    config = shared.config
    first = config.languages[0]
    view = ChooserView(
        lang=html_lang(first),
        title=config.title[first],
        description=config.description[first],
        choices=tuple(_choice(shared, lang) for lang in config.languages),
        root=root,
    )
    html = render_template(templates, f"pages/{template}.html", page=view, ui=shared.ui[first], build=shared.assets)
    return html.encode()


def _choice(shared: Shared, lang: Lang) -> Choice:
    ui, page = shared.ui[lang], "index.html"
    return Choice(
        lang=html_lang(lang),
        label=ui["language.name"],
        href=f"{lang}/{page}",
        absolute=absolute(shared.config.base_url, lang, page),
        description=shared.config.description[lang],
        lost=ui["lost.title"],
    )
