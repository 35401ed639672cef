"""
Number the source notes of one page, in the order in which a reader meets them.
"""

from collections.abc import Iterable, Iterator, Sequence

from jianbao.model.basics import LocatorStr


class Notes:
    """The one thing a page gathers while it is rendered. A note is one sentence of one source."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[LocatorStr, int] = {}

    def number(self, locator: LocatorStr) -> int:
        """Return the number of a sentence's note, the next one where it is new."""
        return self._numbers.setdefault(locator, len(self._numbers) + 1)

    def gather(self, locators: Iterable[LocatorStr]) -> None:
        """Give sentences their numbers, in order."""
        known = self._numbers
        for locator in locators:
            if locator not in known:
                known[locator] = len(known) + 1

    def numbers(self, locators: Sequence[LocatorStr]) -> tuple[int, ...]:
        """Return the numbers of several notes in ascending order."""
        if len(locators) == 1:
            known = self._numbers
            return (known.setdefault(locators[0], len(known) + 1),)
        return tuple(sorted(map(self.number, locators))) if locators else ()

    def __iter__(self) -> Iterator[LocatorStr]:
        """Yield the sentences in the order of their numbers."""
        return iter(self._numbers)
