"""A downloaded site proved against its manifest: what differs is named, and nothing else is."""

import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.cli import main
from jianbao.model.artifact import Artifact
from jianbao.publish.manifest import MANIFEST_NAME, About, Entry, encode_manifest, entry_of
from jianbao.verifying import Verified, verify

FILES = (
    Artifact("index.html", b"<p>A mill</p>"),
    Artifact("en/a.html", b"12 carts"),
    Artifact("zh/a.html", "12辆车".encode()),
)
ABOUT = About({"en": "Tales", "zh": "故事"}, "2026-01", "1.0")


def write_folder(folder: Path) -> Path:
    for one in FILES:
        (folder / one.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / one.path).write_bytes(one.body)
    (folder / MANIFEST_NAME).write_bytes(encode_manifest(map(entry_of, FILES), ABOUT))
    return folder


def write_zip(folder: Path, target: Path, top: str = "tales/") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, top + file.relative_to(folder).as_posix())
    return target


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "site")


def said(outcome: Verified) -> list[str]:
    return sorted(f"{one.place.file}: {one.problem.message}" for one in outcome.problems)


def test_a_site_as_it_was_published_is_proved(site: Path) -> None:
    outcome = verify(site)
    assert outcome.problems == ()
    assert outcome.lines[0] == f"{site}: Tales 故事, edition 2026-01, made by Jianbao 1.0"
    assert outcome.lines[1].startswith("3 files, ")


@pytest.mark.parametrize("top", ["", "tales/", "a/b/"])
def test_a_bundle_is_proved_without_unpacking(site: Path, tmp_path: Path, top: str) -> None:
    assert verify(write_zip(site, tmp_path / "a.zip", top)).problems == ()


def test_the_digest_of_the_manifest_is_the_one_that_other_tools_compute(site: Path) -> None:
    from hashlib import sha256

    digest = sha256((site / MANIFEST_NAME).read_bytes()).hexdigest()
    assert verify(site).lines[-1] == f"sha256 of manifest.json: {digest}"


def test_a_missing_file_is_named(site: Path) -> None:
    (site / "en/a.html").unlink()
    outcome = verify(site)
    assert said(outcome) == ["en/a.html: it is missing"]
    assert [one.problem.code for one in outcome.problems] == ["verify/differs"]


def test_an_added_file_is_named(site: Path) -> None:
    (site / "en/b.html").write_bytes(b"new")
    assert said(verify(site)) == ["en/b.html: it was added: the manifest does not list it"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"13 carts", "its sha256 begins with"),
        (b"12 cart", "it has 7 bytes, the published one has 8"),
        (b"12 carts and more", "it has more than the 8 bytes"),
    ],
)
def test_a_changed_file_is_named_with_its_change(site: Path, body: bytes, reason: str) -> None:
    (site / "en/a.html").write_bytes(body)
    (found,) = said(verify(site))
    assert found.startswith("en/a.html: it was changed: ")
    assert reason in found


@settings(max_examples=40)
@given(st.integers(0, 2), st.integers(0), st.integers(1, 255))
def test_no_changed_byte_is_missed(which: int, where: int, by: int) -> None:
    """Neither in a folder nor in an archive."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        site = write_folder(Path(name) / "site")
        file = site / FILES[which].path
        body = bytearray(file.read_bytes())
        body[where % len(body)] ^= by
        file.write_bytes(body)
        archive = write_zip(site, Path(name) / "a.zip")
        assert [one.place.file for one in verify(site).problems] == [FILES[which].path]
        assert [one.place.file for one in verify(archive).problems] == [FILES[which].path]


def test_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.html").write_bytes(b"12 carts")
    (site / "en/a.html").unlink()
    (site / "en/a.html").symlink_to(tmp_path / "elsewhere.html")
    assert said(verify(site)) == ["en/a.html: it was changed: it is no plain file"]


def test_a_link_in_an_archive_is_not_followed(site: Path, tmp_path: Path) -> None:
    (site / "en/a.html").unlink()
    target = write_zip(site, tmp_path / "a.zip")
    link = zipfile.ZipInfo("tales/en/a.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(link, b"12 carts")
    assert said(verify(target)) == ["en/a.html: it was changed: it is no plain file"]


def test_a_name_that_stands_twice_in_an_archive_is_named(site: Path, tmp_path: Path) -> None:
    target = write_zip(site, tmp_path / "a.zip")
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("tales/en/a.html", b"12 carts")
    assert said(verify(target)) == ["en/a.html: it stands twice in the archive"]


def test_what_lies_beside_the_folder_of_an_archive_is_a_stranger(site: Path, tmp_path: Path) -> None:
    target = write_zip(site, tmp_path / "a.zip")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("autorun.exe", b"MZ")
    assert said(verify(target)) == ["../autorun.exe: it was added: the manifest does not list it"]


def test_an_entry_that_leads_out_of_the_folder_is_not_read(site: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"s")
    entries = [*map(entry_of, FILES), Entry("../secret", "0" * 64, 1)]
    (site / MANIFEST_NAME).write_bytes(encode_manifest(entries, ABOUT))
    assert said(verify(site)) == ["../secret: the manifest lists it, but it has a part that is empty, “.” or “..”"]


def test_a_file_that_cannot_be_read_is_named(site: Path, tmp_path: Path) -> None:
    target = write_zip(site, tmp_path / "a.zip")
    body = target.read_bytes()
    target.write_bytes(body.replace(b"12 carts", b"12 cards", 1))
    (found,) = said(verify(target))
    assert found.startswith("en/a.html: it was changed: it cannot be read")


@pytest.mark.parametrize("make", ["nothing", "empty", "torn", "foreign", "no zip"])
def test_without_a_manifest_of_ours_nothing_is_judged(tmp_path: Path, make: str) -> None:
    target = tmp_path / "site"
    if make in {"empty", "torn", "foreign"}:
        target.mkdir()
    if make == "torn":
        (target / MANIFEST_NAME).write_bytes(encode_manifest(map(entry_of, FILES), ABOUT)[:-9])
    if make == "foreign":
        (target / MANIFEST_NAME).write_text('{"name": "Calculator"}', "utf-8")
    if make == "no zip":
        target.write_bytes(b"%PDF-1.7")
    outcome = verify(target)
    assert [one.problem.code for one in outcome.problems] == ["verify/no-manifest"]
    assert outcome.is_usage


def test_the_command_says_what_is_proved(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(site)]) == 0
    assert "none missing, changed or added" in capsys.readouterr().out


def test_the_command_needs_no_project_and_ends_with_one_where_a_file_differs(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (site / "zh/a.html").unlink()
    assert main(["verify", "site"]) == 1
    assert "zh/a.html:1:1 verify/differs it is missing" in capsys.readouterr().err


def test_the_command_ends_with_two_where_there_is_no_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "verify/no-manifest" in capsys.readouterr().err
