"""From a source to records: what is proposed, that it passes once it is finished, and when nothing is."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from jianbao.adding import add_seed
from jianbao.adopting import Adopted, adopt_source
from jianbao.cli import main
from jianbao.model.basics import Lang
from jianbao.model.given import Given
from jianbao.pipeline import check_only
from jianbao.seeding import index_seeds
from jianbao.standing import Standing, read_standing
from jianbao.text.stances import guess_stance
from tests.conftest import ROOT
from tests.small_site import write_small_site

Captured = pytest.CaptureFixture[str]

QUAY: Final = """Ferries for the quay
By Ida Olsen | March 3, 2026

The mill sold nine carts to the quay in 2025. It plans to build up to 40 carts by 2028.

Its hands have grown by more than 1.2 million cogs, and a third of the yard is new.
"""

HARBOUR: Final = """雾港添车
2026年3月2日

磨坊去年10月造出一百多辆车，到2028年要造240辆车。
"""

UNITS: Final = """\
cart:
  family: count
  forms:
    en: {one: "{0} cart", other: "{0} carts", printed: [cart, carts]}
    zh: {other: "{0}辆车", printed: [辆车]}
cog:
  family: count
  forms:
    en: {one: "{0} cog", other: "{0} cogs", printed: [cogs]}
    zh: {other: "{0}枚齿轮", printed: [枚齿轮]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with two texts taken in of which nothing is used yet."""
    project = tmp_path / "project"
    write_small_site(project, {"site_src/units.yaml": UNITS})
    assert index_seeds(project).problems == ()
    for name, text in (("quay.txt", QUAY), ("harbour.txt", HARBOUR)):
        (tmp_path / name).write_text(text, "utf-8")
    assert add_seed(project, tmp_path / "quay.txt", Given(title_zh="码头添车")).problems == ()
    assert add_seed(project, tmp_path / "harbour.txt", Given(title="Carts for the harbour")).problems == ()
    return project


def documents(outcome: Adopted) -> Mapping[str, dict[str, Any]]:
    """Return the proposed records by their files."""
    found = {}
    for part in re.split(r"^--- # ", "\n".join(outcome.lines), flags=re.MULTILINE)[1:]:
        file, _, body = part.partition("\n")
        found[file] = yaml.load(body, yaml.BaseLoader)  # noqa: S506
    return found


def figures(root: Path, slug: str) -> dict[str, dict[str, Any]]:
    """Return the proposed figures of a source by their tokens."""
    found = {}
    for file, record in documents(adopt_source(root, slug)).items():
        if file.startswith("site_src/metrics/"):
            (figure,) = record["observations"]
            found[figure["printed"]] = {"unit": record["unit"], "about": record["about"], **figure}
    return found


def finish(root: Path) -> None:
    """Write what only a person can know, in every file that still asks for it."""
    for number, path in enumerate(sorted((root / "site_src").rglob("*.yaml"))):
        text = path.read_text("utf-8")
        if "TODO" in text:
            name = f'name: {{en: "Matter {chr(97 + number % 26)}{"x" * (number // 26)}", zh: "事项"}}'
            text = re.sub(r"^name: .*$", name, text, flags=re.MULTILINE)
            text = text.replace("about: [TODO]", "about: [product/mill]").replace("speaker: TODO", "speaker: medium")
            path.write_text(text, "utf-8")


def test_each_open_figure_is_proposed_with_what_its_token_says(root: Path) -> None:
    found = figures(root, "quay")
    assert {token: (one["unit"], one["value"], one.get("hedge", "exact")) for token, one in found.items()} == {
        "nine": ("cart", "9", "exact"),
        "up to 40": ("cart", "40", "up-to"),
        "more than 1.2 million": ("cog", "1.2", "over"),
        "a third": ("TODO", "TODO", "exact"),
    }


def test_a_chinese_source_is_proposed_in_the_same_way(root: Path) -> None:
    found = figures(root, "harbour")
    assert {token: (one["unit"], one["value"], one.get("hedge", "exact")) for token, one in found.items()} == {
        "一百多辆": ("cart", "100", "over"),
        "240辆": ("cart", "240", "exact"),
    }


def test_status_and_period_are_guessed_from_the_sentence(root: Path) -> None:
    found = figures(root, "quay")
    assert (found["nine"]["status"], found["nine"]["period"]) == ("actual", {"when": "2025", "cites": ["quay/s1"]})
    assert (found["up to 40"]["status"], found["up to 40"]["period"]) == (
        "ceiling",
        {"when": "2028", "cites": ["quay/s2"]},
    )


@pytest.mark.parametrize(
    ("sentence", "token", "lang", "status"),
    [
        ("The town aims for 40 carts by 2028.", "40", "en", "target"),
        ("Output is expected to reach 40 carts.", "40", "en", "projection"),
        ("It will build 40 carts.", "40", "en", "plan"),
        ("It may pay up to 40 yuan.", "up to 40 yuan", "en", "ceiling"),
        ("It built 40 carts.", "40", "en", "actual"),
        ("During the 14th Five-Year Plan period it built 40 carts.", "40", "en", "actual"),
        ("县里力争造40辆车。", "40辆", "zh", "target"),
        ("预计造40辆车。", "40辆", "zh", "projection"),
        ("县里计划造40辆车。", "40辆", "zh", "plan"),
        ("最高补贴40元。", "最高补贴40元", "zh", "ceiling"),
        ("去年造了40辆车。", "40辆", "zh", "actual"),
    ],
)
def test_a_status_is_guessed_from_the_words_around(sentence: str, token: str, lang: Lang, status: str) -> None:
    assert guess_stance(sentence, token, lang, "2026").status == status


def test_what_is_mentioned_is_proposed_as_subject_and_listed(root: Path) -> None:
    (root / "site_src/products/mill.yaml").write_text(
        (root / "site_src/products/mill.yaml").read_text("utf-8").replace('en: "The mill"', 'en: "mill"'), "utf-8"
    )
    assert figures(root, "quay")["nine"]["about"] == ["product/mill"]
    assert "#   product/mill: quay/s1" in adopt_source(root, "quay").lines


def test_no_label_is_made_up(root: Path) -> None:
    records = [
        one for file, one in documents(adopt_source(root, "quay")).items() if file.startswith("site_src/metrics")
    ]
    assert {str(record["name"]) for record in records} == {str({"en": "TODO", "zh": "TODO"})}


def test_proposals_pass_their_check_once_they_are_finished(root: Path) -> None:
    for slug in ("quay", "harbour"):
        assert adopt_source(root, slug, write=True).problems == ()
    (root / "site_src/metrics/quay/quay-s3-2.yaml").unlink()  # no unit for a third
    assert {one.problem.code for one in check_only(root).named} == {"record/unfinished-draft"}
    finish(root)
    assert [one.problem.message for one in check_only(root).problems] == []


def test_finished_proposals_are_not_proposed_again(root: Path) -> None:
    adopt_source(root, "harbour", write=True)
    finish(root)
    (line, *rest) = adopt_source(root, "harbour").lines
    assert line.startswith("# harbour: 4 printed figures: 2 open, 2 used")
    assert [row for row in rest if row.startswith("--- # site_src/metrics")] == []


def test_figures_that_are_drafted_are_not_proposed_again_whatever_their_file_is_called(root: Path) -> None:
    adopt_source(root, "quay", write=True)
    (root / "site_src/metrics/quay/quay-s1-1.yaml").rename(root / "site_src/metrics/quay/carts-sold.yaml")
    assert figures(root, "quay") == {}
    assert "4 drafted" in adopt_source(root, "quay").lines[0]


def test_a_file_that_stands_where_a_proposal_would_go_is_left_as_it_is(root: Path) -> None:
    path = root / "site_src/metrics/quay/quay-s1-1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    assert (
        "site_src/metrics/quay/quay-s1-1.yaml: left as it is (something stands there already), “nine” of quay/s1"
        in adopt_source(root, "quay", write=True).lines
    )
    assert path.read_text("utf-8") == "mine"


def test_a_proposal_may_be_limited_to_sentences(root: Path) -> None:
    adopt_source(root, "quay", write=True, at=["s1", "quay/s3"])
    written = sorted(path.name for path in (root / "site_src/metrics/quay").iterdir())
    assert written == ["quay-s1-1.yaml", "quay-s3-1.yaml", "quay-s3-2.yaml"]


def test_a_second_proposal_takes_names_that_the_first_left_free(root: Path) -> None:
    adopt_source(root, "quay", write=True, at=["s3"])
    (root / "site_src/metrics/quay/quay-s3-2.yaml").unlink()
    (root / "site_src/metrics/quay/quay-s3-1.yaml").rename(root / "site_src/metrics/quay/quay-s3-2.yaml")
    adopt_source(root, "quay", write=True, at=["s3"])
    assert sorted(path.name for path in (root / "site_src/metrics/quay").iterdir()) == [
        "quay-s3-1.yaml", "quay-s3-2.yaml",
    ]  # fmt: skip


def test_the_words_of_the_source_are_shown_and_never_written(root: Path) -> None:
    assert any("sold nine carts to the quay" in line for line in adopt_source(root, "quay").lines)
    adopt_source(root, "quay", write=True)
    written = "".join(path.read_text("utf-8") for path in (root / "site_src").rglob("*.yaml"))
    assert "sold nine" not in written


def test_a_proposal_can_be_had_without_the_text(root: Path) -> None:
    (root / "texts/quay.txt").unlink()
    assert figures(root, "quay")["nine"]["value"] == "9"


def test_the_stem_of_a_seed_text_names_all_its_articles(root: Path) -> None:
    assert adopt_source(root, "quay.txt").lines == adopt_source(root, "source/quay").lines


def test_a_source_that_nobody_knows_is_refused_with_the_nearest(root: Path) -> None:
    outcome = adopt_source(root, "quai")
    assert (outcome.is_usage, outcome.problems[0].problem.code) == (True, "reference/unknown")
    assert "quay" in outcome.problems[0].problem.hint


def test_nothing_is_proposed_for_sources_that_are_fully_used() -> None:
    standing = read_standing(ROOT)
    assert isinstance(standing, Standing)
    full = [ref for ref, rows in standing.coverage.items() if all(row.state != "open" for row in rows)]
    assert full
    for ref in full:
        assert documents(adopt_source(ROOT, ref)) == {}


def test_the_command_prints_or_writes(root: Path, capsys: Captured) -> None:
    assert main(["--root", str(root), "adopt", "quay"]) == 0
    assert capsys.readouterr().out.startswith("# quay: 6 printed figures: 6 open")
    assert main(["--root", str(root), "adopt", "quay", "--write"]) == 0
    assert "next: replace each TODO" in capsys.readouterr().out
    assert main(["--root", str(root), "adopt", "quai"]) == 2
    assert "reference/unknown" in capsys.readouterr().err
