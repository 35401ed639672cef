"""
Turn a route and exactly what it may read into bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from jianbao.model.artifact import Artifact
from jianbao.model.basics import Lang
from jianbao.model.graph import Route, Site
from jianbao.render.addresses import absolute, up
from jianbao.render.chooser_view import Choice, ChooserView
from jianbao.render.desk import Desk
from jianbao.render.environment import Templates, fill_template
from jianbao.render.markdown_copy import has_copy, markdown_copy
from jianbao.render.parallel_page import parallel_page
from jianbao.render.phrases import Phrases, html_lang
from jianbao.render.reads import Shared, reads_of
from jianbao.render.record_pages import editors_page, metric_page, record_page, source_page
from jianbao.render.views import PageView

Builder: TypeAlias = Callable[[Desk, Shared], PageView]

OF_RECORDS: Final[Mapping[str, Builder]] = {
    "record": record_page,
    "metric": metric_page,
    "source": source_page,
    "page": editors_page,
    "parallel": parallel_page,
}
"""The builders of nearly all pages; ``builders`` has the others, which an edit hardly ever needs."""


def render_route(site: Site, route: Route, shared: Shared, templates: Templates) -> tuple[Artifact, ...]:
    """Render one route: its page and the copies of it. Reading what the route does not name raises ``KeyError``."""
    phrases = Phrases(route.lang, shared.config.languages, shared.ui)
    desk = Desk(reads_of(site, route), phrases, shelf=shared.shelves.at(phrases, up(route.page)))
    view = _builder_of(route.template)(desk, shared)
    values = {"page": view, "ui": phrases.ui, "build": shared.assets}
    page = Artifact(route.path, fill_template(templates, f"pages/{route.template}.html", values))
    files = (page, markdown_copy(view, route, phrases.ui)) if has_copy(route, shared.config) else (page,)
    desk.notes.close()
    return files


def _builder_of(template: str) -> Builder:
    if builder := OF_RECORDS.get(template):
        return builder
    from jianbao.render.builders import BUILDERS

    return BUILDERS[template]


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
    values = {"page": view, "ui": shared.ui[first], "build": shared.assets}
    return fill_template(templates, f"pages/{template}.html", values)


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
