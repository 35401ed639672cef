"""
What a record leads to, without its words: enough to link the records that did not change.
"""

from msgspec import Struct

from jianbao.model.basics import FigureIdStr, LocatorStr, RefStr


class Reach(Struct, frozen=True, array_like=True, gc=False):
    """What a record or figure leads to: records, figures and sentences, each in order of appearance."""

    records: tuple[RefStr, ...]
    figures: tuple[FigureIdStr, ...]
    spots: tuple[LocatorStr, ...]


class Outline(Struct, frozen=True, array_like=True, gc=False):
    """
    What one record leads to.

    ``figures`` are the reaches of the observations of a metric, in their order; ``stated`` are the dates that the
    record states, each with the sentence that it states them on the strength of; ``ties`` are the records that it names
    as related or links in its words, each once.
    """

    reach: Reach
    figures: tuple[Reach, ...] = ()
    stated: tuple[tuple[LocatorStr, str], ...] = ()
    ties: tuple[RefStr, ...] = ()
