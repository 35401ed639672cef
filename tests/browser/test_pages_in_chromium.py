"""
Pages in a real browser, from disk and from a server: no message, no failed request, no sideways scrolling.
"""

from typing import Final

import pytest

from tests.browser.driver import OVERFLOW, Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PAGES: Final = (
    "index.html",
    "briefs/kunshan.html",
    "regions/kunshan.html",
    "metrics/zuchongzhi-leverage.html",
    "sources/kunshan.html",
    "figures.html",
    "glossary.html",
    "404.html",
)
ADDRESSES: Final = ("index.html", "404.html", *(f"{lang}/{page}" for lang in ("en", "zh") for page in PAGES))
WIDTHS: Final = (320, 1280)
SCHEMES: Final = ("light", "dark")
COLOURS: Final = "(s => `${s.backgroundColor} ${s.color}`)(getComputedStyle(document.body))"


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page_loads_without_complaint_and_fits_the_window(browser: Browser, base: str, page: str) -> None:
    """One load serves both widths and both schemes, which only change how it is painted."""
    complaints = browser.open(f"{base}/{page}")
    sticking_out = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            browser.look(width, scheme)
            sticking_out[width, scheme] = browser.run(OVERFLOW)
    assert complaints == []
    assert {look: found for look, found in sticking_out.items() if found} == {}


def test_a_dark_page_is_dark(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/index.html")
    seen = []
    for scheme in SCHEMES:
        browser.look(1280, scheme)
        seen.append(browser.run(COLOURS))
    assert seen[0] != seen[1]


def test_the_style_sheet_is_in_force(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/regions/kunshan.html")
    assert browser.run("document.styleSheets.length") == 1
    assert browser.run("[...document.images].filter(one => !one.naturalWidth).length") == 0


def test_the_skip_link_leads_to_the_content(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/figures.html")
    browser.run("document.querySelector('.skip').click()")
    assert browser.run("document.activeElement.id") == "main"


def test_a_seal_leads_to_its_note_and_the_note_to_its_sentence(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/regions/kunshan.html")
    note = browser.run("(seal => (seal.click(), seal.hash))(document.querySelector('main a.seal'))")
    assert browser.run("`#${document.querySelector(':target').id}`") == note
    source = browser.run("document.querySelector(':target a[href*=\"sources/\"]').href")
    browser.open(source)
    assert browser.run("document.querySelector(':target').tagName") == "LI"


def test_the_seal_of_a_figure_opens_its_evidence_card(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/regions/kunshan.html")
    card = browser.run(
        "(seal => (seal.click(), seal.getAttribute('popovertarget')))(document.querySelector('button.seal'))"
    )
    assert card
    assert browser.run("document.querySelector(':popover-open').id") == card


def test_the_language_switch_leads_to_the_same_page(browser: Browser, base: str) -> None:
    browser.open(f"{base}/en/regions/kunshan.html")
    browser.open(browser.run("document.querySelector('.languages a[hreflang=zh-Hans]').href"))
    assert browser.run("document.documentElement.lang") == "zh-Hans"
    assert browser.run("location.pathname").endswith("/zh/regions/kunshan.html")
