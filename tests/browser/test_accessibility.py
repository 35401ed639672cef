"""
Every kind of page before axe-core: WCAG 2.2 A and AA and its best practices, light and dark, narrow and wide.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import Browser
from tests.browser.kinds import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LOOKS: Final = ((1280, "light"), (1280, "dark"), (320, "light"), (320, "dark"))
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS: Final = f"""
axe.run({{runOnly: {RULES}}}).then(found => found.violations.map(one =>
  `${{one.id}}: ${{one.nodes[0].html.slice(0, 200)}}`))
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(browser: Browser, site: Path, axe: str, lang: str, page: str) -> None:
    browser.open((site / lang / page).as_uri())
    browser.run(f"{axe};0")
    found = {}
    for width, scheme in LOOKS:
        browser.look(width, scheme)
        found[width, scheme] = browser.run(VIOLATIONS)
    assert {look: violations for look, violations in found.items() if violations} == {}
