"""A page that is open while its record is written, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from jianbao.seeding import index_seeds
from tests.browser.driver import OVERFLOW, Browser
from tests.browser.test_keyboard import press
from tests.serve.running import PATIENCE_SECONDS, Running
from tests.small_site import write_small_site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

MILL: Final = "site_src/products/mill.yaml"
LEDE: Final = "document.querySelector('.lede').textContent"
CONNECTED: Final = """
  new Promise(done => {
    if (window.LiveReload && LiveReload.connector.protocol) done(0);
    else document.addEventListener('LiveReloadConnect', () => done(0));
  })
"""
PROBLEMS: Final = "document.querySelector('.live-problems')?.innerText ?? ''"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Serve the small site."""
    yield from _started(tmp_path, follows=False)


@pytest.fixture
def following(tmp_path: Path) -> Iterator[Running]:
    """Serve the small site in pages that follow."""
    yield from _started(tmp_path, follows=True)


def _started(folder: Path, *, follows: bool) -> Iterator[Running]:
    root = write_small_site(folder)
    assert index_seeds(root).problems == ()
    found = Running(root, follows=follows)
    try:
        found.ear.next()
        found.ear.address.get(timeout=PATIENCE_SECONDS)
        yield found
    finally:
        found.stop()


def opened(browser: Browser, running: Running, path: str) -> None:
    """Open a page and wait until it listens."""
    browser.open("about:blank")  # the page before still looks for its server
    assert browser.open(f"http://127.0.0.1:{running.port}/{path}") == []
    browser.run(CONNECTED)


def test_an_open_page_follows_an_edit_by_itself(browser: Browser, running: Running) -> None:
    opened(browser, running, "en/products/mill.html")
    assert "It turned out" in browser.run(LEDE)
    with browser.reloading():
        running.save(MILL, "It turned out", "The mill turned out")
    assert "The mill turned out" in browser.run(LEDE)


def test_a_problem_comes_up_and_goes_away_by_itself(browser: Browser, running: Running) -> None:
    opened(browser, running, "zh/products/mill.html")
    with browser.reloading():
        running.save(MILL, "{carts} in", "9 carts in")
    browser.run(CONNECTED)
    assert f"{MILL}:4:" in browser.run(PROBLEMS)
    assert "个问题" in browser.run(PROBLEMS)
    with browser.reloading():
        running.save(MILL, "9 carts in", "{carts} in")
    assert browser.run(PROBLEMS) == ""


def test_the_start_page_without_scripts_of_its_own_follows_too(browser: Browser, running: Running) -> None:
    opened(browser, running, "")
    with browser.reloading():
        running.save("config.yaml", '"Tales"', '"More tales"')
    assert browser.run("document.title") == "More tales"


def test_a_page_that_is_older_than_its_connection_loads_itself_again(browser: Browser, running: Running) -> None:
    opened(browser, running, "en/products/mill.html")
    browser.run("LiveReload.connector.disconnect(); 0")
    running.save(MILL, "It turned out", "The mill turned out")
    with browser.reloading():
        browser.run("LiveReload.connector._connectionDesired = true; LiveReload.connector.connect(); 0")
    assert "The mill turned out" in browser.run(LEDE)


# -- the way to what was edited

BAR: Final = "(bar => bar && !bar.hidden ? bar.innerText : '')(document.querySelector('.live-lead'))"
HERE: Final = "location.pathname"
EDIT: Final = (("It turned out", "The mill turned out"), ("The mill turned out", "It turned out"))
OTHER_PAGE: Final = "en/briefs/tale.html"


def edit(browser: Browser, running: Running, number: int = 0, file: str = MILL) -> None:
    """Save a record and wait until the open page has loaded itself again and listens."""
    with browser.reloading():
        running.save(file, *EDIT[number % 2])
    browser.run(CONNECTED)


@pytest.mark.parametrize(("lang", "said"), [("en", "Saved: The mill"), ("zh", "刚保存：")])
def test_another_page_offers_the_way_in_its_language(browser: Browser, running: Running, lang: str, said: str) -> None:
    opened(browser, running, f"{lang}/briefs/tale.html")
    assert browser.run(BAR) == ""
    edit(browser, running)
    assert said in browser.run(BAR)
    with browser.reloading():
        browser.run("document.querySelector('.live-lead a').click()")
    assert browser.run(HERE) == f"/{lang}/products/mill.html"
    assert browser.run(BAR) == ""


def test_the_way_is_the_first_thing_that_a_key_reaches_and_the_focus_stays_where_it_was(
    browser: Browser, running: Running
) -> None:
    opened(browser, running, OTHER_PAGE)
    edit(browser, running)
    assert browser.run("document.activeElement === document.body") is True
    press(browser, "Tab")
    assert browser.run("document.activeElement.textContent") == "The mill"
    with browser.reloading():
        press(browser, "Enter")
    assert browser.run(HERE) == "/en/products/mill.html"


def test_a_bar_that_was_dismissed_does_not_come_back_for_the_same_record(browser: Browser, running: Running) -> None:
    opened(browser, running, OTHER_PAGE)
    edit(browser, running)
    press(browser, "Tab", "Escape")
    assert browser.run(BAR) == ""
    edit(browser, running, 1)
    assert browser.run(BAR) == ""


def test_a_bar_that_was_dismissed_comes_back_for_another_record(browser: Browser, running: Running) -> None:
    opened(browser, running, "en/sources/tale.html")
    edit(browser, running)
    browser.run("document.querySelector('.live-lead button').click()")
    with browser.reloading():
        running.save("site_src/briefs/tale.yaml", "A mill at work", "A mill at its work")
    assert "A mill at its work" in browser.run(BAR)


def test_who_has_seen_an_edit_is_not_led_to_it_again(browser: Browser, running: Running) -> None:
    opened(browser, running, "en/products/mill.html")
    edit(browser, running)
    browser.open(f"http://127.0.0.1:{running.port}/{OTHER_PAGE}")
    assert browser.run(BAR) == ""


def test_the_bar_covers_nothing_that_has_the_focus_and_fits_narrow_windows(browser: Browser, running: Running) -> None:
    browser.look(320, "light")
    opened(browser, running, OTHER_PAGE)
    edit(browser, running)
    assert browser.run(OVERFLOW) == []
    covered = """
      (() => {
        const top = document.querySelector('.live-lead').getBoundingClientRect().top;
        const last = [...document.querySelectorAll('footer a')].at(-1);
        last.focus();
        return last.getBoundingClientRect().bottom > top;
      })()
    """
    assert browser.run(covered) is False


def test_pages_that_follow_go_to_the_record_in_their_language_once_for_each_edit(
    browser: Browser, following: Running
) -> None:
    opened(browser, following, "zh/briefs/tale.html")
    with browser.arriving("/zh/products/mill.html"):
        following.save(MILL, *EDIT[0])
    assert "磨坊" in browser.run("document.title")
    browser.open(f"http://127.0.0.1:{following.port}/{OTHER_PAGE}")
    assert browser.run(HERE) == f"/{OTHER_PAGE}"
