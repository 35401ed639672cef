"""Hostile queries in a real browser: the search answers each of them, says nothing, and writes text only."""

import json
import random
from typing import Final

import pytest

from tests.browser.driver import Browser
from tests.fuzz.test_hostile_text import REPEATED, WORDS
from tests.injection.payloads import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

QUERIES: Final = 400
LONGEST: Final = 2_000

LISTEN: Final = """
  window.heard = [];
  for (const name of ['error', 'warn', 'log', 'info', 'debug'])
    console[name] = (...words) => heard.push(words.join(' '));
  for (const name of ['error', 'unhandledrejection', 'securitypolicyviolation'])
    addEventListener(name, event => heard.push(`${name} ${event.message || event.reason || event.blockedURI}`), true);
  window.alert = words => heard.push(`alert ${words}`);
"""
ASK: Final = """
(async queries => {
  const page = document.querySelector('search-page');
  const elements = new Set();
  for (const query of queries) {
    page.field.value = query;
    await page.answer();
    for (const one of page.querySelectorAll('*')) elements.add(one.localName);
  }
  return [...elements].sort();
})
"""
WRITTEN: Final = {
    "a",
    "button",
    "div",
    "form",
    "h2",
    "input",
    "label",
    "li",
    "mark",
    "ol",
    "p",
    "section",
    "small",
    "span",
    "ul",
}
"""Elements that a page of results is made of."""


def hostile_queries() -> list[str]:
    """Put queries together from hostile pieces; the same every time."""
    some = random.Random("queries")  # noqa: S311 - no secret
    mixed = ["".join(some.choices(WORDS, k=some.randint(1, 8))) for _ in range(QUERIES)]
    noise = ["".join(chr(some.randint(1, 0x2FFF)) for _ in range(some.randint(1, 12))) for _ in range(QUERIES)]
    return [*mixed, *noise, *PAYLOADS, *(one * (LONGEST // len(one)) for one in REPEATED)]


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_no_query_raises_writes_markup_or_says_anything(browser: Browser, base: str) -> None:
    browser.ask("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)
    assert browser.open(f"{base}/en/search.html") == []
    elements = browser.run(f"{ASK}({json.dumps(hostile_queries())})")
    assert set(elements) <= WRITTEN
    assert browser.run("heard") == []
