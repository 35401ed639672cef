"""The commands on seed texts, on a small project with an invented text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao.seeding import Seeded, index_seeds, verify_seeds
from tests.small_site import INDEX, PLAN, TALE, write_small_site

Command = Callable[[Path], Seeded]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project whose text is indexed."""
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    return tmp_path


def codes(outcome: Seeded) -> list[str]:
    """Return the codes of the problems."""
    return [one.problem.code for one in outcome.problems]


def test_indexing_says_what_it_found_and_that_it_wrote(tmp_path: Path) -> None:
    assert index_seeds(write_small_site(tmp_path)).lines == ("tale.txt: 3 sentences, 2 figures, written",)


def test_indexing_again_changes_nothing_and_says_so(root: Path) -> None:
    before = (root / INDEX).stat()
    assert index_seeds(root).lines == ("tale.txt: 3 sentences, 2 figures, unchanged",)
    assert ((root / INDEX).stat().st_mtime_ns, (root / INDEX).stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_index_holds_no_words_of_the_text(root: Path) -> None:
    """A number and what it counts are facts; the rest of a sentence belongs to its author."""
    assert "yard" not in (root / INDEX).read_text("utf-8")


def test_a_text_without_a_plan_gets_one_proposed(tmp_path: Path) -> None:
    write_small_site(tmp_path, {"seeds/tale.yaml": None})
    assert index_seeds(tmp_path).lines[-1] == "seeds/tale.yaml: proposed; read its zones before you go on"
    assert (tmp_path / "seeds/tale.yaml").is_file()


def test_a_plan_that_an_editor_wrote_is_never_touched(root: Path) -> None:
    assert (root / "seeds/tale.yaml").read_text("utf-8") == PLAN


def test_where_no_text_is_at_hand_indexing_cannot_be_done(tmp_path: Path) -> None:
    outcome = index_seeds(write_small_site(tmp_path, {"texts/tale.txt": None}))
    assert (codes(outcome), outcome.is_usage) == (["config/invalid"], True)


def test_a_line_that_no_zone_covers_stops_indexing(tmp_path: Path) -> None:
    outcome = index_seeds(write_small_site(tmp_path, {"texts/tale.txt": TALE + "\nOne line more.\n"}))
    assert codes(outcome) == ["evidence/index-stale"]
    assert not (tmp_path / INDEX).exists()


def test_an_index_that_agrees_is_proved(root: Path) -> None:
    assert verify_seeds(root).lines == ("tale.txt: 3 sentences agree with the index",)


def test_a_text_that_was_changed_after_indexing_is_noticed(root: Path) -> None:
    (root / "texts/tale.txt").write_text(TALE.replace("12", "13"), "utf-8")
    assert set(codes(verify_seeds(root))) == {"evidence/index-stale"}


def test_a_text_that_is_not_at_hand_is_named_and_not_held_against_anyone(root: Path) -> None:
    (root / "texts/tale.txt").unlink()
    outcome = verify_seeds(root)
    assert (outcome.problems, outcome.lines) == ((), ("tale.txt: not at hand, not proved",))


def test_a_text_that_was_never_indexed_is_not_called_proved(tmp_path: Path) -> None:
    assert codes(verify_seeds(write_small_site(tmp_path))) == ["evidence/index-stale"]


@pytest.mark.parametrize("command", [index_seeds, verify_seeds])
def test_a_broken_record_elsewhere_does_not_stop_work_on_seeds(root: Path, command: Command) -> None:
    (root / "site_src/products/mill.yaml").write_text("name: [", "utf-8")
    assert command(root).problems == ()


@pytest.mark.parametrize("command", [index_seeds, verify_seeds])
def test_a_broken_plan_is_shown_at_its_place(root: Path, command: Command) -> None:
    (root / "seeds/tale.yaml").write_text("file: tale.txt\nzones: 3\n", "utf-8")
    assert [(one.place.file, one.place.line) for one in command(root).problems] == [("seeds/tale.yaml", 2)]


@pytest.mark.parametrize("command", [index_seeds, verify_seeds])
def test_without_a_configuration_nothing_can_be_done(tmp_path: Path, command: Command) -> None:
    assert command(tmp_path).is_usage
