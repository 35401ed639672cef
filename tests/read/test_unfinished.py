"""A file that holds the mark of what has yet to be written is known by its bytes, however the mark is written."""

from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.model.meanings import MARK
from jianbao.read.plain import Document, Plain
from jianbao.read.unfinished import may_be_unfinished
from jianbao.read.yaml_lines import read_events

LETTERS: Final = {letter: (letter, f"\\x{ord(letter):02x}", f"\\u{ord(letter):04x}") for letter in MARK}
GAPS: Final = ("", "", "", " ", "''", "\n  ", "\\\n  ", "\r\n\n  ")
LINES: Final = ("a: {}\n", 'a: "{}"\n', "a: '{}'\n", "a: [b, {}]\n", "a: |\n  {}\n", "a: >-\n  {}\n", "{}: b\n")


def written(draw: st.DataObject) -> str:
    """Write the mark in one of the many ways of YAML, or nearly so."""
    letters = [draw.draw(st.sampled_from(LETTERS[letter])) + draw.draw(st.sampled_from(GAPS)) for letter in MARK]
    return draw.draw(st.sampled_from(LINES)).format("".join(letters))


def texts_of(data: Plain) -> str:
    """Put all texts of the data together."""
    if isinstance(data, str):
        return data
    return "\n".join(map(texts_of, [*data, *data.values()] if isinstance(data, dict) else data))


@given(st.data())
def test_no_mark_escapes_the_search_of_the_bytes(draw: st.DataObject) -> None:
    text = written(draw)
    document = read_events(text, "x.yaml")
    if isinstance(document, Document) and MARK in texts_of(document.data):
        assert may_be_unfinished(text.encode())


@given(st.text("ab: \n"))
@example("")
def test_a_file_without_mark_and_escape_is_finished(text: str) -> None:
    assert not may_be_unfinished(text.encode())
