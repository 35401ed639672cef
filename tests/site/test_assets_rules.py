"""House rules of style sheets and scripts, and how heavy a page may be."""

import gzip
import re
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT
from tests.site.crawler import Page

ASSETS: Final = ROOT / "site_src" / "assets"
SHEETS: Final = sorted(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.css"))
SCRIPTS: Final = sorted(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.js"))

COLOUR: Final = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    r"|:[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple)\b",
    re.IGNORECASE,
)
PX_FONT: Final = re.compile(r"(?:font|font-size)\s*:[^;{}]*\d(?:px|pt)\b")
PRINT: Final = "print.css"  # paper has points
SCRIPT_LINES_MAX: Final = 150
ALL_SCRIPTS_BYTES_MAX: Final = 12 * 1024
PAGE_BYTES_MAX: Final = 45 * 1024


def compressed(body: bytes) -> int:
    """Return how many bytes travel."""
    return len(gzip.compress(body, 9, mtime=0))


def bare(sheet: str) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (ASSETS / sheet).read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "css/tokens.css"])
def test_literal_colours_stand_in_tokens_only(sheet: str) -> None:
    assert COLOUR.findall(bare(sheet)) == []


def test_literal_colours_are_found_where_they_stand() -> None:
    assert COLOUR.search(bare("css/tokens.css"))


def test_the_palette_is_written_once_for_both_schemes() -> None:
    """Outside print, every colour is a pair of light and dark."""
    screen = bare("css/tokens.css").partition("@media print")[0]
    assert COLOUR.findall(re.sub(r"light-dark\([^()]*\)", "", screen)) == []


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if not sheet.endswith(PRINT)])
def test_no_font_has_a_size_in_pixels(sheet: str) -> None:
    assert PX_FONT.findall(bare(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_belongs_to_a_layer(sheet: str) -> None:
    assert bare(sheet).lstrip().startswith("@layer")


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_fits_on_a_few_screens(script: str) -> None:
    assert len((ASSETS / script).read_text("utf-8").splitlines()) <= SCRIPT_LINES_MAX


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_classic_and_makes_no_markup_or_request(script: str) -> None:
    """Modules and requests do not work from disk; markup and evaluation from strings are what a policy refuses."""
    text = (ASSETS / script).read_text("utf-8")
    assert re.findall(r"^(?:import|export) |\bfetch\(|XMLHttpRequest", text, re.MULTILINE) == []
    assert re.findall(r"innerHTML|insertAdjacentHTML|document\.write\b|\beval\(|new Function|\.style\b", text) == []


def test_all_scripts_together_are_light() -> None:
    assert sum(compressed((ASSETS / script).read_bytes()) for script in SCRIPTS) <= ALL_SCRIPTS_BYTES_MAX


def test_no_page_is_heavy(site: Path) -> None:
    """HTML, style sheet and scripts of a page; the shards of the search index load only when they are asked."""
    weights: dict[Path, int] = {}
    heavy = {}
    for file in site.rglob("*.html"):
        body = file.read_bytes()
        parts = {
            (file.parent / link).resolve()
            for link in Page(body.decode()).links
            if link.endswith((".css", ".js")) and "://" not in link
        }
        for part in parts - weights.keys():
            weights[part] = compressed(part.read_bytes())
        weight = compressed(body) + sum(weights[part] for part in parts)
        if weight > PAGE_BYTES_MAX:
            heavy[file.relative_to(site).as_posix()] = weight
    assert weights
    assert heavy == {}
