"""The quick reader reads what records are written in, and never says anything else than the careful one."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.read.encoding import find_refused
from jianbao.read.plain import DEEPEST, Document, Plain, Unreadable
from jianbao.read.yaml_lines import read_events
from jianbao.read.yaml_subset import read_subset

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = tuple(sorted([*ROOT.glob("site_src/**/*.yaml"), *ROOT.glob("seeds/*.yaml"), ROOT / "config.yaml"]))
TEXTS: Final = tuple(path.read_text(encoding="utf-8") for path in FILES)

SCALARS: Final = (
    "a", "no", "~", "012", "886.60", "-3", "2026-06-05", "../2026", "2019/..", "a b", "甲 乙", "a - b", "- a", "a: b",
    "a:b", "R&D", "a &b", "a #b", "a#b", '"a"', '"甲：“乙”"', '"a\\"b\\\\"', '"a\\nb"', "'a'", "'a''b'", "''", '""',
    '"a', "a  ", "*a", "&a b", "!a b", "|", ">", "%a", "@a", "?", "=", "<<", "...", "---", "a\tb", "\ta", "a\u2028b",
    '"\u2029"', '"\x85"', '"a\x00b"', '"a\ufeff"', "é", '"\U0001f600"', "\u3000", "[a]b", "{a: b}: c", '"a" b',
    '"a": b', "1e3",
)  # fmt: skip
KEYS: Final = ("a", "b", "en", "a-b", "a.b", '"a"', "1", "甲", "", "a b", "?", "-", "[a]", "a" * 101, "a" * 1100)


def brackets(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Write lists and mappings in brackets, now and then wrongly."""
    gaps = st.sampled_from((", ", ",", " , ", " ", ",,"))
    pairs = st.builds("{}{}{}".format, st.sampled_from(KEYS), st.sampled_from((": ", ":", " : ", ":  ")), inner)
    shapes = st.sampled_from(("[{}]", "{{{}}}", "[ {} ]", "[{},]", "{{ {} }}", "{{{}", "[{}]]"))
    items = st.lists(inner | pairs, max_size=3) | st.lists(pairs, max_size=3) | st.lists(inner, max_size=3)
    return st.builds(lambda gap, shape, many: shape.format(gap.join(many)), gaps, shapes, items)


VALUES: Final = st.recursive(st.sampled_from(SCALARS), brackets, max_leaves=6)
LINES: Final = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("", "", "", "  ", "  ", "    ", " ", "\t")),
    st.sampled_from(("", "", "", "- ", "- ", "-", "-  ", "- - ")),
    st.sampled_from(("", "a: ", "b: ", "en: ", "a:", "b:")) | st.builds("{}: ".format, st.sampled_from(KEYS)),
    st.just("") | VALUES,
    st.sampled_from(("", "", "", "", " ", "\r", " # c", "\n# c", "\n  # c", "\n")),
)
FLAWS: Final = (
    "", " ", "  ", "\n", "-", "- ", ":", ": ", '"', "'", "#", " #", ",", "[", "]", "{", "}", "|", "\t", "&a ", "\\", "é"
)  # fmt: skip


def ordered(data: Plain) -> object:
    """Let the order of keys count."""
    if isinstance(data, dict):
        return [(key, ordered(value)) for key, value in data.items()]
    return [ordered(item) for item in data] if isinstance(data, list) else data


def assert_says_the_same(text: str) -> None:
    quick, careful = read_subset(text), read_events(text, "x.yaml")
    if quick is not None:
        assert isinstance(careful, Document), (text, careful)
        assert ordered(quick) == ordered(careful.data), text
        assert find_refused(text, "x.yaml") is None


@given(st.lists(LINES, min_size=1, max_size=8).map("\n".join))
@example("a:\n- b: c\n  d:\n  - e\n- f\n")
@example("a: b\n  c\n")
@example("a: b\r\nc: d\r")
@example("a:\n  b: c\n d: e\n")
@example("- a\n")
@example("a:\n  - b\n  c: d\n")
@example("a: b\na: c\n")
@example("a: {b: c, b: d}\n")
@example('a: {b: "c", b: "d"}\n')
def test_any_lines_are_read_as_the_careful_reader_reads_them(text: str) -> None:
    assert_says_the_same(text)


@given(st.sampled_from(TEXTS), st.data())
def test_a_flawed_record_is_read_as_the_careful_reader_reads_it(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 4, len(text))))
        text = text[:start] + data.draw(st.sampled_from(FLAWS)) + text[end:]
    assert_says_the_same(text)


@given(st.text(max_size=60) | st.text("[]{}:-,'\"#. \n\tab甲\r", max_size=60))
def test_any_text_is_read_as_the_careful_reader_reads_it(text: str) -> None:
    assert_says_the_same(text)


def test_every_file_of_the_project_is_read_alike() -> None:
    for text in TEXTS:
        assert_says_the_same(text)


def test_most_files_of_the_project_are_read_quickly() -> None:
    """What the careful reader has to read costs three times as much; it should stay the exception."""
    unknown = [path.name for path, text in zip(FILES, TEXTS, strict=True) if read_subset(text) is None]
    assert len(unknown) < len(FILES) / 20, unknown


@pytest.mark.parametrize("before", ["a: ", "a:\n  - ", "a:\n  - b: "])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}")])
@pytest.mark.parametrize("inmost", ["b", '"b"', "[b]", "[b, [c]]"])
def test_brackets_are_never_deeper_than_the_careful_reader_allows(
    before: str, opened: str, closed: str, inmost: str
) -> None:
    read = []
    for depth in range(DEEPEST - 5, DEEPEST + 2):
        text = f"{before}{opened * depth}{inmost}{closed * depth}"
        assert_says_the_same(text)
        read.append(read_subset(text) is not None)
    assert read[0]
    assert not read[-1]


def test_blocks_may_be_as_deep_as_the_careful_reader_allows() -> None:
    for depth in (DEEPEST, DEEPEST + 1):
        text = "".join(f"{'  ' * level}a:\n" for level in range(depth)) + f"{'  ' * depth}- b\n"
        quick, careful = read_subset(text), read_events(text, "x.yaml")
        assert (quick is None) == isinstance(careful, Unreadable)


def test_what_two_texts_of_one_shape_hold_is_not_shared() -> None:
    text = "a:\n  - {b: [c, {d: e f}], g: []}\n"
    first, second = read_subset(text), read_subset(text)
    assert first == second
    assert not _containers(first) & _containers(second)


def _containers(data: object) -> set[int]:
    if not isinstance(data, dict | list):
        return set()
    inner = data.values() if isinstance(data, dict) else data
    return {id(data)}.union(*map(_containers, inner))


@pytest.mark.parametrize("count", [1, 10, 1000])
def test_a_part_of_any_length_is_read_as_the_careful_reader_reads_it(count: int) -> None:
    text = "a:\n" + "".join(f'  key-{number}: {{b: "c", d: [e, f]}}\n' for number in range(count))
    assert read_subset(text) is not None
    assert_says_the_same(text)
