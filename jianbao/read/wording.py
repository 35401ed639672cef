"""The shapes of values in plain words, for messages."""

from collections.abc import Mapping
from typing import Final, get_args

from msgspec import Meta, inspect

from jianbao.model.basics import Digits, Edtf, FigureId, Locator, Ref, Text
from jianbao.model.config import BaseUrl, Edition, FolderPath, IsoDate, LangTag
from jianbao.model.evidence import SeedPlan, Zone


def _pattern(annotated: object) -> str | None:
    return next((meta.pattern for meta in get_args(annotated) if isinstance(meta, Meta)), None)


def _pattern_of(struct: type, name: str) -> str | None:
    info = inspect.type_info(struct)
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    return next((f.type.pattern for f in fields if f.name == name and isinstance(f.type, inspect.StrType)), None)


_WORDS: Final[Mapping[str | None, str]] = {
    None: "text",
    _pattern(Ref): "a reference: kind/slug, as in company/montage-technology",
    _pattern(Locator): "a sentence: source-slug/s14, with h2 for a heading and c1 for a caption",
    _pattern(FigureId): "a figure id: lower-case letters, digits and hyphens, beginning with a letter",
    _pattern(Edtf): "a date: 2025, 2025-11, 2026-06-05, 2021/2025, 2019/.. (since) or ../2026 (by the end of)",
    _pattern(Digits): "a plain number: digits, with a point where needed and no separators, as in 17.63",
    _pattern(LangTag): "a language tag such as en or zh",
    _pattern(BaseUrl): 'an address that begins with http:// or https:// and does not end with a slash, or ""',
    _pattern(Edition): "the name of an edition, as in 2026-11",
    _pattern(IsoDate): "a date, as in 2026-11-22",
    _pattern(FolderPath): "text",
    _pattern_of(Zone, "lines"): "line numbers: one line such as 12, or a run of lines such as 12-30",
    _pattern_of(SeedPlan, "file"): "the name of a .txt file, without folders",
}
_TEXT: Final = inspect.type_info(Text)


def describe(info: inspect.Type) -> str:  # noqa: PLR0911 - one line a shape
    """Name a shape: “a list of …”, “a mapping from language to text”, “one of: …”."""
    match info:
        case inspect.StrType():
            return _WORDS.get(info.pattern, f"text of the form {info.pattern}")
        case inspect.IntType():
            return "a whole number" + _bounds(info)
        case inspect.BoolType():
            return "true or false"
        case inspect.LiteralType():
            return "one of: " + ", ".join(str(value) or '""' for value in info.values)
        case inspect.VarTupleType():
            return f"a list (each item: {describe(info.item_type)})"
        case inspect.DictType():
            return _describe_mapping(info)
        case inspect.StructType():
            return f"a mapping ({', '.join(map(_key, info.fields))})"
        case inspect.UnionType():
            return " or ".join(describe(part) for part in info.types if not isinstance(part, inspect.NoneType))
    return type(info).__name__.removesuffix("Type").lower()


def _describe_mapping(info: inspect.DictType) -> str:
    if info == _TEXT:
        return "a mapping from language to text, as in {en: …, zh: …}"
    return f"a mapping from name to {describe(info.value_type)}"


def _key(field: inspect.Field) -> str:
    return field.encode_name if field.required else f"{field.encode_name}?"


def _bounds(info: inspect.IntType) -> str:
    if info.ge is not None and info.le is not None:
        return f" from {info.ge} to {info.le}"
    if info.ge is not None:
        return f" of {info.ge} or more"
    return "" if info.le is None else f" of {info.le} or less"
