"""YAML is read so that nothing is guessed, and every way to be clever is refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.problems import Place, Problem
from jianbao.read.encoding import decode_utf8
from jianbao.read.plain import Document, Plain, Unreadable
from jianbao.read.yaml_lines import read_yaml


def data_of(text: str) -> Plain:
    document = read_yaml(text, "x.yaml")
    assert isinstance(document, Document), document
    return document.data


def problems_of(text: str) -> tuple[Problem, ...]:
    document = read_yaml(text, "x.yaml")
    assert isinstance(document, Unreadable), document
    return document.problems


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in problems_of(text)]


def line_and_column(problem: Problem) -> tuple[int, int]:
    assert isinstance(problem.where, Place)
    return problem.where.line, problem.where.column


@pytest.mark.parametrize("word", ["no", "2024-06", "886.60", "0x1F", "1_000", "null", "~", "12:30:00", "1e3", "007"])
def test_a_value_keeps_every_character_that_was_written(word: str) -> None:
    assert data_of(f"value: {word}\n") == {"value": word}


def test_a_key_without_a_value_holds_an_empty_text() -> None:
    assert data_of("value:\n") == {"value": ""}


def test_lists_and_mappings_may_hold_each_other() -> None:
    assert data_of("a:\n  - {b: [c, d]}\n  - []\n") == {"a": [{"b": ["c", "d"]}, []]}


def test_windows_line_ends_give_the_same_data() -> None:
    text = "a: b\nc: |\n  d\n  e\nf: g\n  h\n"
    assert data_of(text.replace("\n", "\r\n")) == data_of(text)


def test_a_document_may_begin_with_a_marker() -> None:
    assert data_of("---\na: b\n") == {"a": "b"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_a_file_without_content_is_called_empty(text: str) -> None:
    assert codes_of(text) == ["yaml/empty"]


def test_broken_yaml_is_shown_where_it_breaks() -> None:
    (problem,) = problems_of("a: b\nc: d: e\n")
    assert (problem.code, line_and_column(problem)) == ("yaml/syntax", (2, 5))


def test_a_colon_in_an_unquoted_text_brings_the_advice_to_quote_it() -> None:
    (problem,) = problems_of("a: b: c\n")
    assert "quotes" in problem.hint


def test_a_quote_that_is_never_closed_is_shown_where_it_opens() -> None:
    (problem,) = problems_of('a: b\nc: "d\n\ne: f\n')
    assert line_and_column(problem) == (2, 4)


def test_a_tab_for_indentation_brings_the_advice_to_use_spaces() -> None:
    (problem,) = problems_of("a:\n\tb: c\n")
    assert line_and_column(problem) == (2, 1)
    assert "spaces" in problem.hint


def test_a_duplicate_key_names_both_lines() -> None:
    (problem,) = problems_of("a: 1\nb: 2\na: 3\n")
    assert (problem.code, line_and_column(problem)) == ("yaml/duplicate-key", (3, 1))
    assert "line 1" in problem.message
    assert "line 3" in problem.message


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert data_of("- {a: b}\n- {a: c}\n") == [{"a": "b"}, {"a": "c"}]


def test_all_duplicate_keys_are_told_at_once() -> None:
    assert codes_of("a: 1\na: 2\nb: {c: 1, c: 2}\n") == ["yaml/duplicate-key", "yaml/duplicate-key"]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b\n",
        "&x a: b\n",
        "a: &x [b]\n",
        "a: !!int 3\n",
        "a: !x {}\n",
        "a: b\n---\nc: d\n",
        "[a, b]: c\n",
        "%YAML 1.1\n---\na: b\n",
    ],
)
def test_what_only_experts_can_read_is_forbidden(text: str) -> None:
    assert codes_of(text) == ["yaml/forbidden"]


def test_a_bomb_of_aliases_is_refused_without_growing() -> None:
    rows = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    codes = codes_of("\n".join(rows))
    assert set(codes) == {"yaml/forbidden"}
    assert len(codes) <= 50


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "[" * 5000 + "]" * 5000,
        "{a: " * 5000 + "}" * 5000,
        "- " * 5000 + "a",
        "".join(" " * n + "a:\n" for n in range(1000)),
    ],
    ids=["open", "flow lists", "flow mappings", "compact lists", "block mappings"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert codes_of(text) == ["yaml/too-deep"]


def test_twenty_levels_are_not_too_deep() -> None:
    assert data_of("[" * 20 + "]" * 20) != ""


def test_a_large_file_is_refused_before_it_is_parsed() -> None:
    """Its last line is not YAML, which nobody finds out."""
    assert codes_of("a: b\n" * 300_000 + "c: d: e") == ["yaml/too-large"]


def test_an_escape_may_not_smuggle_in_a_control_character() -> None:
    assert codes_of('a: "b\\0"\n') == ["yaml/encoding"]


@given(st.dictionaries(st.text(string.ascii_letters, min_size=1), st.text(string.printable + "，。的“”")))
def test_a_quoted_text_is_read_as_it_was_written(values: dict[str, str]) -> None:
    escapes = {one: f"\\x{ord(one):02x}" for one in '"\\\r\n\t\x0b\x0c'}
    rows = (f'{key}: "{"".join(escapes.get(one, one) for one in value)}"\n' for key, value in values.items())
    refused = any(one in value for value in values.values() for one in "\x0b\x0c")
    document = read_yaml("".join(rows) or "{}", "x.yaml")
    assert isinstance(document, Unreadable) if refused else document == Document(dict(values))


@given(st.text(max_size=60) | st.text("[]{}:-,&*!|>'\"%@`#? \n\tab", max_size=60))
def test_any_text_gives_data_or_problems(text: str) -> None:
    document = read_yaml(text, "x.yaml")
    assert isinstance(document, Document) or document.problems


def refused_bytes(data: bytes) -> tuple[str, int, int]:
    problem = decode_utf8(data, "x.yaml")
    assert isinstance(problem, Problem)
    return problem.code, *line_and_column(problem)


def test_a_byte_order_mark_is_refused() -> None:
    assert refused_bytes(b"\xef\xbb\xbfa: b\n") == ("yaml/encoding", 1, 1)


def test_a_byte_that_is_not_utf_8_is_found_by_line_and_column() -> None:
    assert refused_bytes("名: 甲\nb: 乙".encode() + b"\xff\n") == ("yaml/encoding", 2, 5)


def test_a_file_in_gbk_is_refused() -> None:
    assert refused_bytes("名称".encode("gbk")) == ("yaml/encoding", 1, 1)


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff"])
def test_characters_that_cannot_be_seen_are_refused(character: str) -> None:
    assert refused_bytes(f"a: b\r\nc: {character}d".encode()) == ("yaml/encoding", 2, 4)


@pytest.mark.parametrize("text", ["a:\tb\r\n", "简报：“十五五”\n", "é 😀\n"])
def test_ordinary_text_passes(text: str) -> None:
    assert decode_utf8(text.encode(), "x.yaml") == text
