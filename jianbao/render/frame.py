"""
What every page has around its content: title, address in each language, menu, crumbs, edition.
"""

from collections.abc import Container, Iterable

from jianbao.model.basics import RefStr
from jianbao.model.config import Config, Output
from jianbao.model.records import KINDS
from jianbao.render.addresses import absolute, across, up, within
from jianbao.render.citations import citation_box
from jianbao.render.desk import Desk
from jianbao.render.figures import figure_view
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.views import Alternate, Frame, LinkView
from jianbao.text.dates import format_date

LISTED = ("organisation", "person", "product", "event", "metric", "page")
"""Kinds whose lists stand in the foot."""

OVERVIEWS = {
    "targets": "targets",
    "timeline": "timeline",
    "quotes": "quotes",
    "compare-regions": "compare.region",
    "compare-companies": "compare.company",
    "coverage": "coverage",
    "data": "data",
}
"""Overview pages and the keys of their titles."""

MENU = ("brief", "topic", "region", "company", "policy", "source")
"""Kinds in the top menu; figures and the glossary stand beside them."""


def frame(desk: Desk, shared: Shared) -> Frame:
    """Put the frame around a page; ask for it last, when the page has gathered its notes."""
    config, phrases, page = shared.config, desk.phrases, desk.reads.route.page
    cards = tuple(figure_view(desk, key) for key in tuple(desk.bound))
    return Frame(
        lang=html_lang(phrases.lang),
        site_title=phrases.name(config.title),
        canonical=absolute(config.base_url, phrases.lang, page),
        x_default=absolute(config.base_url, config.languages[0], page),
        root=f"{up(page)}../",
        home=within(page, "index.html"),
        here=_here(desk),
        menu=tuple(_menu(desk, config.outputs)),
        lists=tuple(_lists(desk, config.outputs)),
        alternates=alternates(shared, page),
        notes=desk.note_views(),
        cards=cards,
        parallel=within(page, desk.reads.route.parallel) if desk.reads.route.parallel else "",
        other_lang=html_lang(phrases.other()),
        edition=phrases.say("edition", edition=config.edition, date=format_date(config.build_date, phrases.lang)),
        cite=citation_box(desk, shared),
        is_private=is_private(config),
    )


def is_private(config: Config) -> bool:
    """Say whether pages show what no licence lets anybody publish; with an address the check has ruled that out."""
    return config.excerpts and not config.base_url


def alternates(shared: Shared, page: str) -> tuple[Alternate, ...]:
    """Return the page in every language of the site; the pair always exists, because routes are made in pairs."""
    return tuple(
        Alternate(
            lang=html_lang(lang),
            label=shared.ui[lang]["language.name"],
            href=across(page, lang, page),
            absolute=absolute(shared.config.base_url, lang, page),
        )
        for lang in shared.config.languages
    )


def _menu(desk: Desk, outputs: Container[Output]) -> Iterable[LinkView]:
    page, say = desk.reads.route.page, desk.phrases.say
    for kind in MENU:
        yield LinkView(within(page, f"{KINDS[kind].folder}/index.html"), say(f"kind.{kind}.many"), meta=kind)
    if "overviews" in outputs:
        yield LinkView(within(page, "figures.html"), say("figures.title"), meta="figures")
    yield LinkView(within(page, "glossary.html"), say("kind.term.many"), meta="term")
    if "search" in outputs:
        yield LinkView(within(page, "search.html"), say("search.title"), meta="search")


def _lists(desk: Desk, outputs: Container[Output]) -> Iterable[LinkView]:
    page, say = desk.reads.route.page, desk.phrases.say
    for kind in LISTED:
        yield LinkView(within(page, f"{KINDS[kind].folder}/index.html"), say(f"kind.{kind}.many"), meta=kind)
    for name, key in OVERVIEWS.items():
        if ("data" if name == "data" else "overviews") in outputs:
            yield LinkView(within(page, f"{name}.html"), say(f"{key}.title"), meta=name)


def _here(desk: Desk) -> str:
    route = desk.reads.route
    name = route.page.removesuffix(".html")
    return name if name in OVERVIEWS or name in {"figures", "search"} else route.kind


def crumbs(desk: Desk, trail: Iterable[RefStr] = ()) -> tuple[LinkView, ...]:
    """Return the way from the front page to the list of the kind and down the ancestors."""
    route, say = desk.reads.route, desk.phrases.say
    way = [LinkView(within(route.page, "index.html"), say("home.crumb"))]
    if route.subject is not None:
        folder = KINDS[route.kind].folder
        way.append(LinkView(within(route.page, f"{folder}/index.html"), say(f"kind.{route.kind}.many")))
    return (*way, *(desk.link_to(ref) for ref in trail))
