"""Compressed copies: what has them, what is in them, and when they are made again."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.artifact import Artifact, Beside
from jianbao.model.config import Encoding
from jianbao.publish import compressed
from jianbao.publish.compressed import COMPRESSORS, find_missing, with_copies
from jianbao.publish.manifest import MANIFEST_NAME, decode_manifest
from jianbao.publish.output import Published, publish

PAGE = Artifact("en/index.html", b"<p>A mill at work</p>\n" * 40)
BOTH: tuple[Encoding, ...] = ("gzip", "brotli")


def paths(artifacts: Iterator[Artifact]) -> list[str]:
    return [one.path for one in artifacts]


def test_a_text_is_followed_by_its_copies(tmp_path: Path) -> None:
    assert paths(with_copies([PAGE], BOTH, tmp_path, {})) == ["en/index.html", "en/index.html.gz", "en/index.html.br"]


def test_nothing_is_laid_beside_unless_asked(tmp_path: Path) -> None:
    assert paths(with_copies([PAGE], (), tmp_path, {})) == ["en/index.html"]


@pytest.mark.parametrize("name", ["pdf/en/a.pdf", "cards/en/a.png", "assets/a.woff2"])
def test_what_is_compressed_already_has_no_copy(tmp_path: Path, name: str) -> None:
    assert paths(with_copies([Artifact(name, PAGE.body)], BOTH, tmp_path, {})) == [name]


def test_what_lies_beside_the_site_has_no_copy_in_it(tmp_path: Path) -> None:
    assert paths(with_copies([Beside("README.txt", PAGE.body)], BOTH, tmp_path, {})) == ["README.txt"]


def test_a_copy_that_is_no_smaller_is_left_out(tmp_path: Path) -> None:
    assert paths(with_copies([Artifact("robots.txt", b"x")], BOTH, tmp_path, {})) == ["robots.txt"]


@given(st.binary(max_size=2000))
def test_a_copy_gives_back_the_file(body: bytes) -> None:
    assert gzip.decompress(COMPRESSORS["gzip"][1](body)) == body
    assert brotli.decompress(COMPRESSORS["brotli"][1](body)) == body


def test_gzip_says_neither_when_nor_where_it_was_made() -> None:
    assert COMPRESSORS["gzip"][1](b"a")[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def test_copies_belong_to_the_site(tmp_path: Path) -> None:
    publish(with_copies([PAGE], BOTH, tmp_path / "site", {}), tmp_path / "site")
    assert b'"en/index.html.br"' in (tmp_path / "site" / MANIFEST_NAME).read_bytes()
    publish([PAGE], tmp_path / "site")
    assert [file.name for file in (tmp_path / "site/en").iterdir()] == ["index.html"]


@pytest.fixture(name="counted")
def _counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Count what is compressed."""
    made: list[bytes] = []

    def compress(body: bytes) -> bytes:
        made.append(body)
        return gzip.compress(body, mtime=0)

    monkeypatch.setattr(compressed, "COMPRESSORS", {"gzip": (".gz", compress)})
    return made


def publish_again(folder: Path, *pages: Artifact, clean: bool = False) -> Published:
    listed = None if clean or not folder.exists() else decode_manifest((folder / MANIFEST_NAME).read_bytes())
    done = publish(with_copies(pages, ("gzip",), folder, listed.entries if listed else {}), folder)
    assert isinstance(done, Published)
    return done


def test_a_copy_of_what_has_not_changed_is_kept(tmp_path: Path, counted: list[bytes]) -> None:
    publish_again(tmp_path / "site", PAGE)
    assert publish_again(tmp_path / "site", PAGE).kept == 2
    assert len(counted) == 1


def test_a_changed_file_has_a_new_copy(tmp_path: Path, counted: list[bytes]) -> None:
    publish_again(tmp_path / "site", PAGE)
    publish_again(tmp_path / "site", Artifact(PAGE.path, PAGE.body + b"new"))
    assert gzip.decompress((tmp_path / "site/en/index.html.gz").read_bytes()).endswith(b"new")
    assert len(counted) == 2


def test_a_copy_that_somebody_has_changed_is_made_again(tmp_path: Path, counted: list[bytes]) -> None:
    publish_again(tmp_path / "site", PAGE)
    (tmp_path / "site/en/index.html.gz").write_bytes(b"torn")
    publish_again(tmp_path / "site", PAGE)
    assert gzip.decompress((tmp_path / "site/en/index.html.gz").read_bytes()) == PAGE.body
    assert len(counted) == 2


def test_a_clean_build_compresses_everything(tmp_path: Path, counted: list[bytes]) -> None:
    publish_again(tmp_path / "site", PAGE)
    publish_again(tmp_path / "site", PAGE, clean=True)
    assert len(counted) == 2


def test_an_encoding_without_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "find_spec", lambda _name: None)
    (problem,) = find_missing(BOTH)
    assert problem.message == "brotli needs the package brotli, which is not installed"


def test_with_its_package_none_is_named() -> None:
    assert find_missing(BOTH) == ()
