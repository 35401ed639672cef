"""Find the name that was probably meant."""

from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 120
"""Longer words are not compared: the cost grows with the length."""

_MOST_SLIPS: Final = 3
"""More slips than these make another word. A low bound also keeps ten thousand candidates cheap."""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """
    Find the candidate that a slip of the keyboard turned into ``word``, or ``None``.

    >>> closest("sumary", ("name", "summary"))
    'summary'
    >>> closest("colour", ("name", "summary")) is None
    True
    """
    if len(word) > _LONGEST:
        return None
    folded = word.casefold()
    best: str | None = None
    fewest = _MOST_SLIPS + 1
    for candidate in candidates:
        longest = max(len(word), len(candidate))
        enough = min(fewest, max(1, longest // 3) + 1)
        if candidate and abs(len(candidate) - len(word)) < enough:
            slips = _slips(*_trimmed(folded, candidate.casefold()), enough)
            if slips < enough:
                best, fewest = candidate, slips
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """
    Write a question with the closest candidate, or nothing.

    >>> did_you_mean("sumary", ("name", "summary"))
    'did you mean "summary"?'
    """
    meant = closest(word, candidates)
    return f'did you mean "{meant}"?' if meant else ""


def _trimmed(left: str, right: str) -> tuple[str, str]:
    """Take off the beginning and end that two words share: they hold no slips."""
    begin = _shared(left, right)
    left, right = left[begin:], right[begin:]
    end = _shared(left[::-1], right[::-1])
    return left[: len(left) - end], right[: len(right) - end]


def _shared(left: str, right: str) -> int:
    """Count the letters with which both words begin."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((count for count, (one, other) in pairs if one != other), min(len(left), len(right)))


def _slips(left: str, right: str, enough: int) -> int:
    """Count letters added, dropped, changed or swapped with a neighbour; stop counting at ``enough``."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        line = [row]
        for column, other in enumerate(right, start=1):
            changed = above[column - 1] + (letter != other)
            slips = min(changed, above[column] + 1, line[-1] + 1)
            swapped = row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other
            line.append(min(slips, before[column - 2] + 1) if swapped else slips)
        if min(line) >= enough:
            return enough
        before, above = above, line
    return above[-1]
