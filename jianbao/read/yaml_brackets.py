"""Mappings and lists of YAML in brackets on one line, apart from the scalars that were taken out of them."""

import re
from typing import Any, Final

from jianbao.read.yaml_making import Shape, Slot, UnknownError

KEY: Final = r"[A-Za-z_][A-Za-z0-9_.-]{0,99}"
PLAIN: Final = r"(?:-|\.\./)?\w[\w./%+&-]*+(?: \w[\w./%+&-]*+)*"

_TOKEN: Final = re.compile(rf""" *+(?:([\]}},])|(?:({KEY}): ++)?(?:(["'^])|([\[{{])|({PLAIN}))|(.))""")
"""What ends a value; its key, where it has one, with the value or what opens it; last, what is not known."""


def read_brackets(text: str, room: int) -> Shape:
    """Read lists and mappings that hold others, at most as many in each other as there is room for."""
    above: list[Any] = []
    outermost: list[Shape] = []
    here: Any = outermost
    waits = True  # for a value
    for ending, key, slot, opening, plain, unknown in _TOKEN.findall(text):
        if unknown or (not ending and not waits):
            raise UnknownError
        if ending == ",":
            if waits or not above:
                raise UnknownError
            waits = True
        elif ending:
            # After a comma something has to follow.
            if not above or (waits and here) or isinstance(here, dict) != (ending == "}"):
                raise UnknownError
            here, waits = above.pop(), False
        else:
            value: Any = ([] if opening == "[" else {}) if opening else Slot(slot) if slot else plain
            _put(here, key, value)
            waits = bool(opening)
            if opening:
                above.append(here)
                here = value
            if len(above) + (value is Slot.LIST) > room:
                raise UnknownError
    if above or waits:
        raise UnknownError
    return outermost[0]


def _put(whole: Any, key: str, value: Shape) -> None:
    """Add an item to a list, or under a new key to a mapping."""
    if isinstance(whole, dict):
        if not key or key in whole:
            raise UnknownError
        whole[key] = value
    elif key:
        raise UnknownError
    else:
        whole.append(value)
