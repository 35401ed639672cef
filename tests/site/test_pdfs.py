"""The PDFs of the site, as readers, printers, archives and screen readers find them."""

import html
import re
from pathlib import Path
from typing import Final

import pytest
import yaml

from jianbao.pipeline import Options, build
from tests.conftest import ROOT, copy_project
from tests.site.paper_tools import (
    A4,
    MARGIN,
    Word,
    breaches,
    info,
    need_poppler,
    pairs_that_overlap,
    run,
    text_of,
    words_by_page,
)

EDITIONS: Final = ("en", "zh", "parallel")
BRIEFS: Final = sorted(file.stem for file in (ROOT / "site_src/briefs").rglob("*.yaml"))
PAPERS: Final = [f"{edition}/{brief}" for edition in EDITIONS for brief in BRIEFS]
SAMPLE: Final = [f"{edition}/{brief}" for edition in EDITIONS for brief in ("kunshan", "overview")]


@pytest.fixture(scope="session", autouse=True)
def _poppler() -> None:
    need_poppler()


def name_of(brief: str, lang: str) -> str:
    """Return the title of a brief as its record has it."""
    (file,) = (ROOT / "site_src/briefs").rglob(f"{brief}.yaml")
    return str(yaml.safe_load(file.read_text("utf-8"))["name"][lang])


def test_every_brief_has_every_edition(site: Path) -> None:
    found = {file.relative_to(site / "pdf").with_suffix("").as_posix() for file in (site / "pdf").rglob("*.pdf")}
    assert found == set(PAPERS)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_is_tagged_titled_and_dated_by_its_content(site: Path, paper: str) -> None:
    edition, _, brief = paper.partition("/")
    langs = ("en", "zh") if edition == "parallel" else (edition,)
    facts = info(site / f"pdf/{paper}.pdf")
    config = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    assert facts["Tagged"] == "yes"
    assert facts["Title"] == " / ".join(name_of(brief, lang) for lang in langs)
    assert facts["Author"] == config["title"][langs[0]]
    assert facts["CreationDate"].startswith(config["build_date"])
    assert facts["Page size"].endswith("(A4)")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_says_which_of_how_many_it_is(site: Path, paper: str) -> None:
    pages = text_of(site / f"pdf/{paper}.pdf").split("\f")[:-1]
    lines = [page.replace(" ", "").splitlines() for page in pages]
    feet = [f"{number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    assert [foot for foot, found in zip(feet, lines, strict=True) if foot not in found] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_stands_in_the_margin_or_on_another_word(site: Path, paper: str) -> None:
    for words in words_by_page(site / f"pdf/{paper}.pdf"):
        assert [one.text for one in words if one.left < MARGIN or one.right > A4[0] - MARGIN] == []
        assert pairs_that_overlap(words) == []


def test_words_on_each_other_are_found() -> None:
    one, other = Word(0, 0, 20, 10, "one"), Word(15, 1, 30, 11, "other")
    assert pairs_that_overlap([one, other]) == [("one", "other")]


@pytest.mark.parametrize("paper", SAMPLE)
def test_every_font_is_in_the_file_and_gives_back_its_characters(site: Path, paper: str) -> None:
    rows = [line.split() for line in run("pdffonts", site / f"pdf/{paper}.pdf").splitlines()[2:]]
    assert rows
    assert {(embedded, unicode) for *_, embedded, _subset, unicode, _object, _generation in rows} == {("yes", "yes")}


@pytest.mark.parametrize("brief", BRIEFS)
def test_chinese_text_can_be_copied(site: Path, brief: str) -> None:
    found = re.sub(r"\s", "", text_of(site / f"pdf/zh/{brief}.pdf"))
    assert re.sub(r"\s", "", name_of(brief, "zh")) in found
    assert "\ufffd" not in found


def test_figures_and_notes_can_be_copied_as_they_are_read(site: Path) -> None:
    found = text_of(site / "pdf/en/kunshan.pdf").replace("\u00a0", " ")
    assert "17.63 billion yuan" in found
    assert "sentence 10 (line 65)" in found


@pytest.mark.parametrize("paper", SAMPLE)
def test_the_outline_names_the_title_and_the_sections(site: Path, paper: str) -> None:
    edition, _, brief = paper.partition("/")
    (file,) = (ROOT / "site_src/briefs").rglob(f"{brief}.yaml")
    lang = "en" if edition == "parallel" else edition
    record = yaml.safe_load(file.read_text("utf-8"))
    outline = run("pdftohtml", "-xml", "-i", "-stdout", site / f"pdf/{paper}.pdf").partition("<outline>")[2]
    items = [html.unescape(item) for item in re.findall(r"<item[^>]*>(.*?)</item>", outline)]
    assert items[0] == record["name"][lang]
    assert items[1 : 1 + len(record["sections"])] == [section["heading"][lang] for section in record["sections"]]


@pytest.mark.parametrize("edition", ["en", "zh"])
def test_the_notes_have_the_numbers_and_words_of_the_page(site: Path, edition: str) -> None:
    page = (site / edition / "briefs/kunshan.html").read_text("utf-8")
    rows = re.findall(r'<li id="note-(\d+)"[^>]*>(.*?)</li>', page)
    notes = re.sub(r"\s", "", text_of(site / f"pdf/{edition}/kunshan.pdf"))
    shown = [number + re.sub(r"\s|<[^>]*>", "", html.unescape(words)) for number, words in rows]
    assert len(shown) > 10
    assert [one for one in shown if one not in notes] == []


def test_a_long_brief_has_its_contents_and_a_short_one_has_none(site: Path) -> None:
    assert int(info(site / "pdf/parallel/overview.pdf")["Pages"]) > 3
    assert "Contents" in text_of(site / "pdf/parallel/overview.pdf")
    assert int(info(site / "pdf/en/kunshan.pdf")["Pages"]) <= 3
    assert "Contents" not in text_of(site / "pdf/en/kunshan.pdf")


def test_a_table_that_runs_over_a_page_has_its_head_again(site: Path) -> None:
    pages = text_of(site / "pdf/parallel/overview.pdf").split("\f")
    assert [("Said by" in page, "数据出处" in page) for page in pages[:2]] == [(True, True)] * 2


def test_without_an_address_of_the_site_no_pdf_links_out(site: Path) -> None:
    assert "http" not in run("pdfinfo", "-url", site / "pdf/en/overview.pdf")


def test_another_paper_more_kinds_and_an_address(tmp_path: Path) -> None:
    """Letter paper, the sheet of a policy, absolute links."""
    root = copy_project(tmp_path)
    config = (root / "config.yaml").read_text("utf-8").replace('base_url: ""', "base_url: https://example.org/b")
    (root / "config.yaml").write_text(f"{config}pdf_kinds: [policy]\npaper: Letter\n", "utf-8")
    report = build(root)
    assert [one.problem.message for one in report.problems] == []
    file = root / report.folder / "pdf/en/policies/zuchongzhi-innovation-initiative.pdf"
    assert info(file)["Page size"].endswith("(letter)")
    assert "https://example.org/b/en/regions/kunshan.html" in run("pdfinfo", "-url", file)


def test_without_pdf_the_site_has_none_and_links_none(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    folder = root / build(root, Options(pdf=False)).folder
    assert list(folder.rglob("*.pdf")) == []
    assert ".pdf" not in (folder / "en/briefs/kunshan.html").read_text("utf-8")


def test_verapdf_finds_nothing_against_the_standards(site: Path) -> None:
    assert breaches(sorted((site / "pdf").rglob("*.pdf"))) == []
