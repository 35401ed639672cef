"""Editions: what is sealed stays, what changes is explained, and readers see both versions with the reason."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from jianbao.cli import main
from jianbao.pipeline import check_only
from jianbao.read.plain import Document
from jianbao.read.yaml_lines import read_yaml
from jianbao.sealing import compare, seal
from jianbao.seeding import index_seeds
from tests.small_site import FILES, write_small_site

METRIC = "site_src/metrics/carts.yaml"
CORRECTION = """\
name: {en: "Carts: a plan", zh: "造车数：系计划"}
edition: "2026-02"
figures: [carts]
summary:
  - {en: "The text speaks of what was meant to be.", zh: "原文所述为计划。"}
"""


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    """Return a small project whose edition is sealed."""
    root = write_small_site(tmp_path)
    index_seeds(root)
    assert seal(root).problems == ()
    return root


def turn_page(root: Path) -> None:
    """Name the next edition."""
    config = (root / "config.yaml").read_text("utf-8")
    later = config.replace('"2026-01"', '"2026-02"').replace("2026-01-02", "2026-02-02")
    (root / "config.yaml").write_text(later, "utf-8")


def change_figure(root: Path) -> None:
    """Make of the figure something else than was sealed."""
    (root / METRIC).write_text(FILES[METRIC].replace("status: actual", "status: plan"), "utf-8")


def correct(root: Path) -> None:
    """Say why."""
    (root / "site_src" / "corrections").mkdir()
    (root / "site_src" / "corrections" / "carts.yaml").write_text(CORRECTION, "utf-8")


def codes(root: Path) -> list[str]:
    return [one.problem.code for one in check_only(root).problems]


def test_a_sealed_edition_holds_every_figure_in_both_languages(root: Path) -> None:
    document = read_yaml((root / "site_src/editions/2026-01.yaml").read_text("utf-8"), "x")
    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    figures = document.data["figures"]
    assert isinstance(figures, dict)
    carts = figures["carts"]
    assert isinstance(carts, dict)
    assert carts["text"] == {"en": "12 carts", "zh": "12辆车"}


def test_sealing_again_changes_nothing(root: Path) -> None:
    before = (root / "site_src/editions/2026-01.yaml").read_bytes()
    assert seal(root).problems == ()
    assert (root / "site_src/editions/2026-01.yaml").read_bytes() == before


def test_a_site_with_problems_is_not_sealed(tmp_path: Path) -> None:
    root = write_small_site(tmp_path, {METRIC: FILES[METRIC].replace("value: 12", "value: 13")})
    index_seeds(root)
    assert [one.problem.code for one in seal(root).problems] == ["evidence/number-differs"]
    assert not (root / "site_src/editions").exists()


def test_an_edition_does_not_go_back_in_time(root: Path) -> None:
    turn_page(root)
    config = (root / "config.yaml").read_text("utf-8")
    (root / "config.yaml").write_text(config.replace("2026-02-02", "2025-12-31"), "utf-8")
    (problem,) = seal(root).problems
    assert "lies before" in problem.problem.message


def test_a_figure_cannot_change_in_a_sealed_edition(root: Path) -> None:
    change_figure(root)
    assert codes(root) == ["edition/sealed"]


def test_prose_may_change_in_a_sealed_edition(root: Path) -> None:
    brief = root / "site_src/briefs/tale.yaml"
    brief.write_text(FILES["site_src/briefs/tale.yaml"].replace("a yard of its own", "a large yard"), "utf-8")
    assert codes(root) == []


def test_a_changed_figure_needs_a_correction(root: Path) -> None:
    turn_page(root)
    change_figure(root)
    assert codes(root) == ["edition/unexplained"]
    correct(root)
    assert codes(root) == []


def test_a_correction_of_nothing_is_refused(root: Path) -> None:
    turn_page(root)
    correct(root)
    assert codes(root) == ["edition/nothing-corrected"]


def test_the_same_amount_written_in_another_way_is_no_change(root: Path) -> None:
    turn_page(root)
    (root / METRIC).write_text(FILES[METRIC].replace("value: 12\n", 'value: "12"\n'), "utf-8")
    assert codes(root) == []


def test_two_editions_are_compared_by_name(root: Path) -> None:
    turn_page(root)
    change_figure(root)
    correct(root)
    assert seal(root).problems == ()
    lines = compare(root, "2026-01", "2026-02").lines
    assert lines[0] == "changed carts: 12 carts, actual, 2025 → 12 carts, plan, 2025 (correction/carts)"
    assert "record added: correction/carts" in lines
    assert compare(root, "2026-02", "now").lines == ("nothing differs",)


def test_an_unknown_edition_is_named_with_those_there_are(root: Path) -> None:
    (problem,) = compare(root, "2026-10", "now").problems
    assert "2026-01" in problem.problem.hint


def test_the_command_prints_differences_as_data(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "diff", "2026-01", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["figures"] == []
    assert printed["records"] == {"added": [], "changed": [], "removed": []}


@pytest.fixture(name="site")
def _site(root: Path) -> Path:
    """Return the built site of a second edition, in the making, that corrects the first."""
    turn_page(root)
    change_figure(root)
    correct(root)
    with (root / "config.yaml").open("a", encoding="utf-8") as config:
        config.write('base_url: "https://tales.example"\n')
    assert main(["--root", str(root), "--quiet", "--no-pdf"]) == 0
    return root / "output" / "site"


@pytest.mark.parametrize(("lang", "before", "now"), [("en", "12 carts · actual", "12 carts · plan")])
def test_readers_see_a_corrected_figure_as_it_was_and_as_it_is(site: Path, lang: str, before: str, now: str) -> None:
    page = (site / lang / "changes.html").read_text("utf-8").lower()
    assert f"<del>{before}</del>" in page
    assert f"<ins>{now}</ins>" in page
    assert "corrections/carts.html" in page


def test_the_chinese_page_says_the_same_in_chinese(site: Path) -> None:
    page = (site / "zh" / "changes.html").read_text("utf-8")
    assert "<del>12辆车" in page
    assert "造车数：系计划" in page


def test_the_feed_announces_sealed_editions_only(site: Path) -> None:
    feed = feedparser.parse((site / "en" / "changes.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == ["Edition 2026-01"]
    assert ET.fromstring((site / "zh" / "changes.xml").read_bytes()).tag.endswith("feed")  # noqa: S314 - our own


def test_there_is_no_feed_of_editions_before_one_is_sealed(tmp_path: Path) -> None:
    root = write_small_site(tmp_path)
    index_seeds(root)
    with (root / "config.yaml").open("a", encoding="utf-8") as config:
        config.write('base_url: "https://tales.example"\n')
    assert main(["--root", str(root), "--quiet", "--no-pdf"]) == 0
    assert not (root / "output/site/en/changes.xml").exists()
