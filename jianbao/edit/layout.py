"""
The canonical form of a file of YAML: one order of keys, one indentation, one way to quote.

What an editor chose stays: brackets or lines, the wrapping of paragraphs, comments, single empty lines.
"""

from collections.abc import Sequence
from typing import Any, Final, get_args

from msgspec import Meta, inspect

from jianbao.edit.quoting import Want, quoted, write_scalar
from jianbao.edit.tree import Collection, Entry, Scalar, read_tree
from jianbao.model.basics import Digits, Lang, Paragraph, Text
from jianbao.model.meanings import written_order
from jianbao.read.gathering import is_language

WIDTH: Final = 120
"""Brackets that their author broke over lines are joined where they fit this many characters."""

_STEP: Final = "  "
_TEXT: Final = inspect.type_info(Text)
_DIGITS: Final = next(meta.pattern for meta in get_args(Digits) if isinstance(meta, Meta))
_UNKNOWN: Final = inspect.AnyType()


def format_yaml(text: str, struct: Any, languages: Sequence[Lang]) -> str:
    """
    Write a readable file in canonical form; ``struct`` is the type that it holds, any that msgspec knows.

    The result holds the same data; formatting it again changes nothing.
    """
    root = read_tree(text)
    if root is None:
        return text
    layout = _Layout(languages)
    head = _take_head(root)
    lines = [*head, *layout.block(root, inspect.type_info(struct), ""), *root.foot]
    return "\n".join(lines).lstrip("\n") + "\n"


class _Layout:
    """Writes nodes; ``indent`` is what stands before each line of one."""

    def __init__(self, languages: Sequence[Lang]) -> None:
        self._languages = [str(lang) for lang in languages]

    def block(self, node: Collection, info: inspect.Type, indent: str) -> list[str]:
        """Write a collection, one entry below the other."""
        info = _fitting(info, node)
        if not node.entries:
            return [indent + self._brackets(node, info)]
        lines: list[str] = []
        for number, entry in enumerate(self._ordered(node, info)):
            lead = entry.lead if number or indent == "" else _without_first_blank(entry.lead)
            below = _type_below(info, entry)
            written = self._entry(entry, below, indent) if node.is_mapping else self._item(entry, below, indent)
            lines += [*(indent + line if line else "" for line in lead), *written]
            lines += [indent + _STEP + line if line else "" for line in entry.foot]
        return lines

    def _entry(self, entry: Entry, info: inspect.Type, indent: str) -> list[str]:
        key = indent + _key(entry)
        *above, beside = ["", *entry.beside]
        over = [indent + line for line in above if line]
        if isinstance(entry.value, Collection) and not self._fits(entry.value, info, len(key)):
            lines = self.block(entry.value, info, indent + _STEP)
            foot = [indent + _STEP + line if line else "" for line in entry.value.foot]
            return [*over, _beside(f"{key}:", beside), *lines, *foot]
        first, *rest = self._inline(entry.value, info)
        return [*over, *_with_first(f"{key}: {first}" if first else f"{key}:", rest, indent + _STEP, beside)]

    def _item(self, entry: Entry, info: inspect.Type, indent: str) -> list[str]:
        *above, beside = ["", *entry.beside]
        over = [indent + line for line in above if line]
        if not isinstance(entry.value, Collection) or self._fits(entry.value, info, len(indent)):
            first, *rest = self._inline(entry.value, info)
            return [*over, *_with_first(f"{indent}- {first}".rstrip(), rest, indent + _STEP, beside)]
        lines = self.block(entry.value, info, indent + _STEP)
        start = next(number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        hoisted = [indent + line.strip() for line in lines[:start] if line]
        foot = [indent + _STEP + line if line else "" for line in entry.value.foot]
        dashed = f"{indent}- {lines[start][len(indent) + 2 :]}"
        return [*over, *([indent + beside] if beside else []), *hoisted, dashed, *lines[start + 1 :], *foot]

    def _inline(self, value: Scalar | Collection | None, info: inspect.Type) -> list[str]:
        if isinstance(value, Collection):
            return [self._brackets(value, _fitting(info, value))]
        return write_scalar(value.token, value.raw, _want(info)) if value is not None else [""]

    def _fits(self, node: Collection, info: inspect.Type, before: int) -> bool:
        """Tell whether a collection stays in brackets on one line."""
        if not node.entries:
            return True
        if not node.in_brackets or _has_comments(node):
            return False
        # What its author wrote on one line stays there, however long it is.
        return node.lines == 1 or before + 2 + len(self._brackets(node, _fitting(info, node))) <= WIDTH

    def _brackets(self, node: Collection, info: inspect.Type) -> str:
        parts = []
        for entry in self._ordered(node, info):
            value = " ".join(line for line in self._inline(entry.value, _type_below(info, entry)))
            if isinstance(entry.value, Scalar) and "\n" in entry.value.raw:
                value = quoted(entry.value.token.value)
            value = value or '""'
            parts.append(f"{_key(entry)}: {value}" if entry.key else value)
        opening, closing = "{}" if node.is_mapping else "[]"
        return f"{opening}{', '.join(parts)}{closing}"

    def _ordered(self, node: Collection, info: inspect.Type) -> list[Entry]:
        names: Sequence[str] = ()
        if isinstance(info, inspect.StructType):
            names = written_order(info.cls)
            if issubclass(info.cls, Paragraph):
                names = (*self._languages, *names)
        elif node.is_mapping and all(is_language(_name(entry)) for entry in node.entries):
            names = self._languages
        places = {name: place for place, name in enumerate(names)}
        return sorted(node.entries, key=lambda entry: places.get(_name(entry), len(places)))


def _name(entry: Entry) -> str:
    return entry.key.token.value if entry.key else ""


def _key(entry: Entry) -> str:
    if entry.key is None:
        return ""
    lines = write_scalar(entry.key.token, entry.key.raw, "name")
    return lines[0] if len(lines) == 1 and lines[0] else quoted(entry.key.token.value)


def _want(info: inspect.Type) -> Want:
    """Say how a scalar of this type is quoted."""
    if isinstance(info, inspect.StrType):
        if isinstance(_TEXT, inspect.DictType) and info == _TEXT.value_type:
            return "prose"
        if info.pattern:
            return "number" if info.pattern == _DIGITS else "name"
    return (
        "name"
        if isinstance(info, inspect.LiteralType)
        else "number"
        if isinstance(info, inspect.IntType | inspect.BoolType)
        else "any"
    )


def _fitting(info: inspect.Type, node: Collection) -> inspect.Type:
    """Return the part of a type that a collection may be."""
    parts = info.types if isinstance(info, inspect.UnionType) else (info,)
    wanted = (inspect.StructType, inspect.DictType) if node.is_mapping else (inspect.VarTupleType,)
    return next((part for part in parts if isinstance(part, wanted)), _UNKNOWN)


def _type_below(info: inspect.Type, entry: Entry) -> inspect.Type:
    match info:
        case inspect.StructType():
            types = {field.encode_name: field.type for field in info.fields}
            if issubclass(info.cls, Paragraph) and _name(entry) not in types and isinstance(_TEXT, inspect.DictType):
                return _TEXT.value_type
            return _single(types.get(_name(entry), _UNKNOWN))
        case inspect.DictType():
            return info.value_type
        case inspect.VarTupleType():
            return info.item_type
    return _UNKNOWN


def _single(info: inspect.Type) -> inspect.Type:
    if isinstance(info, inspect.UnionType):
        parts = [part for part in info.types if not isinstance(part, inspect.NoneType)]
        return parts[0] if len(parts) == 1 else info
    return info


def _has_comments(node: Collection) -> bool:
    return any(node.foot) or any(
        any(entry.lead) or any(entry.beside) or (isinstance(entry.value, Collection) and _has_comments(entry.value))
        for entry in node.entries
    )


def _with_first(line: str, rest: list[str], indent: str, beside: str) -> list[str]:
    """Put the lines of a value below its first one, and the comment behind the last."""
    lines = [line, *(indent + one if one else "" for one in rest)]
    lines[-1] = _beside(lines[-1], beside)
    return lines


def _beside(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _without_first_blank(lead: list[str]) -> list[str]:
    return lead[1:] if lead and not lead[0] else lead


def _take_head(root: Collection) -> list[str]:
    """Take the comments that belong to the whole file from its first entry: those above its last empty line."""
    if not root.entries:
        return []
    lead = root.entries[0].lead
    if "" not in lead:
        return []
    last = len(lead) - lead[::-1].index("")
    root.entries[0].lead = lead[last:]
    return lead[:last]
