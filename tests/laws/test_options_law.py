"""However a site comes to its configuration, it is the one that a clean build makes."""

from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from jianbao.pipeline import build
from jianbao.seeding import index_seeds
from tests.small_site import FILES, write_small_site

ADDRESS: Final = "base_url: https://example.org\n"
CHOICES: Final = {
    "plain": "outputs: [data]\n",
    "excerpts": "outputs: [data]\nexcerpts: true\n",
    "excerpts at an address": f"{ADDRESS}outputs: [data]\nexcerpts: true\n",
    "address": f"{ADDRESS}outputs: [data]\n",
    "cards": f"{ADDRESS}outputs: [data, cards]\n",
    "gzip": "outputs: [data]\nprecompress: [gzip]\n",
    "both encodings": "outputs: [data]\nprecompress: [gzip, brotli]\n",
}
WAYS: Final = [*pairwise([*CHOICES, "plain"]), ("both encodings", "gzip"), ("cards", "excerpts"), ("gzip", "excerpts")]


def configure(root: Path, choice: str) -> None:
    (root / "config.yaml").write_text(f"{FILES['config.yaml']}pdf_kinds: []\n{CHOICES[choice]}", "utf-8")


def small(folder: Path, choice: str) -> Path:
    source = FILES["site_src/sources/tale.yaml"] + "licence: CC-BY-4.0\n"
    root = write_small_site(folder, {"site_src/sources/tale.yaml": source})
    configure(root, choice)
    index_seeds(root)
    return root


def built(root: Path) -> dict[str, bytes]:
    report = build(root)
    assert [one.problem for one in report.problems] == []
    folder = root / report.folder
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("before", "after"), WAYS)
def test_an_option_that_is_changed_gives_the_site_of_a_clean_build(tmp_path: Path, before: str, after: str) -> None:
    root = small(tmp_path / "changed", before)
    former = built(root)
    configure(root, after)
    changed = built(root)
    assert changed == built(small(tmp_path / "clean", after))
    assert changed != former
