"""
Lay the views of one record in several languages upon each other, so that one template sets every edition.

In: one view, or two of the same record. Out: the same shape with values that hold all languages. An edition in one
language is the case of a single view, so no template knows how many there are.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import zip_longest
from typing import Any, Final

from msgspec import Struct

from jianbao.render.later import Later, WhenAsked
from jianbao.render.paper_text import Typst, literal, write
from jianbao.render.views import LinkView, PageView

MADE: Final = (cached_property, property, WhenAsked)
"""What a view makes when it is asked."""

LEFT_OUT: Final = frozenset(
    {
        *("agreement", "backlinks_row", "related_row"),
        *("copy", "desk", "each", "metric", "phrases", "record", "showing", "tell", "written"),
        *("alternates", "cite", "crumbs", "detail", "lists", "machine", "menu", "tiles"),
    }
)
"""What no paper shows of a view, and what views are made of."""


class Side(Struct, frozen=True):
    """One language of an edition: its folder, the view, its interface strings."""

    lang: str
    view: PageView
    ui: Mapping[str, str]


class Each(Struct, frozen=True):
    """One value in each language; it is written as an array of languages and their words, without what is empty."""

    sides: tuple[Side, ...]
    found: tuple[Any, ...]

    def __bool__(self) -> bool:
        """Say whether any language has something to print."""
        return any(self.found)

    @property
    def first(self) -> Any:
        """Return the value of the first language: for what is the same in all, such as a status."""
        return self.found[0]

    @property
    def typst(self) -> Typst:
        """Write the array."""
        return Typst(f"({' '.join(self._written())})")

    def _written(self) -> Iterator[str]:
        for side, value in zip(self.sides, self.found, strict=True):
            if value or value == 0:
                yield f"({literal(side.lang)}, {write(value, side.view.frame.canonical)}),"


class Wording(Struct, frozen=True):
    """The interface strings in each language."""

    sides: tuple[Side, ...]

    def __getitem__(self, key: str) -> Each:
        """Return one string."""
        return Each(self.sides, tuple(side.ui[key] for side in self.sides))


def together(sides: tuple[Side, ...], values: tuple[Any, ...] | None = None) -> Any:
    """Turn values of one shape into one: structures by field, sequences by position, all else into ``Each``."""
    found = tuple(side.view for side in sides) if values is None else values
    sample = next((one for one in found if one is not None), None)
    if isinstance(sample, LinkView) or not isinstance(sample, Struct | tuple | Later):
        return Each(sides, found)
    if isinstance(sample, tuple | Later):
        # Only aliases and the like, which stand last, may be fewer in one language.
        columns: list[Any] = [() if one is None else one for one in found]
        rows = zip_longest(*columns)
        return [together(sides, row) for row in rows]
    return {
        name: together(sides, tuple(getattr(one, name, None) for one in found))
        for name in _names(sample)
        if name not in LEFT_OUT
    }


def _names(struct: Struct) -> Iterator[str]:
    """Yield the fields of a view, and what it makes when it is asked."""
    yield from struct.__struct_fields__
    yield from (name for name, value in vars(type(struct)).items() if isinstance(value, MADE))


def put(value: object) -> str:
    """Write what a template of paper puts out."""
    return value.typst if isinstance(value, Each) else write(value)
