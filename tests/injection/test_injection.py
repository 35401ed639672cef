"""Whatever stands in the texts of a site, it stays text: on pages, in data, feeds, citations, copies and PDFs."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from jianbao import pipeline
from jianbao.problems import Problem
from jianbao.read.encoding import find_refused
from jianbao.sources import Findings
from tests.conftest import ROOT
from tests.injection.inspecting import find_in, new_in
from tests.injection.payloads import PAYLOADS, PAYLOADS_BY_KIND
from tests.injection.planting import plant

HARMLESS: Final = "Plain words"
READABLE: Final = tuple(payload for payload in PAYLOADS if find_refused(payload, "x.yaml") is None)
REFUSED: Final = tuple(payload for payload in PAYLOADS if payload not in READABLE)
PRINTED: Final = tuple(payload for payload in PAYLOADS_BY_KIND["typst"] if payload in READABLE)
LEAST: Final = 150


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project without records: those are planted."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("templates", "site_src/assets", "site_src/ui"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def build(root: Path, payload: str, *, pdf: bool = False) -> Path:
    """Build a site of which every text is the payload, and return its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "check_only", lambda *_: Findings(catalog=plant(payload)))
        report = pipeline.build(root, pipeline.Options(pdf=pdf))
    assert report.problems == ()
    return root / report.folder


@pytest.fixture(scope="module", name="clean")
def _clean(project: Path) -> Mapping[str, frozenset[str]]:
    """Return what a site of harmless words could make a program do."""
    return find_in(build(project, HARMLESS))


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > LEAST


@pytest.mark.parametrize("payload", READABLE, ids=range(len(READABLE)))
def test_a_payload_in_every_text_changes_words_only(
    project: Path, clean: Mapping[str, frozenset[str]], payload: str
) -> None:
    assert new_in(find_in(build(project, payload)), clean) == []


@pytest.mark.parametrize("payload", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_seen_is_refused_before_it_is_read(payload: str) -> None:
    assert isinstance(find_refused(f"name: {payload}", "x.yaml"), Problem)


@pytest.mark.parametrize("payload", PRINTED, ids=range(len(PRINTED)))
def test_markup_of_the_typesetter_is_printed_as_it_is_written(project: Path, payload: str) -> None:
    printer = shutil.which("pdftotext")
    if printer is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    made = sorted(build(project, payload, pdf=True).rglob("*.pdf"))
    assert made
    for file in made:
        shown = subprocess.run((printer, file, "-"), capture_output=True, check=True).stdout.decode()
        assert "".join(payload.split()) in "".join(shown.split()), file.name
