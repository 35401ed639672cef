"""
What every page has around its content: title, address in each language, menu, crumbs, edition.
"""

from collections.abc import Container, Iterable

from jianbao.model.basics import RefStr
from jianbao.model.config import Config, Output
from jianbao.model.records import KINDS
from jianbao.render.addresses import absolute, within
from jianbao.render.desk import Desk
from jianbao.render.phrases import html_lang
from jianbao.render.reads import Shared
from jianbao.render.shelf import Shelf
from jianbao.render.teller import PageTeller
from jianbao.render.views import Alternate, Around, Frame, LinkView
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
    "changes": "changes",
    "data": "data",
}
"""Overview pages and the keys of their titles."""

MENU = ("brief", "topic", "region", "company", "policy", "source")
"""Kinds in the top menu; figures and the glossary stand beside them."""


def frame(desk: Desk, shared: Shared) -> Frame:
    """Put the frame around a page; ask for it last, when the page has gathered its notes."""
    config, phrases, page, around = shared.config, desk.phrases, desk.reads.route.page, _around(desk, shared)
    return Frame(
        lang=around.lang,
        site_title=around.site_title,
        root=around.root,
        home=around.home,
        here=_here(desk),
        menu=around.menu,
        lists=around.lists,
        edition=around.edition,
        is_private=around.is_private,
        canonical=absolute(config.base_url, phrases.lang, page),
        x_default=absolute(config.base_url, config.languages[0], page),
        alternates=_alternates(shared, around.root, page),
        parallel=within(page, desk.reads.route.parallel) if desk.reads.route.parallel else "",
        other_lang=html_lang(desk.shelf.other),
        tell=PageTeller(desk, shared, tuple(desk.notes), tuple(desk.bound)),
        each=desk.shelf.rows,
    )


def _around(desk: Desk, shared: Shared) -> Around:
    return desk.shelf.keep("around", (desk.shelf, shared.config), make_around)


def make_around(shelf: Shelf, config: Config) -> Around:
    """Make what stands around all pages of a shelf."""
    phrases, up = shelf.phrases, shelf.up
    return Around(
        lang=html_lang(phrases.lang),
        site_title=phrases.name(config.title),
        root=f"{up}../",
        home=f"{up}index.html",
        here="",
        menu=tuple(_menu(shelf, config.outputs)),
        lists=tuple(_lists(shelf, config.outputs)),
        edition=phrases.say("edition", edition=config.edition, date=format_date(config.build_date, phrases.lang)),
        is_private=is_private(config),
    )


def is_private(config: Config) -> bool:
    """Say whether pages show what no licence lets anybody publish; with an address the check has ruled that out."""
    return config.excerpts and not config.base_url


def _alternates(shared: Shared, root: str, page: str) -> tuple[Alternate, ...]:
    """
    Return the page in every language of the site; the pair always exists, because routes are made in pairs.

    ``root`` is the way to the root of the site.
    """
    base, ui = shared.config.base_url, shared.ui
    return tuple(
        [
            Alternate(html_lang(lang), ui[lang]["language.name"], f"{root}{lang}/{page}", absolute(base, lang, page))
            for lang in shared.config.languages
        ]
    )


def _menu(shelf: Shelf, outputs: Container[Output]) -> Iterable[LinkView]:
    up, say = shelf.up, shelf.phrases.say
    for kind in MENU:
        yield LinkView(f"{up}{KINDS[kind].folder}/index.html", say(f"kind.{kind}.many"), meta=kind)
    if "overviews" in outputs:
        yield LinkView(f"{up}figures.html", say("figures.title"), meta="figures")
    yield LinkView(f"{up}glossary.html", say("kind.term.many"), meta="term")
    if "search" in outputs:
        yield LinkView(f"{up}search.html", say("search.title"), meta="search")


def _lists(shelf: Shelf, outputs: Container[Output]) -> Iterable[LinkView]:
    up, say = shelf.up, shelf.phrases.say
    for kind in LISTED:
        yield LinkView(f"{up}{KINDS[kind].folder}/index.html", say(f"kind.{kind}.many"), meta=kind)
    for name, key in OVERVIEWS.items():
        if ("data" if name == "data" else "overviews") in outputs:
            yield LinkView(f"{up}{name}.html", say(f"{key}.title"), meta=name)


def _here(desk: Desk) -> str:
    route = desk.reads.route
    name = route.page.removesuffix(".html")
    return name if name in OVERVIEWS or name in {"figures", "search"} else route.kind


def crumbs(desk: Desk, trail: Iterable[RefStr] = ()) -> tuple[LinkView, ...]:
    """Return the way from the front page to the list of the kind and down the ancestors."""
    route = desk.reads.route
    kind = "" if route.subject is None else route.kind
    way = desk.shelf.keep(("way", kind), (desk.shelf, kind), _way)
    return (*way, *[desk.link_to(ref) for ref in trail])


def _way(shelf: Shelf, kind: str) -> tuple[LinkView, ...]:
    say = shelf.phrases.say
    home = LinkView(f"{shelf.up}index.html", say("home.crumb"))
    return (home, LinkView(f"{shelf.up}{KINDS[kind].folder}/index.html", say(f"kind.{kind}.many"))) if kind else (home,)
