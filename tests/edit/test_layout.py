"""The canonical form, one rule a test."""

from typing import Any, Final

import pytest

from jianbao.edit.layout import format_yaml
from jianbao.model.basics import Lang
from jianbao.model.config import Config
from jianbao.model.records import Brief, Metric, Topic

LANGS: Final = (Lang("en"), Lang("zh"))
NAME: Final = 'name: {en: "A", zh: "甲"}\n'


def topic(text: str) -> str:
    """Format a topic."""
    return format_yaml(text, Topic, LANGS)


@pytest.mark.parametrize(
    ("loose", "neat"),
    [
        ("name: {zh: 甲, en: A}", NAME),
        ("name: { en: A , zh: 甲 }", NAME),
        ("name:\n    en: A\n    zh: 甲\n", 'name:\n  en: "A"\n  zh: "甲"\n'),
        ("name: {\n  en: A,\n  zh: 甲\n}", NAME),
        ("name: {en: A,\n  # why\n  zh: 甲}", 'name:\n  en: "A"\n  # why\n  zh: "甲"\n'),
        ("topics:\n- topic/a\n-   'topic/b'\n", "topics:\n  - topic/a\n  - topic/b\n"),
        ("---\ntopics: []\n...\n", "topics: []\n"),
        ("topics: []   # none yet\n", "topics: []  # none yet\n"),
        ("# why\nparent: topic/b\nname: {en: A}", 'name: {en: "A"}\n# why\nparent: topic/b\n'),
        ("# all\n\n# why\nparent: topic/b\nname: {en: A}", '# all\n\nname: {en: "A"}\n# why\nparent: topic/b\n'),
        ("topics:\n  - topic/a\n  # - topic/b\nparent: topic/c\n",
         "parent: topic/c\ntopics:\n  - topic/a\n  # - topic/b\n"),
        ("parent: topic/b\n\n\n\ntopics: []\n\n\n", "parent: topic/b\n\ntopics: []\n"),
        ("parent:\n\n  topic/b\n", "parent: topic/b\n"),
        ("colour: red\nname: {en: A}\n", 'name: {en: "A"}\ncolour: red\n'),
        ("zh_certain: 'false'\n", "zh_certain: false\n"),
    ],
)  # fmt: skip
def test_a_file_is_written_in_one_way(loose: str, neat: str) -> None:
    assert topic(loose) == neat


@pytest.mark.parametrize(
    ("struct", "loose", "neat"),
    [
        (Brief, "date: {when: 2025}", 'date: {when: "2025"}\n'),
        (Brief, 'date: {when: ../2026, basis: "inferred"}', 'date: {when: "../2026", basis: inferred}\n'),
        (Metric, "observations: [{value: '783'}]", "observations: [{value: 783}]\n"),
        (Metric, "observations: [{value: 886.60}]", "observations: [{value: 886.60}]\n"),
        (Metric, "observations: [{printed: 'third'}]", 'observations: [{printed: "third"}]\n'),
        (Metric, "observations: [{printed: third}]", "observations: [{printed: third}]\n"),
        (Config, "edition: 2026-11", 'edition: "2026-11"\n'),
    ],
)
def test_quotes_stand_where_another_reader_of_yaml_needs_them(struct: Any, loose: str, neat: str) -> None:
    assert format_yaml(loose, struct, LANGS) == neat


@pytest.mark.parametrize("style", ["|", ">", "|-", ">-"])
def test_a_paragraph_in_a_block_keeps_its_lines(style: str) -> None:
    text = f'summary:\n  - en: {style}\n      One line\n      and another.\n    zh: "甲"\n'
    assert topic(text) == text


def test_a_key_that_the_languages_of_the_site_do_not_have_stands_after_them() -> None:
    assert topic("name: {fr: B, zh: 甲, en: A}") == 'name: {en: "A", zh: "甲", fr: "B"}\n'
