"""
What passes at a glance has no problem: with it the same problems are found as where every record is walked.

Sites are edited as for the law of reviews, and every case of the check stage is looked at.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from msgspec import structs

from jianbao.check.glance import Glance, glance_for
from jianbao.check.run import check_catalog, judge_catalog
from jianbao.check.survey import overview
from jianbao.model.basics import RefStr
from jianbao.model.config import Config
from jianbao.model.known import KnownFiles
from jianbao.model.outline import Outline
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


def readable_edits(seed: int, root: Path) -> Iterator[random.Random]:
    """Edit a small site again and again; yield who chooses the edits whenever it can be read."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but the same every time
    write_site(root, {})
    for _ in range(EDITS):
        chance.choice(EDITING)(chance, root)
        if can_be_read(root):
            yield chance


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_same_problems_are_found_at_a_glance(seed: int, tmp_path: Path) -> None:
    for _ in readable_edits(seed, tmp_path):
        glanced, walked = found_with_and_without(tmp_path)
        assert glanced == walked


def test_the_corpus_is_as_clean_at_a_glance_as_where_all_is_walked() -> None:
    assert found_with_and_without(ROOT) == (Counter(), Counter())


def test_every_record_of_a_small_finished_site_passes_at_a_glance(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    catalog = review(tmp_path, SourceCache()).catalog
    assert catalog is not None
    glance = glance_for(overview(catalog))
    words = [*glance.look([*catalog.records])]
    assert [ref for one in words for ref in glance.judge(one)[0]] == []
    assert [look.ref for one in words for look in one.own() if not glance.passes(look)] == []


def seen_in_runs(glance: Glance, refs: list[RefStr], size: int) -> dict[RefStr, tuple[Outline, bool, bool, bool]]:
    """Look at records in runs, and return of each what is noted."""
    found = {}
    for start in range(0, len(refs), size):
        for words in glance.look(refs[start : start + size]):
            wrong, naming = glance.judge(words)
            for one in words.own():
                found[one.ref] = (one.outline, glance.passes(one), one.ref in wrong, one.ref in naming)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_records_looked_at_together_are_seen_as_each_alone(seed: int, tmp_path: Path) -> None:
    for chance in readable_edits(seed, tmp_path):
        catalog = review(tmp_path, SourceCache()).catalog
        assert catalog is not None
        glance = glance_for(overview(catalog))
        alone = seen_in_runs(glance, [*catalog.records], 1)
        mixed = chance.sample([*catalog.records], len(catalog.records))
        assert seen_in_runs(glance, mixed, chance.randint(2, len(mixed))) == alone


@pytest.mark.parametrize("size", [3, 16, 1000])
def test_the_records_of_the_corpus_are_seen_together_as_each_alone(size: int) -> None:
    catalog = review(ROOT, SourceCache()).catalog
    assert catalog is not None
    for languages in (catalog.config.languages, catalog.config.languages[:1]):
        glance = structs.replace(glance_for(overview(catalog)), languages=frozenset(languages), seeded=None)
        refs = [*catalog.records]
        assert seen_in_runs(glance, refs, size) == seen_in_runs(glance, refs, 1)
