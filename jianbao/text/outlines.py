"""
Walk a record once, take its prose apart, and note what it leads to.

In: a record, or one figure of it. Out: its leaves with their prose, and its outline.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, LocatorStr, Paragraph, RefStr
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import Metric, Record, Source
from jianbao.model.walk import Leaf, leaves, words_of
from jianbao.text.prose import DateToken, Prose, bindings, parse_prose


class Walked(Struct, frozen=True):
    """A leaf, and for a text or paragraph its prose in each language, in the order of ``words_of``."""

    leaf: Leaf
    proses: tuple[Prose, ...] = ()


def walk(value: Struct) -> tuple[Walked, ...]:
    """Walk a record, or a part of one, and take its prose apart."""
    return tuple(
        [
            Walked(leaf, tuple(map(parse_prose, words_of(leaf).values()))) if leaf.role in _WORDED else Walked(leaf)
            for leaf in leaves(value)
        ]
    )


_WORDED = frozenset({"text", "paragraph"})
_STATING = frozenset({"dated", "paragraph"})


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
    records: dict[object, None] = {}
    figures: dict[object, None] = {}
    spots: dict[object, None] = {}
    own: Mapping[str, dict[object, None]] = {"ref": records, "figure": figures, "locator": spots}
    for step in walked:
        leaf = step.leaf
        if leaf.role in own:
            own[leaf.role][leaf.value] = None
        for prose in step.proses:
            if prose.tokens:
                bound = bindings(prose)
                records.update(dict.fromkeys(sorted(bound.records)))
                figures.update(dict.fromkeys(sorted(bound.figures)))
    return Reach(
        cast("tuple[RefStr, ...]", tuple(records)),
        cast("tuple[FigureIdStr, ...]", tuple(figures)),
        cast("tuple[LocatorStr, ...]", tuple(spots)),
    )


def _figure_reaches(metric: Metric, walked: tuple[Walked, ...]) -> Iterator[Reach]:
    parts: list[list[Walked]] = [[] for _ in metric.observations]
    for one in walked:
        path = one.leaf.path
        if path[0] == "observations" and isinstance(path[1], int):
            parts[path[1]].append(one)
    yield from map(reach_of, parts)


def _stated(record: Record, walked: tuple[Walked, ...]) -> Iterator[tuple[LocatorStr, str]]:
    """Yield the dates that a record states, each with the sentences that it rests on."""
    for one in walked:
        value = one.leaf.value if one.leaf.role in _STATING else None
        if isinstance(value, Dated):
            yield from ((locator, value.when) for locator in value.cites)
        elif isinstance(value, Paragraph):
            tokens = [token for prose in one.proses for token in prose.tokens]
            dates = dict.fromkeys(token.when for token in tokens if isinstance(token, DateToken))
            if dates:
                yield from ((locator, when) for locator in value.cites for when in dates)
    for figure in record.observations if isinstance(record, Metric) else ():
        if figure.period and not figure.period.cites:
            yield from ((locator, figure.period.when) for locator in figure.evidence)
    for row in record.inferred_dates if isinstance(record, Source) else ():
        yield from ((row.at, when) for when in (row.when, row.printed))
