"""The site before the last one waits beside the live one; it saves work and is never trusted blindly."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jianbao.model.artifact import Artifact, Kept
from jianbao.problems import Problem
from jianbao.publish.output import Done, opened
from jianbao.publish.stamps import Record
from tests.publish.test_output import disk_full, tree

SITE = tuple(Artifact(f"en/{number}.html", b"same") for number in range(8))


class Builds:
    """Builds one after the other, each with the record of the one before; counts what is linked and rendered."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "output"
        self.standby = folder / ".output.jianbao-standby"
        self.record = Record()
        self.rendered: list[str] = []
        self.bodies: dict[str, bytes] = {}

    def build(self, site: Sequence[Artifact]) -> Done:
        """Publish a site; a file that stands and is to hold the same is not rendered."""
        self.rendered = []
        with opened(self.out, record=self.record) as output:
            assert not isinstance(output, Problem), output
            for one in site:
                former = self.bodies.get(one.path)
                if former == one.body and output.holds([one.path]):
                    assert output.take(Kept(one.path)) is None
                else:
                    self.rendered.append(one.path)
                    assert output.take(one) is None
            done = output.finish()
        assert isinstance(done, Done), done
        self.bodies = {one.path: one.body for one in site}
        self.record = done.record
        return done


@pytest.fixture(name="builds")
def _builds(tmp_path: Path) -> Builds:
    """Return builds of which three are done, so that there is a standby."""
    builds = Builds(tmp_path)
    for body in (b"one", b"two", b"three"):
        builds.build([*SITE, Artifact("index.html", body)])
    return builds


def edited(body: bytes) -> list[Artifact]:
    """Return the site with another front page."""
    return [*SITE, Artifact("index.html", body)]


def test_the_former_site_waits_beside_the_live_one(builds: Builds) -> None:
    assert tree(builds.out)["index.html"] == b"three"
    assert tree(builds.standby)["index.html"] == b"two"


def test_both_sites_share_the_files_that_are_the_same(builds: Builds) -> None:
    assert (builds.out / "en/1.html").stat().st_ino == (builds.standby / "en/1.html").stat().st_ino


def test_an_edit_costs_what_it_changes(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counting(real: Callable[..., None]) -> Callable[..., None]:
        def count(path: object, *rest: object) -> None:
            calls.append(str(path))
            real(path, *rest)

        return count

    for name in ("link", "unlink", "replace"):
        monkeypatch.setattr(os, name, counting(getattr(os, name)))
    builds.build(edited(b"four"))
    assert [path for path in calls if "/en/" in path] == []
    assert tree(builds.out) == {one.path: one.body for one in edited(b"four")}


def test_a_build_without_a_change_leaves_everything(builds: Builds) -> None:
    before = {file: file.stat().st_ino for file in (builds.out, builds.standby, builds.out / "index.html")}
    assert builds.build(edited(b"three")).published.written == 0
    assert builds.rendered == []
    assert {file: file.stat().st_ino for file in before} == before


@pytest.mark.parametrize("body", [b"sham", b"longer than it was"], ids=["same size", "other size"])
def test_a_page_that_was_changed_by_hand_is_rendered_again(builds: Builds, body: bytes) -> None:
    (builds.out / "en/1.html").write_bytes(body)
    builds.build(edited(b"three"))
    assert builds.rendered == ["en/1.html"]
    assert tree(builds.out)["en/1.html"] == b"same"


def test_after_a_clock_was_set_back_pages_are_compared(builds: Builds) -> None:
    """All was published a day ahead of the clock, and a page was changed when that time came again."""
    page, day = builds.out / "en/1.html", 86_400_000_000_000
    for path, note in builds.record.live.items():
        os.utime(builds.out / path, ns=(note.mtime_ns + day, note.mtime_ns + day))
    live = {path: replace(note, mtime_ns=note.mtime_ns + day) for path, note in builds.record.live.items()}
    builds.record = Record(builds.record.at + 2 * day, live)
    stat = page.stat()
    page.write_bytes(b"sham")
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    builds.build(edited(b"three"))
    assert tree(builds.out)["en/1.html"] == b"same"


def test_a_page_that_was_changed_by_hand_never_comes_back_from_the_standby(builds: Builds) -> None:
    """Both sites share the file, so the standby has the change too."""
    (builds.out / "en/1.html").write_bytes(b"sham")
    for body in (b"four", b"five", b"six"):
        builds.build(edited(body))
        assert tree(builds.out)["en/1.html"] == b"same"


@pytest.mark.parametrize("name", ["en/1.html", "index.html", "en/mine.html", "mine/file.html", "manifest.json"])
def test_what_is_done_to_the_standby_is_not_published(builds: Builds, name: str) -> None:
    (builds.standby / name).parent.mkdir(exist_ok=True)
    (builds.standby / name).unlink(missing_ok=True)
    (builds.standby / name).write_bytes(b"mine")
    for body in (b"four", b"five"):
        builds.build(edited(body))
        assert tree(builds.out) == {one.path: one.body for one in edited(body)}


def test_a_symlink_in_the_standby_is_not_followed(builds: Builds, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").write_bytes(b"precious")
    (builds.standby / "en/link").symlink_to(tmp_path / "precious")
    builds.build(edited(b"four"))
    assert tree(builds.out) == {one.path: one.body for one in edited(b"four")}
    assert (tmp_path / "precious/file").read_bytes() == b"precious"


def test_a_standby_that_is_gone_is_made_again(builds: Builds) -> None:
    shutil.rmtree(builds.standby)
    builds.build(edited(b"four"))
    assert tree(builds.standby)["index.html"] == b"three"


def test_a_standby_without_its_manifest_is_torn_and_discarded(builds: Builds) -> None:
    (builds.standby / "manifest.json").unlink()
    inode = builds.standby.stat().st_ino
    builds.build(edited(b"four"))
    assert builds.out.stat().st_ino != inode


def test_without_hard_links_files_are_copied(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", disk_full)
    shutil.rmtree(builds.standby)
    for body in (b"four", b"five", b"six"):
        builds.build(edited(body))
        assert tree(builds.out) == {one.path: one.body for one in edited(body)}
    assert (builds.out / "en/1.html").stat().st_ino != (builds.standby / "en/1.html").stat().st_ino


def test_a_file_and_a_folder_may_change_places(builds: Builds) -> None:
    for site in ([Artifact("en", b"a file")], list(SITE), [Artifact("en", b"a file")], list(SITE)):
        builds.build(site)
        assert tree(builds.out) == {one.path: one.body for one in site}


PATHS = ("a", "b", "c/a", "c/b", "c/d/a")
SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"1", b"2"])).map(
    lambda found: [Artifact(path, body) for path, body in found.items()]
)
DEEDS = st.lists(st.tuples(st.sampled_from(["output", ".output.jianbao-standby"]), st.sampled_from(PATHS)), max_size=2)


@given(steps=st.lists(st.tuples(SITES, DEEDS), min_size=1, max_size=6))
def test_after_any_builds_and_any_meddling_the_site_is_the_one_asked_for(
    steps: list[tuple[list[Artifact], list[tuple[str, str]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    builds = Builds(tmp_path_factory.mktemp("law"))
    for site, deeds in steps:
        builds.build(site)
        assert tree(builds.out) == {one.path: one.body for one in site}
        for folder, path in deeds:
            if (builds.out.parent / folder / path).is_file():
                (builds.out.parent / folder / path).write_bytes(b"3")
