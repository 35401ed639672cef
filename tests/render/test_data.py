"""The site as data: the same rows in JSON and CSV, safe to open in a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Mapping

import pytest

from jianbao.link.site import link_site
from jianbao.model.basics import Lang, LocatorStr, RefStr
from jianbao.model.records import Company, Product, Record
from jianbao.render.data import render_data
from tests.builders import EN, ZH, catalog, derived, figure, fullest, metric, paragraph, site_of, smallest, text

FIGURE_COLUMNS = [
    "id",
    "metric",
    "record",
    "value",
    "unit",
    "hedge",
    "status",
    "speaker",
    "period",
    "period_basis",
    "label_en",
    "label_zh",
    "text_en",
    "text_zh",
    "printed",
    "source",
    "seed_file",
    "lines",
    "sentence",
]
RECORD_COLUMNS = ["kind", "slug", "name_en", "name_zh", "zh_certain", "url_en", "url_zh", "sources"]
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Row = Mapping[str, str]


def files_of(records: Mapping[str, Record], languages: tuple[Lang, ...] = (EN, ZH)) -> Mapping[str, bytes]:
    """Render the data files of some records."""
    return {one.path: one.body for one in render_data(link_site(catalog(records)), languages)}


def rows(body: bytes) -> list[Row]:
    """Read a CSV file as its readers do."""
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def figures(*observed: tuple[str, Record]) -> list[Row]:
    """Return the rows of ``figures.json``."""
    found: list[Row] = json.loads(files_of(smallest() | dict(observed))["data/figures.json"])
    return found


def test_figures_have_the_columns_that_were_promised() -> None:
    columns = list(figures()[0])
    assert columns[: len(FIGURE_COLUMNS)] == FIGURE_COLUMNS


def test_records_have_the_columns_that_were_promised() -> None:
    found = json.loads(files_of(smallest())["data/records.json"])
    assert list(found[0]) == RECORD_COLUMNS


@pytest.mark.parametrize("table", ["figures", "records"])
def test_csv_begins_with_a_byte_order_mark(table: str) -> None:
    assert files_of(smallest())[f"data/{table}.csv"].startswith(BYTE_ORDER_MARK)


@pytest.mark.parametrize("table", ["figures", "records"])
def test_every_line_of_csv_ends_in_carriage_return_and_line_feed(table: str) -> None:
    body = files_of(fullest())[f"data/{table}.csv"]
    assert body.endswith(b"\r\n")
    assert body.count(b"\n") == body.count(b"\r\n")


@pytest.mark.parametrize("table", ["figures", "records"])
def test_csv_and_json_say_the_same(table: str) -> None:
    files = files_of(fullest())
    assert rows(files[f"data/{table}.csv"]) == json.loads(files[f"data/{table}.json"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_a_cell_that_would_run_as_a_formula_is_quoted(start: str) -> None:
    body = files_of(smallest() | {"company/mill": Company(text(f"{start}1+A1", "磨坊"))})["data/records.csv"]
    assert next(row["name_en"] for row in rows(body) if row["slug"] == "mill") == f"'{start}1+A1"


def test_a_negative_number_stays_a_number() -> None:
    body = files_of(smallest() | {"metric/count": metric(figure("count", value="-7"))})["data/figures.csv"]
    assert rows(body)[0]["value"] == "-7"


def test_the_scale_is_part_of_the_value() -> None:
    billions = metric(figure("count", value="17.63", scale="billion", unit="cny"))
    assert figures(("metric/count", billions))[0]["value"] == "17630000000"


def test_zeros_after_the_decimal_point_are_kept_where_they_were_printed() -> None:
    assert figures(("metric/count", metric(figure("count", value="886.60"))))[0]["value"] == "886.60"


def test_every_value_is_a_plain_decimal() -> None:
    found = json.loads(files_of(fullest())["data/figures.json"])
    assert [row["value"] for row in found if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row["value"])] == []


def test_a_range_gives_its_upper_end_in_a_column_of_its_own() -> None:
    row = figures(("metric/count", metric(figure("count", hedge="range", to="9"))))[0]
    assert (row["value"], row["value_to"]) == ("7", "9")


def test_a_figure_names_its_sentence_and_its_lines() -> None:
    two_lines = metric(figure("count", evidence=(locator := LocatorStr("paper/s2"),)))
    row = figures(("metric/count", two_lines))[0]
    assert (row["sentence"], row["lines"], row["seed_file"], row["source"]) == (
        locator,
        "2;3",
        "000_a.txt",
        "source/paper",
    )


def test_a_derived_figure_gives_its_formula_and_the_sources_of_its_inputs() -> None:
    row = figures(("metric/twice", metric(derived("twice", "a * 2", {"a": "count"}))))[1]
    assert (row["formula"], row["source"], row["sentence"]) == ("a * 2", "source/paper", "")


def test_texts_are_as_rendered() -> None:
    row = figures()[0]
    assert (row["text_en"], row["text_zh"]) == ("seven projects", "7个项目")


def test_addresses_of_a_term_lead_into_the_glossary() -> None:
    found = json.loads(files_of(smallest())["data/records.json"])
    loom = next(row for row in found if row["slug"] == "loom")
    assert (loom["url_en"], loom["url_zh"]) == ("en/glossary.html#loom", "zh/glossary.html#loom")


def test_a_record_names_the_sources_that_its_page_cites() -> None:
    cart = Product(text("Cart"), summary=(paragraph("A cart.", "paper/s2"),))
    found = json.loads(files_of(smallest() | {"product/cart": cart})["data/records.json"])
    assert next(row for row in found if row["slug"] == "cart")["sources"] == "source/paper"


def test_a_record_that_cites_nothing_names_no_source() -> None:
    found = json.loads(files_of(smallest())["data/records.json"])
    assert next(row for row in found if row["slug"] == "mill")["sources"] == ""


def test_a_site_without_figures_has_empty_tables() -> None:
    files = files_of({})
    assert (json.loads(files["data/figures.json"]), rows(files["data/figures.csv"])) == ([], [])


def test_every_figure_of_the_site_is_a_row() -> None:
    site = site_of(("metric/more", metric(figure("more"), figure("most"))))
    assert [row["id"] for row in figures(("metric/more", metric(figure("more"), figure("most"))))] == list(site.figures)
    assert RefStr("metric/more") in site.records
