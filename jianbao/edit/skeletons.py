"""
The commented skeleton of a new record, from the model alone.

Out: YAML in which every field stands with its meaning, those that have to be there first; what has to be written is
marked with ``TODO``, which ``check`` reports, and what may be left out is commented out.
"""

import inspect as python
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, inspect

from jianbao.model.basics import Lang, Paragraph, Text
from jianbao.model.meanings import MARK, meaning_of, written_order
from jianbao.model.records import Brief, Correction, Figure, Kind, Page, Record

_WIDTH: Final = 100
_STEP: Final = "  "
_TEXT: Final = inspect.type_info(Text)
UNCITED: Final = (Correction, Page)
"""Kinds whose paragraphs are our own words: they need no sentence to rest on."""

_HEAD: Final = "Replace each TODO, uncomment what you need, delete the rest; docs/records.md says more."


def skeleton(kind: Kind, languages: Sequence[Lang]) -> str:
    """Write the skeleton of a record of this kind, for a site of these languages."""
    writer = _Writer(languages, cites=not issubclass(kind.struct, UNCITED))
    about = (python.getdoc(kind.struct) or kind.name).splitlines()[0].replace("``", "").rstrip(".")
    lines = [*_comment(f"{kind.name.capitalize()}: {about[:1].lower()}{about[1:]}.", ""), *_comment(_HEAD, ""), ""]
    return "\n".join((*lines, *writer.fields(kind.struct, ""))) + "\n"


class _Writer:
    """Writes fields for the languages of one site; where paragraphs need not cite, they are not asked to."""

    def __init__(self, languages: Sequence[Lang], *, cites: bool) -> None:
        self._languages = languages
        self._cites = cites

    def fields(self, struct: type[Struct], indent: str) -> Iterator[str]:
        """Yield the lines of a struct: what is needed, then, commented out, what may be left out."""
        info = inspect.type_info(struct)
        if not isinstance(info, inspect.StructType):
            return
        by_name = {field.encode_name: field for field in info.fields}
        ordered = [by_name[name] for name in written_order(struct) if name in by_name]
        if issubclass(struct, Paragraph):
            yield from (f'{indent}{lang}: "{MARK}"' for lang in self._languages)
            ordered = [field for field in ordered if field.encode_name != "text"]
        for field in ordered:
            if field.required or field.encode_name in self._wanted(struct):
                yield from self._field(struct, field, indent)
        for field in ordered:
            if not field.required and field.encode_name not in self._wanted(struct):
                yield from self._optional(struct, field, indent)

    def _field(self, struct: type, field: inspect.Field, indent: str) -> Iterator[str]:
        yield from _comment(_explained(struct, field), indent)
        yield from self._value(field.encode_name, _present(field.type), indent)

    def _optional(self, struct: type, field: inspect.Field, indent: str) -> Iterator[str]:
        yield from _comment(_explained(struct, field), indent)
        yield f"{indent}# {field.encode_name}: {self._example(_present(field.type))}"

    def _value(self, name: str, info: inspect.Type, indent: str) -> Iterator[str]:
        match info:
            case inspect.BoolType():
                yield f"{indent}{name}: true"
            case inspect.StructType():
                yield f"{indent}{name}:"
                yield from self.fields(info.cls, indent + _STEP)
            case inspect.VarTupleType(item_type=inspect.StructType() as item):
                yield f"{indent}{name}:"
                yield from _as_item([*self.fields(item.cls, "")], indent + _STEP)
            case _:
                yield f"{indent}{name}: {self._example(info)}"

    def _example(self, info: inspect.Type) -> str:
        """Write a value on one line."""
        match info:
            case inspect.DictType() if info == _TEXT:
                return self._by_language(f'"{MARK}"')
            case inspect.DictType(value_type=inspect.VarTupleType()):
                return self._by_language("[]")
            case inspect.DictType():
                return f"{{a: {MARK}}}"
            case inspect.VarTupleType():
                return f"[{self._example(info.item_type)}]"
            case inspect.StructType():
                return f"{{{', '.join(self._needed(info))}}}"
        return MARK

    def _needed(self, info: inspect.StructType) -> Iterator[str]:
        if issubclass(info.cls, Paragraph):
            yield self._by_language(f'"{MARK}"')[1:-1]
            if self._cites:
                yield f"cites: [{MARK}]"
            return
        for field in info.fields:
            if field.required:
                yield f"{field.encode_name}: {self._example(_present(field.type))}"

    def _wanted(self, struct: type) -> frozenset[str]:
        return frozenset() if issubclass(struct, Paragraph) and not self._cites else _wanted(struct)

    def _by_language(self, value: str) -> str:
        return f"{{{', '.join(f'{lang}: {value}' for lang in self._languages)}}}"


def _wanted(struct: type) -> frozenset[str]:
    """Name the fields that the type does not require, but nearly every record needs."""
    if issubclass(struct, Figure):
        return frozenset({"printed", "evidence"})
    if issubclass(struct, Paragraph):
        return frozenset({"cites"})
    if issubclass(struct, Correction):
        return frozenset({"draft", "summary", "figures"})
    if issubclass(struct, Record):
        return frozenset({"draft"}) if issubclass(struct, Brief | Page) else frozenset({"draft", "summary"})
    return frozenset()


def _explained(struct: type, field: inspect.Field) -> str:
    info = _present(field.type)
    item = info.item_type if isinstance(info, inspect.VarTupleType) else info
    if isinstance(item, inspect.LiteralType):
        return f"{meaning_of(struct, field.encode_name)} One of: {', '.join(filter(None, map(str, item.values)))}."
    return meaning_of(struct, field.encode_name)


def _present(info: inspect.Type) -> inspect.Type:
    """Return the type that a field has when it is not none."""
    if isinstance(info, inspect.UnionType):
        return next(part for part in info.types if not isinstance(part, inspect.NoneType))
    return info


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _as_item(lines: Sequence[str], indent: str) -> Iterator[str]:
    """Indent lines as an item of a list; comments before its first key stay in front of the dash."""
    started = False
    for line in lines:
        is_key = not line.lstrip().startswith("#")
        if started:
            yield f"{indent}{_STEP}{line}"
        elif is_key:
            started = True
            yield f"{indent}- {line}"
        else:
            yield f"{indent}{line}"
