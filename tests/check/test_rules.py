"""
Every rule speaks where it must, at the place where it must, and is silent where it must be.

The cases are whole small sites, in the folder ``cases``; ``tests.casefile`` says how they are written.
"""

from pathlib import Path
from typing import Final

import pytest

from jianbao.pipeline import check_only
from jianbao.problems import CODES
from tests.casefile import CASES, read_case, shown, write_site

TESTS: Final = Path(__file__).resolve().parents[1]
NAMES: Final = sorted(path.stem for path in CASES.glob("*.txt"))
ELSEWHERE: Final = frozenset(
    {
        "template/failed",
        "pdf/failed",
        "card/failed",
        "output/refused",
        "cluster/refused",
        "seed/unusable",
        "seed/duplicate",
        "verify/no-manifest",
        "verify/differs",
    }
)
"""Codes of the stages after the check and of commands; the modules ``BAD_INPUT`` bring them about."""
BAD_INPUT: Final = ("test_bad_input.py", "test_adding.py", "test_verifying.py", "laws/test_workers.py")


def problems_of(root: Path) -> list[str]:
    return [shown(one) for one in check_only(root).named]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_the_problems_that_it_lists(name: str, tmp_path: Path) -> None:
    """A line of a case may leave the message out."""
    case = read_case(name)
    write_site(tmp_path, case.files)
    found = problems_of(tmp_path)
    short = [" ".join(line.split(" ")[:2]) for line in found]
    assert list(case.problems) in (found, short)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_named_after_a_code_that_it_brings_about(name: str) -> None:
    problems = read_case(name).problems
    if name.startswith("valid"):
        assert problems == ()
    else:
        codes = {code for code in CODES for line in problems if f" {code}" in line}
        assert any(name.startswith(code.replace("/", "-")) for code in codes)


def test_every_code_has_a_case() -> None:
    codes = {code for name in NAMES for code in CODES for line in read_case(name).problems if f" {code}" in line}
    assert codes | ELSEWHERE | {"yaml/too-large"} == set(CODES)


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_a_code_without_a_case_is_asserted_elsewhere(code: str) -> None:
    assert any(f'"{code}"' in (TESTS / name).read_text("utf-8") for name in BAD_INPUT)


def test_a_record_of_more_than_a_mebibyte_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path, {"site_src/topics/sea.yaml": 'name: {en: "Sea", zh: "海"}\n' + "# wave\n" * (1 << 18)})
    (problem,) = problems_of(tmp_path)
    assert problem.startswith("site_src/topics/sea.yaml:1:1 yaml/too-large ")


def test_every_problem_says_what_to_do(tmp_path: Path) -> None:
    """Of an empty file there is nothing more to say; a message about a wrong shape names the right one itself."""
    for number, name in enumerate(NAMES):
        write_site(tmp_path / str(number), read_case(name).files)
        mute = {one.problem.code for one in check_only(tmp_path / str(number)).named if not one.problem.hint}
        assert mute <= {"yaml/empty", "record/wrong-type"}, name


def test_checking_again_finds_the_same(tmp_path: Path) -> None:
    write_site(tmp_path, read_case("reference-unknown-source").files)
    assert problems_of(tmp_path) == problems_of(tmp_path)


def test_rules_are_not_run_over_what_could_not_be_read(tmp_path: Path) -> None:
    """Every reference to a record that cannot be read would look wrong."""
    write_site(tmp_path, {"site_src/regions/linhai.yaml": "level: city\n"})
    assert [one.problem.code for one in check_only(tmp_path).problems] == ["record/missing-key"]


def test_copying_is_judged_only_where_the_text_is_at_hand(tmp_path: Path) -> None:
    write_site(tmp_path, {**read_case("copy-shared-run").files, "seeds/text/port.txt": None})
    findings = check_only(tmp_path)
    assert findings.problems == ()
    assert "copy" not in findings.rules


def test_eight_words_in_a_row_are_not_a_copy(tmp_path: Path) -> None:
    case = read_case("copy-shared-run").files
    brief = case["site_src/briefs/harbour.yaml"] or ""
    assert "town and sings" in brief
    write_site(tmp_path, {**case, "site_src/briefs/harbour.yaml": brief.replace("town and sings", "town, a singer,")})
    assert problems_of(tmp_path) == []
