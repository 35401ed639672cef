"""Lines of Chinese do not begin with a punctuation mark, also where a seal stands before it."""

from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

BEGINNINGS: Final = """
[...document.querySelectorAll('data.figure')].flatMap(figure => {
  const next = figure.nextSibling;
  if (!next || next.nodeType !== Node.TEXT_NODE || !/^[、，。；：！？）]/.test(next.data)) return [];
  const mark = document.createRange();
  mark.setStart(next, 0);
  mark.setEnd(next, 1);
  const here = mark.getBoundingClientRect(), before = [...figure.getClientRects()].at(-1);
  return here.top > before.bottom ? [figure.textContent + next.data[0]] : [];
})
"""


@pytest.mark.parametrize("page", ["topics/smart-factories.html", "briefs/overview.html", "regions/kunshan.html"])
def test_no_line_begins_with_the_punctuation_after_a_figure(browser: Browser, site: Path, page: str) -> None:
    browser.open((site / "zh" / page).as_uri())
    found = {}
    for width in range(320, 560, 12):
        browser.look(width, "light")
        found[width] = browser.run(BEGINNINGS)
    assert {width: marks for width, marks in found.items() if marks} == {}
