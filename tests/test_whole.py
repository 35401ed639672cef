"""Files are written whole or not at all."""

import errno
from pathlib import Path

import pytest

from jianbao.lock import hold
from jianbao.whole import create_file, replace_file


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o640, ["file"])


def test_a_file_that_is_there_is_never_made_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    create_file(path, b"old")
    with pytest.raises(FileExistsError):
        create_file(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["file"])


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "file").symlink_to(tmp_path / "other")
    replace_file(tmp_path / "file", b"new")
    assert ((tmp_path / "other").read_bytes(), (tmp_path / "file").is_symlink()) == (b"other", False)


def test_what_a_killed_writer_left_goes(tmp_path: Path) -> None:
    (tmp_path / ".file.jianbao-new").write_bytes(b"half")
    (tmp_path / ".file.jianbao-lock").touch()
    replace_file(tmp_path / "file", b"new")
    assert names(tmp_path) == ["file"]


def test_a_write_that_fails_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["file"])


def test_the_lock_is_free_afterwards(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", b"new")
    with hold(tmp_path / ".file.jianbao-lock") as holder:
        assert holder is None
