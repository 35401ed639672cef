"""The schemas for editors accept every record there is, and refuse what is wrong in shape."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema import Draft202012Validator

from jianbao.edit.schemas import file_patterns, render_schemas
from jianbao.edit.skeletons import skeleton
from jianbao.editing import find_files
from jianbao.model.basics import Lang
from jianbao.model.records import KINDS
from tests.conftest import ROOT


class CoreLoader(yaml.SafeLoader):
    """Reads as YAML 1.2 does, and with it the language server of editors: a date is text."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
LANGS: Final = (Lang("en"), Lang("zh"))
UNITS: Final[list[str]] = [*yaml.load((ROOT / "site_src/units.yaml").read_text("utf-8"), CoreLoader)]  # noqa: S506 -- a SafeLoader
SCHEMAS: Final[Mapping[str, dict[str, Any]]] = render_schemas(LANGS, UNITS)


def faults(name: str, text: str) -> list[str]:
    """List what a schema finds wrong with a file."""
    return [fault.message for fault in Draft202012Validator(SCHEMAS[name]).iter_errors(yaml.load(text, CoreLoader))]  # noqa: S506 -- the same


def schema_of(file: str) -> str | None:
    """Find the schema of a file, as an editor does by its patterns."""
    for name in SCHEMAS:
        if any(
            re.fullmatch(pattern.replace("**/*", ".*").replace("/*", "/[^/]*"), file) for pattern in file_patterns(name)
        ):
            return name
    return None


WRITTEN: Final = [file for file in find_files(ROOT) if "/ui/" not in file]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("file", WRITTEN, ids=str)
def test_every_file_of_this_project_passes_its_schema(file: str) -> None:
    name = schema_of(file)
    assert name is not None
    assert faults(name, (ROOT / file).read_text("utf-8")) == []


GOOD: Final = """\
name: {en: "Carts", zh: "车"}
unit: cny
about: [topic/a]
observations:
  - {id: a, value: 1, status: actual, speaker: medium}
"""


def test_a_sound_record_passes() -> None:
    assert faults("metric", GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("unit: cny", "unit: cent", "'cent' is not one of"),
        ("status: actual", "status: actually", "'actually' is not one of"),
        ("about: [topic/a]", "about: []", "non-empty"),
        ("about: [topic/a]", "about: [a topic]", "does not match"),
        ("about: [topic/a]\n", "", "'about' is a required property"),
        ("about:", "abuot: [topic/a]\nabout:", "'abuot' was unexpected"),
        (', zh: "车"', "", "'zh' is a required property"),
        ("id: a", "id: 1a", "does not match"),
        ("unit: cny", "unit: cny\nsummary: [{en: A, zh: 甲, de: B}]", "'de' was unexpected"),
    ],
)
def test_a_wrong_record_is_refused(old: str, new: str, message: str) -> None:
    assert [fault for fault in faults("metric", GOOD.replace(old, new)) if message in fault]


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_has_nothing_wrong_but_what_has_yet_to_be_written(kind: str) -> None:
    assert [fault for fault in faults(kind, skeleton(KINDS[kind], LANGS)) if "TODO" not in fault] == []


def test_every_field_of_a_kind_is_explained() -> None:
    unexplained = [
        (name, key)
        for name in KINDS
        for key, value in SCHEMAS[name]["$defs"][KINDS[name].struct.__name__]["properties"].items()
        if not value.get("description")
    ]
    assert unexplained == []


def test_schemas_can_be_written_as_json(tmp_path: Path) -> None:
    (tmp_path / "metric.json").write_text(json.dumps(SCHEMAS["metric"]), "utf-8")
    assert json.loads((tmp_path / "metric.json").read_text("utf-8")) == SCHEMAS["metric"]
