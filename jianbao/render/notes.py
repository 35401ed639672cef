"""
Number the source notes of one page, in the order in which a reader meets them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from jianbao.model.basics import LocatorStr


class Mark(Struct, gc=False):
    """A place among the notes of a page: how many stand before it, known when those have their numbers."""

    before: int = 0


class Notes:
    """
    The one thing a page gathers while it is rendered. A note is one sentence of one source.

    What stands below the prose waits for its numbers until somebody asks for one: many templates never do.
    """

    __slots__ = ("_numbers", "_waiting")

    def __init__(self) -> None:
        self._numbers: dict[LocatorStr, int] = {}
        self._waiting: list[Callable[[], Iterable[LocatorStr]] | Mark] = []

    def number(self, locator: LocatorStr) -> int:
        """Return the number of a sentence's note, the next one where it is new."""
        known = self._known()
        return known.setdefault(locator, len(known) + 1)

    def wait(self, tell: Callable[[], Iterable[LocatorStr]]) -> None:
        """Give sentences their numbers, in order, before anybody gets a further number."""
        self._waiting.append(tell)

    def numbers(self, locators: Sequence[LocatorStr]) -> tuple[int, ...]:
        """Return the numbers of several notes in ascending order."""
        if len(locators) == 1:
            return (self.number(locators[0]),)
        return tuple(sorted(map(self.number, locators))) if locators else ()

    def shown(self, locators: Sequence[LocatorStr]) -> str:
        """Return the numbers of several notes in one seal: ``2, 5``."""
        if len(locators) == 1:
            known = self._known() if self._waiting else self._numbers
            return str(known.setdefault(locators[0], len(known) + 1))
        return ", ".join(map(str, self.numbers(locators)))

    def mark(self) -> Mark:
        """Mark the place after the sentences that have a number by now or wait for one."""
        mark = Mark()
        self._waiting.append(mark)
        return mark

    def before(self, mark: Mark) -> tuple[LocatorStr, ...]:
        """Return the sentences before a mark, in the order of their numbers; those that came later stay out."""
        known = self._known()  # puts the mark in its place
        return tuple(islice(known, mark.before))

    def close(self) -> None:
        """Let go of who waits: they hold the page that holds these notes, and nobody looks for such circles."""
        self._waiting.clear()

    def __iter__(self) -> Iterator[LocatorStr]:
        """Yield the sentences in the order of their numbers."""
        return iter(self._known())

    def _known(self) -> dict[LocatorStr, int]:
        known = self._numbers
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for tell in waiting:
                if isinstance(tell, Mark):
                    tell.before = len(known)
                    continue
                for locator in tell():
                    known.setdefault(locator, len(known) + 1)
        return known
