"""
Gather the languages of paragraphs, which in YAML are keys of the paragraph itself, into its field ``text``.

In: a type, and data that may be of it. Out: the same data, with ``text`` where the type says that a paragraph stands.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final, get_args, get_origin

from msgspec import Struct, structs

from jianbao.model.basics import Paragraph

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KEYS_MAX: Final = 256
"""Keys kept: nearly all are languages of the site."""


class Gather(Struct, frozen=True, eq=False):
    """
    Where paragraphs stand in a type that can hold some: below which fields of a mapping, in all its values, in a list.

    A paragraph itself has the keys ``own``, besides those of its languages.
    """

    own: frozenset[str] = frozenset()
    fields: dict[str, "Gather"] = {}
    values: "Gather | None" = None
    items: "Gather | None" = None

    def below(self, key: str) -> "Gather | None":
        """Return where they stand in what a mapping has under a key."""
        return self.fields.get(key, self.values)


@cache
def gather_of(hint: Any) -> Gather | None:
    """Return where paragraphs stand in a type; ``None`` where it can hold none."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _gather_in_struct(hint)
    parts = tuple(map(gather_of, get_args(hint)))
    origin = get_origin(hint)
    if origin is tuple:
        return Gather(items=parts[0]) if parts[0] else None
    if origin in (dict, Mapping):
        return Gather(values=parts[1]) if parts[1] else None
    return next(filter(None, parts), None)


def gathered(data: Any, gather: Gather | None) -> Any:
    """Gather the languages of all paragraphs; what is not of the shape that the type asks for stays as it is."""
    if gather is None:
        return data
    if isinstance(data, list):
        return [gathered(item, gather.items) for item in data]
    if not isinstance(data, dict):
        return data
    if gather.own:
        return _with_text(data, gather.own)
    return {key: gathered(value, gather.below(key)) for key, value in data.items()}


@lru_cache(_KEYS_MAX)
def is_language(key: str) -> bool:
    """
    Tell whether a key looks like a language tag.

    >>> is_language("zh-Hans"), is_language("cites")
    (True, False)
    """
    return _LANGUAGE.fullmatch(key) is not None


def _gather_in_struct(struct: type[Struct]) -> Gather | None:
    fields = structs.fields(struct)
    if issubclass(struct, Paragraph):
        return Gather(own=frozenset(field.encode_name for field in fields))
    inner = {field.encode_name: gather for field in fields if (gather := gather_of(field.type))}
    return Gather(fields=inner) if inner else None


def _with_text(data: dict[str, Any], own: frozenset[str]) -> dict[str, Any]:
    # A written "text" is renamed to a key that no struct has, so that there is one way to write a paragraph.
    gathered: dict[str, Any] = {}
    for key, value in data.items():
        if key not in own and is_language(key):
            gathered.setdefault("text", {})[key] = value
        else:
            gathered["text:" if key == "text" else key] = value
    return gathered
