"""Pages on paper, as Chromium prints them: nothing to click, no empty sheet, notes in place of cards."""

import base64
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.browser.driver import Browser
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PAGES: Final = (
    "index.html",
    "briefs/kunshan.html",
    "briefs/kunshan.parallel.html",
    "topics/smart-factories.html",
    "topics/index.html",
    "regions/jiangsu.html",
    "people/wang-peng.html",
    "events/robot-rollout-targets-due.html",
    "metrics/basic-level-smart-factories.html",
    "sources/kunshan.html",
    "pages/methodology.html",
    "figures.html",
    "targets.html",
    "timeline.html",
    "compare-regions.html",
    "quotes.html",
    "data.html",
    "404.html",
)
A4_INCHES: Final = {"paperWidth": 8.27, "paperHeight": 11.69}
FEWEST_CHARACTERS: Final = 40
"""On a sheet: the number of the page alone has fewer."""


@pytest.fixture(scope="module")
def pdftotext() -> str:
    """Find the program of Debian's package ``poppler-utils``."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("there is no pdftotext: apt install poppler-utils")
    return program


def printed(browser: Browser, pdftotext: str, page: Path) -> list[str]:
    """Print a page and return the words of each sheet."""
    browser.open(page.as_uri())
    answer = browser.ask("Page.printToPDF", preferCSSPageSize=True, **A4_INCHES)
    text = subprocess.run(
        (pdftotext, "-", "-"), input=base64.b64decode(answer["data"]), capture_output=True, check=True
    ).stdout.decode()
    return text.split("\f")[:-1]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_a_printed_page_has_no_empty_sheet_and_nothing_to_click(
    browser: Browser, site: Path, pdftotext: str, lang: str, page: str
) -> None:
    sheets = printed(browser, pdftotext, site / lang / page)
    ui = yaml.safe_load((ROOT / "site_src" / "ui" / f"{lang}.yaml").read_text("utf-8"))
    assert [number for number, words in enumerate(sheets, 1) if len(words) < FEWEST_CHARACTERS] == []
    controls = (ui["skip"], ui["theme.label"], ui["filter.reset"], ui["parallel.link"], ui["card.close"])
    assert [words for words in controls if any(words in sheet.split("\n") for sheet in sheets)] == []


def test_the_head_of_a_table_stands_on_every_sheet_that_it_reaches(
    browser: Browser, site: Path, pdftotext: str
) -> None:
    sheets = printed(browser, pdftotext, site / "en" / "figures.html")
    assert len(sheets) > 2
    assert [number for number, words in enumerate(sheets, 1) if "Said by" not in words and "Evidence" in words] == []
    assert sum("Said by" in words for words in sheets) > 2


def test_source_notes_stand_under_the_printed_page(browser: Browser, site: Path, pdftotext: str) -> None:
    words = "\n".join(printed(browser, pdftotext, site / "en" / "topics/smart-factories.html"))
    assert words.index("Source notes") > words.rindex("Said by")
