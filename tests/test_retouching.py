"""Where only words have changed, the pages of their records are made again, and the others are not even read."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from jianbao import pipeline
from jianbao.errands import Send
from jianbao.link.near import link_near
from jianbao.link.site import link_site
from jianbao.model.site import Catalog
from jianbao.pipeline import Options, Report, build
from jianbao.render.reads import cut_to_route
from jianbao.retouching import FEW
from jianbao.seeding import index_seeds
from jianbao.sources import Findings
from tests.changing_site import OUTPUTS, REFS, TALE, State, edited, written
from tests.small_site import write_small_site

PLAIN = Options(pdf=False)
QUIET = tuple(one for one in OUTPUTS if one not in {"search", "overviews"})
"""What is made beside the pages where nothing looks across all records."""

START = State(outputs=QUIET, extra=("a",))
FULL = State(extra=("a",))
MILL = "site_src/products/mill.yaml"
WHEELS = "site_src/companies/wheels.yaml"


def _without_texts(state: State) -> Mapping[str, str]:
    return {name: text for name, text in written(state).items() if not name.startswith("texts/")}


class Project:
    """A project that takes states, and tells whether its records were read; seed texts may be at hand."""

    def __init__(self, root: Path, state: State = START, *, has_texts: bool = False) -> None:
        self.root = root
        self.reviews = 0
        self._files: Mapping[str, str] = _without_texts(state)
        write_small_site(root, written(state))
        assert index_seeds(root).problems == ()
        if not has_texts:
            (root / "texts/tale.txt").unlink()
        assert self.build().problems == ()

    def change(self, state: State) -> None:
        """Write what differs."""
        files = _without_texts(state)
        for name in self._files.keys() - files.keys():
            (self.root / name).unlink(missing_ok=True)
        for name, text in files.items():
            if self._files.get(name) != text:
                (self.root / name).parent.mkdir(exist_ok=True)
                (self.root / name).write_text(text, "utf-8")
        self._files = files

    def build(self, options: Options = PLAIN) -> Report:
        """Build, and note whether the records were read."""
        review = pipeline.check_only

        def reviewed(root: Path, jobs: int, send: Send | None) -> Findings:
            self.reviews += 1
            return review(root, jobs, send)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "check_only", reviewed)
            self.reviews = 0
            return build(self.root, options)

    def tree(self) -> Mapping[str, bytes]:
        """Return every file of the site."""
        folder = self.root / "output/site"
        return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Project:
    """Return a project that was built."""
    return Project(tmp_path)


def words(*refs: str, number: int = 1) -> State:
    """Return the first state with other words in these records."""
    return replace(START, words=dict.fromkeys(refs, number))


def reword(file: Path, *changes: tuple[str, str]) -> None:
    """Put other words in a file."""
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


SHORT = ("product/mill", "company/wheels", "region/hill", "policy/rule", "topic/milling", "person/a", "page/about")


@pytest.mark.parametrize("ref", SHORT)
def test_other_words_are_on_the_page_though_no_other_record_was_read(project: Project, ref: str) -> None:
    project.change(words(ref))
    report = project.build()
    changed = project.tree()
    assert (report.problems, project.reviews) == ((), 0)
    assert report.rendered == 4  # in two languages, and with the other beside it
    project.build(Options(pdf=False, clean=True))
    assert project.tree() == changed


def test_the_words_of_several_records_may_change_at_once(project: Project) -> None:
    project.change(words("product/mill", "company/wheels"))
    assert project.build().rendered == 8
    assert project.reviews == 0


def test_words_that_were_retouched_are_as_they_should_be_to_a_build_that_reads_all(project: Project) -> None:
    project.change(words("product/mill"))
    project.build()
    (project.root / ".cache/links").unlink()
    project.change(words("product/mill", "company/wheels"))
    report = project.build()
    assert (project.reviews, report.rendered) == (1, 4)


def test_after_a_retouch_nothing_has_changed(project: Project) -> None:
    project.change(words("product/mill"))
    project.build()
    assert project.build().rendered == 0
    assert project.reviews == 0


LONG = {
    "words that lead to another record": words("product/mill", number=3),
    "words that show a figure": words("company/wheels", number=4),
    "words of a brief, which the front page shows": words("brief/tale"),
    "words of a term, which its list shows": words("term/cart"),
    "a name": replace(START, name=1),
    "a name that shows a figure": replace(START, name=2),
    "a figure": replace(START, count="15"),
    "a status": replace(START, status="target"),
    "a topic": replace(START, topics=("milling", "carts")),
    "a record more": replace(START, extra=("a", "b")),
    "a record less": replace(START, extra=()),
    "words and a record less": replace(START, extra=(), words={"company/wheels": 1}),
    "the configuration": replace(START, title="Old tales"),
    "what is made": replace(START, outputs=(*QUIET, "overviews")),
    "a style sheet": replace(START, style=1),
    "a layout": replace(START, footer=1),
    "a template": replace(START, page=1),
    "an interface string": replace(START, string=1),
    "words and an interface string": replace(START, string=1, words={"company/wheels": 1}),
    "a unit": replace(START, unit=1),
}


@pytest.mark.parametrize("state", LONG.values(), ids=LONG.keys())
def test_what_may_be_seen_elsewhere_takes_the_long_way(project: Project, state: State) -> None:
    project.change(state)
    assert project.build().problems == ()
    assert project.reviews == 1
    changed = project.tree()
    project.build(Options(pdf=False, clean=True))
    assert project.tree() == changed


@pytest.mark.parametrize("ref", ["policy/rule", "person/a", "brief/tale"])
def test_words_that_an_overview_reads_take_the_long_way(tmp_path: Path, ref: str) -> None:
    project = Project(tmp_path, FULL)
    project.change(replace(FULL, words={ref: 1}))
    project.build()
    assert project.reviews == 1


@pytest.mark.parametrize("ref", ["topic/milling", "company/wheels", "region/hill", "page/about"])
def test_other_words_are_found_though_no_other_record_was_read(tmp_path: Path, ref: str) -> None:
    project = Project(tmp_path, FULL, has_texts=True)
    project.change(replace(FULL, words={ref: 1}))
    report = project.build()
    changed = project.tree()
    assert (report.problems, project.reviews) == ((), 0)
    assert report.rendered == 6  # with the page of the search in two languages
    project.build(Options(pdf=False, clean=True))
    assert project.tree() == changed


def test_words_that_change_the_mean_length_of_documents_take_the_long_way(tmp_path: Path) -> None:
    project = Project(tmp_path, FULL)
    file = project.root / "site_src/topics/milling.yaml"
    reword(file, ("It has a yard of its own.", "It has a yard of its own. " + "So they say. " * 100))
    assert project.build().problems == ()
    assert project.reviews == 1
    changed = project.tree()
    project.build(Options(pdf=False, clean=True))
    assert project.tree() == changed


def test_where_the_parts_of_the_index_are_lost_words_take_the_long_way(tmp_path: Path) -> None:
    project = Project(tmp_path, FULL)
    (project.root / ".cache/search").unlink()
    project.change(replace(FULL, words={"topic/milling": 1}))
    assert project.build().problems == ()
    assert project.reviews == 1


def test_words_of_a_seed_text_are_told_as_ever(tmp_path: Path) -> None:
    project = Project(tmp_path, FULL, has_texts=True)
    copied = "The mill of that name made its carts and wheels in the yard where the rule came from."
    (project.root / "texts/tale.txt").write_text(TALE + f"\n{copied}\n", "utf-8")
    reword(project.root / "seeds/tale.yaml", ('lines: "3"', 'lines: "3-5"'))
    assert index_seeds(project.root).problems == ()
    assert project.build().problems == ()
    reword(project.root / WHEELS, ("It has a yard of its own.", copied))
    report = project.build()
    assert {one.problem.code for one in report.problems} == {"copy/shared-run"}


def test_where_sentences_are_shown_all_words_take_the_long_way(tmp_path: Path) -> None:
    project = Project(tmp_path, FULL, has_texts=True)
    reword(project.root / "config.yaml", ("languages:", "excerpts: true\nlanguages:"))
    assert project.build().problems == ()
    reword(project.root / WHEELS, ("It has a yard of its own", "It still has a yard of its own"))
    assert project.build().problems == ()
    assert project.reviews == 1


def test_a_problem_in_new_words_is_told_as_ever(project: Project) -> None:
    project.change(replace(START, spoilt=True))
    report = project.build()
    assert {one.problem.code for one in report.problems} == {"closure/unbound"}
    assert report.problems[0].place.file == MILL


def test_a_numeral_in_a_name_of_a_record_that_is_not_near_needs_no_figure(tmp_path: Path) -> None:
    project = Project(tmp_path)
    reword(project.root / "site_src/policies/rule.yaml", ("The rule", "Rule 9"), ("规定", "九号规定"))
    project.build()
    reword(project.root / WHEELS, ("It has a yard of its own", "Rule 9 gave it"), ("磨坊另有院子", "九号规定给的"))
    assert project.build().problems == ()
    assert project.reviews == 0


def test_a_published_file_that_was_changed_by_hand_takes_the_long_way(project: Project) -> None:
    (project.root / "output/site/en/index.html").write_bytes(b"mine")
    project.change(words("product/mill"))
    project.build()
    assert project.reviews == 1
    assert project.tree()["en/index.html"] != b"mine"


def test_a_record_that_becomes_a_draft_takes_the_long_way(project: Project) -> None:
    file = project.root / "site_src/people/a.yaml"
    file.write_text("draft: true\n" + file.read_text("utf-8"), "utf-8")
    project.build()
    assert project.reviews == 1


@pytest.mark.parametrize("name", ["links", "links.pages"])
def test_links_that_were_damaged_are_made_again(project: Project, name: str) -> None:
    links = project.root / ".cache" / name
    links.write_bytes(links.read_bytes()[:-1].replace(b"mill", b"bill"))
    project.change(words("product/mill"))
    assert project.build().problems == ()
    assert project.reviews == 1
    project.change(words("product/mill", "company/wheels"))
    project.build()
    assert project.reviews == 0


def test_many_changed_files_take_the_long_way(tmp_path: Path) -> None:
    start = replace(START, extra=tuple("abcdefghijklmnopq"[: FEW + 1]))
    project = Project(tmp_path, start)
    project.change(replace(start, words={f"person/{one}": 1 for one in start.extra}))
    assert project.build().problems == ()
    assert project.reviews == 1


@pytest.mark.parametrize(("start", "seed"), [(START, 0), (FULL, 1), (FULL, 2)])
def test_after_any_edits_the_short_way_leads_where_the_long_one_does(tmp_path: Path, start: State, seed: int) -> None:
    chance, state = Random(seed), start  # noqa: S311 -- the same edits in each run
    kept, clean = (Project(tmp_path / name, start, has_texts=start is FULL) for name in ("kept", "clean"))
    short = 0
    for number in range(1, 61):
        state = _reworded(state, chance) if chance.randrange(3) else edited(state, chance)
        kept.change(state)
        report = kept.build()
        short += not kept.reviews and bool(report.rendered)
        assert bool(report.problems) == state.spoilt, report.problems
        if number % 6 == 0 and not state.spoilt:
            clean.change(state)
            assert clean.build(Options(pdf=False, clean=True)).problems == ()
            assert kept.tree() == clean.tree()
    assert short > 9


def _reworded(state: State, chance: Random) -> State:
    ref = chance.choice(REFS)
    return replace(state, words={**state.words, ref: 1 - min(state.words.get(ref, 0), 1)})


def test_what_is_linked_near_a_page_is_what_the_whole_site_links(project: Project) -> None:
    catalog = pipeline.check_only(project.root).catalog
    assert isinstance(catalog, Catalog)
    site = link_site(catalog)
    for route in site.routes:
        if route.subject is not None and route.kind != "source":
            near = link_near(catalog, (route,), site.tiles)
            assert cut_to_route(near, route) == cut_to_route(site, route)
