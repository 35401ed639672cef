"""
What makes data of one shape from the scalars that were taken out of a text.

In: mappings and lists that hold slots in place of scalars. Out: a function that fills them, as often as the shape is
met, with the scalars that come next.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import TypeAlias

from jianbao.read.plain import Plain


class Slot(Enum):
    """Where a scalar was taken out: one in double quotes; a plain one, or a list of them, that follows a colon."""

    QUOTED = '"'
    AFTER_COLON = "'"


Shape: TypeAlias = "dict[str, Shape] | list[Shape] | Slot | str"

Make: TypeAlias = Callable[[Iterator[str], Iterator[Plain]], Plain]
"""Makes data from the next scalars that were in double quotes, and the next that follow a colon."""

_Fill: TypeAlias = Callable[[Iterator[Plain]], Plain]
"""Makes data from the next scalars of whatever kind."""


class UnknownError(Exception):
    """Something stands here that the quick reader does not read."""


def maker_of(shape: Shape) -> Make:
    """Return what fills a shape."""
    slots: list[Slot] = []
    fill = _fill_of(shape, slots)
    count, rest = slots.count(Slot.QUOTED), slots.count(Slot.AFTER_COLON)
    if not rest:
        return lambda texts, _words: fill(texts)
    if not count:
        return lambda _texts, words: fill(words)
    met = sorted(range(len(slots)), key=lambda at: slots[at] is Slot.AFTER_COLON)
    if met == [*range(len(slots))]:
        return lambda texts, words: fill(chain(islice(texts, count), words))
    order = itemgetter(*sorted(range(len(slots)), key=met.__getitem__))
    return lambda texts, words: fill(iter(order((*islice(texts, count), *islice(words, rest)))))


def _fill_of(shape: Shape, slots: list[Slot]) -> _Fill:
    """Return what fills a shape with values in the order of its slots, which are noted."""
    if isinstance(shape, Slot):
        slots.append(shape)
        return next
    if isinstance(shape, str):
        return lambda _values: shape
    if isinstance(shape, list):
        fills = [_fill_of(inner, slots) for inner in shape]
        return lambda values: [fill(values) for fill in fills]
    items = [(key, _fill_of(inner, slots)) for key, inner in shape.items()]
    if all(fill is next for _, fill in items):
        paired = partial(zip, [*shape])  # it takes as many values as there are keys
        return lambda values: dict(paired(values))
    return lambda values: {key: fill(values) for key, fill in items}
