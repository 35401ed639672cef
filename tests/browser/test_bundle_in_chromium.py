"""
The bundle as someone uses it: unpacked, opened from disk, searched, its figures asked for their evidence.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PAGES: Final = (
    "start.html",
    "site/index.html",
    "site/en/index.html",
    "site/zh/briefs/overview.html",
    "site/zh/figures.html",
)
HITS: Final = "jianbaoSearch.find({!r}).then(found => found.hits.length)"


@pytest.mark.parametrize("page", PAGES)
def test_the_unpacked_bundle_opens_without_complaint(browser: Browser, unpacked: Path, page: str) -> None:
    assert browser.open((unpacked / page).as_uri()) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("query", ["176.3亿", "17.63 billion", "昆山", "quantum"])
def test_search_works_in_the_unpacked_bundle(browser: Browser, unpacked: Path, lang: str, query: str) -> None:
    complaints = browser.open((unpacked / f"site/{lang}/search.html").as_uri())
    assert browser.run(HITS.format(query)) > 0
    assert complaints == []


def test_the_pdfs_and_tables_that_a_brief_links_are_in_the_bundle(browser: Browser, unpacked: Path) -> None:
    browser.open((unpacked / "site/en/briefs/overview.html").as_uri())
    links = browser.run("[...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))")
    files = [one for one in links if one.endswith((".pdf", ".csv", ".json", ".bib", ".ris"))]
    assert [one for one in files if not (unpacked / "site/en/briefs" / one).resolve().is_file()] == []
    assert {Path(one).suffix for one in files} >= {".pdf", ".bib", ".ris"}
