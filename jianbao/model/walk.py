"""
Walk the references, citations and texts of a record, each with the path that leads to it in its YAML file.

Which field holds what is read from the types once a struct, so that a new field of a record is walked
without being named here.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct

from jianbao.model.basics import Lang, Paragraph
from jianbao.model.contents import Role, role_of, texts_required

Path = tuple[str | int, ...]


class Leaf(Struct, frozen=True):
    """One value of a record that a rule looks at. ``owner`` is the struct that holds it, ``field`` its name there."""

    role: Role
    path: Path
    value: object
    owner: type[Struct]
    field: str


_Visit: TypeAlias = Callable[[Any, Path, list[Leaf]], None]


class _Field(NamedTuple):
    """How a field is walked; an empty value of it is met only where it ``is_met_empty``."""

    name: str
    visit: _Visit
    is_met_empty: bool


@cache
def _fields(struct: type[Struct]) -> tuple[_Field, ...]:
    """Return the fields of a struct that hold anything to be met; an id is its own, and leads nowhere."""
    hints = get_type_hints(struct)
    required = texts_required(struct, hints)
    found = ((name, _visit_of(hint, struct, name)) for name, hint in hints.items() if name != "id")
    return tuple(_Field(name, visit, name in required) for name, visit in found if visit)


def _visit_of(hint: object, owner: type[Struct], field: str) -> _Visit | None:
    """Build the function that walks a value of this type, in this field; ``None`` where there is nothing to meet."""
    role = role_of(hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _visit_struct(role, owner, field)
    if role:
        return _visit_leaf(role, owner, field)
    inner = next(filter(None, (_visit_of(part, owner, field) for part in get_args(hint))), None)
    if inner and get_origin(hint) is tuple:
        return partial(_visit_items, inner)
    return partial(_visit_values, inner) if inner and get_origin(hint) is Mapping else inner


def _visit_leaf(role: Role, owner: type[Struct], field: str) -> _Visit:
    def visit(value: Any, path: Path, found: list[Leaf]) -> None:
        if value or role == "text":
            found.append(Leaf(role, path, value, owner, field))

    return visit


def _visit_struct(role: Role | None, owner: type[Struct], field: str) -> _Visit:
    def visit(value: Any, path: Path, found: list[Leaf]) -> None:
        if role:
            found.append(Leaf(role, path, value, owner, field))
        if role == "paragraph":
            found += leaves_of_paragraph(value, path)
        else:
            _walk(value, path, found)

    return visit


def _visit_items(inner: _Visit, values: Sequence[Any], path: Path, found: list[Leaf]) -> None:
    for number, value in enumerate(values):
        inner(value, (*path, number), found)


def _visit_values(inner: _Visit, values: Mapping[str, Any], path: Path, found: list[Leaf]) -> None:
    for key, value in values.items():
        inner(value, (*path, key), found)


def leaves(value: Struct, path: Path = ()) -> list[Leaf]:
    """Return every reference, locator, figure id, text, paragraph and date of a record, in the order of its fields."""
    found: list[Leaf] = []
    _walk(value, path, found)
    return found


def _walk(value: Struct, path: Path, found: list[Leaf]) -> None:
    for name, visit, is_met_empty in _fields(type(value)):
        inner = getattr(value, name)
        if inner or is_met_empty:
            visit(inner, (*path, name), found)


def leaves_of_paragraph(paragraph: Paragraph, path: Path) -> list[Leaf]:
    """Return the citations of a paragraph; its text is the paragraph's own leaf."""
    return [
        Leaf("locator", (*path, "cites", number), locator, Paragraph, "cites")
        for number, locator in enumerate(paragraph.cites)
    ]


def language_path(leaf: Leaf, lang: Lang) -> Path:
    """Return where one language of a text or paragraph stands: languages are keys of both in YAML."""
    return (*leaf.path, lang)


def words_of(leaf: Leaf) -> Mapping[Lang, str]:
    """Return the languages of a text or paragraph leaf."""
    if isinstance(leaf.value, Paragraph):
        return leaf.value.text
    if isinstance(leaf.value, Mapping):
        return leaf.value
    return {}
