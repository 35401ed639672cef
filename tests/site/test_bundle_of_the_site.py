"""The bundle of the whole project, unpacked: every page, every link, nothing that needs a network."""

from pathlib import Path

import pytest

from jianbao import __version__
from jianbao.pipeline import Options, build
from jianbao.seeding import index_seeds
from jianbao.verifying import verify
from tests.conftest import copy_project
from tests.site.crawler import crawl, faults
from tests.small_site import FILES, write_small_site


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_bundle_holds_the_whole_site(site: Path, unpacked: Path) -> None:
    published = tree(site)
    del published["manifest.json"]
    assert tree(unpacked / "site") == published


def test_beside_the_site_lie_a_start_page_and_a_read_me(unpacked: Path) -> None:
    assert sorted(one.name for one in unpacked.iterdir()) == ["README.txt", "manifest.json", "site", "start.html"]


def test_everything_is_reached_from_the_start_page(unpacked: Path) -> None:
    def fetch(address: str) -> bytes | None:
        file = unpacked / address.removeprefix("file:///")
        return file.read_bytes() if file.is_file() else None

    found = crawl(fetch, "file:///start.html")
    assert (found.broken, found.foreign) == ([], [])
    assert {"file:///site/en/index.html", "file:///site/zh/index.html"} <= set(found.pages)


def test_the_start_page_is_sound_and_opens_both_languages(unpacked: Path) -> None:
    html = (unpacked / "start.html").read_text("utf-8")
    assert faults(html) == []
    assert 'href="site/en/index.html"' in html
    assert 'href="site/zh/index.html"' in html


def test_the_read_me_speaks_both_languages_and_opens_in_old_editors(unpacked: Path) -> None:
    body = (unpacked / "README.txt").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.count(b"\n") == body.count(b"\r\n")
    assert "Open start.html" in body.decode()
    assert "打开start.html" in body.decode()


def test_a_second_project_with_the_same_content_has_the_same_bundle(site: Path, tmp_path: Path) -> None:
    report = build(copy_project(tmp_path))
    assert report.bundled is not None
    assert (tmp_path / "output" / report.bundled.name).read_bytes() == next(site.parent.glob("*.zip")).read_bytes()


@pytest.mark.parametrize(("asked", "made"), [(False, False), (True, True)])
def test_a_site_that_asks_for_no_bundle_gets_one_by_command_only(tmp_path: Path, asked: bool, made: bool) -> None:  # noqa: FBT001
    write_small_site(tmp_path, {"config.yaml": FILES["config.yaml"] + "outputs: []\n"})
    index_seeds(tmp_path)
    report = build(tmp_path, Options(bundle=asked))
    assert report.problems == ()
    assert bool(list((tmp_path / "output").glob("*.zip"))) is made


def test_a_foreign_file_in_the_place_of_the_bundle_is_a_problem_of_use(tmp_path: Path) -> None:
    write_small_site(tmp_path)
    index_seeds(tmp_path)
    (tmp_path / "output").mkdir()
    (tmp_path / "output/jianbao-2026-01.zip").write_bytes(b"mine")
    report = build(tmp_path)
    assert ([one.problem.code for one in report.problems], report.is_usage) == (["output/refused"], True)


def test_the_site_and_the_bundle_prove_themselves_packed_or_not(site: Path, unpacked: Path) -> None:
    targets = (site, unpacked, next(site.parent.glob("*.zip")))
    assert [[one.problem for one in verify(target).problems] for target in targets] == [[], [], []]
    (said,) = {verify(target).lines[0].partition(": ")[2] for target in targets}
    assert said == f"Jianbao 简报, edition 2026-11, made by Jianbao {__version__}"


def test_the_read_me_says_how_to_prove_the_bundle(unpacked: Path) -> None:
    text = (unpacked / "README.txt").read_text("utf-8-sig")
    assert text.count(f"sha256sum -c {unpacked.name}.zip.sha256") == 2
