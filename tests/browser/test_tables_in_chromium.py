"""Tables that sort and filter, anchors and citations that are copied, and the choice of light or dark."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.driver import OVERFLOW, Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

WIDE, NARROW = 1280, 360
PHONE_HEADER: Final = "getComputedStyle(document.querySelector('jb-table thead')).position"
SHOWN: Final = "[...document.querySelectorAll('tbody tr')].filter(one => !one.hidden).map(one => one.id.slice(2))"
STATUS: Final = "document.querySelector('.filters [role=status]').textContent"
SORTED: Final = "[...document.querySelectorAll('[aria-sort]')].map(one => [one.textContent, one.ariaSort])"
FIRST_VALUES: Final = """
  [...document.querySelector('table').tBodies[0].rows]
    .filter(one => !one.hidden).map(one => [one.cells[1].dataset.unit, parseFloat(one.querySelector('data').value)])
"""
SAVED: Final = """
  (() => {
    const kept = new Promise(done => { URL.createObjectURL = blob => { done(blob); return '#'; }; });
    document.querySelector('.save').click();
    return kept.then(blob => blob.arrayBuffer()).then(bytes => [...new Uint8Array(bytes)]);
  })()
"""
COPIED: Final = """
  (() => {
    const kept = new Promise(done => { navigator.clipboard.writeText = async text => done(text); });
    document.querySelector('%s').click();
    return kept;
  })()
"""


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Browser]:
    """Open the figures in a wide window, and leave no choice of colours behind."""
    browser.look(WIDE, "light")
    assert browser.open(f"{base}/en/figures.html") == []
    yield browser
    browser.run("try { localStorage.clear() } catch {}")


def choose(browser: Browser, name: str, value: str) -> None:
    """Set a filter as a reader does, and wait until it is in force."""
    browser.run(
        f"(one => {{ one.value = {json.dumps(value)}; one.dispatchEvent(new Event('input', {{bubbles: true}})); }})"
        f"(document.querySelector('.filters [name={name}]'))"
    )
    browser.run("new Promise(done => setTimeout(done, 250))")


def press_header(browser: Browser, column: int) -> None:
    """Press the header of a column."""
    browser.run(f"document.querySelectorAll('thead button')[{column}].click()")


def rows_of(site: Path) -> list[Mapping[str, str]]:
    """Return the figures of the site as its data has them."""
    found: list[Mapping[str, str]] = json.loads((site / "data/figures.json").read_bytes())
    return found


def test_every_figure_is_shown_at_first(page: Browser, site: Path) -> None:
    assert sorted(page.run(SHOWN)) == sorted(row["id"] for row in rows_of(site))


def test_a_filter_leaves_the_rows_that_have_its_tag(page: Browser, site: Path) -> None:
    choose(page, "status", "status/target")
    assert sorted(page.run(SHOWN)) == sorted(row["id"] for row in rows_of(site) if row["status"] == "target")


def test_a_table_without_rows_is_not_shown(page: Browser) -> None:
    choose(page, "status", "status/target")
    assert page.run("[...document.querySelectorAll('table')].filter(one => !one.hidden).length") == 1


def test_words_are_found_whatever_their_case_and_width(page: Browser) -> None:
    choose(page, "q", "ＲＯＢＯＴＳ humanoid")
    labels = page.run(
        "[...document.querySelectorAll('tbody tr:not([hidden])')].map(one => one.textContent.toLowerCase())"
    )
    assert labels
    assert all("humanoid" in one and "robots" in one for one in labels)


def test_the_count_is_said_politely(page: Browser, site: Path) -> None:
    choose(page, "region", "region/kunshan")
    shown = len(page.run(SHOWN))
    assert 0 < shown < len(rows_of(site))
    assert page.run(STATUS) == f"{shown} of {len(rows_of(site))} shown"


def test_filters_are_kept_in_the_address_and_read_from_it(page: Browser, base: str) -> None:
    choose(page, "region", "region/kunshan")
    choose(page, "q", "R&D")
    press_header(page, 1)
    before = page.run(SHOWN)
    query = page.run("location.search")
    page.open(f"{base}/en/figures.html{query}")
    assert query == "?q=R%26D&region=kunshan&sort=2"
    assert page.run(SHOWN) == before != []


@pytest.mark.parametrize("query", ["region=atlantis", "sort=99", "sort=x", "q=", "unknown=1"])
def test_an_address_that_means_nothing_shows_everything(page: Browser, base: str, site: Path, query: str) -> None:
    assert page.open(f"{base}/en/figures.html?{query}") == []
    assert len(page.run(SHOWN)) == len(rows_of(site))


def test_showing_all_forgets_the_filters(page: Browser, site: Path) -> None:
    choose(page, "region", "region/kunshan")
    page.run("document.querySelector('.reset').click()")
    assert len(page.run(SHOWN)) == len(rows_of(site))
    assert page.run("location.search") == ""


def test_values_are_sorted_by_unit_and_within_it_by_amount(page: Browser) -> None:
    press_header(page, 1)
    upwards = page.run(FIRST_VALUES)
    press_header(page, 1)
    downwards = page.run(FIRST_VALUES)
    units = list(dict.fromkeys(unit for unit, _ in upwards))
    assert [unit for unit, _ in upwards] == sorted((unit for unit, _ in upwards), key=units.index)
    for unit in units:
        amounts = [amount for one, amount in upwards if one == unit]
        assert amounts == sorted(amounts) == [amount for one, amount in downwards if one == unit][::-1]


def test_tables_are_sorted_alike_and_say_so(page: Browser) -> None:
    press_header(page, 0)
    press_header(page, 0)
    said = page.run(SORTED)
    assert len(said) > 1
    assert {tuple(one) for one in said} == {("Figure", "descending")}


def test_sorting_leaves_every_figure_among_those_of_its_status(page: Browser, site: Path) -> None:
    press_header(page, 2)
    found = page.run(
        "[...document.querySelectorAll('table')].map(one => [...one.tBodies[0].rows].map(row => row.id.slice(2)))"
    )
    status = {row["id"]: row["status"] for row in rows_of(site)}
    assert [len({status[key] for key in keys}) for keys in found] == [1] * len(found)


def test_chinese_labels_are_sorted_by_their_sound(page: Browser, base: str) -> None:
    page.open(f"{base}/zh/figures.html")
    press_header(page, 0)
    rows = "[...document.querySelector('table').tBodies[0].rows]"
    labels = f"{rows}.map(one => one.querySelector('a:not(.anchor)').textContent)"
    assert page.run(f"(all => all.join() === [...all].sort(new Intl.Collator('zh').compare).join())({labels})")


def test_a_header_is_pressed_with_the_keyboard(page: Browser) -> None:
    page.run("document.querySelector('thead button').focus()")
    page.ask("Input.dispatchKeyEvent", type="keyDown", key="Enter", windowsVirtualKeyCode=13, text="\r")
    page.ask("Input.dispatchKeyEvent", type="keyUp", key="Enter", windowsVirtualKeyCode=13)
    assert page.run(SORTED)[0] == ["Figure", "ascending"]


def test_what_is_shown_is_saved_as_csv(page: Browser, site: Path) -> None:
    choose(page, "region", "region/kunshan")
    press_header(page, 0)
    body = bytes(page.run(SAVED))
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    known = {row["id"]: row for row in rows_of(site)}
    assert body.startswith(b"\xef\xbb\xbf")
    assert [row["id"] for row in rows] == page.run(SHOWN)
    same = ("status", "unit")
    assert [row["id"] for row in rows if any(row[key] != known[row["id"]][key] for key in same)] == []
    assert [row["text"] for row in rows] == [known[row["id"]]["text_en"] for row in rows]


def test_a_saved_cell_that_would_run_as_a_formula_is_quoted(page: Browser) -> None:
    page.run("document.querySelector('tbody tr').cells[3].textContent = '=1+A1'")
    body = bytes(page.run(SAVED)).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(body, newline="")))["speaker"] == "'=1+A1"


@pytest.mark.parametrize("path", ["figures.html", "regions/kunshan.html", "sources/kunshan.html"])
def test_sorting_works_where_tables_turn_into_cards(page: Browser, base: str, path: str) -> None:
    page.look(NARROW, "dark")
    assert page.open(f"{base}/zh/{path}") == []
    press_header(page, 0)
    box = page.run(
        "(one => [one.x, one.width, one.height])(document.querySelector('thead button').getBoundingClientRect())"
    )
    assert page.run(PHONE_HEADER) == "static"
    assert box[0] >= 0
    assert min(box[1:]) >= 24
    assert page.run(OVERFLOW) == []


def test_without_script_the_tables_are_whole_and_nothing_is_offered_that_needs_one(
    browser: Browser, base: str, site: Path
) -> None:
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(f"{base}/en/figures.html")
        seen = {name: browser.run(_visible(name)) for name in (".filters", ".theme", "thead button", "tbody tr")}
    finally:
        browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert seen == {".filters": 0, ".theme": 0, "thead button": 0, "tbody tr": len(rows_of(site))}


def _visible(selector: str) -> str:
    return f"[...document.querySelectorAll('{selector}')].filter(one => one.getClientRects().length).length"


@pytest.mark.parametrize(
    ("selector", "ends"), [("article p .anchor", "#p1"), (".band .anchor", "#f-zuchongzhi-corporate-rd")]
)
def test_the_address_of_a_paragraph_or_figure_is_copied(browser: Browser, base: str, selector: str, ends: str) -> None:
    browser.open(f"{base}/en/briefs/kunshan.html")
    copied: Any = browser.run(COPIED % selector)
    assert copied == f"{base}/en/briefs/kunshan.html{ends}"
    assert browser.run("document.querySelector(':target') !== null")


def test_a_citation_is_copied_without_its_button(browser: Browser, base: str) -> None:
    browser.open(f"{base}/zh/briefs/kunshan.html")
    browser.run("document.querySelector('.cite').open = true")
    assert browser.run(COPIED % ".copy").startswith("简报. ")
    assert "复制" not in browser.run(COPIED % ".copy")


def test_every_anchor_has_a_name_in_the_language_of_the_page(browser: Browser, base: str) -> None:
    browser.open(f"{base}/zh/briefs/kunshan.html")
    assert set(browser.run("[...document.querySelectorAll('.anchor')].map(one => one.title)")) == {
        "复制本段链接",
        "复制此项数据的链接",
    }


def test_the_choice_of_colours_is_kept_from_page_to_page(page: Browser, base: str) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.run(colour)
    page.run("document.querySelector('button.theme').click(); document.querySelector('button.theme').click()")
    dark = page.run(colour)
    page.open(f"{base}/zh/index.html")
    assert page.run(colour) == dark != light
    assert page.run("document.querySelector('button.theme').textContent") == "配色：深色"


def test_automatic_colours_follow_the_system(page: Browser) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.run(colour)
    page.look(WIDE, "dark")
    assert page.run(colour) != light


def test_scripts_move_nothing_in_the_first_view(page: Browser, base: str) -> None:
    """The filters, headers and buttons have their places before the scripts run."""
    page.look(NARROW, "light")
    page.open(f"{base}/en/figures.html")
    moved = """
      new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
          .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 200);
      })
    """
    assert page.run(moved) == 0
