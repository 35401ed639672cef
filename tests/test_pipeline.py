"""The stages put together: what a build does, and what it leaves alone."""

from pathlib import Path

import pytest

from jianbao.pipeline import Report, build, check_only
from jianbao.seeding import index_seeds
from tests.small_site import FILES, write_small_site

MILL = "site_src/products/mill.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project that can be built."""
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def places(report: Report) -> list[tuple[str, str, int]]:
    """Return the code, file and line of each problem."""
    return [(one.problem.code, one.place.file, one.place.line) for one in report.problems]


def test_a_sound_project_becomes_a_site(root: Path) -> None:
    report = build(root)
    assert report.problems == ()
    assert (root / "output/site/en/products/mill.html").is_file()


def test_the_report_counts_pages_records_figures_and_files(root: Path) -> None:
    report = build(root)
    site = root / "output/site"
    assert report.published is not None
    assert (report.records, report.figures) == (4, 1)
    assert report.pages == len(list(site.glob("*/**/*.html")))
    assert report.published.total == len(tree(site)) - 1


def test_the_report_times_every_stage(root: Path) -> None:
    assert list(build(root).seconds) == ["read and check", "link", "render", "publish", "bundle"]


def test_the_watcher_counts_down_over_the_pages_and_the_three_pdfs_of_a_brief(root: Path) -> None:
    seen: list[int] = []
    report = build(root, watch=lambda ahead, _page: seen.append(ahead))
    assert seen == list(range(report.pages + 3 - 1, -1, -1))


def test_checking_writes_nothing_but_its_cache(root: Path) -> None:
    before = tree(root)
    assert check_only(root).problems == ()
    assert {path: one for path, one in tree(root).items() if not path.startswith(".cache")} == before


def test_a_problem_leaves_the_site_that_stands_as_it_was(root: Path) -> None:
    build(root)
    before = tree(root / "output")
    (root / MILL).write_text(FILES[MILL].replace("{carts} in", "9 carts in"), "utf-8")
    assert build(root).problems
    assert tree(root / "output") == before


def test_a_problem_comes_with_its_file_and_line(root: Path) -> None:
    (root / MILL).write_text(FILES[MILL].replace("{carts} in", "9 carts in"), "utf-8")
    assert ("closure/unbound", MILL, 4) in places(build(root))


def test_a_record_that_cannot_be_read_is_the_only_thing_reported(root: Path) -> None:
    """Every reference to it would look wrong besides."""
    (root / MILL).write_text("name: {en: The mill}\nform: facility\ncolour: red\n", "utf-8")
    assert {code for code, _, _ in places(build(root))} == {"record/unknown-key"}


def test_a_template_that_cannot_be_filled_is_a_problem_at_its_line(root: Path) -> None:
    title = root / "templates/parts/_title.html"
    title.write_text("\n\n{{ page.nothing }}\n", "utf-8")
    assert places(build(root)) == [("template/failed", "templates/parts/_title.html", 3)]


def test_a_template_that_fails_writes_no_site(root: Path) -> None:
    (root / "templates/pages/record.html").write_text("{% if %}", "utf-8")
    assert build(root).published is None
    assert not (root / "output/site").exists()


def test_an_asset_that_cannot_be_read_is_a_problem_not_a_gap(root: Path) -> None:
    (root / "site_src/assets/img/seal.svg").unlink()
    (root / "site_src/assets/img/seal.svg").symlink_to(root / "config.yaml")
    assert [code for code, _, _ in places(build(root))] == ["yaml/unreadable"]


def test_without_a_configuration_the_command_cannot_be_used(tmp_path: Path) -> None:
    assert (build(tmp_path).is_usage, check_only(tmp_path).is_usage) == (True, True)


def test_a_strangers_file_in_the_output_folder_stops_the_build(root: Path) -> None:
    (root / "output/site").mkdir(parents=True)
    (root / "output/site/mine.txt").write_text("mine", "utf-8")
    report = build(root)
    assert ([code for code, _, _ in places(report)], report.is_usage) == (["output/refused"], True)
    assert tree(root / "output/site") == {"mine.txt": b"mine"}


def test_the_output_may_not_lie_among_the_sources(root: Path) -> None:
    config = FILES["config.yaml"] + "output: site_src/site\n"
    (root / "config.yaml").write_text(config, "utf-8")
    assert [code for code, _, _ in places(build(root))] == ["output/refused"]


def test_rules_that_need_the_texts_are_named_only_where_the_texts_are(root: Path) -> None:
    with_texts = set(check_only(root).rules)
    (root / "texts/tale.txt").unlink()
    assert with_texts - set(check_only(root).rules) == {"copy", "index"}


def test_an_index_that_the_text_denies_stops_the_build(root: Path) -> None:
    (root / "texts/tale.txt").write_text("A mill opens\n\nThe mill made 13 carts in 2025. It has a yard.\n", "utf-8")
    assert {code for code, _, _ in places(build(root))} == {"evidence/index-stale"}


def test_a_record_that_is_taken_away_takes_its_pages_with_it(root: Path) -> None:
    extra = root / "site_src/topics/milling.yaml"
    extra.parent.mkdir()
    extra.write_text('name: {en: "Milling", zh: "磨面"}\n', "utf-8")
    (root / MILL).write_text(FILES[MILL] + "topics: [topic/milling]\n", "utf-8")
    build(root)
    assert (root / "output/site/zh/topics/milling.html").is_file()
    extra.unlink()
    (root / MILL).write_text(FILES[MILL], "utf-8")
    assert build(root).problems == ()
    assert [path for path in tree(root / "output/site") if "milling" in path] == []


def test_a_site_that_knows_its_address_says_so_on_every_page(root: Path) -> None:
    (root / "config.yaml").write_text(FILES["config.yaml"] + "base_url: https://example.org/x\n", "utf-8")
    assert build(root).has_base_url
    html = (root / "output/site/zh/products/mill.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/x/zh/products/mill.html">' in html
    assert 'hreflang="x-default" href="https://example.org/x/en/products/mill.html"' in html
