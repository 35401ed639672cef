"""What a page says of itself in the words of schema.org, and that it cannot end its script element."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.records import Record
from jianbao.read.templates import read_templates
from jianbao.render.environment import compile_templates
from jianbao.render.markup_files import script_json
from jianbao.render.pages import render_route
from tests.builders import fullest, route_to, shared, site_of, smallest
from tests.conftest import ROOT

BASE = "https://example.org/x"


class Scripts(HTMLParser):
    """Gathers what stands in script elements of JSON-LD."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a script."""
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        """Keep what it holds."""
        if self._inside:
            self.found.append(data)


def graph(page: str, records: Mapping[str, Record] | None = None, base_url: str = BASE) -> Mapping[str, Any]:
    """Render a page and return the things it describes, by type."""
    site = site_of(*(records or smallest()).items())
    templates = compile_templates(read_templates(ROOT / "templates").texts)
    body = render_route(site, route_to(site, page), shared(base_url=base_url), templates)[0].body
    reader = Scripts()
    reader.feed(body.decode())
    found = json.loads("".join(reader.found)) if reader.found else {"@graph": []}
    return {one["@type"]: one for one in found["@graph"]}


def test_a_brief_is_an_article() -> None:
    article = graph("briefs/first.html")["Article"]
    assert (article["headline"], article["description"], article["datePublished"], article["inLanguage"]) == (
        "Brief",
        "Line.",
        "2026-06-05",
        "en",
    )


def test_an_article_has_the_site_as_its_publisher() -> None:
    publisher = graph("briefs/first.html")["Article"]["publisher"]
    assert (publisher["@type"], publisher["name"], publisher["url"]) == ("Organization", "Site", f"{BASE}/")


def test_the_page_of_all_figures_is_a_dataset_with_its_files() -> None:
    files = graph("figures.html")["Dataset"]["distribution"]
    assert [one["contentUrl"] for one in files] == [f"{BASE}/data/figures.csv", f"{BASE}/data/figures.json"]


def test_the_front_page_is_a_web_site() -> None:
    assert graph("index.html")["WebSite"]["name"] == "Site"


def test_breadcrumbs_lead_from_the_front_page_to_the_page_itself() -> None:
    steps = graph("companies/mill.html")["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["item"]) for one in steps] == [
        (1, f"{BASE}/en/index.html"),
        (2, f"{BASE}/en/companies/index.html"),
        (3, f"{BASE}/en/companies/mill.html"),
    ]


@pytest.mark.parametrize("page", ["briefs/first.html", "figures.html", "index.html", "companies/mill.html"])
def test_a_site_without_an_address_says_what_a_page_is_but_not_where(page: str) -> None:
    assert "example" not in json.dumps(graph(page, base_url=""))
    assert "contentUrl" not in json.dumps(graph(page, base_url=""))


@pytest.mark.parametrize("page", ["briefs/first.html", "organisations/guild.html"])
def test_what_an_editor_writes_stays_data(page: str) -> None:
    """The fullest records hold tags and ampersands in their names."""
    assert graph(page, fullest())["BreadcrumbList"]["itemListElement"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(JSON)
def test_json_in_a_script_says_the_same(value: object) -> None:
    assert json.loads(script_json(value)) == value


@given(st.text() | st.sampled_from(["</script>", "<!--", "]]>", "\u2028", "&lt;"]))
def test_nothing_in_a_script_can_be_read_as_markup(words: str) -> None:
    assert not set(script_json([words])) & set("<>&\u2028\u2029")
