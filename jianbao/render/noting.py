"""Note which values of a site are read to make something."""

from collections.abc import Iterator, Mapping
from typing import Generic, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Noting(Mapping[K, V], Generic[K, V]):
    """
    A mapping that notes the names by which it is asked.

    It can be asked in no other way: what depends on all of its values, or on how many there are, has no list of names.
    """

    def __init__(self, values: Mapping[K, V]) -> None:
        self._values = values
        self._asked: dict[K, None] = {}

    def __getitem__(self, name: K) -> V:
        self._asked[name] = None
        return self._values[name]

    def __iter__(self) -> Iterator[NoReturn]:
        raise TypeError

    def __len__(self) -> NoReturn:
        raise TypeError

    def asked(self) -> tuple[K, ...]:
        """Return the names, in the order in which they were first asked for."""
        return tuple(self._asked)
