"""Results as JSON and as tables."""

import pytest

from bench.report import curve, from_json, ratio, tables, to_json
from bench.tasks import Result, Row

RESULT = Result(
    date="2026-01-02",
    machine="a loom, 2 cores",
    memory_disk=True,
    versions={"jianbao": "abc", "hugo": "0.1"},
    absent={"eleventy": "there is no node"},
    differences=[],
    rows=[
        Row("jianbao", 100, "cold", 200, 0.5, 0.25, 40.0, 3),
        Row("hugo", 100, "cold", 200, 2.0, 1.0, 400.0, 3),
        Row("jianbao", 1000, "cold", 2000, 10.0, 2.5, 80.0, 3),
    ],
    load=1.5,
)


def test_a_result_survives_as_json() -> None:
    assert from_json(to_json(RESULT)) == RESULT


def test_markdown_has_a_row_for_each_program() -> None:
    assert "| jianbao | 0.50 | 0.25 | 40 | 2500 | 0.25 | 0.25 |" in tables(RESULT, markdown=True).splitlines()


def test_what_was_measured_on_stands_below() -> None:
    said = (
        "Measured on 2026-01-02: a loom, 2 cores; load 1.5 when it began; jianbao abc, hugo 0.1; "
        "output on a memory file system."
    )
    assert said in tables(RESULT, markdown=False).splitlines()


def test_what_is_missing_is_said() -> None:
    assert "Without eleventy: there is no node." in tables(RESULT, markdown=False).splitlines()


def test_the_ratio_is_that_of_the_first_size() -> None:
    assert ratio(RESULT) == pytest.approx(0.25)


def test_the_curve_compares_the_cost_of_a_page_with_the_first_size() -> None:
    alone = Result(**{**vars(RESULT), "rows": [row for row in RESULT.rows if row.generator == "jianbao"]})
    assert [line.split()[-2:] for line in curve(alone, markdown=False).splitlines()[1:3]] == [
        ["2500", "1.00"],
        ["5000", "2.00"],
    ]
