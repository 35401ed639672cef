"""Publishing makes a folder hold exactly the site, and touches nothing that is not its own."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.lock import hold
from jianbao.model.artifact import Artifact
from jianbao.problems import Problem
from jianbao.publish import exchange, output
from jianbao.publish.output import Published, publish

INDEX = Artifact("index.html", b"<p>one")
TOPIC = Artifact("en/topics/quantum.html", b"<p>two")


def tree(folder: Path) -> dict[str, bytes]:
    """Read the site without its manifest."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != "manifest.json")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def names(folder: Path) -> list[str]:
    """List a folder."""
    return sorted(item.name for item in folder.iterdir())


def refusal(result: Published | Problem) -> str:
    """Give the message of a refusal."""
    assert isinstance(result, Problem)
    assert result.code == "output/refused"
    assert result.hint
    return result.message


def disk_full(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Name an output folder that is not there yet."""
    return tmp_path / "output"


def test_a_first_build_writes_everything(out: Path) -> None:
    """Folders are made as they are needed."""
    assert publish([INDEX, TOPIC], out) == Published(written=2, kept=0, removed=0, total=2, bytes=12)
    assert tree(out) == {INDEX.path: INDEX.body, TOPIC.path: TOPIC.body}


def test_a_second_build_writes_nothing(out: Path) -> None:
    """Not even the folder is another."""
    publish([INDEX, TOPIC], out)
    before = out.stat()
    assert publish([TOPIC, INDEX], out) == Published(written=0, kept=2, removed=0, total=2, bytes=12)
    assert (out.stat().st_ino, out.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_unchanged_file_is_linked_not_written(out: Path) -> None:
    """An edit of one page does not rewrite the site."""
    publish([INDEX, TOPIC], out)
    inode = (out / INDEX.path).stat().st_ino
    assert publish([INDEX, Artifact(TOPIC.path, b"<p>new")], out) == Published(
        written=1, kept=1, removed=0, total=2, bytes=12
    )
    assert (out / INDEX.path).stat().st_ino == inode


def test_an_unchanged_file_is_copied_where_links_are_not_possible(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT and some network file systems have none."""
    publish([INDEX, TOPIC], out)
    monkeypatch.setattr(os, "link", disk_full)
    publish([INDEX], out)
    assert tree(out) == {INDEX.path: INDEX.body}


def test_a_page_that_is_gone_is_removed_with_its_folder(out: Path) -> None:
    """Empty folders would be strangers to the next build."""
    publish([INDEX, TOPIC], out)
    assert publish([INDEX], out) == Published(written=0, kept=1, removed=1, total=1, bytes=6)
    assert names(out) == ["index.html", "manifest.json"]


def test_a_published_file_that_was_changed_by_hand_is_mended(out: Path) -> None:
    """Bytes are compared, not times; the size is the same here."""
    publish([INDEX, TOPIC], out)
    (out / INDEX.path).write_bytes(b"<p>bad")
    assert publish([INDEX, TOPIC], out) == Published(written=1, kept=1, removed=0, total=2, bytes=12)
    assert tree(out)[INDEX.path] == INDEX.body


def test_a_published_file_that_was_deleted_by_hand_comes_back(out: Path) -> None:
    """Its empty folder is known."""
    publish([INDEX, TOPIC], out)
    (out / TOPIC.path).unlink()
    publish([INDEX, TOPIC], out)
    assert tree(out)[TOPIC.path] == TOPIC.body


def test_a_clean_build_writes_every_file_again(out: Path) -> None:
    """Nothing of the former site is used."""
    publish([INDEX], out)
    inode = (out / INDEX.path).stat().st_ino
    assert publish([INDEX], out, clean=True) == Published(written=1, kept=0, removed=0, total=1, bytes=6)
    assert (out / INDEX.path).stat().st_ino != inode


def test_an_empty_site_may_grow_again(out: Path) -> None:
    """A manifest without files is ours all the same."""
    publish([], out)
    assert isinstance(publish([INDEX], out), Published)


PATHS = st.lists(st.sampled_from(["a", "b", "c/a", "c/b", "c/d/a"]), unique=True)
SITES = PATHS.flatmap(
    lambda paths: st.tuples(*(st.builds(Artifact, st.just(path), st.sampled_from([b"1", b"2"])) for path in paths))
)


@given(sites=st.lists(SITES, min_size=1, max_size=4))
def test_after_any_builds_the_folder_is_what_a_fresh_build_makes(
    sites: list[tuple[Artifact, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Byte for byte, manifest included."""
    folder = tmp_path_factory.mktemp("law")
    for site in sites:
        assert isinstance(publish(site, folder / "many"), Published)
    publish(sites[-1], folder / "one")
    assert tree(folder / "many") == tree(folder / "one")
    assert (folder / "many/manifest.json").read_bytes() == (folder / "one/manifest.json").read_bytes()
    assert names(folder) == ["many", "one"]


def test_a_folder_with_a_strangers_file_is_refused_and_left_alone(out: Path) -> None:
    """Even among published files."""
    publish([INDEX], out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert "“notes.txt”" in refusal(publish([TOPIC], out))
    assert tree(out) == {"index.html": INDEX.body, "notes.txt": b"mine"}


def test_five_strangers_are_named(out: Path) -> None:
    """A folder such as one's home holds too many to list."""
    out.mkdir()
    for name in "abcdefg":
        (out / name).touch()
    assert refusal(publish([INDEX], out)).endswith("“a”, “b”, “c”, “d”, “e” and more")


def test_a_file_that_comes_during_the_build_is_not_lost(out: Path) -> None:
    """The former site would take it along when it goes."""
    publish([INDEX], out)

    def artifacts() -> Iterator[Artifact]:
        yield TOPIC
        (out / "notes.txt").write_text("mine", encoding="utf-8")

    assert "“notes.txt”" in refusal(publish(artifacts(), out))
    assert tree(out) == {"index.html": INDEX.body, "notes.txt": b"mine"}


def test_the_manifest_of_another_program_gives_no_right(out: Path) -> None:
    """It is a stranger's file itself."""
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "Calculator"}', encoding="utf-8")
    assert "“manifest.json”" in refusal(publish([INDEX], out))


def test_a_published_file_that_became_a_symlink_is_a_stranger(out: Path, tmp_path: Path) -> None:
    """Nothing behind it is read, written or linked."""
    publish([INDEX], out)
    (out / INDEX.path).unlink()
    (out / INDEX.path).symlink_to(tmp_path)
    assert f"“{INDEX.path}”" in refusal(publish([INDEX], out))


def test_an_empty_folder_may_be_used(out: Path) -> None:
    """People make the folder first."""
    out.mkdir()
    assert isinstance(publish([INDEX], out), Published)


def make_symlink(out: Path) -> None:
    """Let the output folder lead elsewhere."""
    (out.parent / "elsewhere").mkdir()
    out.symlink_to(out.parent / "elsewhere")


@pytest.mark.parametrize(("prepare", "words"), [(make_symlink, "is a symlink to"), (Path.touch, "is a file")])
def test_what_is_no_folder_is_refused(out: Path, prepare: Callable[[Path], None], words: str) -> None:
    """A symlink would be replaced, a file would be lost."""
    prepare(out)
    assert words in refusal(publish([INDEX], out))


@pytest.mark.parametrize("place", ["site_src", "site_src/output", "."])
def test_a_folder_that_touches_the_sources_is_refused(tmp_path: Path, place: str) -> None:
    """In them, the same, or around them."""
    sources = tmp_path / "site_src"
    sources.mkdir()
    assert "lie inside one another" in refusal(publish([INDEX], tmp_path / place, sources=[sources]))


def test_an_address_that_leads_out_is_refused_and_nothing_is_published(out: Path) -> None:
    """The pages before it were written aside only."""
    publish([INDEX], out)
    assert "'../up.html'" in refusal(publish([TOPIC, Artifact("../up.html", b"")], out))
    assert tree(out) == {INDEX.path: INDEX.body}
    assert names(out.parent) == ["output"]


@pytest.mark.parametrize("step", ["_write", "draft_of", "swap_in"])
def test_a_full_disk_leaves_the_former_site(out: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever was being done; and nothing stays behind."""
    publish([INDEX], out)
    monkeypatch.setattr(output, step, disk_full)
    assert refusal(publish([INDEX, TOPIC], out)).endswith("No space left on device")
    assert tree(out) == {INDEX.path: INDEX.body}
    assert names(out.parent) == ["output"]


def test_a_folder_without_the_right_to_write_is_refused(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right is taken away by hand here, because root may write everywhere."""

    def denied(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert refusal(publish([INDEX], out)).endswith("Permission denied")


def test_a_second_rename_that_fails_takes_the_first_one_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an exchange of names there are two."""
    publish([INDEX], out)
    rename = Path.rename

    def fail_for_fresh(self: Path, target: Path) -> Path:
        if self.name.endswith("-fresh"):
            disk_full()
        return rename(self, target)

    monkeypatch.setattr(exchange, "exchange", lambda _first, _second: False)
    monkeypatch.setattr(Path, "rename", fail_for_fresh)
    refusal(publish([TOPIC], out))
    assert tree(out) == {INDEX.path: INDEX.body}


def test_an_interrupt_between_two_renames_keeps_the_site(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no OSError."""
    publish([INDEX], out)
    rename = Path.rename

    def interrupt_for_fresh(self: Path, target: Path) -> Path:
        if self.name.endswith("-fresh"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(exchange, "exchange", lambda _first, _second: False)
    monkeypatch.setattr(Path, "rename", interrupt_for_fresh)
    with pytest.raises(KeyboardInterrupt):
        publish([TOPIC], out)
    assert tree(out) == {INDEX.path: INDEX.body}


def test_the_leftovers_of_a_killed_build_are_removed(out: Path) -> None:
    """They are named so that no one mistakes them for a site."""
    leftover = out.with_name(".output.jianbao-fresh")
    leftover.mkdir()
    (leftover / "half.html").touch()
    publish([INDEX], out)
    assert names(out.parent) == ["output"]


def test_a_second_build_at_once_is_told_who_is_at_it(out: Path) -> None:
    """With process number and time; it changes nothing."""
    with hold(out.with_name(".output.jianbao-lock")):
        message = refusal(publish([INDEX], out))
    assert f"process {os.getpid()}, since 20" in message
    assert not out.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a memory file system")
def test_a_disk_that_is_really_full_leaves_the_former_site(tmp_path: Path) -> None:
    """On a memory file system of 64 kB, where mounting is allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk))
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        publish([INDEX], disk / "output")
        assert "No space left" in refusal(publish([Artifact("big.html", bytes(100_000))], disk / "output"))
        assert tree(disk / "output") == {INDEX.path: INDEX.body}
        assert names(disk) == ["output"]
    finally:
        subprocess.run(("umount", str(disk)), check=True)
