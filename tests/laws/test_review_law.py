"""
A review that spares itself work finds what a whole one finds: the same problems, in the same order.

The edits are files of the cases of the check stage, put into one site one after another, good and bad, and words
exchanged between its files.
"""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from jianbao import sources, workers
from jianbao.sources import Findings, SourceCache, load_cache, review, review_kept
from tests.casefile import CASES, read_case, write_site

EDITS: Final = 90
UNREAD: Final = ("yaml-", "record-", "config-")
"""Cases in which files cannot be read, so that no rule is run: a few of them are enough."""
NAMES: Final = sorted(path.stem for path in CASES.glob("*.txt"))
FILES: Final = tuple(
    (file, content)
    for name in (*(name for name in NAMES if not name.startswith(UNREAD)), "yaml-syntax-colon")
    for file, content in read_case(name).files.items()
    if file != "config.yaml" or name.startswith("excerpts-")
)
VALID: Final = read_case("valid").files
SCALAR: Final = re.compile(r"[\w./-]+(?![\w./-]*:)")
Edit = Callable[[random.Random, Path], None]


def put(path: Path, content: str | None) -> None:
    """Write a file, or take it away."""
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def files_of(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.yaml") if path.name != "config.yaml" and path.is_file())


def put_a_file_of_a_case(chance: random.Random, root: Path) -> None:
    file, content = chance.choice(FILES)
    put(root / file, content)


def put_a_valid_file_back(chance: random.Random, root: Path) -> None:
    file, content = chance.choice(sorted(VALID.items()))
    put(root / file, content)


def put_the_whole_site_back(_chance: random.Random, root: Path) -> None:
    for path in files_of(root):
        path.unlink()
    for file, content in VALID.items():
        put(root / file, content)


def exchange_a_word(chance: random.Random, root: Path) -> None:
    """Put a word of one file in the place of a word of another."""
    one, other = chance.choice(files_of(root)), chance.choice(files_of(root))
    text = one.read_text("utf-8")
    places, words = [*SCALAR.finditer(text)], SCALAR.findall(other.read_text("utf-8"))
    if places and words:
        place = chance.choice(places)
        words = [word for word in words if shape(word) == shape(place[0])] or words
        put(one, text[: place.start()] + chance.choice(words) + text[place.end() :])


def shape(word: str) -> tuple[bool, bool]:
    """Tell references from other words, and numbers from other words."""
    return "/" in word, word.isdigit()


def take_a_file_away(chance: random.Random, root: Path) -> None:
    chance.choice(files_of(root)).unlink()


def copy_a_record(chance: random.Random, root: Path) -> None:
    """Give a record a twin: its figures have ids that are used then."""
    path = chance.choice([path for path in files_of(root) if path.parents[1] == root / "site_src"] or files_of(root))
    put(path.with_name(f"a-{path.name}"), path.read_text("utf-8"))


def rename_a_record(chance: random.Random, root: Path) -> None:
    path = chance.choice(files_of(root))
    path.rename(path.with_name(f"b-{path.name}"))


EDITING: Final[tuple[Edit, ...]] = (
    *(put_a_file_of_a_case,) * 4,
    *(put_a_valid_file_back,) * 4,
    *(exchange_a_word,) * 3,
    put_the_whole_site_back,
    take_a_file_away,
    copy_a_record,
    rename_a_record,
)


def edited(seed: int, root: Path) -> list[str]:
    """Edit a site many times over, and say after which edits a review with a cache found something else."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but the same every time
    write_site(root, {})
    cache, wrong = SourceCache(), []
    for number in range(EDITS):
        edit = chance.choice(EDITING)
        edit(chance, root)
        spared = review_kept(root) if number % 4 == 0 else review(root, load_cache(root) if number % 7 == 0 else cache)
        cache = spared.cache
        if spared.problems != review(root, SourceCache()).problems:
            wrong.append(f"{number}: {edit.__name__}")
    return wrong


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_same_problems_are_found(seed: int, tmp_path: Path) -> None:
    assert edited(seed, tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(UNREAD)])
def test_several_processes_find_what_one_finds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, read_case(name).files)
    alone = review(tmp_path, SourceCache())
    monkeypatch.setattr(sources, "_MANY", 1)
    monkeypatch.setattr(workers, "can_fork", lambda: True)
    together = review(tmp_path, SourceCache(), jobs=2)
    assert together.problems == alone.problems
    assert together.cache.verdicts == alone.cache.verdicts
    assert together.cache.files.files == alone.cache.files.files
    assert together.catalog == alone.catalog
    assert together.opened == alone.opened
    assert together.judged == alone.judged


@pytest.fixture(name="clean")
def _clean(tmp_path: Path) -> Findings:
    write_site(tmp_path, {})
    return review(tmp_path, SourceCache())


def test_what_has_not_changed_is_not_judged_again(clean: Findings, tmp_path: Path) -> None:
    assert (clean.problems, clean.judged) == ((), 4)
    assert review(tmp_path, clean.cache).judged == 0


def test_only_the_record_is_judged_whose_words_have_changed(clean: Findings, tmp_path: Path) -> None:
    path = tmp_path / "site_src/briefs/harbour.yaml"
    put(path, path.read_text("utf-8").replace("call at", "sail from"))
    assert review(tmp_path, clean.cache).judged == 1


def test_a_metric_is_judged_with_what_binds_its_figures(clean: Findings, tmp_path: Path) -> None:
    path = tmp_path / "site_src/metrics/berths.yaml"
    put(path, path.read_text("utf-8").replace("Container berths", "Berths for ships"))
    assert review(tmp_path, clean.cache).judged == 2


def test_a_new_unit_lets_everything_be_judged(clean: Findings, tmp_path: Path) -> None:
    path = tmp_path / "site_src/units.yaml"
    put(
        path,
        path.read_text("utf-8") + 'ship: {family: count, forms: {en: {other: "{0} ships"}, zh: {other: "{0}艘"}}}\n',
    )
    assert review(tmp_path, clean.cache).judged == 4


def test_a_record_with_a_problem_is_judged_until_it_has_none(clean: Findings, tmp_path: Path) -> None:
    path = tmp_path / "site_src/briefs/harbour.yaml"
    good = path.read_text("utf-8")
    put(path, good.replace("call at", "make two calls at"))
    bad = review(tmp_path, clean.cache)
    assert [one.problem.code for one in bad.problems] == ["closure/unbound"]
    assert [one.problem.code for one in review(tmp_path, bad.cache).problems] == ["closure/unbound"]
    put(path, good)
    assert review(tmp_path, bad.cache).problems == ()


@pytest.mark.parametrize("damage", [b"", b"\0" * 200])
def test_a_damaged_cache_is_as_good_as_none(damage: bytes, tmp_path: Path) -> None:
    write_site(tmp_path, {})
    review_kept(tmp_path)
    for path in (tmp_path / ".cache").iterdir():
        path.write_bytes(damage)
    found = review_kept(tmp_path)
    assert (found.problems, found.judged) == ((), 4)


def test_where_no_cache_can_be_kept_the_review_is_the_same(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    (tmp_path / ".cache").write_text("a file stands here", encoding="utf-8")
    assert review_kept(tmp_path).problems == ()
    assert review_kept(tmp_path).judged == 4
