"""
What is the same for a page in every language, made once: languages read the same, and their pages follow one another.
"""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from msgspec import structs

from jianbao.model.graph import Route

T = TypeVar("T")

KEPT_MAX: Final = 64
"""Pages of which something is kept."""


class Alike(Generic[T]):
    """Makes something of a route that does not depend on its language."""

    __slots__ = ("_kept", "_make")

    def __init__(self, make: Callable[[Route], T]) -> None:
        self._make = make
        self._kept: dict[str, tuple[Route, T]] = {}

    def of(self, route: Route) -> T:
        """Return what is made of a route, or was made of it in another language."""
        found = self._kept.get(route.page)
        if found is not None and structs.replace(route, lang=found[0].lang) == found[0]:
            return found[1]
        if len(self._kept) >= KEPT_MAX:
            self._kept.clear()
        made = self._make(route)
        self._kept[route.page] = (route, made)
        return made
