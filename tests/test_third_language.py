"""A third language needs no change of code: files of its own, and every page is there in it."""

import re
from pathlib import Path
from typing import Final

import pytest

from jianbao.cli import main
from tests.third_language import write_trilingual_site

LANGS: Final = ("en", "zh", "fr")
NARROW: Final = "\u202f"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site in three languages."""
    site = write_trilingual_site(tmp_path_factory.mktemp("three") / "own")
    assert main(["--root", str(site), "-q"]) == 0
    return site / "output/site"


def pages(folder: Path) -> set[str]:
    """List the pages below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def brief(output: Path, lang: str = "fr") -> str:
    """Read the page of the brief."""
    return (output / lang / "briefs/tidal-ferry.html").read_text("utf-8")


def words_of(html: str) -> str:
    """Take the elements out of a page."""
    return re.sub(r"<[^>]+>", "", html)


def test_every_page_is_there_in_every_language(output: Path) -> None:
    assert pages(output / "fr") == pages(output / "en") == pages(output / "zh") != set()


@pytest.mark.parametrize("lang", LANGS)
def test_the_switch_of_languages_leads_to_all_of_them(output: Path, lang: str) -> None:
    switch = re.findall(r'<a href="([^"]+)"[^>]* hreflang="([^"]+)"', brief(output, lang))
    page = output / lang / "briefs"
    assert [tag for _, tag in switch][:3] == ["en", "zh-Hans", "fr"]
    assert [href for href, _ in switch if not (page / href).is_file()] == []


def test_numbers_are_written_as_the_language_has_them(output: Path) -> None:
    assert f"1{NARROW}240 unités" in words_of(brief(output))


def test_a_hedge_without_a_word_is_a_sign(output: Path) -> None:
    assert f"≈ 90{NARROW}000 unités" in words_of(brief(output))


def test_dates_are_written_as_the_language_has_them(output: Path) -> None:
    assert "1 mars 2026" in words_of(brief(output))


def test_the_page_says_its_language(output: Path) -> None:
    assert '<html lang="fr">' in brief(output)


def test_a_brief_can_be_had_as_pdf_in_each_language(output: Path) -> None:
    assert [lang for lang in LANGS if not (output / f"pdf/{lang}/tidal-ferry.pdf").is_file()] == []


def test_texts_in_the_language_are_those_of_the_record(output: Path) -> None:
    assert "La marée travaille" in words_of(brief(output))


def test_a_text_that_lacks_the_language_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_trilingual_site(tmp_path / "own")
    region = site / "site_src/regions/larkspur-bay.yaml"
    region.write_text(re.sub(r', fr: "[^"]*"', "", region.read_text("utf-8"), count=1), "utf-8")
    assert main(["--root", str(site), "check"]) == 1
    assert "'name' has no 'fr'" in capsys.readouterr().err
