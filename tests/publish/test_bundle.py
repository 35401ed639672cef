"""The offline bundle: the same bytes for the same files, written once, and nobody else's file replaced."""

import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from jianbao.lock import hold
from jianbao.model.artifact import Artifact
from jianbao.problems import Problem
from jianbao.publish.bundle import Bundled, Contents, write_bundle
from jianbao.publish.manifest import About
from jianbao.publish.packing import PACKER, Packed, pack, packed_in
from jianbao.verifying import verify

SITE = (Artifact("zh/a.html", "简".encode()), Artifact("en/a.html", b"a" * 5000))
ABOUT = About({"en": "Tales"}, "1", "0.1")
BESIDE = (Artifact("start.html", b"start"),)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return where the bundle goes; its folder is not there yet."""
    return tmp_path / "output" / "jianbao-1.zip"


def published(target: Path, site: tuple[Artifact, ...], packer: str = "") -> Contents:
    """Lay out a site beside the folder of the bundle."""
    folder = target.parents[1] / "published"
    for one in site:
        (folder / one.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / one.path).write_bytes(one.body)
    digests = {one.path: sha256(one.body).hexdigest() for one in site}
    return Contents(site=digests, folder=folder, beside=BESIDE, about=ABOUT, packer=packer)


def written(target: Path, *, site: tuple[Artifact, ...] = SITE, clean: bool = False, packer: str = "") -> Bundled:
    """Write a bundle that has to succeed."""
    done = write_bundle(published(target, site, packer), target, clean=clean)
    assert isinstance(done, Bundled), done
    return done


def refused(target: Path) -> str:
    """Try to write a bundle that has to be refused; return the code and the message."""
    done = write_bundle(published(target, SITE), target)
    assert isinstance(done, Problem)
    return f"{done.code} {done.message}"


def test_a_bundle_holds_every_file_below_one_folder_in_order(target: Path) -> None:
    written(target)
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [
            "jianbao-1/manifest.json",
            "jianbao-1/site/en/a.html",
            "jianbao-1/site/zh/a.html",
            "jianbao-1/start.html",
        ]
        assert archive.read("jianbao-1/site/zh/a.html") == "简".encode()
        assert archive.testzip() is None


def test_the_order_of_the_files_does_not_matter(target: Path, tmp_path: Path) -> None:
    written(target)
    written(tmp_path / "b" / target.name, site=SITE[::-1])
    assert (tmp_path / "b" / target.name).read_bytes() == target.read_bytes()


@given(st.dictionaries(st.text("ab/", min_size=1, max_size=4), st.binary(max_size=50), max_size=4))
def test_an_archive_gives_back_what_was_packed(files: dict[str, bytes]) -> None:
    entries = [Packed(path, "", body) for path, body in sorted(files.items())]
    with zipfile.ZipFile(BytesIO(pack(entries, b""))) as archive:
        infos = archive.infolist()
        assert [archive.open(info).read() for info in infos] == [one.body for one in entries]
    assert {info.date_time for info in infos} <= {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr >> 16) for info in infos} <= {(3, 0o100644)}


FILES = st.dictionaries(st.sampled_from("abcdé"), st.binary(max_size=80), max_size=5)


@given(FILES, FILES)
def test_a_bundle_made_from_the_former_one_is_the_one_made_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, former: dict[str, bytes], site: dict[str, bytes]
) -> None:
    after, alone = (tmp_path_factory.mktemp("bundle") / "jianbao-1.zip" for _ in range(2))
    written(after, site=tuple(Artifact(*one) for one in former.items()))
    files = tuple(Artifact(*one) for one in site.items())
    written(after, site=files, packer=PACKER)
    written(alone, site=files)
    assert after.read_bytes() == alone.read_bytes()


def test_what_a_former_bundle_holds_is_not_compressed_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(target)
    compressed: list[str] = []
    whole = zipfile.ZipFile.writestr

    def watch(archive: zipfile.ZipFile, info: zipfile.ZipInfo, body: bytes) -> None:
        compressed.append(info.filename)
        whole(archive, info, body)

    monkeypatch.setattr(zipfile.ZipFile, "writestr", watch)
    written(target, site=(*SITE, Artifact("en/b.html", b"new")), packer=PACKER)
    assert compressed == ["jianbao-1/manifest.json", "jianbao-1/site/en/b.html"]


@pytest.mark.parametrize("packer", ["", "zlib 0, level 6"])
def test_what_another_compressor_has_packed_is_not_taken_over(target: Path, packer: str) -> None:
    written(target)
    digest = sha256(target.read_bytes()).hexdigest()
    assert packed_in(target, PACKER, digest)
    assert packed_in(target, packer, digest) == {}


def test_nothing_is_taken_over_from_a_bundle_that_was_changed(target: Path) -> None:
    written(target)
    digest = sha256(target.read_bytes()).hexdigest()
    target.write_bytes(target.read_bytes().replace(b"start.html", b"stert.html"))
    assert packed_in(target, PACKER, digest) == {}


def test_a_bundle_that_would_not_change_is_not_written(target: Path) -> None:
    written(target)
    before = target.stat()
    again = written(target)
    assert (again.written, again.bytes) == (False, before.st_size)
    assert target.stat().st_mtime_ns == before.st_mtime_ns


def test_a_clean_build_writes_it_again(target: Path) -> None:
    written(target)
    assert written(target, clean=True).written


@pytest.mark.parametrize("site", [SITE[:1], (SITE[0], Artifact("en/a.html", b"b" * 5000))], ids=["fewer", "other"])
def test_a_bundle_that_changes_is_written(target: Path, site: tuple[Artifact, ...]) -> None:
    written(target)
    assert written(target, site=site).written
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == len(site) + 2


@pytest.mark.parametrize("body", [b"", b"mine", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "zip"])
def test_a_file_of_someone_else_is_not_replaced(target: Path, body: bytes) -> None:
    target.parent.mkdir()
    target.write_bytes(body)
    assert "output/refused" in refused(target)
    assert target.read_bytes() == body


def test_a_folder_of_that_name_is_not_replaced(target: Path) -> None:
    target.mkdir(parents=True)
    assert "output/refused" in refused(target)


def test_a_symlink_is_not_followed(target: Path, tmp_path: Path) -> None:
    written(tmp_path / "other.zip")
    before = (tmp_path / "other.zip").read_bytes()
    target.parent.mkdir()
    target.symlink_to(tmp_path / "other.zip")
    assert "output/refused" in refused(target)
    assert (tmp_path / "other.zip").read_bytes() == before


def test_a_second_build_is_told_of_the_first(target: Path) -> None:
    target.parent.mkdir()
    with hold(target.with_name(f".{target.name}.lock")) as holder:
        assert holder is None
        assert "another build" in refused(target)


def test_what_a_killed_build_left_is_cleared(target: Path) -> None:
    target.parent.mkdir()
    (target.parent / f".{target.name}.jianbao-new").write_bytes(b"half")
    written(target)
    assert sorted(file.name for file in target.parent.iterdir()) == [target.name, f"{target.name}.sha256"]


def test_a_bundle_proves_itself(target: Path) -> None:
    written(target)
    assert verify(target).problems == ()
    assert verify(target).lines[0].endswith("Tales, edition 1, made by Jianbao 0.1")


def test_beside_the_bundle_lies_its_digest_as_sha256sum_reads_it(target: Path) -> None:
    written(target)
    digest = sha256(target.read_bytes()).hexdigest()
    assert target.with_name("jianbao-1.zip.sha256").read_text("utf-8") == f"{digest}  jianbao-1.zip\n"


def test_a_lost_digest_is_written_again(target: Path) -> None:
    written(target)
    target.with_name("jianbao-1.zip.sha256").unlink()
    written(target)
    assert target.with_name("jianbao-1.zip.sha256").is_file()


def test_a_new_version_of_the_program_makes_a_new_bundle(target: Path) -> None:
    written(target)
    contents = structs.replace(published(target, SITE), about=About({"en": "Tales"}, "1", "0.2"))
    done = write_bundle(contents, target)
    assert isinstance(done, Bundled)
    assert done.written
