"""
Leave the collector of cycles out where nearly all that is made stays: it would walk it again and again for nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, stays: bool = False) -> Iterator[None]:
    """Let no cycle be looked for while the block runs; what ``stays`` is never looked at again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if was_on:
            gc.enable()


def left(value: object) -> None:
    """Never free a value: the process is about to end, which does it at once."""
    held = [value]
    held.append(held)  # a cycle, which nobody looks for
