"""
Number the source notes of one page, in the order in which a reader meets them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from jianbao.model.basics import LocatorStr
from jianbao.render.later import Later


class Notes:
    """
    The one thing a page gathers while it is rendered. A note is one sentence of one source.

    What stands below the prose waits for its numbers until somebody asks for one: many templates never do.
    """

    __slots__ = ("_numbers", "_waiting")

    def __init__(self) -> None:
        self._numbers: dict[LocatorStr, int] = {}
        self._waiting: list[Callable[[], Iterable[LocatorStr]]] = []

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

    def so_far(self) -> Sequence[LocatorStr]:
        """Return the sentences that have a number by now or wait for one, in order; those that come later stay out."""
        counted: list[int] = []

        def count() -> tuple[LocatorStr, ...]:
            counted.append(len(self._numbers))
            return ()

        self.wait(count)
        return Later(lambda: tuple(islice(self._known(), counted[0])))

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
                for locator in tell():
                    known.setdefault(locator, len(known) + 1)
        return known
