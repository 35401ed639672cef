"""What is kept for the pages of one language and depth: it changes nothing but the time."""

import pickle

import pytest
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.basics import FigureIdStr, RefStr
from jianbao.model.graph import Route, Site
from jianbao.model.records import Region
from jianbao.render.builders import BUILDERS
from jianbao.render.desk import Desk
from jianbao.render.figure_views import FigureView
from jianbao.render.paper_views import MADE
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared, reads_of
from jianbao.render.shelf import FIGURES_MAX, Shelf, Shelves
from tests.builders import ECHO, EN, ZH, catalog, figure, fullest, metric, route_to, shared, site_of, text

PHRASES = Phrases(EN, (EN, ZH), ECHO)
COUNT = FigureIdStr("count")


def words_of(site: Site, route: Route, common: Shared) -> str:
    """Write everything that a page shows, on shelves of its own or on those of other pages."""
    phrases = Phrases(route.lang, (EN, ZH), ECHO)
    desk = Desk(reads_of(site, route), phrases, shelf=common.shelves.at(phrases, "../" * route.page.count("/")))
    view = BUILDERS[route.template](desk, common)
    entry, observed = (
        getattr(view, "entry", None),
        (getattr(view, "observations", ()), getattr(view, "key_figures", ())),
    )
    figures = [one for group in entry.figures for one in group.figures] if entry else []
    shown = [_words_of_figure(one) for one in (*figures, *observed[0], *observed[1])]
    return repr((view.head, view.frame.notes, entry, shown))


def _words_of_figure(view: FigureView) -> tuple[object, ...]:
    return tuple(getattr(view, name) for name, made in vars(FigureView).items() if isinstance(made, MADE))


def test_a_page_is_the_same_after_all_the_others() -> None:
    """Memory addresses of what is not yet made are no part of a page."""
    site, common = link_site(catalog(fullest())), shared()
    for route in site.routes:
        words_of(site, route, common)
    differing = [
        route.path
        for route in site.routes
        if _bare(words_of(site, route, common)) != _bare(words_of(site, route, shared()))
    ]
    assert differing == []


def _bare(words: str) -> str:
    return " ".join(part for part in words.split() if "0x" not in part)


def test_a_page_cannot_take_from_a_shelf_what_it_may_not_read() -> None:
    site, common = site_of(), shared()
    words_of(site, route_to(site, "metrics/count.html"), common)
    reads = reads_of(site, route_to(site, "people/ann.html"))
    desk = Desk(reads, PHRASES, shelf=common.shelves.at(PHRASES, "../"))
    with pytest.raises(KeyError):
        desk.figure(COUNT, noun=True)


def test_what_was_made_of_a_former_value_is_made_anew() -> None:
    before = site_of(("region/hill", Region(name=text("Hill"), level="city")))
    after = site_of(("region/hill", Region(name=text("Mount"), level="city")))
    shelf, ref = Shelf(PHRASES, ""), RefStr("region/hill")
    assert [shelf.link(site.cards[ref]).words for site in (before, after, before)] == ["Hill", "Mount", "Hill"]


def test_a_shelf_that_grows_too_full_begins_again() -> None:
    site = site_of(("metric/count", metric(*(figure(f"n{number}", value=str(number)) for number in range(3)))))
    shelf, bound = Shelf(PHRASES, ""), site.figures[FigureIdStr("n2")]
    keys = (FigureIdStr(str(number)) for number in range(FIGURES_MAX))
    shelf._figures.update(dict.fromkeys(keys, shelf.figure(bound)))  # noqa: SLF001 - its fullness is the point
    assert shelf.figure(site.figures[FigureIdStr("n1")]).text == "one project"
    assert len(shelf._figures) == 1  # noqa: SLF001


def test_shelves_travel_empty() -> None:
    shelves = Shelves()
    shelf = shelves.at(PHRASES, "")
    assert pickle.loads(pickle.dumps(shelves)).at(PHRASES, "") is not shelf  # noqa: S301 - our own bytes
    assert shelves.at(PHRASES, "") is shelf


def test_a_link_of_prose_is_that_of_the_record_as_it_is() -> None:
    shelf, site = Shelf(PHRASES, "../"), site_of()
    card = site.cards[RefStr("region/hill")]
    renamed = structs.replace(card, name=text("Mount"))
    assert [shelf.anchor(one) for one in (card, renamed, card)] == [
        '<a href="../regions/hill.html">Hill</a>',
        '<a href="../regions/hill.html">Mount</a>',
        '<a href="../regions/hill.html">Hill</a>',
    ]
