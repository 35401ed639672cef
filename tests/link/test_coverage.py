"""Every figure that a source prints is accounted for, or stands open in the list."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, Lang, LocatorStr, Paragraph, RefStr
from jianbao.model.evidence import Printed
from jianbao.model.graph import CoverageRow
from jianbao.model.records import Company, InferredDate, LeftOut, Metric, Record, Source, Topic
from jianbao.model.site import Catalog
from jianbao.pipeline import check_only
from tests.casefile import read_case, write_site

EN: Final = Lang("en")
PORT: Final = RefStr("source/port")
S1, S2, S3, S4 = (LocatorStr(f"port/s{number}") for number in range(1, 5))
Key = tuple[str, str]


@pytest.fixture(scope="module", name="catalog")
def _catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Read the smallest valid site: its one figure is the 12 of the first sentence, its one date 2025."""
    root = tmp_path_factory.mktemp("site")
    write_site(root, read_case("valid").files)
    catalog = check_only(root).catalog
    assert catalog is not None
    return catalog


def rows_of(catalog: Catalog) -> tuple[CoverageRow, ...]:
    return link_site(catalog).coverage[PORT]


def states(catalog: Catalog) -> Mapping[Key, str]:
    return {(row.locator, row.token): row.state for row in rows_of(catalog)}


def with_record(catalog: Catalog, ref: str, record: Record) -> Catalog:
    return structs.replace(catalog, records={**catalog.records, RefStr(ref): record})


def with_source(catalog: Catalog, **fields: object) -> Catalog:
    return with_record(catalog, PORT, structs.replace(catalog.records[PORT], **fields))


def test_every_printed_figure_has_one_row_in_the_order_of_the_text(catalog: Catalog) -> None:
    printed = [(one.id, figure.token) for one in catalog.indexes["port"].sentences for figure in one.figures]
    assert [(row.locator, row.token) for row in rows_of(catalog)] == printed


def test_what_a_figure_cites_is_used(catalog: Catalog) -> None:
    (row,) = [row for row in rows_of(catalog) if row.state == "used"]
    assert (row.locator, row.token, row.figures) == (S1, "12", ("berths",))


def test_the_same_token_of_another_sentence_is_not_used(catalog: Catalog) -> None:
    index = catalog.indexes["port"]
    sentences = tuple(
        structs.replace(one, figures=(*one.figures, Printed("12"))) if one.id == S4 else one for one in index.sentences
    )
    assert (
        states(structs.replace(catalog, indexes={"port": structs.replace(index, sentences=sentences)}))[S4, "12"]
        == "open"
    )


def test_what_nothing_accounts_for_is_open(catalog: Catalog) -> None:
    found = states(catalog)
    assert [key for key, state in found.items() if state == "open"] == [
        key for key in found if key not in {(S1, "12"), (S2, "2025")}
    ]


def test_a_date_that_a_record_states_is_accounted_for(catalog: Catalog) -> None:
    assert states(catalog)[S2, "2025"] == "date"


def test_a_date_counts_only_for_the_sentence_that_it_cites(catalog: Catalog) -> None:
    source = with_source(catalog, date=Dated(when="2025-05-05", cites=(S2,)))
    assert states(source)[S3, "May 5"] == "open"


def test_a_day_printed_without_its_year_is_part_of_a_stated_date(catalog: Catalog) -> None:
    source = with_source(catalog, date=Dated(when="2025-05-05", cites=(S3,)))
    assert states(source)[S3, "May 5"] == "date"


def test_a_date_in_prose_counts_for_the_sentences_of_its_paragraph(catalog: Catalog) -> None:
    topic = Topic(name={EN: "Pilots"}, summary=(Paragraph(text={EN: "On {2025-05-05}."}, cites=(S3,)),))
    assert states(with_record(catalog, "topic/pilots", topic))[S3, "May 5"] == "date"


def test_the_period_of_a_figure_counts_for_its_evidence(catalog: Catalog) -> None:
    """A period without citations rests on the sentences of its figure."""
    metric = catalog.records[RefStr("metric/berths")]
    assert isinstance(metric, Metric)
    figure = structs.replace(metric.observations[0], period=Dated(when="2025-05-05"), evidence=(S3,))
    moved = with_record(catalog, "metric/berths", structs.replace(metric, observations=(figure,)))
    assert states(moved)[S3, "May 5"] == "date"


def test_an_inferred_date_counts_as_it_is_printed(catalog: Catalog) -> None:
    row = InferredDate(when="2025-06", printed="second", at=S4, note={EN: "So it is"})
    assert states(with_source(catalog, inferred_dates=(row,)))[S4, "second"] == "date"


def test_what_is_left_out_says_why(catalog: Catalog) -> None:
    row = LeftOut(at=S4, printed="second", reason={EN: "The name of a pier"})
    (found,) = [one for one in rows_of(with_source(catalog, left_out=(row,))) if one.state == "left-out"]
    assert (found.locator, found.token, found.reason) == (S4, "second", row.reason)


def test_a_token_that_begins_a_declared_name_is_part_of_it(catalog: Catalog) -> None:
    named = with_record(catalog, "company/pier", Company(name={EN: "Second Pier"}))
    assert states(named)[S4, "second"] == "name"


def test_a_name_that_merely_begins_alike_accounts_for_nothing(catalog: Catalog) -> None:
    named = with_record(catalog, "company/pier", Company(name={EN: "Second Piercing"}))
    assert states(named)[S4, "second"] == "open"


def test_a_chinese_token_and_its_noun_stand_without_a_space(catalog: Catalog) -> None:
    index, plan = catalog.indexes["port"], catalog.plans["port"]
    sentences = tuple(
        structs.replace(one, figures=(Printed("十四五", "规划期间"),)) if one.id == S4 else one
        for one in index.sentences
    )
    chinese = structs.replace(
        catalog,
        indexes={"port": structs.replace(index, sentences=sentences)},
        plans={"port": structs.replace(plan, language="zh")},
    )
    named = with_record(chinese, "company/plan", Company(name={EN: "Plan", Lang("zh"): "十四五规划"}))
    assert states(named)[S4, "十四五"] == "name"


def test_a_figure_that_is_used_is_used_even_where_a_name_begins_with_it(catalog: Catalog) -> None:
    named = with_record(catalog, "company/berths", Company(name={EN: "12 berths"}))
    assert states(named)[S1, "12"] == "used"


def test_a_source_that_prints_nothing_has_an_empty_list(catalog: Catalog) -> None:
    more = with_record(catalog, "source/quiet", Source(name={EN: "Quiet"}, seed="quiet"))
    assert link_site(more).coverage[RefStr("source/quiet")] == ()


def test_the_real_corpus_accounts_for_every_printed_figure_once() -> None:
    catalog = check_only(Path(__file__).resolve().parents[2]).catalog
    assert catalog is not None
    covered = link_site(catalog).coverage
    printed = sum(len(one.figures) for index in catalog.indexes.values() for one in index.sentences)
    assert sum(map(len, covered.values())) == printed
    used = {key for rows in covered.values() for row in rows for key in row.figures}
    stated = {
        figure.id
        for record in catalog.records.values()
        if isinstance(record, Metric)
        for figure in record.observations
        if figure.evidence
    }
    assert used == stated
