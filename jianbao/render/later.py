"""
Rows and words that are made when somebody looks at them: many templates leave out what others show.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class WhenAsked(Generic[T]):
    """
    An attribute that is made once, when it is first asked for, of an object that has a ``__dict__``.

    ``functools.cached_property`` does the same under a lock (before Python 3.12), which costs more than most words do.
    """

    __slots__ = ("make", "name")

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__

    def __get__(self, one: Any, owner: type) -> T:
        """Make it; the next time it is found before this is asked."""
        made = one.__dict__[self.name] = self.make(one)
        return made


class Later(Sequence[T]):
    """A sequence that is made once, when it is first looked at."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make = make
        self._made: tuple[T, ...] | None = None

    def _rows(self) -> tuple[T, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """Return a row, or some of them."""
        return self._rows()[index]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows())

    def __iter__(self) -> Iterator[T]:
        """Go through the rows."""
        return iter(self._rows())

    def __repr__(self) -> str:
        """Write the rows."""
        return repr(self._rows())
