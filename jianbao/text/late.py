"""
Patterns that are compiled when they are first used.

To compile all that the program knows takes a tenth of its start, and most builds use a few of them.
"""

import re
from typing import Any, AnyStr, cast


def late_pattern(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """
    Return what can do all that a pattern can; it is compiled when it is asked to do the first of that.

    >>> late_pattern("[0-9]+").findall("13 of 16")
    ['13', '16']
    """
    return cast("re.Pattern[AnyStr]", _Late(words, flags))


class _Late:
    """A pattern that has not been compiled, or its methods as far as they were asked for."""

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._words = words
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern, and have its method at hand from now on."""
        found = getattr(re.compile(self._words, self._flags), name)
        self.__dict__[name] = found
        return found
