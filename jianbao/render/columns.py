"""
The columns of the data files: their names, their types, and the interface strings that say what they hold.

In: the languages of the site. Out: the columns of each table, in order. The rows are made in ``data``.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from jianbao.model.basics import Lang

Type = Literal["string", "number", "boolean"]
"""The types of Table Schema that the files use."""


class Field(Struct, frozen=True):
    """A column, or one for each language of the site; a required one is empty in no row."""

    name: str
    type: Type = "string"
    each_language: bool = False
    required: bool = False


class Column(Struct, frozen=True):
    """A column as it stands in a file; ``key`` is where the interface strings begin that describe it."""

    name: str
    type: Type
    key: str
    lang: Lang | None
    required: bool


FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "figures": (
        Field("id", required=True),
        Field("metric", required=True),
        Field("record", required=True),
        Field("value", "number", required=True),
        Field("unit", required=True),
        Field("hedge", required=True),
        Field("status", required=True),
        Field("speaker", required=True),
        Field("period"),
        Field("period_basis"),
        Field("label", each_language=True, required=True),
        Field("text", each_language=True, required=True),
        Field("printed"),
        Field("source", required=True),
        Field("seed_file"),
        Field("lines"),
        Field("sentence"),
        Field("formula"),
        Field("value_to", "number"),
    ),
    "records": (
        Field("kind", required=True),
        Field("slug", required=True),
        Field("name", each_language=True, required=True),
        Field("zh_certain", "boolean", required=True),
        Field("url", each_language=True, required=True),
        Field("sources"),
    ),
}
"""The columns of each table, in the order of its rows."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {"figures": ("id",), "records": ("kind", "slug")}
"""The columns that name one row of each table."""


def columns_of(table: str, languages: tuple[Lang, ...]) -> Iterator[Column]:
    """
    Yield the columns of a table.

    >>> [column.name for column in columns_of("records", (Lang("en"), Lang("zh")))][2:4]
    ['name_en', 'name_zh']
    """
    for field in FIELDS[table]:
        key = f"field.{table}.{field.name}"
        if not field.each_language:
            yield Column(field.name, field.type, key, None, field.required)
            continue
        for lang in languages:
            yield Column(f"{field.name}_{lang}", field.type, key, lang, field.required)
