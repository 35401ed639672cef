"""The words of the sources: never in what is published, and where they are asked for, in the pages alone."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from jianbao.model.site import Catalog
from jianbao.pipeline import build, check_only
from jianbao.seeding import index_seeds
from tests.conftest import ROOT
from tests.small_site import FILES, TALE, write_small_site

WORDS_MIN: Final = 8
LONG: Final = "The yard behind the mill was paved by four masons before the first snow fell."
SENTENCE: Final = "The mill made 12 carts in 2025."
_WORD: Final = re.compile(r"[0-9a-z]+(?:['’.][0-9a-z]+)*|[\u4e00-\u9fff]")
_TAG: Final = re.compile(r"<[^>]*>")


def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def texts_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the text of every file as it stands, and that of a page also without its tags."""
    for name, body in files.items():
        if name.endswith(".pdf"):
            done = subprocess.run(("pdftotext", "-", "-"), input=body, capture_output=True, check=True)
            yield name, done.stdout.decode()
        elif not name.endswith(".png"):
            text = body.decode("utf-8-sig")
            yield name, text
            if name.endswith(".html"):
                yield name, _TAG.sub("", text)


def find_copies(sentences: Iterable[str], files: Mapping[str, bytes]) -> list[str]:
    """Name each file that holds a sentence of eight words or more, in whatever case and with whatever punctuation."""
    wanted: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for sentence in sentences:
        run = words(sentence)
        if len(run) >= WORDS_MIN:
            wanted.setdefault(run[:WORDS_MIN], []).append(run)
    found = set()
    for name, text in texts_of(files):
        all_words = words(text)
        for start, run in enumerate(zip(*(all_words[shift:] for shift in range(WORDS_MIN)), strict=False)):
            for whole in wanted.get(run, ()):
                if all_words[start : start + len(whole)] == whole:
                    found.add(name)
    return sorted(found)


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def catalog_of(root: Path) -> Catalog:
    catalog = check_only(root).catalog
    assert catalog is not None
    return catalog


def small(folder: Path, config: str = "", licence: str = "") -> Path:
    """Write the small site with one long sentence, cited by its brief."""
    changes = {
        "texts/tale.txt": TALE.replace("It has a yard.", LONG),
        "config.yaml": FILES["config.yaml"] + config,
        "site_src/sources/tale.yaml": FILES["site_src/sources/tale.yaml"] + licence,
    }
    root = write_small_site(folder, changes)
    index_seeds(root)
    return root


def built(root: Path) -> Path:
    report = build(root)
    assert [one.problem for one in report.problems] == []
    return root / report.folder


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a private copy of the small site."""
    return built(small(tmp_path_factory.mktemp("private"), "excerpts: true\n"))


def test_no_sentence_of_a_seed_text_is_published(site: Path, seed_texts: Path) -> None:
    """Headlines are the names of the sources, and no sentences of theirs."""
    assert seed_texts.is_dir()
    if shutil.which("pdftotext") is None:
        pytest.skip("there is no pdftotext: apt install poppler-utils")
    texts = catalog_of(ROOT).sentence_texts
    sentences = [words for locator, words in texts.items() if "/h" not in locator]
    assert sum(len(words(one)) >= WORDS_MIN for one in sentences) > 100
    assert find_copies(sentences, files_in(site)) == []


def test_a_sentence_that_is_published_is_found() -> None:
    page = b"<p>He says: the <b>yard</b> behind the mill was paved by four masons before the first snow fell</p>"
    assert find_copies([LONG], {"en/a.html": page}) == ["en/a.html"]


def test_without_the_option_the_small_site_has_no_sentence_either(tmp_path: Path) -> None:
    folder = built(small(tmp_path))
    assert find_copies([LONG], files_in(folder)) == []
    with zipfile.ZipFile(next(folder.parent.glob("*.zip"))) as bundle:
        assert find_copies([LONG], {name: bundle.read(name) for name in bundle.namelist()}) == []


def test_with_the_option_the_sentences_stand_in_pages_only(private: Path) -> None:
    found = find_copies([LONG], files_in(private))
    assert {name.rpartition(".")[2] for name in found} == {"html"}
    assert {"en/briefs/tale.html", "zh/briefs/tale.html", "en/sources/tale.html", "zh/sources/tale.html"} <= set(found)


def test_notes_cards_and_source_pages_quote_the_sentence_in_its_language(private: Path) -> None:
    quoted = f'<blockquote class="excerpt" lang="en">{SENTENCE}</blockquote>'
    brief = (private / "zh/briefs/tale.html").read_text("utf-8")
    notes, _, cards = brief.partition('class="evidence-cards"')
    assert (quoted in notes, quoted in cards) == (True, True)
    assert quoted in (private / "zh/sources/tale.html").read_text("utf-8")


@pytest.mark.parametrize(("lang", "mark"), [("en", "Private copy"), ("zh", "自用版本")])
def test_every_page_of_a_private_copy_says_so_and_is_kept_from_search_engines(
    private: Path, lang: str, mark: str
) -> None:
    pages = [file.read_text("utf-8") for file in (private / lang).rglob("*.html")]
    assert [page for page in pages if mark not in page or 'name="robots" content="noindex' not in page] == []


def test_the_bundle_of_a_private_copy_says_so(private: Path) -> None:
    with zipfile.ZipFile(next(private.parent.glob("*.zip"))) as bundle:
        (name,) = (name for name in bundle.namelist() if name.endswith("README.txt"))
        assert ("Private copy" in bundle.read(name).decode(), "自用版本" in bundle.read(name).decode()) == (True, True)


def test_a_published_site_under_an_open_licence_quotes_and_names_the_licence(tmp_path: Path) -> None:
    folder = built(small(tmp_path, "excerpts: true\nbase_url: https://example.org\n", "licence: CC-BY-4.0\n"))
    page = (folder / "en/sources/tale.html").read_text("utf-8")
    assert LONG in page
    assert '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>' in page
    assert "Private copy" not in page


def test_a_licence_is_named_without_excerpts_too_and_none_where_none_is_known(tmp_path: Path) -> None:
    open_one = built(small(tmp_path / "open", licence="licence: CC0-1.0\n")) / "en/sources/tale.html"
    closed = built(small(tmp_path / "closed")) / "en/sources/tale.html"
    assert ["CC0 1.0" in file.read_text("utf-8") for file in (open_one, closed)] == [True, False]
