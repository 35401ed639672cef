"""The corpus of the measuring stick: a project like any other, always the same."""

from pathlib import Path

from bench.content import make_corpus
from bench.write_jianbao import write_jianbao
from jianbao.pipeline import check_only


def test_every_check_passes_on_a_generated_project(tmp_path: Path) -> None:
    write_jianbao(make_corpus(60), tmp_path)
    assert check_only(tmp_path).problems == ()


def test_the_same_seed_gives_the_same_content() -> None:
    assert make_corpus(40, seed=3) == make_corpus(40, seed=3)


def test_no_two_names_are_alike_in_either_language() -> None:
    names = make_corpus(4000).names.values()
    assert len({name.en for name in names}) == len({name.zh for name in names}) == len(names)
