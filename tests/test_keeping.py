"""What a build leaves for the next process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from jianbao.keeping import recall, recall_index
from jianbao.pipeline import build
from jianbao.render.search_memory import Indexed
from jianbao.reports import Options
from jianbao.seeding import index_seeds
from tests.small_site import write_small_site

MILL: Final = "site_src/products/mill.yaml"
INDEX: Final = ".cache/search"


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    """Return a project that was built."""
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    assert build(tmp_path, Options(pdf=False)).problems == ()
    return tmp_path


def edit(root: Path) -> None:
    """Edit a paragraph."""
    path = root / MILL
    path.write_text(path.read_text("utf-8").replace("It turned out", "The mill turned out"), "utf-8")


def published(root: Path) -> Mapping[str, bytes]:
    """Build, and return the index of the search that is published."""
    assert build(root, Options(pdf=False)).problems == ()
    return {one.name: one.read_bytes() for one in (root / "output/site/assets/search").iterdir()}


def test_what_the_index_was_made_of_is_known_to_the_next_process(root: Path) -> None:
    assert "product/mill" in recall_index(root, Options(), recall(root)).documents


def test_a_clean_build_knows_nothing_of_the_index(root: Path) -> None:
    assert recall_index(root, Options(clean=True), recall(root)) == Indexed()


def test_a_preview_does_not_know_the_index_of_the_site(root: Path) -> None:
    assert recall_index(root, Options(preview=True), recall(root)) == Indexed()


@pytest.mark.parametrize("kept", [None, b"", b"damaged"])
def test_an_index_that_is_lost_or_damaged_is_made_again(root: Path, kept: bytes | None) -> None:
    edit(root)
    found = published(root)
    edited = (root / MILL).read_bytes()
    (root / MILL).write_bytes(edited.replace(b"The mill turned", b"It turned"))
    published(root)
    (root / MILL).write_bytes(edited)
    (root / INDEX).unlink()
    if kept is not None:
        (root / INDEX).write_bytes(kept)
    assert published(root) == found


def test_a_build_that_finds_everything_as_it_was_leaves_the_index_alone(root: Path) -> None:
    (root / INDEX).write_bytes(b"untouched")
    published(root)
    assert (root / INDEX).read_bytes() == b"untouched"
