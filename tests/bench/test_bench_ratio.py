"""Jianbao beside Hugo, in one run: alike to look at, and no slower than it was, by their ratio."""

from pathlib import Path

import pytest

from bench.command import RECORD, work_folder
from bench.generators import FINDERS, hugo_binary
from bench.report import from_json, ratio
from bench.tasks import Plan, Result, measure_all

RECORDED = from_json(RECORD.read_text("utf-8"))
ALLOWED = 2.0
"""How much worse than the recorded ratio is still the noise of a busy machine."""


pytestmark = pytest.mark.skipif(hugo_binary() is None, reason="there is no hugo")


@pytest.fixture(scope="module")
def result() -> Result:
    plan = Plan((RECORDED.rows[0].entities,), ("jianbao", "hugo"), ("cold",), work_folder(None), 3)
    return measure_all(plan, lambda _words: None)


def test_every_sampled_page_shows_the_same_as_hugos(result: Result) -> None:
    assert result.differences == []


def test_an_edit_shows_with_every_generator_that_is_here(tmp_path: Path) -> None:
    """The changed pages are compared after each edit, so a page that stayed as it was is found."""
    found = measure_all(Plan((60,), tuple(FINDERS), ("cold", "edit"), work_folder(tmp_path), 2), lambda _words: None)
    assert found.differences == []


def test_both_make_the_same_number_of_pages(result: Result) -> None:
    """But for the page for lost addresses at the root. A new kind of record needs its row of ``KINDS`` in the names."""
    pages = {row.generator: row.pages for row in result.rows}
    assert pages["jianbao"] == pages["hugo"] + 1


def test_cpu_is_not_twice_what_it_was_beside_hugo(result: Result) -> None:
    assert ratio(result) < ALLOWED * ratio(RECORDED)


def test_every_run_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    told: list[str] = []
    measure_all(Plan((8,), ("jianbao",), ("cold", "noop"), work_folder(tmp_path), 1), told.append)
    assert told == ["8 entities, round 1, cold: jianbao", "8 entities, round 1, noop: jianbao"]
    assert list(tmp_path.iterdir()) == []
