"""A site makes only what its configuration asks for, and never links what it does not make."""

from pathlib import Path

import pytest

from jianbao.model.config import OUTPUTS
from jianbao.pipeline import build
from jianbao.seeding import index_seeds
from tests.site.crawler import crawl
from tests.small_site import FILES, write_small_site

MADE_BY = {
    "citations": "data/cite/products/mill.bib",
    "data": "data/figures.csv",
    "feeds": "en/feed.xml",
    "markdown": "en/products/mill.md",
    "overviews": "en/figures.html",
    "parallel": "en/products/mill.parallel.html",
    "search": "en/search.html",
}
"""A file that stands for each output."""


def site_with(root: Path, *outputs: str) -> Path:
    """Build the small site with these outputs."""
    extra = f'base_url: "https://tales.example"\noutputs: [{", ".join(outputs)}]\npdf_kinds: []\n'
    write_small_site(root, {"config.yaml": FILES["config.yaml"] + extra})
    index_seeds(root)
    assert build(root).problems == ()
    return root / "output" / "site"


@pytest.mark.parametrize("outputs", [(), *((one,) for one in MADE_BY), *(tuple({*OUTPUTS} - {one}) for one in MADE_BY)])
def test_what_is_not_made_is_not_linked(tmp_path: Path, outputs: tuple[str, ...]) -> None:
    site = site_with(tmp_path, *outputs)

    def fetch(address: str) -> bytes | None:
        file = site / address.removeprefix("file:///")
        return file.read_bytes() if file.is_file() else None

    assert crawl(fetch, "file:///index.html").broken == []


@pytest.mark.parametrize("output", MADE_BY)
def test_an_output_is_made_where_it_is_named(tmp_path: Path, output: str) -> None:
    made = {one for one, file in MADE_BY.items() if (site_with(tmp_path, output) / file).is_file()}
    assert made == {output}
