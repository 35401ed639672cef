"""Meanings and the order of writing follow the model."""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import inspect

from jianbao.model.meanings import MEANINGS, written_order
from jianbao.model.records import KINDS


def structs_in(info: inspect.Type) -> Iterator[type[msgspec.Struct]]:
    """Yield the structs that a type can hold."""
    match info:
        case inspect.StructType():
            yield info.cls
            for field in info.fields:
                yield from structs_in(field.type)
        case inspect.VarTupleType():
            yield from structs_in(info.item_type)
        case inspect.DictType():
            yield from structs_in(info.value_type)
        case inspect.UnionType():
            for part in info.types:
                yield from structs_in(part)


WRITTEN = sorted(
    {struct for kind in KINDS.values() for struct in structs_in(inspect.type_info(kind.struct))},
    key=lambda struct: struct.__name__,
)


@pytest.mark.parametrize("struct", MEANINGS, ids=lambda struct: struct.__name__)
def test_no_meaning_is_left_of_a_field_that_is_gone(struct: type[msgspec.Struct]) -> None:
    assert set(MEANINGS[struct]) - set(struct.__struct_fields__) == set()


@pytest.mark.parametrize("struct", WRITTEN, ids=lambda struct: struct.__name__)
def test_the_written_order_names_every_field_once(struct: type[msgspec.Struct]) -> None:
    assert sorted(written_order(struct)) == sorted(field.encode_name for field in msgspec.structs.fields(struct))
