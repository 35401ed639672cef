"""The site without a pointer: where the Tab key leads, what Enter, Space and Escape do, what can be seen of it."""

from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.driver import Browser
from tests.browser.kinds import ADDRESSES
from tests.browser.test_every_reader import AUDIT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

CODES: Final = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
WORDS: Final = {"Enter": "\r", " ": " "}
STEPS_MAX: Final = 60
"""Enough to pass the mast and come into every part of a page; long pages repeat themselves."""

BRIEF: Final = "en/briefs/kunshan.html"
WAIT: Final = "new Promise(done => setTimeout(done, %d))"
FOCUS: Final = "document.activeElement.className || document.activeElement.id || document.activeElement.localName"
ON: Final = "document.querySelector(%r).focus()"


def press(browser: Browser, *keys: str, modifiers: int = 0) -> None:
    """Press keys as a reader does."""
    for key in keys:
        text = {"text": WORDS.get(key, key)} if key in WORDS or len(key) == 1 else {}
        code = CODES.get(key, 0)
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        browser.ask("Input.dispatchKeyEvent", type="keyDown", **about, **text)
        browser.ask("Input.dispatchKeyEvent", type="keyUp", **about)


def walk(browser: Browser) -> list[dict[str, Any]]:
    """Press Tab until the page ends, and return each element that had the focus."""
    found: list[dict[str, Any]] = []
    for _ in range(STEPS_MAX):
        press(browser, "Tab")
        at = browser.run("audit.focused()")
        if at is None or (found and at["place"] == 0):
            break
        found.append(at)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_tab_leads_through_the_page_as_it_is_read(browser: Browser, site: Path, address: str) -> None:
    """WCAG 2.2, 2.1.2, 2.4.3, 2.4.7 and 2.4.11: in order, none left out, seen, with a ring that stands out."""
    browser.look(1280, "light")
    browser.open((site / address).as_uri())
    browser.run(AUDIT)
    steps = walk(browser)
    assert [step["place"] for step in steps] == list(range(min(STEPS_MAX, browser.run("audit.order()"))))
    assert [step["name"] for step in steps if not step["seen"] or step["opacity"] == "0"] == []
    assert [step["name"] for step in steps if not step["ring"]] == []


def test_the_first_key_leads_past_the_menu(browser: Browser, base: str) -> None:
    browser.open(f"{base}/{BRIEF}")
    press(browser, "Tab", "Enter", "Tab")
    assert browser.run("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_seal_opens_its_card_by_a_key_and_escape_leads_back(browser: Browser, base: str, key: str) -> None:
    browser.open(f"{base}/{BRIEF}")
    browser.run(ON % "button.seal")
    press(browser, key)
    card = browser.run("document.activeElement.getAttribute('popovertarget')")
    assert browser.run("document.querySelector(':popover-open').id") == card
    press(browser, "Tab")
    assert browser.run("document.activeElement.closest('.evidence').id") == card
    press(browser, "Escape")
    assert browser.run("document.querySelector(':popover-open')") is None
    assert browser.run("document.activeElement.getAttribute('popovertarget')") == card


def test_the_button_in_a_card_closes_it_and_leads_back(browser: Browser, base: str) -> None:
    browser.open(f"{base}/{BRIEF}")
    browser.run(ON % "button.seal")
    press(browser, "Enter")
    browser.run("document.querySelector(':popover-open .close').focus()")
    press(browser, "Enter")
    assert browser.run(FOCUS) == "seal"


def test_a_table_is_sorted_by_keys_and_the_focus_stays(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/figures.html")
    browser.run(ON % ".sortable thead button")
    order = []
    for key in ("Enter", " "):
        press(browser, key)
        order.append(browser.run("document.activeElement.closest('th').ariaSort"))
    assert order == ["ascending", "descending"]


def test_a_table_is_filtered_by_typing_and_says_how_many_are_left(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/figures.html")
    said = "document.querySelector('.filters [role=status]').textContent"
    before = browser.run(said)
    browser.run(ON % ".filters input")
    press(browser, *"robot")
    browser.run(WAIT % 250)
    assert browser.run(said) != before
    assert browser.run("document.activeElement.name") == "q"


def test_the_language_is_changed_by_a_key_with_the_query(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/search.html?q=Kunshan")
    browser.run(WAIT % 200)
    browser.run(ON % ".languages a[hreflang=zh-Hans]")
    press(browser, "Enter")
    browser.run(WAIT % 500)
    assert browser.run("location.pathname.endsWith('/zh/search.html') && location.search") == "?q=Kunshan"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_colours_are_chosen_by_a_key(browser: Browser, base: str, key: str) -> None:
    browser.open(f"{base}/{BRIEF}")
    browser.run("try { localStorage.clear() } catch {}")
    browser.open(f"{base}/{BRIEF}")
    browser.run(ON % "button.theme")
    press(browser, key)
    chosen = browser.run("document.documentElement.dataset.theme")
    browser.run("try { localStorage.clear() } catch {}")
    assert chosen == "light"
    assert browser.run("document.activeElement.textContent") == "Colours: Light"


def test_a_link_is_copied_by_a_key_and_that_is_said(browser: Browser, base: str) -> None:
    browser.open(f"{base}/{BRIEF}")
    browser.run("navigator.clipboard && (navigator.clipboard.writeText = async () => {}); 0")
    browser.run(ON % ".anchor")
    press(browser, "Enter")
    browser.run(WAIT % 150)
    assert browser.run("[...document.querySelectorAll('[role=status]')].at(-1).textContent") != ""
    assert browser.run(FOCUS).startswith("anchor")


def test_the_map_leads_to_a_region_by_a_key(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/index.html")
    browser.run(ON % ".tiles a")
    press(browser, "Enter")
    browser.run(WAIT % 500)
    assert "/en/regions/" in browser.run("location.pathname")


def test_a_search_is_typed_opened_and_cleared_by_keys(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/search.html")
    browser.run(ON % "search-page input")
    press(browser, *"kunshan")
    browser.run(WAIT % 500)
    press(browser, "ArrowDown")
    assert browser.run(FOCUS) == "hit"
    press(browser, "Escape")
    assert browser.run("document.activeElement.value") == ""
