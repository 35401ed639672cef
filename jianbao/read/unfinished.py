"""Find the marks for what has yet to be written, before a value is decoded."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from msgspec import inspect

from jianbao.model.meanings import MARK, meaning_of
from jianbao.model.site import Origin
from jianbao.problems import Pointer, Problem
from jianbao.read.plain import Plain
from jianbao.text.late import late_pattern

_MARKED: Final = late_pattern(rf"\b{MARK}\b")
_MARK_BYTES: Final = MARK.encode()


def may_be_unfinished(content: bytes) -> bool:
    """Tell whether the mark can stand in a file: it is written as it is, or an escape stands for one of its letters."""
    return _MARK_BYTES in content or b"\\" in content


def find_unfinished(data: Plain, struct: Any, origin: Origin) -> tuple[Problem, ...]:
    """Return a problem for each text of the data that holds the mark as a word; ``struct`` is the type it is to be."""
    # Nearly no value holds the mark, and a search in bytes costs a hundredth of the walk.
    if _MARK_BYTES not in msgspec.msgpack.encode(data):
        return ()
    return tuple(_find(data, inspect.type_info(struct), Pointer(origin.file, origin.path), ""))


def in_draft(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Say of what is unfinished that it lies in a draft, which is left out till then."""
    return tuple(msgspec.structs.replace(one, code="record/unfinished-draft") for one in problems)


def _find(data: Plain, info: inspect.Type, at: Pointer, meaning: str) -> Iterator[Problem]:
    info = _present(info)
    if isinstance(data, str):
        if found := _MARKED.search(data):
            yield _problem(meaning, Pointer(at.file, at.path, offset=found.start(), width=len(MARK)))
    elif isinstance(data, list):
        item = info.item_type if isinstance(info, inspect.VarTupleType) else inspect.AnyType()
        for position, value in enumerate(data):
            yield from _find(value, item, _below(at, position), meaning)
    else:
        for key, value in data.items():
            inner, told = _field(info, key)
            yield from _find(value, inner, _below(at, key), told or meaning)


def _field(info: inspect.Type, key: str) -> tuple[inspect.Type, str]:
    """Return the type and the meaning of what stands under a key."""
    if isinstance(info, inspect.StructType):
        types = {field.encode_name: field.type for field in info.fields}
        return types.get(key, inspect.AnyType()), meaning_of(info.cls, key)
    return (info.value_type if isinstance(info, inspect.DictType) else inspect.AnyType()), ""


def _present(info: inspect.Type) -> inspect.Type:
    if isinstance(info, inspect.UnionType):
        return next(part for part in info.types if not isinstance(part, inspect.NoneType))
    return info


def _below(at: Pointer, step: str | int) -> Pointer:
    return Pointer(at.file, (*at.path, step))


def _problem(meaning: str, where: Pointer) -> Problem:
    steps = [step for step in where.path if isinstance(step, str)]
    return Problem(
        code="record/unfinished",
        where=where,
        message=f"{'.'.join(steps) or 'this'} still holds the mark {MARK}",
        hint=f"write what belongs here: {meaning}" if meaning else "write what belongs here, or take the key out",
    )
