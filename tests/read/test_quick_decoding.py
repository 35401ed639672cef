"""The quick way to a record gives what the careful way gives, or nothing."""

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.model.evidence import SeedIndex
from jianbao.model.meanings import MARK
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS, Brief, Topic
from jianbao.read.decode import decode_quickly, decode_record
from jianbao.read.plain import Unreadable
from jianbao.read.yaml_lines import read_events

ROOT: Final = Path(__file__).resolve().parents[2]
RECORDS: Final = [
    (path.read_bytes(), kind.struct)
    for kind in KINDS.values()
    for path in sorted(ROOT.glob(f"site_src/{kind.folder}/**/*.yaml"))
]
INDEXES: Final[list[tuple[bytes, Any]]] = [
    (path.read_bytes(), SeedIndex) for path in sorted(ROOT.glob("seeds/*.index.yaml"))
]
UNITS: Final[tuple[bytes, Any]] = ((ROOT / "site_src" / "units.yaml").read_bytes(), dict[str, Unit])
FILES: Final[list[tuple[bytes, Any]]] = [*RECORDS, *INDEXES, UNITS]

FLAWS: Final = (
    b"", b" ", b"\n", b"-", b": ", b'"', b"'", b"#", b",", b", ", b"[", b"]", b"{", b"}", b"^", b"\t", b"\\", b"\xe4",
    b"\xe4\xb8\xad", b"\xe2\x80\xa8", b"\x01", b"\x02", b"null", b"true", b"7", b'"]', b'"["', b"en: ", b"text: ",
)  # fmt: skip

PARAGRAPHS: Final = (
    'en: "a"', "en: a b", "zh: 甲", 'zh: "甲"', "zh-Hans: [a, b]", "cites: [a/s1]", "cites: []", 'cites: "a/s1"',
    'cites: ["a/s1", b/h2]', 'text: "a"', "text: {en: a}", "waive: []", "a: b", "en:", "en: a",
)  # fmt: skip


def decoded_carefully(content: bytes, shape: Any) -> Any:
    """Return the value, or nothing where there is a problem."""
    document = read_events(content.decode(), "x.yaml")
    if isinstance(document, Unreadable):
        return None
    value = decode_record(document.data, shape, "x.yaml")
    return None if isinstance(value, tuple) else value


def assert_gives_the_same(content: bytes, shape: Any) -> None:
    quick = decode_quickly(content, shape)
    if quick is not None:
        assert quick == decoded_carefully(content, shape), content


def test_every_record_is_decoded_quickly() -> None:
    """What is decoded carefully costs many times as much; it should stay the exception."""
    slow = [content for content, shape in FILES if decode_quickly(content, shape) is None]
    assert len(slow) < len(FILES) / 20, slow


def test_every_record_is_decoded_alike() -> None:
    for content, shape in FILES:
        assert_gives_the_same(content, shape)


@given(st.sampled_from(FILES), st.data())
def test_a_flawed_record_is_decoded_alike(file: tuple[bytes, Any], data: st.DataObject) -> None:
    content, shape = file
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 4, len(content))))
        content = content[:start] + data.draw(st.sampled_from(FLAWS)) + content[end:]
    assert_gives_the_same(content, shape)


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5), st.sampled_from(["{%s}", "%s"]))
@example(["en: a b", "cites: [a/s1]", "zh: 甲"], "{%s}")
@example(["cites: [a/s1]", "en: a b"], "%s")
def test_paragraphs_are_gathered_alike(fields: list[str], written: str) -> None:
    item = written % (", " if written[1:] == "%s}" else "\n    ").join(fields)
    text = f'name: {{en: "A", zh: "甲"}}\nsummary:\n  - {item}\n'
    assert_gives_the_same(text.encode(), Topic)
    assert_gives_the_same(f"{text}  - en: c d\n    cites: [b/s2, c/s3]\n".encode(), Topic)


def test_paragraphs_below_paragraphs_are_gathered() -> None:
    text = (
        "name: {en: A}\ndate: {when: 2026}\nbottom_line: {en: a b}\ncovers: [source/a]\n"
        'sections:\n  - heading: {en: "B"}\n    body:\n      - {en: deep, cites: [a/s1]}\n'
    )
    brief = decode_quickly(text.encode(), Brief)
    assert brief == decoded_carefully(text.encode(), Brief)
    assert brief is not None


@pytest.mark.parametrize(
    "text", [f'name: {{en: "{MARK}"}}\n', f"name: {{en: {MARK}}}\n", "name: {en: A}\nunknown: b\n"]
)
def test_what_has_to_be_explained_is_left_to_the_careful_way(text: str) -> None:
    assert decode_quickly(text.encode(), Topic) is None


def test_bytes_that_are_no_text_are_left_to_the_careful_way() -> None:
    halves = b'name: {en: "a\xe4\xb8", zh: "\xad"}\n'
    assert decode_quickly(halves, Topic) is None
