"""After any edits an incremental build makes what a clean build makes, byte for byte, and no more than it must."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from jianbao.pipeline import Options, Report, rebuild
from jianbao.remembering import Memory
from jianbao.seeding import index_seeds
from tests.changing_site import State, edited, written
from tests.small_site import write_small_site

EDITS = 80
COMPARED_EVERY = 8


class Project:
    """A project on disk that takes states, and remembers between its builds."""

    def __init__(self, root: Path, state: State) -> None:
        self.root = root
        self.memory = Memory()
        self.rendered: list[str] = []
        self._files = written(state)
        write_small_site(root, dict(self._files))
        assert index_seeds(root).problems == ()

    def change(self, state: State) -> None:
        """Write what differs, as an editor does."""
        files = written(state)
        for name in self._files.keys() - files.keys():
            (self.root / name).unlink()
        for name, text in files.items():
            if self._files.get(name) != text:
                (self.root / name).parent.mkdir(exist_ok=True)
                (self.root / name).write_text(text, "utf-8")
        self._files = files

    def build(self, *, clean: bool = False) -> Report:
        """Build with what the last build left, and note which pages were rendered."""
        self.rendered = []
        done = rebuild(self.root, self.memory, Options(clean=clean), watch=lambda _, path: self.rendered.append(path))
        self.memory = done.memory
        return done.report

    def rendered_by(self, state: State) -> list[str]:
        """Change to a state, build, and name the pages that were rendered."""
        self.change(state)
        assert self.build().problems == ()
        return sorted(self.rendered)

    def tree(self) -> Mapping[str, bytes]:
        """Return every file of the site."""
        folder = self.root / "output/site"
        return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Name the files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def meddle(project: Project, chance: Random) -> None:
    """Now and then change or delete published files by hand."""
    published = sorted(project.tree())
    if published and not chance.randrange(6):
        file = project.root / "output/site" / chance.choice([path for path in published if path != "manifest.json"])
        if chance.randrange(2):
            file.write_bytes(b"tampered" + file.read_bytes()[8:])
        else:
            file.unlink()


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_an_incremental_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    chance, state = Random(seed), State()  # noqa: S311 -- the same edits in each run
    kept, clean = Project(tmp_path / "kept", state), Project(tmp_path / "clean", state)
    history = []
    for number in range(1, EDITS + 1):
        state = edited(state, chance)
        history.append(state)
        kept.change(state)
        report = kept.build()
        assert bool(report.problems) == state.spoilt, report.problems
        if number % COMPARED_EVERY == 0 and not state.spoilt:
            clean.change(state)
            assert clean.build(clean=True).problems == ()
            assert differing(kept.tree(), clean.tree()) == [], history[-COMPARED_EVERY:]
        meddle(kept, chance)


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Project:
    """Return a project that was built."""
    project = Project(tmp_path, State())
    assert project.build().problems == ()
    return project


def both(*pages: str) -> list[str]:
    """Name pages in both languages."""
    return sorted(f"{lang}/{page}" for lang in ("en", "zh") for page in pages)


def own_pages(*pages: str) -> list[str]:
    """Name the pages of records, and those with both languages side by side."""
    return both(*(f"{page}{suffix}" for page in pages for suffix in (".html", ".parallel.html")))


def with_search(pages: list[str]) -> list[str]:
    """Add the pages that name the first file of the index, which differs when any word of the site does."""
    return sorted([*pages, *both("search.html")])


def test_without_a_change_nothing_is_rendered(project: Project) -> None:
    assert project.rendered_by(State()) == []


def test_without_a_change_nothing_that_renders_is_loaded(tmp_path: Path) -> None:
    Project(tmp_path, State())
    script = (
        "import sys; from pathlib import Path; from jianbao.pipeline import build; "
        "assert not build(Path(sys.argv[1])).problems; print(*sys.modules)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    loaded = [set(subprocess.run(command, capture_output=True, check=True).stdout.split()) for _ in range(2)]
    heavy = {b"jinja2", b"jianbao.render.making", b"jianbao.link.site", b"jianbao.check.run", b"jianbao.read.catalog"}
    assert [one & heavy for one in loaded] == [heavy, set()]
    assert b"typst" not in loaded[1]


def test_an_edited_text_renders_the_pages_of_its_record_alone(project: Project) -> None:
    assert project.rendered_by(State(words={"company/wheels": 1})) == with_search(own_pages("companies/wheels"))


def test_a_text_that_leads_elsewhere_renders_that_page_too(project: Project) -> None:
    found = project.rendered_by(State(words={"region/hill": 2}))
    assert found == with_search(own_pages("regions/hill", "products/mill"))


def test_an_edited_name_renders_the_pages_that_show_it(project: Project) -> None:
    found = project.rendered_by(State(name=1))
    assert set(own_pages("products/mill", "briefs/tale", "metrics/carts")) <= set(found)
    assert set(both("products/index.html", "figures.html")) <= set(found)
    assert not set(own_pages("pages/about")) & set(found)


def test_an_edited_style_sheet_renders_every_page(project: Project) -> None:
    assert len(project.rendered_by(State(style=1))) == project.build().pages


def test_an_edited_template_renders_the_pages_that_are_filled_into_it(project: Project) -> None:
    found = project.rendered_by(State(page=1))
    assert found == both(
        "companies/wheels.html", "policies/rule.html", "products/mill.html", "regions/hill.html", "topics/milling.html"
    )


def test_an_edited_part_of_templates_renders_every_page_that_includes_it(project: Project) -> None:
    assert len(project.rendered_by(State(footer=1))) == project.build().pages


def test_a_published_page_that_was_changed_by_hand_is_rendered_again_in_all_its_languages(project: Project) -> None:
    (project.root / "output/site/en/products/mill.html").write_bytes(b"mine")
    assert project.rendered_by(State()) == both("products/mill.html")


def test_the_report_counts_the_rendered_pages(project: Project) -> None:
    project.change(State(words={"company/wheels": 1}))
    assert project.build().rendered == len(with_search(own_pages("companies/wheels")))


def test_a_problem_gives_the_memory_back(project: Project) -> None:
    before = project.memory
    project.change(State(spoilt=True))
    assert project.build().problems
    assert project.memory is before
