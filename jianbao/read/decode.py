"""
Plain data to a typed value, or every reason why not.

In YAML the languages of a paragraph are keys of the paragraph itself; they are gathered into ``text``
wherever the type says that a paragraph stands. The good path is one conversion; only when it fails is
the type walked again, by ``explain``.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Final, TypeAlias, TypeVar

import msgspec
from msgspec import inspect

from jianbao.model.basics import Paragraph
from jianbao.problems import Pointer, Problem
from jianbao.read.plain import Plain

T = TypeVar("T")
_Gather: TypeAlias = Callable[[Plain], Plain]

_MOST_PROBLEMS: Final = 200
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KEYS_MAX: Final = 256
"""Keys kept: nearly all are languages of the site."""


def decode_record(data: Plain, struct: type[T], file: str, path: tuple[str | int, ...] = ()) -> T | tuple[Problem, ...]:
    """Decode the data that stands at ``path`` of a file; ``struct`` is any type that msgspec knows but a tuple."""
    kind: Any = struct
    gather = _gatherer(kind)
    try:
        return msgspec.convert(gather(data) if gather else data, struct, strict=False)
    except msgspec.ValidationError as error:
        from jianbao.read.explain import explain

        problems = tuple(islice(explain(data, _described(kind), Pointer(file, path)), _MOST_PROBLEMS + 1))
        return _cut(problems) or (_unexplained(error, Pointer(file, path)),)


@lru_cache(_KEYS_MAX)
def is_language(key: str) -> bool:
    """
    Tell whether a key looks like a language tag.

    >>> is_language("zh-Hans"), is_language("cites")
    (True, False)
    """
    return _LANGUAGE.fullmatch(key) is not None


def _cut(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    last = problems[_MOST_PROBLEMS - 1]
    hint = f"{last.hint}; more is wrong in this record and is shown once this is mended".removeprefix("; ")
    return (*problems[: _MOST_PROBLEMS - 1], msgspec.structs.replace(last, hint=hint))


def _unexplained(error: msgspec.ValidationError, where: Pointer) -> Problem:
    return Problem(code="record/wrong-type", where=where, message=f"the value does not fit: {error}")


@cache
def _described(struct: type) -> inspect.Type:
    return inspect.type_info(struct)


@cache
def _gatherer(struct: type) -> _Gather | None:
    return _gather_in(_described(struct))


def _gather_in(info: inspect.Type) -> _Gather | None:
    """Build the function that gathers the paragraphs of a type; ``None`` where it can hold none."""
    match info:
        case inspect.StructType(cls=cls) if issubclass(cls, Paragraph):
            own = frozenset(field.encode_name for field in info.fields)
            return lambda data: _gather_languages(data, own)
        case inspect.StructType():
            found = {field.encode_name: _gather_in(field.type) for field in info.fields}
            inner = {name: gather for name, gather in found.items() if gather}
            return (lambda data: _gather_fields(data, inner)) if inner else None
        case inspect.VarTupleType():
            item = _gather_in(info.item_type)
            return (lambda data: _gather_items(data, item)) if item else None
        case inspect.DictType():
            value = _gather_in(info.value_type)
            return (lambda data: _gather_values(data, value)) if value else None
        case inspect.UnionType():
            return next(filter(None, map(_gather_in, info.types)), None)
    return None


def _gather_languages(data: Plain, own: frozenset[str]) -> Plain:
    if not isinstance(data, dict):
        return data
    # A written "text" is renamed to a key that no struct has, so that there is one way to write a paragraph.
    gathered: dict[str, Plain] = {}
    texts: dict[str, Plain] = {}
    for key, value in data.items():
        if key not in own and is_language(key):
            texts[key] = value
        else:
            gathered["text:" if key == "text" else key] = value
    if texts:
        gathered["text"] = texts
    return gathered


def _gather_fields(data: Plain, inner: dict[str, _Gather]) -> Plain:
    if not isinstance(data, dict):
        return data
    gathered = dict(data)
    for key, gather in inner.items():
        if key in data:
            gathered[key] = gather(data[key])
    return gathered


def _gather_items(data: Plain, gather: _Gather) -> Plain:
    return [gather(item) for item in data] if isinstance(data, list) else data


def _gather_values(data: Plain, gather: _Gather) -> Plain:
    return {key: gather(value) for key, value in data.items()} if isinstance(data, dict) else data
