"""
Plain data to a typed value, or every reason why not.

In YAML the languages of a paragraph are keys of the paragraph itself; they are gathered into ``text``
wherever the type says that a paragraph stands. The good path is one conversion, by way of JSON from the bytes of
a file themselves; only when it fails is the type walked again, by ``explain``.
"""

from functools import cache
from itertools import islice
from typing import Any, Final, TypeVar

import msgspec
from msgspec import inspect

from jianbao.model.meanings import MARK
from jianbao.problems import Pointer, Problem
from jianbao.read.gathering import gather_of, gathered
from jianbao.read.plain import Plain
from jianbao.read.yaml_subset import as_json

T = TypeVar("T")

_MOST_PROBLEMS: Final = 200
_MARK: Final = MARK.encode()


def json_for(shape: Any, content: bytes) -> bytes | None:
    """Write as JSON the bytes of a file for a type, or give ``None`` where something in it may need to be explained."""
    return None if _MARK in content else as_json(content, gather_of(shape))


def decode_json(json: bytes, shape: type[T]) -> T | None:
    """Decode what was written for a type; ``None`` where it does not fit."""
    kind: Any = shape
    try:
        return _decoder(kind).decode(json)  # type: ignore[no-any-return]
    except msgspec.DecodeError:
        return None


def decode_quickly(content: bytes, shape: type[T]) -> T | None:
    """Decode the bytes of a file that is as nearly all are; ``None`` where something in it may need to be explained."""
    json = json_for(shape, content)
    return None if json is None else decode_json(json, shape)


def decode_record(data: Plain, struct: type[T], file: str, path: tuple[str | int, ...] = ()) -> T | tuple[Problem, ...]:
    """Decode the data that stands at ``path`` of a file; ``struct`` is any type that msgspec knows but a tuple."""
    kind: Any = struct
    try:
        return msgspec.convert(gathered(data, gather_of(kind)), struct, strict=False)
    except msgspec.ValidationError as error:
        from jianbao.read.explain import explain

        problems = tuple(islice(explain(data, _described(kind), Pointer(file, path)), _MOST_PROBLEMS + 1))
        return _cut(problems) or (_unexplained(error, Pointer(file, path)),)


def _cut(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    last = problems[_MOST_PROBLEMS - 1]
    hint = f"{last.hint}; more is wrong in this record and is shown once this is mended".removeprefix("; ")
    return (*problems[: _MOST_PROBLEMS - 1], msgspec.structs.replace(last, hint=hint))


def _unexplained(error: msgspec.ValidationError, where: Pointer) -> Problem:
    return Problem(code="record/wrong-type", where=where, message=f"the value does not fit: {error}")


@cache
def _decoder(shape: Any) -> Any:
    return msgspec.json.Decoder(shape, strict=False)


@cache
def _described(struct: type) -> inspect.Type:
    return inspect.type_info(struct)
