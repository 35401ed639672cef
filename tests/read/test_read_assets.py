"""Assets are read by path; what is no plain file of a fair size is named."""

from pathlib import Path

from jianbao.read.assets import read_assets


def test_files_are_read_by_path_in_order(tmp_path: Path) -> None:
    """Paths have forward slashes and start inside the folder."""
    for path in ("js/b.js", "css/a.css", "js/a.js"):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(path, encoding="utf-8")
    found = read_assets(tmp_path)
    assert list(found.files.items()) == [("css/a.css", b"css/a.css"), ("js/a.js", b"js/a.js"), ("js/b.js", b"js/b.js")]
    assert not found.problems


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """A site may do without assets."""
    assert read_assets(tmp_path / "assets").files == {}


def test_a_symlink_is_named_and_not_followed(tmp_path: Path) -> None:
    """It might lead to a file that nobody means to publish."""
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "logo.svg").symlink_to(secret)
    found = read_assets(assets)
    assert found.files == {}
    assert [problem.code for problem in found.problems] == ["yaml/unreadable"]


def test_a_linked_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    """A folder too may lead elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.js").write_text("1", encoding="utf-8")
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "js").symlink_to(tmp_path / "elsewhere")
    found = read_assets(assets)
    assert found.files == {}
    assert [problem.message for problem in found.problems] == [
        "“js” is not a plain file, and symlinks are not followed"
    ]


def test_a_file_that_is_too_large_is_named_with_its_size(tmp_path: Path) -> None:
    """Its neighbour is read all the same."""
    (tmp_path / "a.png").write_bytes(b"12345")
    (tmp_path / "b.png").write_bytes(b"1234")
    found = read_assets(tmp_path, bytes_max=4)
    assert list(found.files) == ["b.png"]
    assert [problem.message for problem in found.problems] == ["“a.png” has 5 bytes; an asset may have 4"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """Desktops leave ``.DS_Store`` behind."""
    (tmp_path / ".DS_Store").write_bytes(b"x")
    found = read_assets(tmp_path)
    assert (found.files, found.problems) == ({}, ())
