"""Markdown copies: read back by a parser, they say what the page says."""

import html
import re
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from jianbao.model.basics import Lang
from jianbao.render.builders import BUILDERS
from jianbao.render.desk import Desk
from jianbao.render.markdown_copy import has_copy, markdown_copy, to_markdown
from jianbao.render.phrases import Phrases
from jianbao.render.reads import reads_of
from tests.builders import ECHO, EN, ZH, config, fullest, route_to, shared, site_of, smallest

PARSER: Final = MarkdownIt("commonmark").enable("table")


def copy_of(page: str, lang: Lang = EN, base_url: str = "") -> str:
    """Return the Markdown copy of a page of the fullest records."""
    site = site_of(*fullest().items())
    route = route_to(site, page, lang)
    desk = Desk(reads_of(site, route), Phrases(lang, (EN, ZH), ECHO))
    view = BUILDERS[route.template](desk, shared(base_url=base_url))
    return markdown_copy(view, route, ECHO[lang]).body.decode()


def copies() -> Mapping[str, str]:
    """Return every copy of the fullest records."""
    routes = [route for route in site_of(*fullest().items()).routes if has_copy(route, config())]
    return {route.page: copy_of(route.page) for route in routes if route.lang == EN}


def test_a_copy_begins_with_the_title() -> None:
    assert copy_of("metrics/count.md".replace(".md", ".html")).startswith("# ")


def test_a_figure_stands_with_its_status_and_its_note() -> None:
    rows = [line for line in copy_of("regions/hill.html").splitlines() if line.startswith("| [")]
    assert rows
    assert [row for row in rows if "status." not in row] == []
    assert any("[^" in row for row in rows)


def test_every_footnote_that_is_called_is_there_once() -> None:
    lost = {}
    for page, text in copies().items():
        called = set(re.findall(r"\[\^(\d+)\](?!:)", text))
        written = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
        if not called <= set(written) or len(written) != len(set(written)):
            lost[page] = sorted(called ^ set(written))
    assert lost == {}


def test_no_copy_holds_html() -> None:
    """An unescaped angle bracket begins a tag only where a letter or a slash follows it."""
    found = {page: re.findall(r"(?<!\\)<(?!https?:)[a-zA-Z/!?][^>]*>", text) for page, text in copies().items()}
    assert {page: tags for page, tags in found.items() if tags} == {}


def test_every_kind_of_record_has_a_copy() -> None:
    folders = {page.partition("/")[0] for page in copies()}
    assert folders >= {"briefs", "topics", "regions", "companies", "policies", "metrics", "sources", "people"}


def test_a_page_of_both_languages_has_no_copy() -> None:
    assert [page for page in copies() if "parallel" in page] == []


def test_a_site_that_asks_for_none_has_no_copies() -> None:
    assert not any(has_copy(route, config(outputs=())) for route in site_of().routes)


def test_a_copy_names_the_address_of_its_page() -> None:
    assert (
        copy_of("companies/mill.html", base_url="https://example.org")
        .rstrip()
        .endswith("<https://example.org/en/companies/mill.html>")
    )


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ('<a href="../x.html">a <em>b</em></a>', "[a *b*](../x.html)"),
        ('<a href="https://x.example/(a)">a</a>', "[a](<https://x.example/(a)>)"),
        ('7<button class="seal" type="button" popovertarget="card-x">1, 2</button>', "7[^1][^2]"),
        ('<data class="figure" value="7"><span class="nb">7\u00a0carts</span></data>', "7 carts"),
        ("1 &lt; 2 &amp; *", r"1 \< 2 & \*"),
        ("a<br>\nb", "a\\\nb"),
    ],
)
def test_markup_becomes_markdown(markup: str, written: str) -> None:
    assert to_markdown(Markup(markup)) == written  # noqa: S704 - written here


@given(st.text(st.sampled_from("a1 *_`[]<>|~\\&;#!()"), min_size=1, max_size=20))
def test_plain_words_are_never_marks(words: str) -> None:
    """A parser gives back the words, and nothing but the words."""
    inside = PARSER.renderInline("x" + to_markdown(escape(words)) + "x")
    assert html.unescape(inside) == f"x{words}x"
    assert "<" not in inside


def test_the_smallest_records_have_copies_without_empty_headings() -> None:
    site = site_of(*smallest().items())
    for route in site.routes:
        if has_copy(route, config()) and route.lang == EN:
            desk = Desk(reads_of(site, route), Phrases(EN, (EN, ZH), ECHO))
            view = BUILDERS[route.template](desk, shared())
            text = markdown_copy(view, route, ECHO[EN]).body.decode()
            assert not re.search(r"^## .*\n\n(## |---)", text, re.MULTILINE), route.page
