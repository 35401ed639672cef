"""A project on disk becomes a catalog; what does not fit in becomes problems."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from jianbao.model.basics import Lang, RefStr
from jianbao.model.config import Config
from jianbao.model.records import KINDS, Kind
from jianbao.model.site import Origin
from jianbao.problems import Place, Pointer, Problem
from jianbao.read.catalog import Reading, read_catalog

CONFIG: Final = Config(
    title={Lang("en"): "T", Lang("zh"): "题"},
    description={Lang("en"): "D", Lang("zh"): "述"},
    languages=(Lang("en"), Lang("zh")),
    edition="2026-11",
    build_date="2026-11-22",
)
TOPIC: Final = 'name: {en: "A", zh: "甲"}\n'
Read = Callable[[Mapping[str, str | bytes]], Reading]


@pytest.fixture(name="read")
def _read(tmp_path: Path) -> Read:
    """Return a function that writes the files of a project and reads it."""

    def read(files: Mapping[str, str | bytes]) -> Reading:
        for file, content in files.items():
            path = tmp_path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_catalog(tmp_path, CONFIG)

    return read


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.where.file, problem.code) for problem in reading.problems]


def only_problem(reading: Reading) -> Problem:
    (problem,) = reading.problems
    return problem


def test_a_record_has_a_file_of_its_own(read: Read) -> None:
    catalog = read({"site_src/topics/ai.yaml": TOPIC}).catalog
    assert catalog.origins == {"topic/ai": Origin("site_src/topics/ai.yaml")}


def test_folders_may_be_nested(read: Read) -> None:
    assert [*read({"site_src/topics/a/b/ai.yaml": TOPIC}).catalog.records] == ["topic/ai"]


def test_a_small_list_may_share_a_file(read: Read) -> None:
    catalog = read({"site_src/topics.yaml": 'ai: {name: {en: "A"}}\nbio: {name: {en: "B"}}\n'}).catalog
    assert catalog.origins[RefStr("topic/bio")] == Origin("site_src/topics.yaml", ("bio",))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_is_read_from_its_folder(read: Read, kind: Kind) -> None:
    """An empty mapping lacks a name, whatever the kind."""
    file = f"site_src/{kind.folder}/a.yaml"
    assert (file, "record/missing-key") in codes(read({file: "{}\n"}))


def test_records_are_sorted_by_reference(read: Read) -> None:
    files = {f"site_src/topics/{folder}/{slug}.yaml": TOPIC for folder, slug in ("zc", "ya", "xb")}
    assert [*read(files).catalog.records] == ["topic/a", "topic/b", "topic/c"]


def test_units_interface_strings_plans_and_indexes_are_read(read: Read) -> None:
    reading = read(
        {
            "site_src/topics/ai.yaml": TOPIC,
            "site_src/units.yaml": 'project: {family: count, forms: {en: {other: "{0} projects"}}}\n',
            "site_src/ui/en.yaml": 'search: "Search"\n',
            "site_src/ui/zh.yaml": 'search: "搜索"\n',
            "seeds/000_a.yaml": "file: 000_a.txt\nzones: [{kind: furniture, lines: 1-2}]\n",
            "seeds/000_a.index.yaml": f"file: 000_a.txt\nsha256: {'0' * 64}\nsentences: []\n",
        },
    )
    catalog = reading.catalog
    assert reading.problems == ()
    assert [*catalog.units] == ["project"]
    assert catalog.ui == {"en": {"search": "Search"}, "zh": {"search": "搜索"}}
    assert ([*catalog.plans], [*catalog.indexes]) == (["000_a"], ["000_a"])


def test_a_slug_used_twice_names_both_files(read: Read) -> None:
    problem = only_problem(read({"site_src/topics/a/ai.yaml": TOPIC, "site_src/topics.yaml": "ai: {name: {en: A}}\n"}))
    assert problem.code == "reference/duplicate"
    assert "site_src/topics/a/ai.yaml" in problem.message
    assert "site_src/topics.yaml" in problem.message


def test_one_slug_may_serve_two_kinds(read: Read) -> None:
    assert read({"site_src/topics/a.yaml": TOPIC, "site_src/companies/a.yaml": TOPIC}).problems == ()


@pytest.mark.parametrize("slug", ["../ai", "AI", "a_b", "<script>", "аi", "a--b", "-a", "人工智能", "a" * 121, ""])
def test_a_slug_in_a_list_is_checked(read: Read, slug: str) -> None:
    problem = only_problem(read({"site_src/topics.yaml": f'"{slug}": {{name: {{en: "A"}}}}\n'}))
    assert (problem.code, problem.where) == ("record/slug", Pointer("site_src/topics.yaml", (slug,), key=True))


def test_a_slug_of_a_file_name_is_checked(read: Read) -> None:
    problem = only_problem(read({"site_src/topics/Artificial Intelligence.yaml": TOPIC}))
    assert problem.code == "record/slug"
    assert "artificial-intelligence" in problem.hint


def test_a_record_with_a_wrong_slug_is_not_in_the_catalog(read: Read) -> None:
    assert read({"site_src/topics/AI.yaml": TOPIC}).catalog.records == {}


def test_a_file_name_that_is_no_text_can_be_shown(read: Read, tmp_path: Path) -> None:
    read({"site_src/topics/ai.yaml": TOPIC})
    (tmp_path / "site_src/topics" / os.fsdecode(b"\xff.yaml")).write_text(TOPIC, encoding="utf-8")
    assert only_problem(read({})).where == Place("site_src/topics/�.yaml")


def test_what_is_not_a_record_is_stray(read: Read) -> None:
    files = {"site_src/topics/a.yml": "", "site_src/topics/notes.txt": ""}
    assert codes(read(files)) == [(file, "record/stray-file") for file in sorted(files)]


def test_an_unknown_folder_brings_the_one_that_was_meant(read: Read) -> None:
    problem = only_problem(read({"site_src/topic/ai.yaml": TOPIC}))
    assert problem.code == "record/stray-file"
    assert '"topics"' in problem.hint


def test_a_language_that_the_site_lacks_is_stray(read: Read) -> None:
    assert only_problem(read({"site_src/ui/fr.yaml": "a: b\n"})).code == "record/stray-file"


@pytest.mark.parametrize("name", ["a.yaml~", ".a.yaml.swp", ".DS_Store", ".#a.yaml", "#a.yaml#"])
def test_the_leavings_of_editors_are_passed_over(read: Read, name: str) -> None:
    reading = read({f"site_src/topics/{name}": "x", "site_src/topics/ai.yaml": TOPIC})
    assert reading.problems == ()


def test_assets_are_left_alone(read: Read) -> None:
    assert read({"site_src/assets/css/a.css": "a {}"}).problems == ()


@pytest.mark.parametrize("is_folder", [True, False])
def test_links_are_not_followed(read: Read, tmp_path: Path, *, is_folder: bool) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(TOPIC, encoding="utf-8")
    (tmp_path / "site_src/topics").mkdir(parents=True)
    link = tmp_path / "site_src/topics" / ("deeper" if is_folder else "secret.yaml")
    link.symlink_to(outside if is_folder else outside / "secret.yaml")
    reading = read({})
    assert only_problem(reading).code == "record/stray-file"
    assert reading.catalog.records == {}


def test_a_linked_list_of_units_is_not_followed(read: Read, tmp_path: Path) -> None:
    read({"outside.yaml": 'a: {family: count, forms: {en: {other: "{0}"}}}\n', "site_src/topics/ai.yaml": TOPIC})
    (tmp_path / "site_src/units.yaml").symlink_to(tmp_path / "outside.yaml")
    assert read({}).catalog.units == {}


def test_a_pipe_is_not_opened(read: Read, tmp_path: Path) -> None:
    """Opening it would wait for ever."""
    (tmp_path / "site_src/topics").mkdir(parents=True)
    os.mkfifo(tmp_path / "site_src/topics/ai.yaml")
    assert only_problem(read({})).code == "record/stray-file"


def test_a_file_that_cannot_be_read_gives_the_reason_of_the_machine(read: Read, tmp_path: Path) -> None:
    """A folder by the name of a file cannot be read by anyone, not even by root."""
    (tmp_path / "site_src/topics/ai.yaml").mkdir(parents=True)
    problem = only_problem(read({}))
    assert problem.code == "yaml/unreadable"
    assert "Is a directory" in problem.message


def test_a_file_without_permission_is_unreadable(read: Read, tmp_path: Path) -> None:
    read({"site_src/topics/ai.yaml": TOPIC})
    path = tmp_path / "site_src/topics/ai.yaml"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert only_problem(read({})).code == "yaml/unreadable"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a: b: c\n", "yaml/syntax"),
        (b"", "yaml/empty"),
        (b"\xef\xbb\xbf" + TOPIC.encode(), "yaml/encoding"),
        (b"name: \xff\n", "yaml/encoding"),
        (b"a: [" + b"[" * 5000, "yaml/too-deep"),
        (b"#" * (1 << 20) + b"\n", "yaml/too-large"),
        (b"- a\n", "record/wrong-type"),
        (b"name: {en: A}\nnamee: b\n", "record/unknown-key"),
    ],
)
def test_a_bad_record_does_not_hide_the_others(read: Read, content: bytes, code: str) -> None:
    reading = read({"site_src/topics/bad.yaml": content, "site_src/topics/good.yaml": TOPIC})
    assert codes(reading) == [("site_src/topics/bad.yaml", code)]
    assert [*reading.catalog.records] == ["topic/good"]


def test_a_list_that_is_no_mapping_says_so(read: Read) -> None:
    assert only_problem(read({"site_src/topics.yaml": "- a\n"})).code == "record/wrong-type"


def test_windows_line_ends_make_no_difference(read: Read) -> None:
    text = 'name: {en: "A"}\nsummary:\n  - en: "a\n      b"\n    zh: |\n      c\n      d\n'
    files = {"site_src/topics/unix.yaml": text, "site_src/topics/windows.yaml": text.replace("\n", "\r\n")}
    records = read(files).catalog.records
    assert records[RefStr("topic/unix")] == records[RefStr("topic/windows")]


def test_a_project_without_records_says_so(read: Read) -> None:
    assert only_problem(read({})).where == Place("site_src")
