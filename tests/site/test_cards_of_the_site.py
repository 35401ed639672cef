"""The cards as a site publishes them."""

import re
from pathlib import Path

import pytest

from jianbao.pipeline import Options, build
from jianbao.seeding import index_seeds
from tests.small_site import FILES, write_small_site

BASE = "https://example.org/s"


@pytest.fixture(scope="module", name="root")
def _root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = f"{FILES['config.yaml']}base_url: {BASE}\noutputs: [cards]\n"
    root = write_small_site(tmp_path_factory.mktemp("cards"), {"config.yaml": config})
    index_seeds(root)
    assert [one.problem for one in build(root).problems] == []
    return root


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_names_the_card_that_is_there(root: Path, lang: str) -> None:
    page = (root / f"output/site/{lang}/briefs/tale.html").read_text("utf-8")
    (address,) = re.findall(r'property="og:image" content="([^"]+)"', page)
    file = root / "output/site" / address.removeprefix(f"{BASE}/")
    assert file.read_bytes().startswith(b"\x89PNG")


def test_a_page_of_another_kind_names_none(root: Path) -> None:
    assert "og:image" not in (root / "output/site/en/products/mill.html").read_text("utf-8")


def test_a_second_build_sets_no_card_again(root: Path) -> None:
    kept = {file: file.stat().st_mtime_ns for file in (root / ".cache/cards").iterdir()}
    assert len(kept) == 2
    build(root, Options(clean=True))
    assert {file: file.stat().st_mtime_ns for file in (root / ".cache/cards").iterdir()} == kept
