"""Tiles of the map."""

from jianbao.model.records import Region
from jianbao.render.tile_map import tile_views
from tests.builders import desk_at, site_of, text


def test_the_tile_of_the_page_is_marked_and_a_silent_one_leads_nowhere() -> None:
    site = site_of(("region/hill", Region(name=text("Hill"), level="province", code="XX-1")))
    here, silent = tile_views(desk_at(site, "regions/hill.html"))
    assert (here.current, here.href, here.place) == (True, "../regions/hill.html", "c0 r1")
    assert (silent.current, silent.href, silent.figures) == (False, "", 0)


def test_a_place_without_a_tile_shows_no_map() -> None:
    site = site_of(("region/hill", Region(name=text("Hill"), level="city")))
    assert tile_views(desk_at(site, "regions/hill.html")) == ()
