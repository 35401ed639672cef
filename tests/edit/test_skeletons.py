"""Skeletons: every field is there, what is needed stands, what may be left out is commented."""

import re
from typing import Any, Final

import msgspec
import pytest

from jianbao.edit.skeletons import skeleton
from jianbao.model.basics import Lang
from jianbao.model.meanings import MARK
from jianbao.model.records import KINDS
from jianbao.model.site import Origin
from jianbao.read.plain import Document, Plain
from jianbao.read.unfinished import find_unfinished
from jianbao.read.yaml_lines import read_yaml

TWO: Final = (Lang("en"), Lang("zh"))
OPTIONAL: Final = re.compile(r"^( *)# ([a-z_]+: (?:TODO|\[|\{).*)$", re.MULTILINE)


def data_of(text: str) -> dict[str, Plain]:
    """Read a skeleton."""
    document = read_yaml(text, "new.yaml")
    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    return document.data


def marks_in(data: Plain) -> int:
    """Count the marks in the values of some data."""
    if isinstance(data, str):
        return int(data == MARK)
    return sum(map(marks_in, data.values() if isinstance(data, dict) else data))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_stands_in_its_skeleton(kind: str) -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(KINDS[kind].struct)}
    uncommented = OPTIONAL.sub(r"\1\2", skeleton(KINDS[kind], TWO))
    assert set(data_of(uncommented)) == fields


@pytest.mark.parametrize("kind", KINDS)
def test_required_fields_stand_uncommented(kind: str) -> None:
    required = {field.encode_name for field in msgspec.structs.fields(KINDS[kind].struct) if field.required}
    assert required - set(data_of(skeleton(KINDS[kind], TWO))) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_of_a_skeleton_is_reported_with_the_meaning_of_its_field(kind: str) -> None:
    data = data_of(skeleton(KINDS[kind], TWO))
    struct: Any = KINDS[kind].struct
    found = find_unfinished(data, struct, Origin("new.yaml"))
    assert len(found) == marks_in(data) > 0
    assert [problem for problem in found if not problem.hint.startswith("write what belongs here: ")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_stands_below_the_comment_that_explains_it(kind: str) -> None:
    lines = skeleton(KINDS[kind], TWO).splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    assert [lines[number] for number in keys if not lines[number - 1].startswith("# ")] == []


def test_a_skeleton_has_the_languages_of_the_site() -> None:
    text = skeleton(KINDS["topic"], (Lang("en"), Lang("zh"), Lang("fr")))
    assert 'name: {en: "TODO", zh: "TODO", fr: "TODO"}' in text
    assert "# aliases: {en: [], zh: [], fr: []}" in text


@pytest.mark.parametrize("text", ["TODOS", "todo", "METODO"])
def test_a_word_that_merely_holds_the_mark_is_a_word(text: str) -> None:
    assert find_unfinished({"name": {"en": text}}, KINDS["topic"].struct, Origin("new.yaml")) == ()


def test_a_mark_in_the_middle_of_prose_is_pointed_at() -> None:
    (found,) = find_unfinished({"name": {"en": "Founded in TODO."}}, KINDS["topic"].struct, Origin("new.yaml"))
    assert (found.where.file, getattr(found.where, "offset", None)) == ("new.yaml", 11)
