"""Plain data becomes records, or everything that is wrong with it is told at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from jianbao.model.basics import Paragraph
from jianbao.model.config import Config
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS, Brief, Company, Metric, Person, Region, Source, Topic
from jianbao.model.tiles import Tile
from jianbao.problems import Pointer, Problem
from jianbao.read.decode import decode_record
from jianbao.read.explain import explain
from jianbao.read.plain import Plain

NAME: Final[Plain] = {"en": "A", "zh": "甲"}


def problems_of(data: Plain, struct: type) -> tuple[Problem, ...]:
    problems = decode_record(data, struct, "x.yaml")
    assert isinstance(problems, tuple), problems
    return problems


def only_problem(data: Plain, struct: type) -> Problem:
    (problem,) = problems_of(data, struct)
    return problem


def path_of(problem: Problem) -> tuple[str | int, ...]:
    assert isinstance(problem.where, Pointer)
    return problem.where.path


def a_metric(**figure: Plain) -> Plain:
    observation: dict[str, Plain] = {"id": "a", "value": "1", "status": "actual", "speaker": "company"}
    return {"name": NAME, "unit": "project", "about": ["topic/a"], "observations": [{**observation, **figure}]}


def test_a_record_is_decoded() -> None:
    assert decode_record({"name": NAME, "parent": "topic/b"}, Topic, "x.yaml") == Topic(
        name={"en": "A", "zh": "甲"},  # type: ignore[dict-item]
        parent="topic/b",  # type: ignore[arg-type]
    )


def test_the_languages_of_a_paragraph_are_gathered() -> None:
    record = decode_record({"name": NAME, "summary": [{"en": "a", "zh-Hans": "b", "cites": ["k/s1"]}]}, Topic, "x.yaml")
    assert isinstance(record, Topic)
    assert record.summary == (Paragraph(text={"en": "a", "zh-Hans": "b"}, cites=("k/s1",)),)  # type: ignore[dict-item,arg-type]


def test_paragraphs_are_gathered_wherever_the_type_has_them() -> None:
    sections: Plain = [{"heading": NAME, "body": [{"en": "deep"}]}]
    data: Plain = {
        "name": NAME,
        "date": {"when": "2026"},
        "bottom_line": {"en": "first"},
        "sections": sections,
        "covers": ["source/a"],
    }
    brief = decode_record(data, Brief, "x.yaml")
    assert isinstance(brief, Brief)
    assert brief.bottom_line.text == {"en": "first"}
    assert brief.sections[0].body[0].text == {"en": "deep"}


def test_digits_keep_their_last_zero() -> None:
    metric = decode_record(a_metric(value="886.60"), Metric, "x.yaml")
    assert isinstance(metric, Metric)
    assert metric.observations[0].value == "886.60"


def test_numbers_and_truth_are_read_where_the_type_asks_for_them() -> None:
    data: Plain = {"name": NAME, "zh_certain": "false", "level": "city"}
    region = decode_record(data, Region, "x.yaml")
    assert isinstance(region, Region)
    assert region.zh_certain is False
    tile = decode_record({"name": NAME, "short": NAME, "column": "3", "row": "0"}, Tile, "x.yaml")
    assert isinstance(tile, Tile)
    assert (tile.column, tile.row) == (3, 0)


def test_an_unknown_key_is_shown_with_the_key_that_was_meant() -> None:
    problem = only_problem({"name": NAME, "sumary": []}, Topic)
    assert problem.code == "record/unknown-key"
    assert problem.where == Pointer("x.yaml", ("sumary",), key=True)
    assert "summary" in problem.hint


def test_an_unknown_key_of_a_paragraph_brings_up_the_languages() -> None:
    problem = only_problem({"name": NAME, "summary": [{"en": "a", "english": "b"}]}, Topic)
    assert (problem.code, path_of(problem)) == ("record/unknown-key", ("summary", 0, "english"))
    assert "en:" in problem.hint


def test_the_text_of_a_paragraph_is_not_written_under_text() -> None:
    problems = problems_of({"name": NAME, "summary": [{"text": {"en": "a"}}]}, Topic)
    assert [problem.code for problem in problems] == ["record/unknown-key", "record/missing-key"]


def test_a_paragraph_without_a_language_lacks_its_text() -> None:
    problem = only_problem({"name": NAME, "summary": [{"cites": ["a/s1"]}]}, Topic)
    assert (problem.code, path_of(problem)) == ("record/missing-key", ("summary", 0))


def test_a_missing_key_points_at_what_lacks_it() -> None:
    problem = only_problem({"name": NAME, "publisher": {"cites": ["a/s1"]}, "seed": "a"}, Source)
    assert (problem.code, path_of(problem)) == ("record/missing-key", ("publisher",))
    assert '"to"' in problem.message


def test_everything_wrong_is_told_at_once() -> None:
    data: Plain = {"name": "A", "parnt": "x", "topics": ["Topic/A", "topic/b"], "summary": [{"en": []}], "related": ""}
    assert {path_of(problem) for problem in problems_of(data, Topic)} == {
        ("name",),
        ("parnt",),
        ("topics", 0),
        ("summary", 0, "en"),
        ("related",),
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": NAME, "topics": "topic/a"}, "a list"),
        ({"name": "A"}, "a mapping from language to text"),
        ({"name": NAME, "topics": [["topic/a"]]}, "a reference: kind/slug"),
        ({"name": NAME, "summary": [{"en": "a", "cites": ["s14"]}]}, "a sentence: source-slug/s14"),
        ({"name": NAME, "zh_certain": "yes"}, "true or false"),
        ({"name": NAME, "parent": ""}, "nothing is written here"),
        ({"name": {"en": "a" * 5000}}, "at most 4000"),
    ],
)
def test_the_expected_shape_is_said_in_plain_words(data: Plain, words: str) -> None:
    assert words in only_problem(data, Topic).message


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": "1,000"}, "a plain number"),
        ({"value": "9" * 100_000}, "a plain number"),
        ({"scale": "-3"}, "one of: "),
        ({"hedge": "aboot"}, "one of: about, at-least, exact"),
        ({"id": "2026"}, "a figure id"),
        ({"period": {"when": "June 2026"}}, "a date: 2025"),
        ({"value": {"1": "2"}}, "a plain number"),
    ],
)
def test_what_is_wrong_with_a_figure_is_said_in_plain_words(figure: dict[str, Plain], words: str) -> None:
    problem = only_problem(a_metric(**figure), Metric)
    assert problem.code == "record/wrong-type"
    assert words in problem.message


def test_a_misspelt_choice_brings_the_one_that_was_meant() -> None:
    assert "about" in only_problem(a_metric(hedge="aboot"), Metric).hint


def test_yes_brings_the_advice_to_write_true() -> None:
    assert "true" in only_problem({"name": NAME, "zh_certain": "yes"}, Topic).hint


def test_braces_without_quotes_bring_the_advice_to_quote() -> None:
    assert "quotes" in only_problem({"name": {"en": {"figure-id": ""}}}, Topic).hint


@pytest.mark.parametrize("number", ["-1", "16", "3.5", "three", "9" * 200_000])
def test_a_number_out_of_bounds_says_the_bounds(number: str) -> None:
    problem = only_problem({"name": NAME, "short": NAME, "column": "0", "row": number}, Tile)
    assert "a whole number from 0 to 15" in problem.message


def test_a_long_value_is_cut() -> None:
    assert len(only_problem({"name": NAME, "short": NAME, "column": "0", "row": "9" * 200_000}, Tile).message) < 150


def test_a_list_that_must_not_be_empty_says_so() -> None:
    assert "at least 1" in only_problem({"name": NAME, "roles": []}, Person).message


def test_a_value_instead_of_a_record_is_a_wrong_type() -> None:
    problem = only_problem("hello", Company)
    assert (problem.code, path_of(problem)) == ("record/wrong-type", ())


def test_the_path_inside_a_file_is_kept() -> None:
    problems = decode_record({"name": NAME, "paren": ""}, Topic, "x.yaml", ("topic-a",))
    assert isinstance(problems, tuple)
    assert path_of(problems[0]) == ("topic-a", "paren")


def test_a_type_without_words_of_its_own_is_explained_all_the_same() -> None:
    assert "the value does not fit" in only_problem("yesterday", date).message


def test_a_flood_of_problems_is_cut_and_says_that_more_follow() -> None:
    problems = problems_of({"name": NAME, **{f"key{n}": "" for n in range(1000)}}, Topic)
    assert len(problems) == 200
    assert "more is wrong" in problems[-1].hint


GOOD: Final[Mapping[type, tuple[str, ...]]] = {
    inspect.StrType: ("text", "topic/a", "kunshan/s14", "a-figure", "2025-11", "17.63", "1-2", "null", "x.txt"),
    inspect.IntType: ("0", "3", "15", "1e1", "+1", "null"),
    inspect.BoolType: ("true", "false", "1", "null"),
}
JUNK = st.recursive(
    st.sampled_from(["", "null", "-1", "99999999999999999999", "no", "Ａ", "a\n", "long" * 2000]) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["en", "zh", "text", "id"]), inner),
    max_leaves=4,
)


def data_for(info: inspect.Type) -> st.SearchStrategy[Any]:
    """Make data that is nearly always of this type."""
    good: st.SearchStrategy[Any]
    match info:
        case inspect.StructType():
            fields = {field.encode_name: (field.required, data_for(field.type)) for field in info.fields}
            if issubclass(info.cls, Paragraph):
                fields |= {"en": (True, st.just("a")), "zh": (False, data_for(inspect.StrType()))}
                del fields["text"]
            required = {name: value for name, (needed, value) in fields.items() if needed}
            optional = {name: value for name, (needed, value) in fields.items() if not needed}
            good = st.fixed_dictionaries(required, optional=optional)
        case inspect.DictType():
            good = st.dictionaries(st.sampled_from(["en", "zh"]), data_for(info.value_type), min_size=1)
        case inspect.VarTupleType():
            good = st.lists(data_for(info.item_type), min_size=1, max_size=2)
        case inspect.UnionType():
            good = st.one_of([data_for(part) for part in info.types if not isinstance(part, inspect.NoneType)])
        case inspect.LiteralType():
            good = st.sampled_from(info.values)
        case _:
            good = st.sampled_from(GOOD[type(info)])
    return st.integers(0, 30).flatmap(lambda chance: JUNK if chance == 0 else good)


STRUCTS: Final = (*(kind.struct for kind in KINDS.values()), Unit, SeedPlan, SeedIndex, Config)


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
@given(draw=st.data())
def test_explanations_and_refusals_agree(struct: type, draw: st.DataObject) -> None:
    """Whatever is refused is explained, and nothing is wrong with what is accepted."""
    info = inspect.type_info(struct)
    data = draw.draw(data_for(info))
    reasons = [*explain(data, info, Pointer("x.yaml"))]
    assert isinstance(decode_record(data, struct, "x.yaml"), tuple) == bool(reasons)
