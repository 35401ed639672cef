"""Which files count as changed."""

from pathlib import Path

import pytest

from jianbao.serve.watching import Lookout, changed, look_at


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files, one of them below."""
    (tmp_path / "below").mkdir()
    (tmp_path / "one.yaml").write_text("1", "utf-8")
    (tmp_path / "below/two.yaml").write_text("2", "utf-8")
    return tmp_path


def test_what_is_added_written_or_removed_is_changed(folder: Path) -> None:
    lookout = Lookout([folder])
    (folder / "three.yaml").write_text("3", "utf-8")
    (folder / "one.yaml").write_text("one", "utf-8")
    (folder / "below/two.yaml").unlink()
    assert lookout.changes() == {str(folder / name) for name in ("three.yaml", "one.yaml", "below/two.yaml")}


def test_a_change_is_told_once(folder: Path) -> None:
    lookout = Lookout([folder])
    (folder / "one.yaml").write_text("one", "utf-8")
    assert lookout.changes()
    assert not lookout.changes()


def test_a_file_that_is_replaced_by_one_of_the_same_size_is_changed(folder: Path) -> None:
    """So do editors write that keep a file whole at every moment."""
    lookout = Lookout([folder])
    (folder / "fresh").write_text("9", "utf-8")
    (folder / "fresh").replace(folder / "one.yaml")
    assert lookout.changes() == {str(folder / "one.yaml")}


@pytest.mark.parametrize("name", [".one.yaml.swp", ".git/index", ".#one.yaml"])
def test_the_leavings_of_editors_are_no_change(folder: Path, name: str) -> None:
    lookout = Lookout([folder])
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x", "utf-8")
    assert not lookout.changes()


def test_a_place_can_be_a_file_or_not_be_there(folder: Path) -> None:
    assert set(look_at([folder / "one.yaml", folder / "nowhere"])) == {str(folder / "one.yaml")}


def test_a_folder_that_appears_is_seen(folder: Path) -> None:
    lookout = Lookout([folder / "later"])
    (folder / "later").mkdir()
    (folder / "later/three.yaml").write_text("3", "utf-8")
    assert lookout.changes() == {str(folder / "later/three.yaml")}


def test_links_are_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (folder / "link").symlink_to(other)
    (other / "far.yaml").write_text("x", "utf-8")
    assert str(folder / "link/far.yaml") not in look_at([folder])


def test_files_of_a_place_that_is_new_are_no_change(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "far.yaml").write_text("x", "utf-8")
    lookout = Lookout([folder])
    lookout.turn_to([folder, other])
    assert not lookout.changes()
    (other / "far.yaml").write_text("xx", "utf-8")
    assert lookout.changes() == {str(other / "far.yaml")}


def test_files_of_a_place_that_is_left_are_no_change(folder: Path) -> None:
    lookout = Lookout([folder, folder / "below"])
    lookout.turn_to([folder / "below"])
    assert not lookout.changes()


def test_two_looks_at_the_same_do_not_differ(folder: Path) -> None:
    assert changed(look_at([folder]), look_at([folder])) == frozenset()
