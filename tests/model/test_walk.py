"""
A walk over a record meets every reference, citation, figure, text and date in it, at its place.

Full records are made from the types alone, so that a new kind or field is tested without being named here.
"""

import types
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct, to_builtins

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, Paragraph, RefStr, Text
from jianbao.model.contents import contents_of
from jianbao.model.records import KINDS, Figure, Kind, Metric, Region, Topic
from jianbao.model.walk import Leaf, language_path, leaves, words_of

EN, ZH = Lang("en"), Lang("zh")
NAMES: Final = {RefStr: "ref", LocatorStr: "locator", FigureIdStr: "figure"}
_TEXT: Final = get_type_hints(Paragraph)["text"]


class Filler:
    """Makes values of a type in which every field is there and no two strings are the same."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.made: dict[str, list[object]] = {role: [] for role in (*NAMES.values(), "text", "dated")}

    def fill(self, hint: Any) -> Any:
        """Make a value of a type."""
        number = next(self.numbers)
        if hint in NAMES:
            return self.note(NAMES[hint], f"{NAMES[hint]}/{number}")
        if hint in (Text, _TEXT):
            return self.note("text", {EN: f"words {number}", ZH: f"词{number}"})
        if isinstance(hint, type) and issubclass(hint, Struct):
            return self.fill_struct(hint)
        return self.fill_generic(hint, number)

    def fill_struct(self, struct: type[Struct]) -> Struct:
        """Make a struct with every field."""
        made = struct(**{name: self.fill(hint) for name, hint in get_type_hints(struct).items()})
        if isinstance(made, Dated):
            self.note("dated", made)
        return made

    def fill_generic(self, hint: Any, number: int) -> Any:
        """Make a value of a built-in or composed type: of a union the first part, of a tuple two items."""
        origin, parts = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self.fill(next(part for part in parts if part is not type(None)))
        if origin is Literal:
            return parts[0]
        if origin is tuple:
            return (self.fill(parts[0]), self.fill(parts[0]))
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {f"key{number}": self.fill(parts[1])}
        return number if hint is int else hint is bool or f"plain {number}"

    def note(self, role: str, value: Any) -> Any:
        """Remember what a walk has to meet."""
        self.made[role].append(value)
        return value


def filled(kind: Kind) -> tuple[Struct, Mapping[str, list[object]]]:
    filler = Filler()
    record = filler.fill_struct(kind.struct)
    return record, filler.made


def met(record: Struct, *roles: str) -> list[object]:
    return [leaf.value for leaf in leaves(record) if leaf.role in roles]


KIND_OF_EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@KIND_OF_EACH
@pytest.mark.parametrize("role", ["ref", "locator", "dated"])
def test_a_walk_meets_everything_of_a_role_once(kind: Kind, role: str) -> None:
    record, made = filled(kind)
    assert sorted(map(repr, met(record, role))) == sorted(map(repr, made[role]))


@KIND_OF_EACH
def test_a_walk_meets_every_figure_id_but_the_ids_of_the_figures_themselves(kind: Kind) -> None:
    record, made = filled(kind)
    own = [figure.id for figure in record.observations] if isinstance(record, Metric) else []
    assert sorted(map(str, met(record, "figure"))) == sorted({str(one) for one in made["figure"]} - set(own))


@KIND_OF_EACH
def test_a_walk_meets_every_text_once_alone_or_in_its_paragraph(kind: Kind) -> None:
    record, made = filled(kind)
    words = [words_of(leaf) for leaf in leaves(record) if leaf.role in {"text", "paragraph"}]
    assert sorted(map(repr, words)) == sorted(map(repr, made["text"]))


def met_without_places(value: Struct) -> Iterator[tuple[object, ...]]:
    """Yield what ``contents_of`` meets, one at a time, as a walk does."""
    for (role, owner, field), contents in contents_of(value):
        for content in contents:
            if role == "observation":
                yield from met_without_places(content)
                continue
            yield role, content, owner, field
            cites = content.cites if role == "paragraph" else ()
            yield from (("locator", one, Paragraph, "cites") for one in cites)


@KIND_OF_EACH
def test_what_a_record_holds_is_met_without_places_in_the_same_order(kind: Kind) -> None:
    record, _ = filled(kind)
    walked = [(leaf.role, leaf.value, leaf.owner, leaf.field) for leaf in leaves(record)]
    assert list(met_without_places(record)) == walked


def test_a_text_that_must_be_written_is_met_without_languages() -> None:
    assert [contents for _, contents in contents_of(Topic(name={}))] == [({},)]


@KIND_OF_EACH
def test_every_path_leads_to_its_value(kind: Kind) -> None:
    record, _ = filled(kind)
    for leaf in leaves(record):
        data = to_builtins(record)
        for step in leaf.path:
            data = data[step]
        assert data == to_builtins(leaf.value)


@KIND_OF_EACH
def test_a_leaf_knows_the_struct_and_the_field_that_hold_it(kind: Kind) -> None:
    record, _ = filled(kind)
    for leaf in leaves(record):
        names = [step for step in leaf.path if isinstance(step, str)]
        assert leaf.field in get_type_hints(leaf.owner)
        assert leaf.field in names


def test_an_empty_record_holds_only_its_name() -> None:
    assert [leaf.path for leaf in leaves(Topic(name={EN: "A"}))] == [("name",)]


def test_a_required_text_without_languages_is_met_all_the_same() -> None:
    assert [leaf.value for leaf in leaves(Topic(name={}))] == [{}]


def test_an_optional_text_that_is_absent_is_not_met() -> None:
    figure = Figure(id=FigureIdStr("f"), value="1", status="actual", speaker="medium")
    metric = Metric(name={EN: "M"}, unit="u", about=(RefStr("topic/a"),), observations=(figure,))
    assert [leaf.path for leaf in leaves(metric)] == [("name",), ("about", 0)]


def test_leaves_come_in_the_order_of_the_fields() -> None:
    region = Region(name={EN: "A"}, level="city", topics=(RefStr("topic/t"),), parent=RefStr("region/p"))
    assert [leaf.field for leaf in leaves(region)] == ["name", "topics", "parent"]


def test_languages_are_keys_of_the_text_itself() -> None:
    (leaf,) = leaves(Topic(name={ZH: "甲"}))
    assert language_path(leaf, ZH) == ("name", "zh")


def paths(found: Iterable[Leaf]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(leaf.role, leaf.path) for leaf in found]


def test_a_paragraph_is_met_with_its_citations() -> None:
    paragraph = Paragraph(text={EN: "A"}, cites=(LocatorStr("a/s1"), LocatorStr("a/s2")))
    assert paths(leaves(Topic(name={EN: "A"}, summary=(paragraph,))))[1:] == [
        ("paragraph", ("summary", 0)),
        ("locator", ("summary", 0, "cites", 0)),
        ("locator", ("summary", 0, "cites", 1)),
    ]
