"""The configuration is typed and strict."""

from pathlib import Path
from typing import Final

import pytest

from jianbao.model.config import OUTPUTS, Config
from jianbao.problems import Pointer, Problem
from jianbao.read.config import read_config

ROWS: Final = {
    "title": '{en: "T", zh: "题"}',
    "description": '{en: "D", zh: "述"}',
    "languages": "[en, zh]",
    "edition": "2026-11",
    "build_date": "2026-11-22",
}


def config_of(folder: Path, **rows: str) -> Config | tuple[Problem, ...]:
    text = "".join(f"{key}: {value}\n" for key, value in {**ROWS, **rows}.items())
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    return read_config(folder)


def only_problem(folder: Path, **rows: str) -> Problem:
    problems = config_of(folder, **rows)
    assert isinstance(problems, tuple)
    (problem,) = problems
    return problem


def test_what_is_not_written_has_a_default(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    assert isinstance(config, Config)
    assert (config.base_url, config.seed_folders, config.output) == (
        "",
        ("seeds/text", "../shared/seeds"),
        "output/site",
    )


def test_every_output_is_made_unless_the_list_says_otherwise(tmp_path: Path) -> None:
    config, none = config_of(tmp_path), config_of(tmp_path, outputs="[]")
    assert isinstance(config, Config)
    assert isinstance(none, Config)
    assert (config.outputs, none.outputs) == (OUTPUTS, ())


@pytest.mark.parametrize(
    ("outputs", "place"),
    [("[feeds, bundle, feeds]", ("outputs", 2)), ("[pages]", ("outputs", 0)), ("bundle", ("outputs",))],
)
def test_an_output_is_one_of_the_list_and_named_once(
    tmp_path: Path, outputs: str, place: tuple[str | int, ...]
) -> None:
    problem = only_problem(tmp_path, outputs=outputs)
    assert isinstance(problem.where, Pointer)
    assert problem.where.path == place


def test_the_first_language_is_the_default_one(tmp_path: Path) -> None:
    config = config_of(tmp_path, languages="[zh, en]")
    assert isinstance(config, Config)
    assert config.languages[0] == "zh"


@pytest.mark.parametrize("address", ["https://example.org", "http://localhost:8000/briefs", '""'])
def test_an_address_may_be_known_or_not(tmp_path: Path, address: str) -> None:
    assert isinstance(config_of(tmp_path, base_url=address), Config)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "example.org",
        "javascript:alert(1)",
        '"https://a.org/\\"x"',
        "ftp://a.org",
        "https://a b",
    ],
)
def test_an_address_that_cannot_be_joined_to_is_refused(tmp_path: Path, address: str) -> None:
    problem = only_problem(tmp_path, base_url=address)
    assert problem.where == Pointer("config.yaml", ("base_url",))
    assert "https://" in problem.message


@pytest.mark.parametrize("languages", ["[]", "[EN]", "['../en']", "en", "['en\n\n']"])
def test_languages_are_a_list_of_tags(tmp_path: Path, languages: str) -> None:
    problems = config_of(tmp_path, languages=languages)
    assert isinstance(problems, tuple)
    assert {problem.code for problem in problems} == {"record/wrong-type"}


def test_a_language_named_twice_is_refused(tmp_path: Path) -> None:
    assert only_problem(tmp_path, languages="[en, zh, en]").where == Pointer("config.yaml", ("languages", 2))


def test_the_title_needs_every_language(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, title='{en: "T"}')
    assert (problem.code, problem.where) == ("config/invalid", Pointer("config.yaml", ("title",), key=True))


def test_the_title_needs_no_other_language(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, title='{en: "T", zh: "题", fr: "T"}')
    assert problem.where == Pointer("config.yaml", ("title", "fr"), key=True)


def test_a_day_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert only_problem(tmp_path, build_date="2026-02-30").code == "config/invalid"


def test_a_misspelt_key_brings_the_one_that_was_meant(tmp_path: Path) -> None:
    assert "base_url" in only_problem(tmp_path, base_ulr='""').hint


def test_a_project_without_a_configuration_says_so(tmp_path: Path) -> None:
    problems = read_config(tmp_path)
    assert isinstance(problems, tuple)
    assert [problem.code for problem in problems] == ["yaml/unreadable"]
    assert "No such file" in problems[0].message


def test_the_configuration_of_this_project_can_be_used() -> None:
    assert isinstance(read_config(Path(__file__).parents[2]), Config)
