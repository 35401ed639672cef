"""A page that is open while its record is written, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from jianbao.seeding import index_seeds
from tests.browser.driver import Browser
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
    root = write_small_site(tmp_path)
    assert index_seeds(root).problems == ()
    found = Running(root)
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
