"""Drafts are read and checked, shown where the site is written, and no part of what is built."""

import io
import re
import zipfile
from pathlib import Path
from typing import Final

import pytest

from jianbao.cli import main
from jianbao.editing import new_record
from jianbao.pipeline import Memory, Options, build, check_only, rebuild
from jianbao.seeding import index_seeds
from jianbao.status import status_of
from tests.small_site import FILES, TALE, write_small_site

MARK: Final = "qzxv"
"""Stands in every text, slug, id and printed figure of the drafts."""

DRAFTS: Final = {
    f"site_src/topics/{MARK}.yaml": f"""\
name: {{en: "Milling {MARK}", zh: "{MARK}磨面"}}
draft: true
aliases: {{en: ["{MARK}-craft"]}}
summary:
  - en: "{MARK} by [[product/mill]], {{{MARK}-sacks}}."
    zh: "{MARK}：[[product/mill]]，{{{MARK}-sacks}}。"
    cites: [{MARK}/s1]
""",
    f"site_src/metrics/{MARK}-sacks.yaml": f"""\
name: {{en: "Sacks {MARK}", zh: "{MARK}袋数"}}
draft: true
unit: cart
about: [product/mill, topic/{MARK}]
topics: [topic/{MARK}]
observations:
  - id: {MARK}-sacks
    printed: "731"
    value: 731
    status: target
    speaker: medium
    period: {{when: "2029", cites: [{MARK}/s1]}}
    evidence: [{MARK}/s1]
""",
    f"site_src/sources/{MARK}.yaml": f"""\
name: {{en: "A secret {MARK}", zh: "{MARK}秘密"}}
draft: true
seed: {MARK}
not_stated: [publisher, date, byline, address]
""",
    f"site_src/briefs/{MARK}.yaml": f"""\
name: {{en: "Brief {MARK}", zh: "{MARK}简报"}}
draft: true
date: {{when: "2029", cites: [{MARK}/s1]}}
bottom_line: {{en: "{MARK}: {{{MARK}-sacks}}.", zh: "{MARK}：{{{MARK}-sacks}}。", cites: [{MARK}/s1]}}
key_figures: [{MARK}-sacks]
sections:
  - heading: {{en: "{MARK}", zh: "{MARK}"}}
    body: [{{en: "Of [[topic/{MARK}]].", zh: "见[[topic/{MARK}]]。", cites: [{MARK}/s1]}}]
covers: [source/{MARK}]
""",
    "site_src/terms.yaml": f"""\
{MARK}:
  name: {{en: "{MARK} term", zh: "{MARK}词"}}
  draft: true
  summary: [{{en: "A {MARK} word.", zh: "{MARK}一词。", cites: [tale/s2]}}]
""",
    f"seeds/{MARK}.yaml": f"""\
file: {MARK}.txt
zones:
  - {{kind: heading, lines: "1", article: {MARK}}}
  - {{kind: article, lines: "3", article: {MARK}}}
""",
    f"texts/{MARK}.txt": "A plan\n\nThe plan is for 731 carts in 2029.\n",
}
CONFIG: Final = FILES["config.yaml"] + (
    'base_url: "https://tales.example"\n'
    "outputs: [bundle, citations, data, feeds, markdown, overviews, parallel, search]\n"
    "pdf_kinds: [brief, topic]\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with drafts of several kinds, a drafted source among them."""
    write_small_site(tmp_path, {**DRAFTS, "config.yaml": CONFIG})
    assert index_seeds(tmp_path).problems == ()
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder and in its archives by its name, without the site before the last one."""
    paths = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    found = {name: file.read_bytes() for name, file in paths.items() if not name.startswith(".")}
    for name, body in [*found.items()]:
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                found |= {f"{name}/{one}": archive.read(one) for one in archive.namelist()}
    return found


def test_a_build_with_drafts_is_byte_for_byte_the_build_without_them(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """PDFs, search, feeds, data, coverage and the archive included."""
    other = write_small_site(tmp_path_factory.mktemp("other"), {"config.yaml": CONFIG})
    assert index_seeds(other).problems == ()
    assert [build(one).problems for one in (root, other)] == [(), ()]
    assert contents(root / "output") == contents(other / "output")


def test_nothing_of_a_draft_is_in_the_name_or_bytes_of_any_file(root: Path) -> None:
    assert build(root).problems == ()
    built = contents(root / "output")
    assert any(name.endswith(".pdf") for name in built)
    assert [name for name, body in built.items() if MARK in name or MARK.encode() in body] == []


def test_a_record_that_becomes_a_draft_leaves_nothing_behind(root: Path) -> None:
    for name in DRAFTS:
        path = root / name
        path.write_text(re.sub(r" *draft: true\n", "", path.read_text("utf-8")), "utf-8")
    config = root / "config.yaml"
    config.write_text(CONFIG.replace("pdf_kinds: [brief, topic]\n", "pdf_kinds: []\n"), "utf-8")
    first = rebuild(root, Memory())
    assert first.report.problems == ()
    assert any(MARK.encode() in body for body in contents(root / "output").values())
    for name, content in DRAFTS.items():
        (root / name).write_text(content, "utf-8")
    second = rebuild(root, first.memory, sources=first.sources)
    assert second.report.problems == ()
    built = contents(root / "output")
    assert [name for name, body in built.items() if MARK in name or MARK.encode() in body] == []


def test_the_report_says_how_many_drafts_were_left_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "build", "--no-pdf"]) == 0
    assert "\ndrafts: 5 left out; `serve` shows them\n" in capsys.readouterr().out


def test_the_check_counts_drafts_apart(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "check"]) == 0
    assert capsys.readouterr().out.startswith("4 records and 5 drafts, no problem")


def test_a_preview_shows_drafts_and_marks_them(root: Path) -> None:
    options = Options(pdf=False, preview=True)
    assert rebuild(root, Memory(), options).report.problems == ()
    site = root / ".cache/serve/site"
    assert f">Milling {MARK} (draft)</a>" in (site / "en/topics/index.html").read_text("utf-8")
    assert f">{MARK}磨面（草稿）</a>" in (site / "zh/topics/index.html").read_text("utf-8")
    assert '<p class="kind">Topic (draft)</p>' in (site / f"en/topics/{MARK}.html").read_text("utf-8")


def test_a_preview_marks_the_figures_and_dates_of_drafts(root: Path) -> None:
    assert rebuild(root, Memory(), Options(pdf=False, preview=True)).report.problems == ()
    site = root / ".cache/serve/site"
    for page in ("figures.html", "targets.html", "timeline.html"):
        assert f"Sacks {MARK} (draft)</a>" in (site / "en" / page).read_text("utf-8"), page
        assert f"{MARK}袋数（草稿）</a>" in (site / "zh" / page).read_text("utf-8"), page


def test_a_preview_leaves_what_is_published_as_it_is(root: Path) -> None:
    build(root)
    before = contents(root / "output")
    rebuild(root, Memory(), Options(pdf=False, preview=True))
    assert contents(root / "output") == before
    report = build(root)
    assert report.rendered == 0
    assert report.published is not None
    assert report.published.written == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (f"site_src/metrics/{MARK}-sacks.yaml", "value: 731", "value: 732", "evidence/number-differs"),
        (f"site_src/topics/{MARK}.yaml", "product/mill", "product/will", "reference/unknown"),
        ("site_src/terms.yaml", "A qzxv word", "A qzxv word of 9", "closure/unbound"),
    ],
)
def test_a_draft_is_judged_like_any_record(root: Path, file: str, old: str, new: str, code: str) -> None:
    path = root / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    found = {(one.problem.code, one.place.file) for one in check_only(root).problems}
    assert (code, file) in found
    assert {place for _, place in found} == {file}


def begun(root: Path) -> str:
    """Begin a record with marks for what has yet to be written, and return its file."""
    (file,) = new_record(root, "company", "wheelwright").files
    return file


def test_a_draft_in_which_something_is_left_to_write_stops_no_build(root: Path) -> None:
    assert build(root).problems == ()
    before = contents(root / "output")
    file = begun(root)
    report = build(root)
    assert report.problems == ()
    assert {one.place.file for one in report.unfinished} == {file}
    assert contents(root / "output") == before


def test_a_build_says_that_drafts_are_unfinished(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun(root)
    assert main(["--root", str(root), "build", "--no-pdf"]) == 0
    assert "unfinished drafts: 1 left out; `check` says what is left to write" in capsys.readouterr().out


def test_a_check_names_what_is_left_to_write_in_a_draft(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = begun(root)
    capsys.readouterr()
    assert main(["--root", str(root), "check"]) == 1
    assert f"{file}:5:13 record/unfinished-draft" in capsys.readouterr().err


def test_a_preview_is_built_without_a_draft_that_cannot_be_read_yet(root: Path) -> None:
    begun(root)
    assert rebuild(root, Memory(), Options(pdf=False, preview=True)).report.problems == ()
    site = root / ".cache/serve/site/en"
    assert (site / f"topics/{MARK}.html").is_file()
    assert not (site / "companies/wheelwright.html").exists()


def test_a_record_that_is_no_draft_has_to_be_finished(root: Path) -> None:
    path = root / begun(root)
    path.write_text(path.read_text("utf-8").replace("draft: true", ""), "utf-8")
    assert {one.problem.code for one in build(root).problems} == {"record/unfinished"}


def test_what_is_left_to_write_is_found_again_and_gone_when_it_is_written(root: Path) -> None:
    path = root / begun(root)
    build(root)
    assert build(root).unfinished != ()
    path.write_text('name: {en: "The wheelwright", zh: "轮匠"}\ndraft: true\n', "utf-8")
    report = build(root)
    assert (report.problems, report.unfinished) == ((), ())


def test_problems_of_a_draft_are_found_again_when_nothing_has_changed(root: Path) -> None:
    """What is known to be clean is not judged again; drafts are never known to be."""
    path = root / f"site_src/metrics/{MARK}-sacks.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 731", "value: 732"), "utf-8")
    first, second = check_only(root), check_only(root)
    assert first.problems == second.problems != ()


def test_a_published_figure_may_be_left_out_while_a_draft_uses_it(root: Path) -> None:
    """Else neither the draft nor the published source could be written first."""
    metric = root / f"site_src/metrics/{MARK}-sacks.yaml"
    source = root / "site_src/sources/tale.yaml"
    (root / "texts/tale.txt").write_text(TALE.replace("a yard", "a yard of 40 carts"), "utf-8")
    assert index_seeds(root).problems == ()
    reason = '{en: "It is of no use.", zh: "无用。"}'
    source.write_text(
        FILES["site_src/sources/tale.yaml"] + f'left_out: [{{at: tale/s2, printed: "40", reason: {reason}}}]\n', "utf-8"
    )
    text = metric.read_text("utf-8")
    metric.write_text(text.replace("731", "40").replace(f"evidence: [{MARK}/s1]", "evidence: [tale/s2]"), "utf-8")
    assert check_only(root).problems == ()


def test_figures_that_drafts_use_are_not_open_in_the_status(root: Path) -> None:
    status = status_of(root).status
    assert status is not None
    assert {one.source: one.open for one in status.sources}[f"source/{MARK}"] == 0
