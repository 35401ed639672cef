"""
Walk a record once, take its prose apart, and note what it leads to.

In: a record, or one figure of it. Out: its leaves with their prose, and its outline.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, LocatorStr, Paragraph, RefStr
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import Metric, Record, Source
from jianbao.model.walk import Leaf, leaves, words_of
from jianbao.text.prose import DateToken, FigureToken, LinkToken, Prose, Words, parse_prose


class Walked(Struct, frozen=True):
    """A leaf, and for a text or paragraph its prose in each language, in the order of ``words_of``."""

    leaf: Leaf
    proses: tuple[Prose, ...] = ()


def walk(value: Struct) -> tuple[Walked, ...]:
    """Walk a record, or a part of one, and take its prose apart."""
    return tuple(
        Walked(leaf, tuple(map(parse_prose, words_of(leaf).values()))) if leaf.role in _WORDED else Walked(leaf)
        for leaf in leaves(value)
    )


_WORDED = frozenset({"text", "paragraph"})
_TARGETS = frozenset({"ref", "figure", "locator"})


def outline_of(record: Record, walked: tuple[Walked, ...] | None = None) -> Outline:
    """Note what a record leads to; ``walked`` is its walk where that has been done."""
    walked = walk(record) if walked is None else walked
    return Outline(
        reach=reach_of(walked),
        figures=tuple(_figure_reaches(record, walked)) if isinstance(record, Metric) else (),
        stated=tuple(dict.fromkeys(_stated(record, walked))),
    )


def reach_of(walked: Iterable[Walked]) -> Reach:
    """Follow every reference, citation and binding."""
    found: dict[str, dict[str, None]] = {"ref": {}, "figure": {}, "locator": {}}
    for step in walked:
        if step.leaf.role in _TARGETS:
            found[step.leaf.role][str(step.leaf.value)] = None
        for prose in step.proses:
            bound = [piece for piece in prose.pieces if not isinstance(piece, Words)]
            found["ref"].update(dict.fromkeys(sorted(one.ref for one in bound if isinstance(one, LinkToken))))
            found["figure"].update(dict.fromkeys(sorted(one.figure for one in bound if isinstance(one, FigureToken))))
    return Reach(
        tuple(map(RefStr, found["ref"])),
        tuple(map(FigureIdStr, found["figure"])),
        tuple(map(LocatorStr, found["locator"])),
    )


def _figure_reaches(metric: Metric, walked: tuple[Walked, ...]) -> Iterator[Reach]:
    parts: list[list[Walked]] = [[] for _ in metric.observations]
    for one in walked:
        field, *rest = one.leaf.path
        if field == "observations" and isinstance(rest[0], int):
            parts[rest[0]].append(one)
    yield from map(reach_of, parts)


def _stated(record: Record, walked: tuple[Walked, ...]) -> Iterator[tuple[LocatorStr, str]]:
    """Yield the dates that a record states, each with the sentences that it rests on."""
    for one in walked:
        value = one.leaf.value
        if isinstance(value, Dated):
            yield from ((locator, value.when) for locator in value.cites)
        elif isinstance(value, Paragraph):
            pieces = (piece for prose in one.proses for piece in prose.pieces if isinstance(piece, DateToken))
            dates = dict.fromkeys(piece.when for piece in pieces)
            yield from ((locator, when) for locator in value.cites for when in dates)
    for figure in record.observations if isinstance(record, Metric) else ():
        if figure.period and not figure.period.cites:
            yield from ((locator, figure.period.when) for locator in figure.evidence)
    for row in record.inferred_dates if isinstance(record, Source) else ():
        yield from ((row.at, when) for when in (row.when, row.printed))
