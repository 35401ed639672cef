"""
What passes at a glance has no problem: with it the same problems are found as where every record is walked.

Sites are edited as for the law of reviews, and every case of the check stage is looked at.
"""

import random
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from jianbao.check.glance import glance_for
from jianbao.check.run import check_catalog, judge_catalog
from jianbao.check.survey import overview
from jianbao.model.config import Config
from jianbao.model.known import KnownFiles
from jianbao.model.verdicts import Verdicts
from jianbao.problems import Problem
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.sources import SourceCache, review
from tests.casefile import ROOT, read_case, write_site
from tests.laws.test_review_law import EDITING, NAMES

EDITS: Final = 60


def found_with_and_without(root: Path) -> tuple[Counter[Problem], Counter[Problem]]:
    """Judge a site that can be read by glances, and by walking every record."""
    catalog = review(root, SourceCache()).catalog
    assert catalog is not None
    return Counter(judge_catalog(catalog, {}, Verdicts()).problems), Counter(check_catalog(catalog))


def can_be_read(root: Path) -> bool:
    config = read_config(root)
    return isinstance(config, Config) and not read_catalog(root, config, KnownFiles()).problems


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_the_same_problems_whether_all_is_walked_or_not(name: str, tmp_path: Path) -> None:
    write_site(tmp_path, read_case(name).files)
    if can_be_read(tmp_path):
        glanced, walked = found_with_and_without(tmp_path)
        assert glanced == walked


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_same_problems_are_found_at_a_glance(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret, but the same every time
    write_site(tmp_path, {})
    for _ in range(EDITS):
        chance.choice(EDITING)(chance, tmp_path)
        if can_be_read(tmp_path):
            glanced, walked = found_with_and_without(tmp_path)
            assert glanced == walked


def test_the_corpus_is_as_clean_at_a_glance_as_where_all_is_walked() -> None:
    assert found_with_and_without(ROOT) == (Counter(), Counter())


def test_every_record_of_a_small_finished_site_passes_at_a_glance(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    catalog = review(tmp_path, SourceCache()).catalog
    assert catalog is not None
    glance = glance_for(overview(catalog))
    looks = map(glance.look, catalog.records)
    assert [look.ref for look in looks if not glance.passes(look, rests_on_names=True)] == []
