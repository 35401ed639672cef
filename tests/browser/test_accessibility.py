"""
Every kind of page before axe-core: WCAG 2.2 A and AA and its best practices, light and dark, narrow and wide.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PAGES: Final = (
    "index.html",
    "briefs/kunshan.html",
    "briefs/kunshan.parallel.html",
    "topics/smart-factories.html",
    "regions/jiangsu.html",
    "companies/montage-technology.html",
    "organisations/miit.html",
    "policies/zuchongzhi-innovation-initiative.html",
    "people/wang-peng.html",
    "products/yh-1000s.html",
    "metrics/basic-level-smart-factories.html",
    "sources/kunshan.html",
    "pages/methodology.html",
    "topics/index.html",
    "regions/index.html",
    "figures.html",
    "targets.html",
    "timeline.html",
    "quotes.html",
    "coverage.html",
    "compare-regions.html",
    "glossary.html",
    "404.html",
)
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
