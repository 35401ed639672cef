"""What crawlers are told: every page once, in each language, and nothing that is not for them."""

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

from jianbao.render.cuts import CUTS
from jianbao.render.sitemap import SITEMAPS, XHTML, render_sitemap
from tests.builders import config, site_of

BASE: Final = "https://example.org/x"


def files(base_url: str = BASE, at_most: int = 50_000) -> Mapping[str, bytes]:
    """Render the sitemap of the smallest records."""
    made = render_sitemap(CUTS["sitemap"](site_of()), config(base_url=base_url, build_date="2026-11-22"), at_most)
    return {one.path: one.body for one in made}


def tree(body: bytes) -> ET.Element:
    """Read a document of ours."""
    return ET.fromstring(body)  # noqa: S314 - it was written a moment ago


def urls(body: bytes) -> list[ET.Element]:
    """Return the entries of a sitemap."""
    return tree(body).findall(f"{{{SITEMAPS}}}url")


def words(entry: ET.Element, name: str) -> str:
    """Return the text of a part of an entry."""
    return entry.findtext(f"{{{SITEMAPS}}}{name}") or ""


def addresses(body: bytes) -> list[str]:
    """Return the addresses of a sitemap."""
    return [words(entry, "loc") for entry in urls(body)]


def test_every_page_that_holds_something_is_listed_once() -> None:
    listed = addresses(files()["sitemap.xml"])
    pages = {f"{BASE}/{route.path}" for route in site_of().routes}
    hidden = {page for page in pages if page.endswith((".parallel.html", "/404.html", "/search.html"))}
    assert sorted(listed) == sorted(pages - hidden)
    assert hidden


def test_every_address_names_itself_in_each_language_and_for_everybody_else() -> None:
    entry = next(one for one in urls(files()["sitemap.xml"]) if words(one, "loc") == f"{BASE}/zh/companies/mill.html")
    links = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{{{XHTML}}}link")}
    assert links == {
        "en": f"{BASE}/en/companies/mill.html",
        "zh-Hans": f"{BASE}/zh/companies/mill.html",
        "x-default": f"{BASE}/en/companies/mill.html",
    }


def test_a_name_that_is_written_otherwise_in_xml_is_the_same_when_it_is_read() -> None:
    strange = """R&D/it's <"new">.html"""
    site = site_of()
    odd = structs.replace(site, routes=(structs.replace(site.routes[0], page=strange),))
    made = {one.path: one.body for one in render_sitemap(CUTS["sitemap"](odd), config(base_url=BASE))}
    found = urls(made["sitemap.xml"])
    assert [words(entry, "loc") for entry in found] == [f"{BASE}/{lang}/{strange}" for lang in ("en", "zh")]
    links = [link.get("href") for link in found[0].findall(f"{{{XHTML}}}link")]
    assert links == [f"{BASE}/{lang}/{strange}" for lang in ("en", "zh", "en")]


def test_pages_changed_on_the_day_of_the_content() -> None:
    assert {words(entry, "lastmod") for entry in urls(files()["sitemap.xml"])} == {"2026-11-22"}


def test_a_site_without_an_address_has_no_sitemap() -> None:
    assert set(files(base_url="")) == {"robots.txt"}


@pytest.mark.parametrize(("base_url", "named"), [(BASE, True), ("", False)])
def test_robots_are_told_of_the_sitemap_where_there_is_one(base_url: str, named: bool) -> None:  # noqa: FBT001
    assert (f"Sitemap: {BASE}/sitemap.xml".encode() in files(base_url)["robots.txt"]) is named


def test_robots_may_read_everything() -> None:
    assert files()["robots.txt"].startswith(b"User-agent: *\nDisallow:\n")


def test_a_sitemap_that_is_too_long_becomes_an_index_of_parts() -> None:
    whole, parts = addresses(files()["sitemap.xml"]), files(at_most=7)
    named = [one.text or "" for one in tree(parts["sitemap.xml"]).iter(f"{{{SITEMAPS}}}loc")]
    names = [address.removeprefix(f"{BASE}/") for address in named]
    assert [address for name in names for address in addresses(parts[name])] == whole
    assert max(len(addresses(parts[name])) for name in names) == 7
