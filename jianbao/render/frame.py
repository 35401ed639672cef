"""
What every page has around its content: title, address in each language, menu, crumbs, edition.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, TypeAlias

from msgspec.structs import astuple

from jianbao.model.basics import Lang, RefStr
from jianbao.model.config import Config, Output
from jianbao.model.graph import Route
from jianbao.model.records import KINDS
from jianbao.render.addresses import absolute
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

Words: TypeAlias = Mapping[Lang, Mapping[str, str]]

Door: TypeAlias = tuple[str, str, str, str]
"""The tag of a language, its name, the way to its folder, and the address of that, where the site has one."""

MENU = ("brief", "topic", "region", "company", "policy", "source")
"""Kinds in the top menu; figures and the glossary stand beside them."""


def frame(desk: Desk, shared: Shared) -> Frame:
    """Put the frame around a page; ask for it last, when the page has gathered its notes."""
    shelf, route = desk.shelf, desk.reads.route
    made: Callable[..., Frame] = Frame
    around, doors = shelf.keep("around", (shelf, shared.config, shared.ui), _around_and_doors)
    page, alternates = route.page, []
    for lang, label, href, base in doors:  # before Python 3.12 a comprehension costs a call
        alternates.append(Alternate(lang, label, href + page, base and base + page))
    return made(
        *around,
        _here(route),
        absolute(shared.config.base_url, route.lang, page),
        tuple(alternates),
        PageTeller(desk, shared, desk.notes.mark(), tuple(desk.bound)),
        shelf.rows,
        shelf.written,
    )


def _around_and_doors(shelf: Shelf, config: Config, ui: Words) -> tuple[tuple[Any, ...], tuple[Door, ...]]:
    doors = tuple([_door(shelf, config, ui, lang) for lang in config.languages])
    return astuple(make_around(shelf, config))[:-1], doors


def _door(shelf: Shelf, config: Config, ui: Words, lang: Lang) -> Door:
    return html_lang(lang), ui[lang]["language.name"], f"{shelf.up}../{lang}/", absolute(config.base_url, lang, "")


def make_around(shelf: Shelf, config: Config) -> Around:
    """Make what stands around all pages of a shelf; their place in the menu is left open."""
    phrases, up = shelf.phrases, shelf.up
    return Around(
        lang=html_lang(phrases.lang),
        site_title=phrases.name(config.title),
        root=f"{up}../",
        home=f"{up}index.html",
        menu=tuple(_menu(shelf, config.outputs)),
        lists=tuple(_lists(shelf, config.outputs)),
        edition=phrases.say("edition", edition=config.edition, date=format_date(config.build_date, phrases.lang)),
        is_private=is_private(config),
        here="",
    )


def is_private(config: Config) -> bool:
    """Say whether pages show what no licence lets anybody publish; with an address the check has ruled that out."""
    return config.excerpts and not config.base_url


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


def _here(route: Route) -> str:
    if route.subject is not None:
        return route.kind
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
