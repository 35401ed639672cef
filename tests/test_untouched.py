"""A project in which nothing has changed is known without being read; whatever has changed is noticed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao import pipeline
from jianbao.pipeline import Options, build
from jianbao.seeding import index_seeds
from tests.small_site import write_small_site

MILL = "site_src/products/mill.yaml"
CLEAR = Options(pdf=False)


class ReadError(Exception):
    """Somebody has read the records."""


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    """Return a project that was built."""
    write_small_site(tmp_path)
    (tmp_path / "site_src/editions").mkdir()
    assert index_seeds(tmp_path).problems == ()
    assert build(tmp_path, CLEAR).problems == ()
    return tmp_path


@pytest.fixture(name="blind")
def _blind(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the project, of which nobody can read the records any more."""

    def refuse(*_: object) -> None:
        raise ReadError

    monkeypatch.setattr(pipeline, "check_only", refuse)
    return root


def test_a_project_that_has_not_changed_is_not_read(blind: Path) -> None:
    report = build(blind, CLEAR)
    assert report.published is not None
    assert (report.rendered, report.published.written, report.published.removed) == (0, 0, 0)


def test_the_report_of_a_build_that_reads_nothing_says_what_the_first_said(root: Path) -> None:
    first, second = build(root, Options(pdf=False, clean=True)), build(root, CLEAR)
    told = [(one.records, one.figures, one.pages, one.rules, one.absent, one.drafts) for one in (first, second)]
    assert told[0] == told[1]


def test_a_file_that_was_written_again_with_the_same_bytes_is_the_same(blind: Path) -> None:
    (blind / MILL).write_bytes((blind / MILL).read_bytes())
    assert build(blind, CLEAR).problems == ()


def append(name: str, words: str) -> Callable[[Path], None]:
    """Add words to a file of the project."""

    def deed(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(words)

    return deed


CHANGES: dict[str, Callable[[Path], object]] = {
    "a list of units": append("site_src/units.yaml", "# a word\n"),
    "a record of the same size": lambda root: (root / MILL).write_bytes(
        (root / MILL).read_bytes().replace(b"mill", b"kiln", 1)
    ),
    "a record that is gone": lambda root: (root / MILL).unlink(),
    "a record more": lambda root: shutil.copy(root / MILL, root / "site_src/products/kiln.yaml"),
    "a record with another name": lambda root: (root / MILL).rename(root / "site_src/products/kiln.yaml"),
    "a record in a folder": lambda root: shutil.copytree(root / "site_src/products", root / "site_src/products/more"),
    "a folder of no kind": lambda root: (root / "site_src/things").mkdir(),
    "a folder among the interface strings": lambda root: (root / "site_src/ui/fr").mkdir(),
    "a folder among the editions": lambda root: (root / "site_src/editions/one").mkdir(),
    "a file of no kind": lambda root: (root / "site_src/products/note.txt").write_text("a word"),
    "a symbolic link": lambda root: (root / "site_src/products/kiln.yaml").symlink_to(root / MILL),
    "an interface string": append("site_src/ui/en.yaml", "# a word\n"),
    "a seed record": append("seeds/tale.yaml", "# a word\n"),
    "a seed record with another suffix": lambda root: (root / "seeds/more.yml").write_text("a: b"),
    "a seed text": append("texts/tale.txt", "A word.\n"),
    "the configuration": append("config.yaml", "paper: Letter\n"),
    "a template": append("templates/pages/record.html", "<!-- a word -->"),
    "a style sheet": append("site_src/assets/css/base.css", "/* a word */"),
    "a published page": append("output/site/en/index.html", "a word"),
    "a published page that is gone": lambda root: (root / "output/site/en/index.html").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_has_changed_is_read(blind: Path, change: Callable[[Path], object]) -> None:
    change(blind)
    with pytest.raises(ReadError):
        build(blind, CLEAR)


@pytest.mark.parametrize("options", [Options(pdf=False, clean=True), Options(), Options(pdf=False, preview=True)])
def test_who_asks_for_something_else_gets_it_made(blind: Path, options: Options) -> None:
    with pytest.raises(ReadError):
        build(blind, options)
