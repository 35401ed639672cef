"""What is still to be done: open figures, translations that are behind, drafts."""

import json
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.adding import add_seed
from jianbao.adopting import adopt_source
from jianbao.cli import main
from jianbao.edit.status import Status
from jianbao.model.basics import Lang
from jianbao.model.given import Given
from jianbao.seeding import index_seeds
from jianbao.status import REVIEWS, Stood, accept, status_of
from jianbao.text.reviews import format_reviews, judge, read_reviews, review_of
from tests.casefile import CASES, read_case, write_site
from tests.small_site import write_small_site

Captured = pytest.CaptureFixture[str]

EN, ZH = Lang("en"), Lang("zh")
MILL: Final = "site_src/products/mill.yaml"
BRIEF: Final = "site_src/briefs/tale.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project whose text is indexed."""
    project = write_small_site(tmp_path / "project")
    assert index_seeds(project).problems == ()
    return project


def now(stood: Stood) -> Status:
    """Return the status, which there is."""
    assert stood.problems == ()
    assert stood.status is not None
    return stood.status


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change a record."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def take_in(root: Path) -> None:
    """Take a text in of which nothing is used."""
    path = root.parent / "quay.txt"
    path.write_text("Carts for the quay\n\nThe mill sold nine carts and 40 wheels.\n", "utf-8")
    assert add_seed(root, path, Given()).problems == ()


def test_a_source_that_is_used_up_is_counted_and_not_listed(root: Path) -> None:
    assert status_of(root).lines[0] == "figures: 1 of 1 sources have every printed figure accounted for"
    (source,) = now(status_of(root)).sources
    assert (source.used, source.dates, source.open, source.open_figures) == (1, 1, 0, ())


def test_open_figures_are_listed_by_source_with_their_sentences(root: Path) -> None:
    take_in(root)
    assert "  source/quay: 2 open (“nine” s1, “40” s1), 0 drafted, 0 used, 0 left out" in status_of(root).lines


def test_figures_in_unfinished_records_are_drafted_not_open(root: Path) -> None:
    take_in(root)
    adopt_source(root, "quay", write=True)
    (quay,) = [one for one in now(status_of(root)).sources if one.source == "source/quay"]
    assert (quay.open, quay.drafted, quay.open_figures) == (0, 2, ())


def test_unfinished_files_are_listed_with_what_is_left_to_write(root: Path) -> None:
    take_in(root)
    assert now(status_of(root)).unfinished == {"site_src/sources/quay.yaml": 1}


def test_a_file_that_cannot_be_read_does_not_hide_the_rest(root: Path) -> None:
    (root / MILL).write_text("name: [", "utf-8")
    status = now(status_of(root))
    assert list(status.unreadable) == [MILL]
    assert len(status.sources) == 1


def test_names_that_are_not_certain_are_listed(root: Path) -> None:
    edit(root, MILL, "form: facility", "form: facility\nzh_certain: false")
    assert now(status_of(root)).uncertain_names == ("product/mill",)


def test_records_that_do_not_say_what_they_are_are_listed(root: Path) -> None:
    assert now(status_of(root)).without_summary == ("source/tale",)


def test_uses_against_the_term_base_are_listed(root: Path) -> None:
    (root / "site_src/terms.yaml").write_text(
        'yard: {name: {en: "court", zh: "院子"}, avoided: {en: [yard]}}\n', "utf-8"
    )
    assert any("yard" in row for row in now(status_of(root)).against_term_base)


def test_every_project_with_problems_has_a_status_and_proposals(tmp_path: Path) -> None:
    """The commands are for the time before a project passes its check."""
    for path in sorted(CASES.glob("*.txt")):
        root = tmp_path / path.stem
        write_site(root, read_case(path.stem).files)
        stood, proposed = status_of(root), adopt_source(root, "port")
        if not stood.problems:
            assert stood.lines, path.stem
        assert proposed.lines or proposed.problems, path.stem


# -- translations


def test_where_nothing_was_reviewed_nothing_is_said_of_translations(root: Path) -> None:
    status = now(status_of(root))
    assert (status.reviewed, status.stale, status.unreviewed) == (0, (), ())
    assert any("nothing is known of them" in line for line in status_of(root).lines)


def test_what_was_reviewed_counts_as_reviewed(root: Path) -> None:
    status = now(accept(root, []))
    assert (status.reviewed, status.stale, status.unreviewed) == (3, (), ())


def test_a_paragraph_that_changed_in_one_language_is_stale_in_the_other(root: Path) -> None:
    accept(root, [])
    edit(root, MILL, "It turned out", "It has turned out")
    (one,) = now(status_of(root)).stale
    assert (one.record, one.place, one.changed, one.behind) == ("product/mill", "summary.0", ("en",), ("zh",))


def test_a_paragraph_that_changed_in_every_language_is_new(root: Path) -> None:
    accept(root, [])
    edit(root, MILL, "It turned out", "It has turned out")
    edit(root, MILL, "造出{carts}", "已造出{carts}")
    assert [one.record for one in now(status_of(root)).unreviewed] == ["product/mill"]


def test_a_new_value_of_a_figure_leaves_translations_as_they_are(root: Path) -> None:
    accept(root, [])
    edit(root, "site_src/metrics/carts.yaml", "value: 12", "value: 13")
    assert now(status_of(root)).stale == ()


def test_a_paragraph_that_moved_is_still_reviewed(root: Path) -> None:
    accept(root, [])
    added = '  - {en: "Once.", zh: "从前。", cites: [tale/s1]}\n'
    edit(root, MILL, "summary:\n", f"summary:\n{added}")
    status = now(status_of(root))
    assert (status.reviewed, len(status.stale), len(status.unreviewed)) == (3, 0, 1)


def test_accepting_one_record_leaves_the_others_stale(root: Path) -> None:
    accept(root, [])
    edit(root, MILL, "It turned out", "It has turned out")
    edit(root, BRIEF, "turned out {carts}.", "has turned out {carts}.")
    status = now(accept(root, ["product/mill"]))
    assert [one.record for one in status.stale] == ["brief/tale"]


def test_reviews_of_wordings_that_are_no_more_are_dropped(root: Path) -> None:
    accept(root, [])
    edit(root, MILL, "It turned out", "It has turned out")
    accept(root, [])
    assert len(read_reviews((root / REVIEWS).read_text("utf-8"))) == 3


def test_a_record_that_does_not_exist_cannot_be_accepted(root: Path) -> None:
    outcome = accept(root, ["product/mil"])
    assert (outcome.is_usage, outcome.problems[0].problem.code) == (True, "reference/unknown")
    assert not (root / REVIEWS).exists()


def test_lines_that_are_no_reviews_are_passed_over() -> None:
    assert read_reviews("# note\n<<<<<<< ours\nen:short zh:digest\n\n") == frozenset()


wordings = st.fixed_dictionaries({EN: st.text(max_size=4), ZH: st.text(max_size=4)})


@given(st.lists(wordings, max_size=5))
def test_reviews_read_back_as_they_were_written(many: list[dict[Lang, str]]) -> None:
    reviews = frozenset(review_of(words) for words in many)
    assert read_reviews(format_reviews(reviews)) == reviews


@given(wordings, st.lists(wordings, max_size=5))
def test_only_what_was_reviewed_counts_as_reviewed(words: dict[Lang, str], many: list[dict[Lang, str]]) -> None:
    reviews = {review_of(one) for one in many}
    assert (judge(words, reviews).state == "reviewed") == (review_of(words) in reviews)


# -- the command


def test_the_status_is_printed_as_text_or_data(root: Path, capsys: Captured) -> None:
    assert main(["--root", str(root), "status"]) == 0
    assert capsys.readouterr().out.startswith("figures: 1 of 1 sources")
    assert main(["--root", str(root), "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"][0]["source"] == "source/tale"


def test_reviews_are_noted_by_the_command(root: Path, capsys: Captured) -> None:
    assert main(["--root", str(root), "status", "--reviewed"]) == 0
    assert "translations: 3 paragraphs as reviewed, 0 stale" in capsys.readouterr().out
    assert main(["--root", str(root), "status", "--reviewed", "product/mil"]) == 2
    assert "product/mill" in capsys.readouterr().err


def test_a_configuration_that_cannot_be_used_is_two(tmp_path: Path, capsys: Captured) -> None:
    assert main(["--root", str(tmp_path), "status"]) == 2
    assert "config.yaml" in capsys.readouterr().err
