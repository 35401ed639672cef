"""
Escape words for HTML at the cost of looking at them: most need no escaping.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from markupsafe import Markup, escape

_SPECIAL: Final = re.compile("[&<>\"']").search

finished: Final[Callable[[str], Markup]] = partial(str.__new__, Markup)
"""Mark HTML as finished, at half the cost: what is a string need not be asked for HTML of its own."""


def escape_quickly(value: Any) -> str:
    """Escape as markupsafe does, at a third of the cost for what needs no escaping."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        words: str = value
        return words
    return escape(value)
