"""
Meet what a record holds without the places: references, citations, texts and dates, in the order of its fields.

Which field holds what is read from the types once a struct, so that a new field of a record is met without being
named here. Who needs the places walks with ``model.walk``, which costs more and by law meets the same.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct, structs

from jianbao.model.basics import Dated, FigureIdStr, LocatorStr, Paragraph, RefStr, Text
from jianbao.model.records import Figure

Role = Literal["ref", "locator", "figure", "text", "paragraph", "dated", "observation"]

_STRINGS: Final[Mapping[object, Role]] = {RefStr: "ref", LocatorStr: "locator", FigureIdStr: "figure"}
_WHOLE: Final[Mapping[object, Role]] = {Paragraph: "paragraph", Dated: "dated"}
_TOGETHER: Final[Mapping[object, Role]] = {**_STRINGS, Paragraph: "paragraph", Figure: "observation"}
"""What is met together where several stand in a field."""
_TEXT: Final = get_args(get_type_hints(Paragraph)["text"])


class Field(NamedTuple):
    """What a rule looks at, the struct that holds it, and its name there."""

    role: Role
    owner: type[Struct]
    name: str


Content: TypeAlias = tuple[Field, tuple[Any, ...]]
"""
A field and what stands in it: texts, paragraphs, dates, observations or ids.

What an observation holds is met by itself: ``contents_of`` the figure.
"""

_Meet: TypeAlias = Callable[[Any, list[Content]], None]


def contents_of(value: Struct) -> list[Content]:
    """Return what a record, or a part of one, holds; the citations of a paragraph are its own."""
    found: list[Content] = []
    _meet_fields(value, found)
    return found


def names_met(struct: type[Struct]) -> tuple[str, ...]:
    """Name the fields of a struct that can hold anything; an id leads nowhere."""
    return _plan(struct).names


def values_by(names: Collection[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gets the values of fields in one go."""
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple([getattr(value, name) for name in names])


def role_of(hint: object) -> Role | None:
    """Return what a value of this type is to a rule; ``None`` where only something inside it is."""
    if hint == Text or get_args(hint) == _TEXT:
        return "text"
    return _STRINGS.get(hint) or _WHOLE.get(hint)


def texts_required(struct: type[Struct], hints: Mapping[str, object]) -> frozenset[str]:
    """
    Name the texts that must be written: an empty one is a text without languages, not an absent one.

    ``hints`` are the types of the fields.
    """
    return frozenset(
        field.name for field in structs.fields(struct) if field.required and role_of(hints[field.name]) == "text"
    )


class _Plan(NamedTuple):
    """
    How a struct is met: by the ``names`` of the fields that can hold anything, all got in one go.

    Each value is met by its own function; an empty one only where that says so.
    """

    names: tuple[str, ...]
    values_of: Callable[[Any], tuple[Any, ...]]
    meets: tuple[tuple[_Meet, bool], ...]


@cache
def _plan(struct: type[Struct]) -> _Plan:
    hints = get_type_hints(struct)
    required = texts_required(struct, hints)
    found = {name: meet for name, hint in hints.items() if name != "id" and (meet := _meet_of(hint, struct, name))}
    return _Plan(tuple(found), values_by(found), tuple((meet, name in required) for name, meet in found.items()))


def _meet_of(hint: object, owner: type[Struct], name: str) -> _Meet | None:
    """Build the function that meets a value of this type; ``None`` where there is nothing to meet."""
    if role := role_of(hint):
        field = Field(role, owner, name)
        return partial(_meet_dated if role == "dated" else _meet_one, field)
    if hint is Figure:
        return partial(_meet_one, Field("observation", owner, name))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _meet_fields
    met = ((part, meet) for part in get_args(hint) if (meet := _meet_of(part, owner, name)))
    part, inner = next(met, (None, None))
    if not inner or get_origin(hint) not in {tuple, Mapping}:
        return inner
    of_mapping = get_origin(hint) is Mapping
    if role := _TOGETHER.get(part):
        return partial(_meet_values if of_mapping else _meet_all, Field(role, owner, name))
    return partial(_meet_inner if of_mapping else _meet_items, inner)


def _meet_fields(value: Struct, found: list[Content]) -> None:
    plan = _plan(type(value))
    for (meet, is_met_empty), inner in zip(plan.meets, plan.values_of(value), strict=True):
        if inner or is_met_empty:
            meet(inner, found)


def _meet_one(field: Field, value: object, found: list[Content]) -> None:
    found.append((field, (value,)))


def _meet_all(field: Field, values: tuple[Any, ...], found: list[Content]) -> None:
    found.append((field, values))


def _meet_values(field: Field, values: Mapping[str, Any], found: list[Content]) -> None:
    found.append((field, tuple(values.values())))


def _meet_dated(field: Field, value: Struct, found: list[Content]) -> None:
    found.append((field, (value,)))
    _meet_fields(value, found)


def _meet_items(inner: _Meet, values: Sequence[Any], found: list[Content]) -> None:
    for value in values:
        inner(value, found)


def _meet_inner(inner: _Meet, values: Mapping[str, Any], found: list[Content]) -> None:
    _meet_items(inner, tuple(values.values()), found)
