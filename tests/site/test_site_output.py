"""The files of the published site, taken together."""

import csv
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.site.crawler import faults

LANGUAGES = ("en", "zh")
FIRST_PLAN = "000_8214bb8a3e272600.yaml"


def pages_of(site: Path, lang: str) -> list[str]:
    """Return the addresses of a language's pages, below its folder."""
    return sorted(file.relative_to(site / lang).as_posix() for file in (site / lang).rglob("*.html"))


def articles_of_the_first_file() -> list[str]:
    """Return the slugs of the articles that the first seed file holds."""
    zones = yaml.safe_load((ROOT / "seeds" / FIRST_PLAN).read_text("utf-8"))["zones"]
    return list(dict.fromkeys(zone["article"] for zone in zones if zone.get("article")))


def test_both_languages_have_the_same_pages(site: Path) -> None:
    assert pages_of(site, "en") == pages_of(site, "zh") != []


def test_every_page_is_whole_and_sound(site: Path) -> None:
    found = {file.relative_to(site).as_posix(): faults(file.read_text("utf-8")) for file in site.rglob("*.html")}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_no_two_pages_of_a_language_have_the_same_title(site: Path) -> None:
    """A reader tells open tabs apart by their titles."""
    for lang in LANGUAGES:
        titles = [_title(site / lang / page) for page in pages_of(site, lang)]
        assert sorted(one for one in set(titles) if titles.count(one) > 1) == []


def _title(page: Path) -> str:
    return page.read_text("utf-8").partition("<title>")[2].partition("</title>")[0]


def test_there_are_five_articles_in_the_first_file() -> None:
    assert len(articles_of_the_first_file()) == 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_of_the_first_file_has_a_page(site: Path, lang: str) -> None:
    pages = pages_of(site, lang)
    assert [slug for slug in articles_of_the_first_file() if f"sources/{slug}.html" not in pages] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_of_the_first_file_has_a_brief(site: Path, lang: str) -> None:
    """A brief lists the sources it covers below the heading “covers”."""
    texts = [file.read_text("utf-8") for file in (site / lang / "briefs").glob("*.html") if file.name != "index.html"]
    covered = {
        slug for one in texts for slug in re.findall(r"sources/([a-z0-9-]+)\.html", one.partition('id="covers"')[2])
    }
    assert set(articles_of_the_first_file()) - covered == set()


def test_no_file_names_a_path_of_the_machine(site: Path) -> None:
    places = [str(ROOT), str(site), str(Path.home()), "/tmp/"]  # noqa: S108 - looked for, not written to
    assert [file.name for file in _files(site) if any(place in _text(file) for place in places)] == []


def test_no_file_holds_a_time_of_day(site: Path) -> None:
    found = {file.name: re.findall(r"\b[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\b", _text(file)) for file in _files(site)}
    assert {name: times for name, times in found.items() if times} == {}


def test_every_text_of_the_site_is_utf_8_without_stray_characters(site: Path) -> None:
    """A replacement character, a control character or a byte order mark is the trace of a wrong turn."""
    stray = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffd]")
    found = [
        file.name
        for file in _files(site)
        if file.suffix != ".pdf" and stray.search(_text(file).removeprefix("\ufeff" * (file.suffix == ".csv")))
    ]
    assert found == []


def test_no_token_is_left_unresolved(site: Path) -> None:
    """``data-`` attributes hold messages that a script fills in."""
    token = re.compile(r"\{[a-z0-9][^{}\n]*\}|\[\[[^\]\n]*\]\]|\{\{|\{%")
    found = {
        file.relative_to(site).as_posix(): token.findall(re.sub(' data-[a-z-]+="[^"]*"', "", file.read_text("utf-8")))
        for file in site.rglob("*.html")
    }
    assert {path: tokens for path, tokens in found.items() if tokens} == {}


def test_the_manifest_lists_every_file_with_its_digest(site: Path) -> None:
    listed = {one["path"]: one["sha256"] for one in json.loads((site / "manifest.json").read_bytes())["files"]}
    there = {
        file.relative_to(site).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in _files(site)
        if file.name != "manifest.json"
    }
    assert listed == there


def test_every_figure_of_the_data_stands_on_the_page_it_names(site: Path) -> None:
    rows = json.loads((site / "data/figures.json").read_bytes())
    missing = [
        row["id"]
        for row in rows
        for lang in LANGUAGES
        if f'id="{row["id"]}"'
        not in (site / lang / f"metrics/{row['metric'].partition('/')[2]}.html").read_text("utf-8")
    ]
    assert rows
    assert missing == []


def test_every_record_of_the_data_has_the_pages_it_names(site: Path) -> None:
    with (site / "data/records.csv").open(encoding="utf-8-sig", newline="") as file:
        urls = [row[f"url_{lang}"] for row in csv.DictReader(file) for lang in LANGUAGES]
    assert [url for url in urls if not (site / url.partition("#")[0]).is_file()] == []


def _files(site: Path) -> list[Path]:
    return sorted(file for file in site.rglob("*") if file.is_file())


def _text(file: Path) -> str:
    """Return a file as text; the words of a PDF are compressed, and its names and dates are read as Latin-1."""
    return file.read_bytes().decode("latin-1" if file.suffix == ".pdf" else "utf-8")
