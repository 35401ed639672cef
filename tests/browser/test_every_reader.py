"""
Every kind of page for readers who do not see, point or read as most do: WCAG 2.2 AA beyond what axe-core looks for.

What is asked of a page is in ``audit.js``, which a test puts into it; each page loads once for all of these tests.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import OVERFLOW, Browser
from tests.browser.kinds import ADDRESSES
from tests.site.crawler import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

AUDIT: Final = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
SPACED: Final = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-block-end: 2em !important }"
)
"""WCAG 2.2, 1.4.12: what a reader may set."""

FAULTS: Final = {
    "smallTargets": "<button style='width: 20px; height: 20px; padding: 0'></button>",
    "wrongLanguage": "<p lang='en'>中文</p>",
    "headings": "<h4>Deep</h4>",
    "tables": "<table><tr><th>Head</th></tr></table>",
    "landmarks": "<nav></nav>",
    "cutOff": "<p style='width: 2em; height: 1em; overflow: hidden'>More words than it holds</p>",
    "overlaps": "<p>Words</p><p style='margin-top: -2em'>Others</p>",
    "scrollers": "<div style='overflow-x: auto; width: 3em'><p style='width: 9em'>Wide</p></div>",
    "faintText": "<p style='color: #bbb; background: #fff'>Faint</p>",
    "faintMarks": "<input style='border: 1px solid #ddd; background: #fff'>",
    "moving": "<p style='transition: color 1s'>Moves</p>",
}


@pytest.fixture(scope="module", params=ADDRESSES)
def page(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Browser:
    """Open a page once."""
    browser.look(1280, "light")
    browser.open((site / request.param).as_uri())
    browser.run(AUDIT)
    return browser


@pytest.fixture
def wide(page: Browser) -> Iterator[Browser]:
    """Show the page as most readers see it, and so again afterwards."""
    page.look(1280, "light")
    yield page
    page.run("document.adoptedStyleSheets = []")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with_a_fault_is_found_out(browser: Browser, fault: str) -> None:
    browser.look(1280, "light")
    browser.open("about:blank")
    browser.run(f"document.body.innerHTML = `<main><h1>One</h1>{FAULTS[fault]}</main>`; document.body.lang = 'en'; 0")
    browser.run(AUDIT)
    assert browser.run(f"audit.{fault}()") != []


@pytest.mark.parametrize("width", [320, 1280])
def test_every_control_can_be_hit(wide: Browser, width: int) -> None:
    """WCAG 2.2, 2.5.8; also in what is folded up at first."""
    wide.look(width, "light")
    wide.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    small = wide.run("audit.smallTargets()")
    wide.run("document.querySelectorAll('details').forEach(one => { one.open = false; })")
    assert small == []


@pytest.mark.parametrize("question", ["wrongLanguage", "headings", "tables", "landmarks"])
def test_the_structure_is_that_of_the_content(wide: Browser, question: str) -> None:
    """WCAG 2.2, 1.3.1 and 3.1.2."""
    assert wide.run(f"audit.{question}()") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off_or_covered(wide: Browser, width: int) -> None:
    """WCAG 2.2, 1.4.10: a window of 1280 px at 400 % is one of 320."""
    wide.look(width, "light")
    assert wide.run(OVERFLOW) == []
    assert wide.run("[...audit.cutOff(), ...audit.overlaps(), ...audit.scrollers()]") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_text_may_be_set_wider(wide: Browser, width: int) -> None:
    wide.look(width, "light")
    wide.run(
        f"document.adoptedStyleSheets = [new CSSStyleSheet()];document.adoptedStyleSheets[0].replaceSync(`{SPACED}`)"
    )
    assert wide.run(OVERFLOW) == []
    assert wide.run("[...audit.cutOff(), ...audit.overlaps()]") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(wide: Browser, scheme: str) -> None:
    """WCAG 2.2, 1.4.3 and 1.4.11."""
    wide.look(1280, scheme)
    assert wide.run("[...audit.faintText(), ...audit.faintMarks()]") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_stand_out_where_colours_are_forced(wide: Browser, scheme: str) -> None:
    features = [{"name": "forced-colors", "value": "active"}, {"name": "prefers-color-scheme", "value": scheme}]
    wide.ask("Emulation.setEmulatedMedia", features=features)
    assert wide.run("[...audit.faintText(), ...audit.faintMarks()]") == []


def test_nothing_moves_for_readers_who_asked_for_less(wide: Browser) -> None:
    """WCAG 2.2, 2.3.3."""
    wide.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    assert wide.run("audit.moving()") == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_two_pages_have_one_title(site: Path, lang: str) -> None:
    """WCAG 2.2, 2.4.2."""
    pages = [Page(file.read_text("utf-8")) for file in (site / lang).rglob("*.html")]
    titles = Counter(page.title for page in pages)
    assert {title: count for title, count in titles.items() if count > 1} == {}


@pytest.fixture(scope="module")
def large(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser whose reader has set text twice as large."""
    running = Browser(chromium, tmp_path_factory.mktemp("large"), "--blink-settings=defaultFontSize=32")
    try:
        running.start()
        yield running
    finally:
        running.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_text_may_be_twice_as_large(large: Browser, site: Path, address: str) -> None:
    """WCAG 2.2, 1.4.4, by the size of text alone."""
    large.look(1280, "light")
    large.open((site / address).as_uri())
    large.run(AUDIT)
    assert large.run("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    assert large.run(OVERFLOW) == []
    assert large.run("[...audit.cutOff(), ...audit.overlaps()]") == []
