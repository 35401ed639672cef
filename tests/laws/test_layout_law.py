"""The canonical form of any file that can be read keeps data and comments, and formatting twice is formatting once."""

import random
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jianbao.edit.layout import format_yaml
from jianbao.editing import find_files, struct_of
from jianbao.model.basics import Lang
from jianbao.model.records import KINDS
from jianbao.read.plain import Document, Plain
from jianbao.read.yaml_lines import read_yaml
from tests.conftest import ROOT

LANGS: Final = (Lang("en"), Lang("zh"))
FILES: Final = find_files(ROOT)
SNIPPETS: Final = (
    *("  # {}\n", "\n# {}\n", " # {}\n", "\n    # {}\n"),
    *("\n", "\n\n", "\n  ", "\r\n", " ", "\t", "- ", "? ", ": ", ", "),
    *("|\n", "|+\n", ">-\n", "'", '"', "[", "]", "{{", "}}", "\\"),
)
"""What a hand may put anywhere; ``{}`` is a word that stands nowhere else."""


def data_of(text: str) -> "Plain | None":
    """Read a text, or say with ``None`` that it cannot be read."""
    document = read_yaml(text, "a.yaml")
    return document.data if isinstance(document, Document) else None


def words_in(data: Plain) -> str:
    """Join all scalars."""
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return " ".join([*data, *map(words_in, data.values())])
    return " ".join(map(words_in, data))


def hold(text: str, struct: Any, comments: list[str]) -> None:
    """Assert the laws for one text, where it can be read."""
    data = data_of(text)
    if data is None or isinstance(data, str):
        return
    once = format_yaml(text, struct, LANGS)
    assert data_of(once) == data
    assert format_yaml(once, struct, LANGS) == once
    words = words_in(data)
    assert [comment for comment in comments if comment not in words and once.count(comment) != 1] == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_of_this_project_keeps_its_data_and_its_form(file: str) -> None:
    hold((ROOT / file).read_text("utf-8"), struct_of(file), [])


@given(st.sampled_from(FILES), st.integers(0, 2**32), st.integers(1, 6))
def test_a_file_that_a_hand_has_changed_keeps_data_and_comments(file: str, seed: int, changes: int) -> None:
    rng = random.Random(seed)  # noqa: S311 -- a seed of Hypothesis's choice
    text = (ROOT / file).read_text("utf-8")[:3000].rpartition("\n")[0] + "\n"
    comments = []
    for number in range(changes):
        place = rng.randrange(len(text))
        comments.append(f"qx{number}xq")
        text = text[:place] + rng.choice(SNIPPETS).format(comments[-1]) + text[place:]
    hold(text, struct_of(file), [comment for comment in comments if f"# {comment}" in text])


SCALARS: Final = st.text(max_size=30)
VALUES: Final = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4), max_leaves=12
)


STYLES: Final = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from(["|", ">", "'", '"', None]),
        "default_flow_style": st.booleans(),
        "width": st.integers(10, 200),
        "allow_unicode": st.booleans(),
    }
)
NAMES: Final = st.sampled_from(["name", "zh", "en", "summary", "date", "cites", "aliases", "x"]) | SCALARS


@given(st.dictionaries(NAMES, VALUES), st.sampled_from([*KINDS]), STYLES)
def test_anything_that_a_writer_of_yaml_writes_keeps_its_data(
    data: dict[str, Any], kind: str, style: dict[str, Any]
) -> None:
    hold(yaml.dump(data, **style), KINDS[kind].struct, [])
