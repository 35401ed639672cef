"""The description of the data files, read by the reader of the standard: frictionless."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from jianbao.link.site import link_site
from jianbao.model.basics import RefStr
from jianbao.model.records import Record, Topic
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.render.columns import KEYS, columns_of
from jianbao.render.data import render_data
from jianbao.render.datapackage import CHOICES, data_package
from jianbao.render.reads import Shared
from jianbao.render.record_data import record_data
from tests.builders import EN, ZH, catalog, figure, fullest, metric, shared, smallest, text
from tests.conftest import ROOT


def files(records: Mapping[str, Record]) -> Mapping[str, bytes]:
    """Render the data files of some records and their description."""
    tables = tuple(render_data(link_site(catalog(records)), (EN, ZH)))
    return {one.path: one.body for one in (*tables, data_package(tables, shared()))}


def described() -> dict[str, Any]:
    """Return the description of the smallest records."""
    found: dict[str, Any] = json.loads(files(smallest())["data/datapackage.json"])
    return found


@pytest.mark.parametrize("records", [smallest(), fullest()], ids=["smallest", "fullest"])
def test_a_reader_of_data_packages_finds_nothing_wrong(records: Mapping[str, Record], tmp_path: Path) -> None:
    """Sizes and digests too, every cell by its type, every key once."""
    for path, body in files(records).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(body)
    report = Package(str(tmp_path / "data/datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(KEYS)


def test_the_reader_would_find_a_value_that_is_no_number(tmp_path: Path) -> None:
    for path, body in files(smallest()).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(body.replace(b",7,project", b",x,project"))
    report = Package(str(tmp_path / "data/datapackage.json")).validate()
    assert ("type-error", "value") in [tuple(one) for one in report.flatten(["type", "fieldName"])]


@pytest.mark.parametrize("table", KEYS)
def test_the_columns_that_are_described_are_those_of_the_rows(table: str) -> None:
    rows = json.loads(files(smallest())[f"data/{table}.json"])
    assert [column.name for column in columns_of(table, (EN, ZH))] == list(rows[0])


def test_every_column_has_a_title_and_a_description_in_both_languages() -> None:
    names = {"title", "title_zh", "description", "description_zh"}
    fields = [field for resource in described()["resources"] for field in resource["schema"]["fields"]]
    assert [field["name"] for field in fields if not names <= set(field)] == []
    assert fields


@pytest.mark.parametrize("lang", [EN, ZH])
def test_every_column_is_worded_in_the_interface(lang: str) -> None:
    config = read_config(ROOT)
    assert not isinstance(config, tuple)
    ui = read_catalog(ROOT, config).catalog.ui
    tables = tuple(render_data(link_site(catalog(smallest())), (EN, ZH)))
    package = json.loads(data_package(tables, Shared(config, ui, {})).body)
    suffix = "" if lang == EN else f"_{lang}"
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert [field["name"] for field in fields if "{" in field[f"title{suffix}"] + field[f"description{suffix}"]] == []


def test_values_that_are_counted_are_those_of_the_model() -> None:
    schema = described()["resources"][0]["schema"]
    status = next(field for field in schema["fields"] if field["name"] == "status")
    assert status["constraints"]["enum"] == list(CHOICES["field.figures.status"])
    assert "ceiling" in CHOICES["field.figures.status"]


def test_a_record_with_figures_has_them_as_files_of_its_own() -> None:
    made = {one.path: one.body for one in record_data(link_site(catalog(smallest())), shared())}
    every = json.loads(files(smallest())["data/figures.json"])
    assert json.loads(made["data/records/regions/hill.json"]) == every
    assert made["data/records/regions/hill.csv"] == files(smallest())["data/figures.csv"]


def test_a_record_without_figures_has_no_files() -> None:
    made = [one.path for one in record_data(link_site(catalog(smallest())), shared())]
    assert [path for path in made if "people" in path] == []


def test_the_files_of_a_record_hold_its_own_figures_only() -> None:
    more: dict[str, Record] = {
        "topic/weaving": Topic(text("Weaving")),
        "metric/other": metric(figure("other"), topics=(RefStr("topic/weaving"),)),
    }
    made = {one.path: one.body for one in record_data(link_site(catalog(smallest() | more)), shared())}
    assert [row["id"] for row in json.loads(made["data/records/topics/weaving.json"])] == ["other"]
