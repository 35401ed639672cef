"""Seed texts on disk: which are found, what their indexes are built from, when an index is stale."""

import re
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
import yaml

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed, SeedIndex, SeedPlan, Sentence, Zone
from jianbao.problems import Pointer
from jianbao.read.seed_texts import LARGEST_TEXT_BYTES, find_seed_texts
from jianbao.read.seeds import build_indexes, read_sentence_texts, verify_index
from jianbao.text.zones import index_seed

_Kind = TypeVar("_Kind", SeedPlan, SeedIndex)

PLAN = SeedPlan(
    file="pier.txt",
    zones=(Zone(kind="heading", lines="1", article="pier"), Zone(kind="article", lines="2-9", article="pier")),
)
TEXT = "A pier\nIt has 12 posts. It is old.\n"


def scan(sentence: str, _lang: Lang) -> tuple[Printed, ...]:
    return tuple(Printed(token=digits) for digits in re.findall("[0-9]+", sentence))


def an_index(text: str = TEXT) -> SeedIndex:
    return index_seed(text, PLAN, scan)


def with_sentence(position: int, sentence: Sentence) -> SeedIndex:
    index = an_index()
    sentences = (*index.sentences[:position], sentence, *index.sentences[position + 1 :])
    return SeedIndex(file=index.file, sha256=index.sha256, sentences=sentences)


def changed(sentence: Sentence, **changes: object) -> Sentence:
    fields = {name: getattr(sentence, name) for name in sentence.__struct_fields__}
    return Sentence(**{**fields, **changes})


def messages(index: SeedIndex, text: str = TEXT) -> list[str]:
    return [problem.message for problem in verify_index(index, text.encode(), PLAN, scan)]


def test_the_first_folder_that_has_a_file_wins(tmp_path: Path) -> None:
    for folder, content in (("near", "one"), ("far", "two")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pier.txt").write_text(content)
    (tmp_path / "far" / "crane.txt").write_text("three")
    assert find_seed_texts(tmp_path, ["near", "far"]) == {"crane.txt": b"three", "pier.txt": b"one"}


def test_only_the_names_asked_for_are_read(tmp_path: Path) -> None:
    for name in ("pier.txt", "crane.txt"):
        (tmp_path / name).write_text(name)
    assert list(find_seed_texts(tmp_path, ["."], ["crane.txt", "mast.txt"])) == ["crane.txt"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert find_seed_texts(tmp_path, ["nowhere"], ["pier.txt"]) == {}


@pytest.mark.parametrize("name", ["../pier.txt", "/etc/hostname", ".pier.txt", "pier.yaml", "a/b.txt", ""])
def test_a_name_that_leads_elsewhere_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    for place in ("pier.txt", "in/.pier.txt", "in/pier.yaml", "in/a/b.txt"):
        (tmp_path / place).write_text("x")
    assert find_seed_texts(tmp_path, ["in"], [name]) == {}


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "in" / "pier.txt").symlink_to(tmp_path / "secret")
    assert find_seed_texts(tmp_path, ["in"]) == {}


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "pier.txt").write_text("x")
    (tmp_path / "in").symlink_to(tmp_path / "real")
    assert find_seed_texts(tmp_path, ["in"]) == {}


@pytest.mark.parametrize(("extra", "found"), [(0, ["pier.txt"]), (1, [])])
def test_a_text_beyond_four_mebibytes_counts_as_absent(tmp_path: Path, extra: int, found: list[str]) -> None:
    (tmp_path / "pier.txt").write_bytes(b"x" * (LARGEST_TEXT_BYTES + extra))
    assert list(find_seed_texts(tmp_path, ["."])) == found


def test_a_folder_named_like_a_text_is_not_a_text(tmp_path: Path) -> None:
    (tmp_path / "pier.txt").mkdir()
    assert find_seed_texts(tmp_path, ["."]) == {}


def test_the_words_of_sentences_are_found_by_locator() -> None:
    assert read_sentence_texts({"pier.txt": TEXT.encode()}, {"pier": PLAN}) == {
        "pier/h1": "A pier",
        "pier/s1": "It has 12 posts.",
        "pier/s2": "It is old.",
    }


def test_without_the_texts_there_are_no_sentences() -> None:
    assert read_sentence_texts({}, {"pier": PLAN}) == {}


def test_an_index_agrees_with_the_text_it_was_made_from() -> None:
    assert messages(an_index()) == []


def test_another_text_with_the_same_sentences_differs_only_in_its_digest() -> None:
    problems = verify_index(an_index(), (TEXT + "\n").encode(), PLAN, scan)
    assert [problem.where for problem in problems] == [Pointer("seeds/pier.index.yaml", ("sha256",))]


def test_a_changed_word_makes_its_sentence_stale() -> None:
    problems = verify_index(an_index(), TEXT.replace("old", "new").encode(), PLAN, scan)
    assert [
        problem.where for problem in problems if problem.where != Pointer("seeds/pier.index.yaml", ("sha256",))
    ] == [Pointer("seeds/pier.index.yaml", ("sentences", 2))]


def test_a_figure_that_the_text_does_not_print_is_shown_with_the_one_it_does() -> None:
    forged = changed(an_index().sentences[1], figures=(Printed(token="13", after="posts"),))
    assert messages(with_sentence(1, forged)) == ["pier/s1 prints “12”, but the index lists “13” of “posts”"]


def test_a_figure_that_the_index_leaves_out_is_shown() -> None:
    forged = changed(an_index().sentences[1], figures=())
    assert messages(with_sentence(1, forged)) == ["pier/s1 prints “12”, but the index lists no figures"]


def test_other_lines_make_a_sentence_stale() -> None:
    forged = changed(an_index().sentences[1], lines=(2, 3))
    assert messages(with_sentence(1, forged)) == [
        "pier/s1 stands on line 2 of the text, but on lines 2, 3 in the index"
    ]


def test_a_sentence_that_the_text_lacks_and_one_that_the_index_lacks_are_both_shown() -> None:
    forged = changed(an_index().sentences[2], id="pier/s9")
    assert messages(with_sentence(2, forged)) == ["pier.txt has no sentence pier/s9", "the index lacks pier/s2"]


def test_every_stale_index_has_the_same_code() -> None:
    problems = verify_index(an_index(), b"Another\ntext. Of 3. Or 4.", PLAN, scan)
    assert {problem.code for problem in problems} == {"evidence/index-stale"}


def test_a_text_that_is_not_utf8_is_reported() -> None:
    assert [problem.code for problem in verify_index(an_index(), b"\xff\xfe", PLAN, scan)] == ["yaml/encoding"]


def test_a_text_with_a_plan_is_indexed_by_it() -> None:
    build = build_indexes({"pier.txt": TEXT.encode()}, {"pier": PLAN}, scan)
    assert (build.proposed, build.indexes, build.problems) == ({}, {"pier": an_index()}, ())


def test_a_text_without_a_plan_gets_one_proposed() -> None:
    build = build_indexes({"pier.txt": TEXT.encode()}, {}, scan)
    assert [zone.article for zone in build.proposed["pier"].zones] == ["a-pier", "a-pier"]
    assert build.indexes["pier"].sentences[0].id == "a-pier/h1"


def test_one_unreadable_text_does_not_keep_the_others_from_their_index() -> None:
    build = build_indexes({"mast.txt": b"\xff", "pier.txt": TEXT.encode()}, {"pier": PLAN}, scan)
    assert list(build.indexes) == ["pier"]
    assert [problem.code for problem in build.problems] == ["yaml/encoding"]


def test_a_line_without_a_zone_is_reported() -> None:
    plan = SeedPlan(file="pier.txt", zones=PLAN.zones[1:])
    build = build_indexes({"pier.txt": TEXT.encode()}, {"pier": plan}, scan)
    assert [problem.message for problem in build.problems] == ["no zone covers line 1 of pier.txt"]


def test_a_zone_without_an_article_is_reported() -> None:
    plan = SeedPlan(file="pier.txt", zones=(Zone(kind="article", lines="1-2"),))
    build = build_indexes({"pier.txt": TEXT.encode()}, {"pier": plan}, scan)
    assert [problem.where for problem in build.problems] == [Pointer("seeds/pier.yaml", ("zones", 0))]


def test_two_texts_may_not_hold_one_article() -> None:
    """Their sentences would have the same locators."""
    twin = SeedPlan(file="quay.txt", zones=PLAN.zones)
    build = build_indexes({}, {"pier": PLAN, "quay": twin}, scan)
    assert [problem.where for problem in build.problems] == [Pointer("seeds/quay.yaml", ("zones",))]


ROOT = Path(__file__).parents[2]
STEMS = sorted(path.stem for path in (ROOT / "seeds").glob("*.yaml") if not path.stem.endswith(".index"))


@pytest.mark.parametrize("stem", STEMS)
def test_the_index_of_a_seed_text_is_up_to_date(stem: str) -> None:
    """After a change of the splitter, the scanner or a plan, ``python build.py seeds index`` has to be run."""
    texts = find_seed_texts(ROOT, ["seeds/text", "../shared/seeds"], [f"{stem}.txt"])
    if not texts:
        pytest.skip("the seed texts are not part of this repository")
    plan = _converted(ROOT / "seeds" / f"{stem}.yaml", SeedPlan)
    index = _converted(ROOT / "seeds" / f"{stem}.index.yaml", SeedIndex)
    assert verify_index(index, texts[f"{stem}.txt"], plan) == ()


def _converted(path: Path, kind: type[_Kind]) -> _Kind:
    plain = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return msgspec.convert(plain, kind, strict=False)
