"""A site that is judged while it is linked comes to the same as one that is judged before."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jianbao import forks, sources
from jianbao.check.run import Docket
from jianbao.link import site as linking
from jianbao.pipeline import Options, Report, build, check_only
from jianbao.seeding import index_seeds
from jianbao.sources import Findings
from tests.casefile import CASES, read_case, write_site
from tests.small_site import write_small_site

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

STAGES = ("closure", "copy", "derivation", "edition", "evidence", "parity", "prose", "reference", "series", "terms")
WRONG = sorted(path.stem for path in CASES.glob("*.txt") if path.stem.startswith(STAGES))
"""Sites that can be read, and are found wrong when they are judged."""


@pytest.fixture(autouse=True)
def _judges_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "can_fork", lambda: True)
    monkeypatch.setattr(sources, "_MANY", 1)


def built(root: Path) -> Report:
    return build(root, Options(jobs=2, pdf=False))


@pytest.mark.parametrize("name", WRONG)
def test_late_problems_are_those_that_a_check_finds(name: str, tmp_path: Path) -> None:
    write_site(tmp_path, read_case(name).files)
    assert built(tmp_path).problems == check_only(tmp_path).problems != ()
    assert not (tmp_path / "output/site").exists()


def _lost_at_once(_: Any, __: Docket) -> Iterator[Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield b""


def _lost_half_way(read: Any, docket: Docket) -> Iterator[Any]:
    judging = JUDGE_APART(read, docket)
    yield next(judging)
    os.kill(os.getpid(), signal.SIGKILL)


def _lost_at_last(read: Any, docket: Docket) -> Iterator[Any]:
    for found in JUDGE_APART(read, docket):
        yield found
        if found == b"":
            os.kill(os.getpid(), signal.SIGKILL)


ALONE = {"site_src/topics.yaml": 'sea:\n  name: {en: "Sea", zh: "海"}\n'}
JUDGE_APART = sources._judge_apart  # noqa: SLF001 -- it is what may be lost


@pytest.mark.parametrize("lose", [_lost_at_once, _lost_half_way, _lost_at_last])
@pytest.mark.parametrize(("wrong", "codes"), [({}, []), (ALONE, ["reference/orphan"])])
def test_what_is_lost_with_the_fork_is_judged_here(
    lose: Any, wrong: Mapping[str, str], codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    for file, content in wrong.items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    monkeypatch.setattr(sources, "_judge_apart", lose)
    assert [one.problem.code for one in built(tmp_path).problems] == codes


def _cannot_link(*_: object) -> None:
    raise LookupError("a mistake")


def test_what_keeps_a_right_site_from_being_linked_is_a_mistake_in_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    monkeypatch.setattr(linking, "make_cards", _cannot_link)
    with pytest.raises(LookupError, match="a mistake"):
        built(tmp_path)


def test_what_keeps_a_wrong_site_from_being_linked_is_told_by_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, read_case("reference-unknown-record").files)
    monkeypatch.setattr(linking, "make_cards", _cannot_link)
    assert built(tmp_path).problems == check_only(tmp_path).problems != ()


def test_a_right_site_is_judged_by_a_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests above would say nothing."""
    kept: list[Findings] = []
    monkeypatch.setattr(sources, "_keep", lambda _, found: kept.append(found))
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    assert built(tmp_path).problems == ()
    assert kept == []
