"""
Say everything that is wrong with plain data, by walking the description of its type.

Whether a scalar fits is asked of msgspec itself, so that this walk and the conversion cannot disagree;
this module only finds the words. In: data as written, with the languages of a paragraph still its keys.
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, inspect

from jianbao.model.basics import Paragraph
from jianbao.problems import Pointer, Problem
from jianbao.read.gathering import is_language
from jianbao.read.plain import Plain
from jianbao.read.wording import describe
from jianbao.text.closest import did_you_mean

_SHOWN: Final = 60
_BLANK: Final = "write a value, or take the key out"
_YES_OR_NO: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def explain(data: Plain, info: inspect.Type, at: Pointer) -> Iterator[Problem]:
    """Yield every reason why the data is not of this type, and nothing if it is."""
    match info:
        case inspect.StructType():
            yield from _explain_struct(data, info, at)
        case inspect.DictType():
            yield from _explain_mapping(data, info, at)
        case inspect.VarTupleType():
            yield from _explain_list(data, info, at)
        case inspect.UnionType():
            yield from _explain_union(data, info, at)
        case inspect.StrType() | inspect.IntType() | inspect.BoolType() | inspect.LiteralType():
            yield from _explain_scalar(data, info, at)


def show(value: str) -> str:
    r"""
    Put a value in quotes, cut where it is long.

    >>> show("a\nb")
    '"a\\nb"'
    """
    return json.dumps(value if len(value) <= _SHOWN else value[:_SHOWN] + "…", ensure_ascii=False)


def _below(at: Pointer, step: str | int, *, key: bool = False) -> Pointer:
    return Pointer(at.file, (*at.path, step), key=key)


def _wrong(at: Pointer, message: str, hint: str = "") -> Problem:
    return Problem(code="record/wrong-type", where=at, message=message, hint=hint)


def _wrong_shape(data: Plain, info: inspect.Type, at: Pointer, hint: str) -> Problem:
    if data == "":
        return _wrong(at, f"nothing is written here; expected: {describe(info)}", _BLANK)
    return _wrong(at, f"this is {_shape(data)}; expected: {describe(info)}", hint)


def _shape(data: Plain) -> str:
    if isinstance(data, str):
        return show(data)
    if isinstance(data, list):
        return "a list" if data else "an empty list"
    return f"a mapping with the keys {', '.join(map(show, [*data][:5]))}" if data else "an empty mapping"


def _explain_struct(data: Plain, info: inspect.StructType, at: Pointer) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield _wrong_shape(data, info, at, "write “key: value”, each on a line of its own")
        return
    fields = {field.encode_name: field for field in info.fields}
    texts = fields.pop("text").type if issubclass(info.cls, Paragraph) else None
    languages = {key for key in data if key not in fields and is_language(key)} if texts else set()
    for key, value in data.items():
        if key in fields:
            yield from explain(value, fields[key].type, _below(at, key))
        elif isinstance(texts, inspect.DictType) and key in languages:
            yield from explain(value, texts.value_type, _below(at, key))
        elif info.forbid_unknown_fields:
            yield _unknown_key(key, [*fields], _below(at, key, key=True), paragraph=texts is not None)
    for name, field in fields.items():
        if field.required and name not in data:
            yield _missing(f'the key "{name}" is missing', f"{name} is {describe(field.type)}", at)
    if texts and not languages:
        yield _missing("the paragraph has no text", "write it under a key for each language, as in en: … and zh: …", at)


def _unknown_key(key: str, names: list[str], at: Pointer, *, paragraph: bool) -> Problem:
    more = " and a key for each language, as in en: … and zh: …" if paragraph else ""
    hint = did_you_mean(key, names) or f"there are: {', '.join(names)}{more}"
    return Problem(code="record/unknown-key", where=at, message=f"there is no key {show(key)} here", hint=hint)


def _missing(message: str, hint: str, at: Pointer) -> Problem:
    where = Pointer(at.file, at.path, key=True)
    return Problem(code="record/missing-key", where=where, message=message, hint=hint)


def _explain_mapping(data: Plain, info: inspect.DictType, at: Pointer) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield _wrong_shape(data, info, at, "write “key: value”, each on a line of its own")
        return
    yield from _explain_length(data, info, at)
    for key, value in data.items():
        yield from explain(key, info.key_type, _below(at, key, key=True))
        yield from explain(value, info.value_type, _below(at, key))


def _explain_list(data: Plain, info: inspect.VarTupleType, at: Pointer) -> Iterator[Problem]:
    if not isinstance(data, list):
        yield _wrong_shape(data, info, at, "write it as a list: [ … ], or one item a line after “- ”")
        return
    yield from _explain_length(data, info, at)
    for position, item in enumerate(data):
        yield from explain(item, info.item_type, _below(at, position))


def _explain_length(data: Plain, info: inspect.DictType | inspect.VarTupleType, at: Pointer) -> Iterator[Problem]:
    if len(data) < (info.min_length or 0):
        yield _wrong(at, f"{_shape(data)} stands here; at least {info.min_length} is needed in {describe(info)}")
    if info.max_length is not None and len(data) > info.max_length:
        yield _wrong(at, f"{len(data)} stand here; at most {info.max_length} are allowed")


def _explain_union(data: Plain, info: inspect.UnionType, at: Pointer) -> Iterator[Problem]:
    # msgspec reads the text null as none where the type allows none; with text in the union it stays text.
    parts = [part for part in info.types if not isinstance(part, inspect.NoneType)]
    is_null = isinstance(data, str) and data.lower() == "null" and len(parts) < len(info.types)
    reasons = [[*explain(data, part, at)] for part in parts]
    if is_null and not any(isinstance(part, inspect.StrType) for part in parts):
        return
    if all(reasons):
        yield from reasons[0] if len(reasons) == 1 else [_wrong_shape(data, info, at, "")]


def _explain_scalar(data: Plain, info: inspect.Type, at: Pointer) -> Iterator[Problem]:
    if not isinstance(data, str):
        yield _wrong_shape(data, info, at, 'put a text that begins with { or [ in quotes: "…"')
    elif not _fits(data, info):
        if isinstance(info, inspect.StrType):
            yield from _explain_text(data, info, at)
        elif data == "" and not isinstance(info, inspect.LiteralType):
            yield _wrong_shape(data, info, at, _BLANK)
        else:
            yield _wrong(at, f"{show(data)} is not {describe(info)}", _meant(data, info))


def _meant(data: str, info: inspect.Type) -> str:
    if isinstance(info, inspect.LiteralType):
        return did_you_mean(data, map(str, info.values))
    if isinstance(info, inspect.BoolType) and data.lower() in _YES_OR_NO:
        return f"write {_YES_OR_NO[data.lower()]}"
    return ""


def _explain_text(data: str, info: inspect.StrType, at: Pointer) -> Iterator[Problem]:
    if data == "":
        yield _wrong_shape(data, info, at, _BLANK)
        return
    if info.max_length is not None and len(data) > info.max_length:
        yield _wrong(
            at, f"{show(data)} has {len(data)} characters; at most {info.max_length} are allowed", "shorten it"
        )
    if info.min_length is not None and len(data) < info.min_length:
        yield _wrong(at, f"{show(data)} has {len(data)} characters; at least {info.min_length} are needed")
    if not _fits(data, inspect.StrType(pattern=info.pattern)):
        yield _wrong(at, f"{show(data)} is not {describe(info)}")


def _fits(data: str, info: inspect.Type) -> bool:
    try:
        msgspec.convert(data, _annotation(info), strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _annotation(info: inspect.Type) -> Any:
    """Write a description back as the type that it describes."""
    match info:
        case inspect.StrType():
            return Annotated[str, Meta(**_given(info, "min_length", "max_length", "pattern"))]
        case inspect.IntType():
            return Annotated[int, Meta(**_given(info, "gt", "ge", "lt", "le", "multiple_of"))]
        case inspect.LiteralType():
            return Literal[info.values]
    return bool


def _given(info: inspect.Type, *names: str) -> Any:
    return {name: getattr(info, name) for name in names if getattr(info, name) is not None}
