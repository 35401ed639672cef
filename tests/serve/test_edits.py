"""Which records count as edited, and where an editor goes on."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from jianbao.model.basics import Lang
from jianbao.remembering import Shown
from jianbao.serve.edits import FEW, TOGETHER_NS, Edit, edit_of, edited, last_page
from jianbao.serve.lead import Lead
from tests.serve.running import PATIENCE_SECONDS, Running
from tests.serve.test_server import BROKEN, MILL, WORDS

EN: Final = Lang("en")
SECOND: Final = TOGETHER_NS


def shown(page: str, digest: bytes = b"") -> Shown:
    """Return a record that is shown by this page."""
    return Shown(page, {EN: page}, digest)


def times(**seconds: float) -> Mapping[str, tuple[int, int, int]]:
    """Return a look at files that were saved at these times."""
    return {name: (1, int(one * SECOND), 1) for name, one in seconds.items()}


PAGES: Final = {"mill": (shown("products/mill.html"),), "tale": (shown("briefs/tale.html"),)}


def test_of_records_that_share_a_file_those_that_differ_are_edited() -> None:
    before = {"many": (shown("regions/a.html", b"1"), shown("regions/b.html", b"1"))}
    now = {"many": (shown("regions/a.html", b"1"), shown("regions/b.html", b"2"), shown("regions/c.html", b"1"))}
    assert [one.page for one in edited({"many"}, before, now)] == ["regions/b.html", "regions/c.html"]


def test_a_record_with_a_file_of_its_own_is_edited_whenever_that_is_saved() -> None:
    assert list(edited({"mill"}, PAGES, PAGES)) == [*PAGES["mill"]]


def test_a_file_without_records_edits_none() -> None:
    assert list(edited({"config.yaml"}, PAGES, PAGES)) == []


def test_many_records_at_once_are_no_edit() -> None:
    many = tuple(shown(f"products/{number}.html") for number in range(FEW + 1))
    assert edit_of(many, ["en"], {}) == Edit()
    assert edit_of(many[:FEW], ["en"], {}).shown == many[:FEW]


def test_the_mark_of_an_edit_differs_with_the_bytes_of_its_pages() -> None:
    marks = {edit_of(PAGES["mill"], ["en"], {"en/products/mill.html": one}).mark for one in ("1", "2")}
    assert len(marks) == 2


def test_an_editor_goes_on_at_the_record_that_was_saved_last() -> None:
    assert last_page(PAGES, times(mill=5, tale=3, config=9)) == "products/mill.html"


def test_after_a_checkout_nobody_can_say_where_an_editor_is() -> None:
    names = [f"record{number}" for number in range(FEW + 1)]
    pages = {name: (shown(f"products/{name}.html"),) for name in names}
    together = dict.fromkeys(names, 5.0)
    assert last_page(pages, times(**together)) == ""
    assert last_page(pages, times(**together | {names[1]: 7.0})) == "products/record1.html"


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        (("regions/a.html", "regions/b.html"), "regions/index.html"),
        (("glossary.html#a", "glossary.html#b"), "glossary.html"),
        (("glossary.html#a",), "glossary.html#a"),
    ],
)
def test_the_records_of_a_file_with_several_are_shown_by_their_list(addresses: tuple[str, ...], found: str) -> None:
    assert last_page({"many": tuple(map(shown, addresses))}, times(many=5)) == found


@pytest.mark.parametrize(
    ("page", "is_there"),
    [
        ("products/mill.html", True),
        ("products/mill.parallel.html", True),
        ("products/index.html", False),
        ("index.html", False),
    ],
)
def test_a_record_is_shown_by_its_page_and_side_by_side(page: str, *, is_there: bool) -> None:
    assert Edit(PAGES["mill"], "m").is_shown_by(page) is is_there


def test_a_term_is_shown_by_the_glossary() -> None:
    assert Edit((shown("glossary.html#cart"),), "m").is_shown_by("glossary.html")


def test_names_are_escaped_in_the_bar() -> None:
    edit = Edit((Shown("products/mill.html", {EN: "<b>The mill</b>"}),), "m")
    assert "&lt;b&gt;The mill" in Lead(edit, "en", is_there=False, follows=False).bar


# -- with a server


def test_the_first_page_is_that_of_the_record_saved_last(root: Path) -> None:
    os.utime(root / MILL, (2_000_000_000, 2_000_000_000))
    running = Running(root)
    try:
        assert running.ear.start.get(timeout=PATIENCE_SECONDS) == "en/products/mill.html"
    finally:
        running.stop()


def test_the_first_page_of_a_site_that_was_just_copied_is_the_front_page(resting: Running) -> None:
    assert resting.ear.start.get(timeout=PATIENCE_SECONDS) == "en/index.html"


def test_before_anything_can_be_built_the_pages_of_the_last_process_are_known(root: Path) -> None:
    first = Running(root)
    first.ear.next()
    first.stop()
    path = root / MILL
    path.write_text(path.read_text("utf-8").replace(*BROKEN), "utf-8")
    os.utime(path, (2_000_000_000, 2_000_000_000))
    second = Running(root)
    try:
        assert second.ear.start.get(timeout=PATIENCE_SECONDS) == "en/products/mill.html"
    finally:
        second.stop()


def test_nothing_leads_anywhere_before_something_was_saved(resting: Running) -> None:
    page = resting.ask("/en/briefs/tale.html").text
    assert "live-lead" not in page
    assert "/.live/lead" not in page


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/en/briefs/tale.html", '<a href="/en/products/mill.html" lang="en">The mill</a>'),
        ("/zh/briefs/tale.html", '<a href="/zh/products/mill.html" lang="zh-Hans">磨坊</a>'),
        ("/", '<a href="/en/products/mill.html" lang="en">The mill</a>'),
        ("/zh/nowhere.html", '<a href="/zh/products/mill.html" lang="zh-Hans">磨坊</a>'),
    ],
)
def test_other_pages_lead_to_the_record_that_was_saved(running: Running, page: str, link: str) -> None:
    running.save(MILL, *WORDS)
    assert link in running.ask(page).text


def test_the_page_of_the_record_itself_leads_nowhere(running: Running) -> None:
    running.save(MILL, *WORDS)
    page = running.ask("/en/products/mill.html").text
    assert "live-lead" not in page
    assert 'data-here=""' in page


def test_a_template_is_no_record_to_be_led_to(running: Running) -> None:
    running.save("templates/parts/_title.html", "<h1>", "<h1>Here: ")
    assert "live-lead" not in running.ask("/en/briefs/tale.html").text


def test_what_was_saved_while_something_was_broken_is_led_to_when_that_is_mended(running: Running) -> None:
    running.save("config.yaml", "languages: [en, zh]", "languages: []")
    running.save(MILL, *WORDS)
    assert "live-lead" not in running.ask("/en/briefs/tale.html").text
    running.save("config.yaml", "languages: []", "languages: [en, zh]")
    assert "/en/products/mill.html" in running.ask("/en/briefs/tale.html").text.partition("</aside>")[0]


def test_only_the_record_that_was_edited_in_its_file_is_named(running: Running) -> None:
    file = running.root / "site_src/topics.yaml"
    file.write_text(
        'one: {name: {en: "One", zh: "一"}, draft: true}\ntwo: {name: {en: "Two", zh: "二"}, draft: true}\n', "utf-8"
    )
    assert running.ear.next()[0].problems == ()
    _, pages = running.save("site_src/topics.yaml", '"Two"', '"Both"')
    assert pages == [f"http://127.0.0.1:{running.port}/en/topics/two.html"]
