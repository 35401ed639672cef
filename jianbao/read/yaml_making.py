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
    slots = tuple(_slots_in(shape))
    fill = _fill_of(shape)
    quoted = [at for at, slot in enumerate(slots) if slot is Slot.QUOTED]
    others = [at for at, slot in enumerate(slots) if slot is Slot.AFTER_COLON]
    if not others:
        return lambda texts, _words: fill(texts)
    if not quoted:
        return lambda _texts, words: fill(words)
    count, rest = len(quoted), len(others)
    met = [*quoted, *others]
    if met == sorted(met):
        return lambda texts, words: fill(chain(islice(texts, count), words))
    order = itemgetter(*sorted(range(len(met)), key=met.__getitem__))
    return lambda texts, words: fill(iter(order((*islice(texts, count), *islice(words, rest)))))


def _slots_in(shape: Shape) -> Iterator[Slot]:
    if isinstance(shape, Slot):
        yield shape
    elif not isinstance(shape, str):
        for inner in shape.values() if isinstance(shape, dict) else shape:
            yield from _slots_in(inner)


def _fill_of(shape: Shape) -> _Fill:
    if isinstance(shape, Slot):
        return next
    if isinstance(shape, str):
        return lambda _values: shape
    if isinstance(shape, list):
        fills = tuple(map(_fill_of, shape))
        return lambda values: [fill(values) for fill in fills]
    if all(isinstance(inner, Slot) for inner in shape.values()):
        paired = partial(zip, tuple(shape))  # it takes as many values as there are keys
        return lambda values: dict(paired(values))
    items = tuple((key, _fill_of(inner)) for key, inner in shape.items())
    return lambda values: {key: fill(values) for key, fill in items}
