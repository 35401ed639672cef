"""The sheets of topics, regions, companies and policies on paper: one of each kind in every edition."""

import re
from pathlib import Path
from typing import Final

import pytest
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.artifact import Artifact
from jianbao.pipeline import check_only
from jianbao.publish.pdf import PDF, Sheet, set_sheets
from jianbao.render.reads import Shared, Strings
from tests.builders import papers_of
from tests.conftest import ROOT
from tests.site.paper_tools import A4, MARGIN, breaches, info, need_poppler, pairs_that_overlap, text_of, words_by_page

SUBJECTS: Final = {
    "topic/smart-factories": "topics/smart-factories",
    "region/kunshan": "regions/kunshan",
    "company/ciqtek": "companies/ciqtek",
    "policy/zuchongzhi-innovation-initiative": "policies/zuchongzhi-innovation-initiative",
}
PAPERS: Final = [f"{edition}/{name}" for edition in ("en", "zh", "parallel") for name in SUBJECTS.values()]


@pytest.fixture(scope="module", name="sheets")
def _sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set these sheets alone: those of all records would take long."""
    need_poppler()
    catalog = check_only(ROOT).catalog
    assert catalog is not None
    config = structs.replace(catalog.config, pdf_kinds=("topic", "region", "company", "policy"))
    site = link_site(structs.replace(catalog, config=config))
    site = structs.replace(site, routes=tuple(route for route in site.routes if route.subject in SUBJECTS))
    strings = {lang: Strings(lang, catalog.ui[lang]) for lang in config.languages}
    papers = tuple(papers_of(site, Shared(config, strings, {})).values())
    folder = tmp_path_factory.mktemp("sheets")
    for made in set_sheets([Sheet(paper, PDF) for paper in papers], folder / "cache", {}):
        assert isinstance(made, Artifact), made
        (folder / made.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / made.path).write_bytes(made.body)
    return folder / "pdf"


def test_every_edition_of_every_kind_is_there(sheets: Path) -> None:
    assert {file.relative_to(sheets).with_suffix("").as_posix() for file in sheets.rglob("*.pdf")} == set(PAPERS)


def test_verapdf_finds_nothing_in_a_sheet_of_any_kind(sheets: Path) -> None:
    assert breaches(sorted(sheets.rglob("*.pdf"))) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_of_a_sheet_stands_in_the_margin_or_on_another_word(sheets: Path, paper: str) -> None:
    for words in words_by_page(sheets / f"{paper}.pdf"):
        assert [one.text for one in words if one.left < MARGIN or one.right > A4[0] - MARGIN] == []
        assert pairs_that_overlap(words) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_is_tagged_and_its_pages_are_counted(sheets: Path, paper: str) -> None:
    facts = info(sheets / f"{paper}.pdf")
    assert facts["Tagged"] == "yes"
    assert f"1/{facts['Pages']}" in re.sub(" ", "", text_of(sheets / f"{paper}.pdf"))
