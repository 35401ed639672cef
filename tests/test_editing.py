"""The commands that help to write records: what they write, and what they leave alone."""

from pathlib import Path

import pytest

from jianbao.cli import main
from jianbao.model.records import KINDS
from jianbao.pipeline import check_only
from tests.small_site import write_small_site

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, capsys: Captured) -> Path:
    """Return a project whose text is indexed."""
    write_small_site(tmp_path)
    assert run(tmp_path, "seeds", "index") == 0
    capsys.readouterr()
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    """Run a command on a project."""
    return main(["--root", str(root), *arguments])


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_lies_in_the_folder_of_its_kind(root: Path, kind: str) -> None:
    assert run(root, "new", kind, "north-gate") == 0
    assert (root / "site_src" / KINDS[kind].folder / "north-gate.yaml").is_file()


def test_a_new_record_may_lie_in_a_folder_with_others(root: Path) -> None:
    assert run(root, "new", "brief", "2026/north-gate") == 0
    assert (root / "site_src/briefs/2026/north-gate.yaml").is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_check_reports_nothing_of_a_new_record_but_what_has_yet_to_be_written(root: Path, kind: str) -> None:
    run(root, "new", kind, "north-gate")
    assert {one.problem.code for one in check_only(root).problems} == {"record/unfinished"}


def test_the_command_says_where_to_go_on(root: Path, capsys: Captured) -> None:
    run(root, "new", "topic", "north-gate")
    assert capsys.readouterr().out.startswith("site_src/topics/north-gate.yaml: written; ")


@pytest.mark.parametrize("slug", ["North Gate", "North_Gate", "2026/North Gate", "../north-gate", "north--gate"])
def test_a_slug_that_cannot_be_one_is_refused_with_a_better_one(root: Path, slug: str, capsys: Captured) -> None:
    before = sorted(root.rglob("*"))
    assert run(root, "new", "topic", slug) == 2
    assert "record/slug" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


def test_a_better_slug_is_named(root: Path, capsys: Captured) -> None:
    run(root, "new", "topic", "North Gate")
    assert 'hint: name it "north-gate"' in capsys.readouterr().err


@pytest.mark.parametrize("slug", ["mill", "yard/mill"])
def test_a_slug_that_is_taken_is_refused_wherever_its_record_lies(root: Path, slug: str, capsys: Captured) -> None:
    assert run(root, "new", "product", slug) == 2
    assert "product/mill is written already, in site_src/products/mill.yaml" in capsys.readouterr().err


def test_a_slug_of_a_list_is_taken_too(root: Path, capsys: Captured) -> None:
    (root / "site_src/topics.yaml").write_text('carts:\n  name: {en: "Carts", zh: "车"}\n', "utf-8")
    assert run(root, "new", "topic", "carts") == 2
    assert "site_src/topics.yaml" in capsys.readouterr().err


def test_a_record_that_cannot_be_read_is_not_written_over(root: Path) -> None:
    broken = root / "site_src/topics/carts.yaml"
    broken.parent.mkdir()
    broken.write_text("name: [", "utf-8")
    assert run(root, "new", "topic", "carts") == 2
    assert broken.read_text("utf-8") == "name: ["
