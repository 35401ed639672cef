"""Two sites that show the same count as alike, two that do not never."""

from pathlib import Path

import pytest

from bench.compare import differences, sampled_pages
from bench.content import Corpus, make_corpus
from tests.bench.pages import SHOWN, write_pages


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(20)


def unlike(corpus: Corpus, root: Path, other: str) -> list[str]:
    """Compare a site in which every page is the same with one in which one page is another."""
    write_pages(corpus, root / "one", SHOWN)
    write_pages(corpus, root / "other", SHOWN)
    (root / "other" / next(sampled_pages(corpus))).write_text(other, encoding="utf-8")
    return list(differences(sampled_pages(corpus), root / "one", root / "other"))


@pytest.mark.parametrize(
    "same",
    [
        SHOWN,
        SHOWN.replace("<h1>", "<h1>\n  "),
        SHOWN.replace("12 looms", "12&nbsp;looms"),
        SHOWN.replace("12 looms", '12 looms<button class="seal">1</button>'),
        SHOWN.replace("../companies/mill.html", "/en/companies/mill.html"),
        SHOWN.replace("<header>", "<header><p>Another menu</p>"),
    ],
)
def test_what_looks_the_same_is_alike(corpus: Corpus, tmp_path: Path, same: str) -> None:
    assert unlike(corpus, tmp_path, same) == []


@pytest.mark.parametrize(
    "other",
    [
        SHOWN.replace("A yard", "The yard"),
        SHOWN.replace("<td>12", "<td>13"),
        SHOWN.replace("mill.html", "mule.html"),
        SHOWN.replace(">Mill<", ">Mule<"),
        SHOWN.replace("<p>A yard.</p>", ""),
        SHOWN.replace("<p>A yard.</p>", "<p>A yard.</p><p>A yard.</p>"),
    ],
)
def test_another_word_cell_or_target_is_found(corpus: Corpus, tmp_path: Path, other: str) -> None:
    assert unlike(corpus, tmp_path, other) != []


def test_a_missing_page_is_found(corpus: Corpus, tmp_path: Path) -> None:
    write_pages(corpus, tmp_path / "one", SHOWN)
    write_pages(corpus, tmp_path / "other", SHOWN)
    page = next(sampled_pages(corpus))
    (tmp_path / "other" / page).unlink()
    assert list(differences(sampled_pages(corpus), tmp_path / "one", tmp_path / "other")) == [
        f"{page} is missing in {tmp_path / 'other'}"
    ]


def test_both_languages_and_every_kind_are_sampled(corpus: Corpus) -> None:
    folders = {page.rpartition("/")[0] for page in sampled_pages(corpus)}
    kinds = {entry.folder for entry in corpus.entries}
    assert {f"{lang}/{kind}" for lang in ("en", "zh") for kind in kinds} <= folders
