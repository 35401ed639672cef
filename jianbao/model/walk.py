"""
Walk the references, citations and texts of a record, each with the path that leads to it in its YAML file.

Which field holds what is read from the types once a struct, so that a new field of a record is walked
without being named here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, get_args, get_type_hints

from msgspec import Struct, structs

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, Paragraph, RefStr, Text

Path = tuple[str | int, ...]
Role = Literal["ref", "locator", "figure", "text", "paragraph", "dated"]


class Leaf(Struct, frozen=True):
    """One value of a record that a rule looks at. ``owner`` is the struct that holds it, ``field`` its name there."""

    role: Role
    path: Path
    value: object
    owner: type[Struct]
    field: str


_STRINGS: Mapping[object, Role] = {RefStr: "ref", LocatorStr: "locator", FigureIdStr: "figure"}
_TEXT = get_args(get_type_hints(Paragraph)["text"])


@cache
def _roles(struct: type[Struct]) -> tuple[tuple[str, Role | None], ...]:
    """Return each field with the role of the strings in it; ``None`` for structs to descend into."""
    rows: list[tuple[str, Role | None]] = []
    for name, hint in get_type_hints(struct).items():
        if name == "id":
            continue
        role = _role_of(hint)
        if role or _holds_struct(hint):
            rows.append((name, role))
    return tuple(rows)


def _role_of(hint: object) -> Role | None:
    if hint in _STRINGS:
        return _STRINGS[hint]
    if _is_text(hint):
        return "text"
    for part in get_args(hint):
        if (role := _role_of(part)) is not None:
            return role
    return None


def _is_text(hint: object) -> bool:
    return hint == Text or get_args(hint) == _TEXT


def _holds_struct(hint: object) -> bool:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return True
    return any(_holds_struct(part) for part in get_args(hint))


def leaves(value: Struct, path: Path = ()) -> Iterator[Leaf]:
    """Yield every reference, locator, figure id, text, paragraph and date of a record, in the order of its fields."""
    owner = type(value)
    for field, role in _roles(owner):
        yield from _visit(getattr(value, field), (*path, field), role, (owner, field))


def _visit(value: object, path: Path, role: Role | None, held: tuple[type[Struct], str]) -> Iterator[Leaf]:
    if isinstance(value, Paragraph):
        yield Leaf("paragraph", path, value, *held)
        yield from leaves_of_paragraph(value, path)
    elif isinstance(value, Struct):
        if isinstance(value, Dated):
            yield Leaf("dated", path, value, *held)
        yield from leaves(value, path)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _visit(item, (*path, number), role, held)
    elif isinstance(value, Mapping) and role != "text":
        for key, item in value.items():
            yield from _visit(item, (*path, key), role, held)
    elif role is not None and (value or (role == "text" and _is_required(*held))):
        yield Leaf(role, path, value, *held)


@cache
def _is_required(owner: type[Struct], field: str) -> bool:
    """Tell whether a field must be written: an empty text there is a text without languages, not an absent one."""
    return any(one.name == field and one.required for one in structs.fields(owner))


def leaves_of_paragraph(paragraph: Paragraph, path: Path) -> Iterator[Leaf]:
    """Yield the citations of a paragraph; its text is the paragraph's own leaf."""
    for number, locator in enumerate(paragraph.cites):
        yield Leaf("locator", (*path, "cites", number), locator, Paragraph, "cites")


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
