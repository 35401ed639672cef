"""The commands that help to write records: what they write, and what they leave alone."""

import json
from pathlib import Path

import pytest

from jianbao.cli import main
from jianbao.model.records import KINDS
from jianbao.pipeline import check_only
from tests.conftest import ROOT
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
    assert {one.problem.code for one in check_only(root).named} == {"record/unfinished-draft"}


def test_the_command_says_where_to_go_on(root: Path, capsys: Captured) -> None:
    run(root, "new", "topic", "north-gate")
    assert capsys.readouterr().out.startswith("site_src/topics/north-gate.yaml: written as a draft; ")


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


LOOSE = """\
# The mill of the tale.
form: facility
name: {zh: 磨坊, en: 'The mill'}   # both names are ours


summary:
- zh: "{2025}造出{carts}。"
  cites: ["tale/s1"]
  en: "It turned out {carts} in
       {2025}."
"""
NEAT = """\
name: {en: "The mill", zh: "磨坊"}  # both names are ours
# The mill of the tale.
form: facility

summary:
  - en: "It turned out {carts} in
      {2025}."
    zh: "{2025}造出{carts}。"
    cites: [tale/s1]
"""


def test_fmt_orders_keys_indents_and_quotes_and_keeps_comments_and_wrapping(root: Path) -> None:
    (root / "site_src/products/mill.yaml").write_text(LOOSE, "utf-8")
    assert run(root, "fmt") == 0
    assert (root / "site_src/products/mill.yaml").read_text("utf-8") == NEAT


def test_fmt_takes_only_the_files_it_is_given(root: Path) -> None:
    before = (root / "site_src/sources/tale.yaml").read_text("utf-8")
    (root / "site_src/sources/tale.yaml").write_text(before + "\n\n", "utf-8")
    (root / "site_src/products/mill.yaml").write_text(LOOSE, "utf-8")
    assert run(root, "fmt", str(root / "site_src/products/mill.yaml")) == 0
    assert (root / "site_src/sources/tale.yaml").read_text("utf-8") == before + "\n\n"


def test_fmt_that_only_looks_names_what_would_change_and_writes_nothing(root: Path, capsys: Captured) -> None:
    run(root, "fmt")
    (root / "site_src/products/mill.yaml").write_text(LOOSE, "utf-8")
    capsys.readouterr()
    assert run(root, "fmt", "--check") == 1
    assert "site_src/products/mill.yaml: not in canonical form" in capsys.readouterr().out
    assert (root / "site_src/products/mill.yaml").read_text("utf-8") == LOOSE


def test_fmt_finds_nothing_to_do_the_second_time(root: Path) -> None:
    run(root, "fmt")
    assert run(root, "fmt", "--check") == 0


def test_fmt_leaves_a_file_that_cannot_be_read_and_says_why(root: Path, capsys: Captured) -> None:
    (root / "site_src/products/mill.yaml").write_text("name: [", "utf-8")
    assert run(root, "fmt") == 1
    assert "site_src/products/mill.yaml:2:1 yaml/syntax" in capsys.readouterr().err
    assert (root / "site_src/products/mill.yaml").read_text("utf-8") == "name: ["


@pytest.mark.parametrize("file", ["seeds/tale.index.yaml", "texts/tale.txt", "/etc/hosts", "site_src/nothing.yaml"])
def test_fmt_refuses_what_editors_do_not_write(root: Path, file: str, capsys: Captured) -> None:
    assert run(root, "fmt", str(root / file)) == 1
    assert "record/stray-file" in capsys.readouterr().err


def test_fmt_gives_a_file_of_windows_its_line_ends_back_as_everybody_has_them(root: Path) -> None:
    mill = root / "site_src/products/mill.yaml"
    mill.write_bytes(LOOSE.replace("\n", "\r\n").encode())
    run(root, "fmt")
    assert mill.read_bytes() == NEAT.encode()


def test_the_files_of_this_project_are_in_canonical_form(capsys: Captured) -> None:
    assert (run(ROOT, "fmt", "--check"), capsys.readouterr().err) == (0, "")


def test_schemas_are_written_for_every_kind_with_the_settings_of_an_editor(root: Path) -> None:
    assert run(root, "schemas") == 0
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert [name for name in settings if not (root / name).is_file()] == []
    assert settings["./schemas/company.json"] == ["site_src/companies/**/*.yaml"]


def test_the_settings_of_an_editor_are_left_as_they_are(root: Path) -> None:
    (root / ".vscode").mkdir()
    (root / ".vscode/settings.json").write_text("{}", "utf-8")
    run(root, "schemas")
    assert (root / ".vscode/settings.json").read_text("utf-8") == "{}"


def test_a_schema_offers_the_units_of_the_site(root: Path) -> None:
    run(root, "schemas")
    assert '"cart"' in (root / "schemas/metric.json").read_text("utf-8")


def test_a_new_record_names_its_schema_where_there_are_schemas(root: Path) -> None:
    run(root, "schemas")
    run(root, "new", "brief", "2026/north-gate")
    first = (root / "site_src/briefs/2026/north-gate.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../../schemas/brief.json"
    assert (root / "site_src/briefs/2026" / first.partition("=")[2]).is_file()


def test_fmt_leaves_the_name_of_the_schema_on_top(root: Path) -> None:
    run(root, "schemas")
    run(root, "new", "company", "north-gate")
    run(root, "fmt")
    assert (root / "site_src/companies/north-gate.yaml").read_text("utf-8").startswith("# yaml-language-server: ")
