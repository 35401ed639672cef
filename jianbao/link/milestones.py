"""
Gather what has a date, for the time axes: of everything, and of one topic or policy with what is tied to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jianbao.link.needs import Linked, unique
from jianbao.model.basics import Dated, FigureIdStr, RefStr, kind_of
from jianbao.model.graph import Milestone
from jianbao.model.records import Event, Policy, Record, Source

FEWEST: Final = 3
"""A line with fewer dates says less than a sentence."""

TIED: Final[Mapping[str, frozenset[str]]] = {"topic": frozenset({"event", "policy"}), "policy": frozenset({"event"})}
"""Kinds with a time axis of their own, and the kinds of their neighbours whose dates stand on it."""


def milestones(linked: Linked, refs: Iterable[RefStr], figures: Iterable[FigureIdStr]) -> tuple[Milestone, ...]:
    """Return the dates of records, and of those figures that are targets."""
    records = linked.catalog.records
    dated = [Milestone(role, ref, one) for ref in refs for role, one in _dates(records[ref]) if one]
    for key in figures:
        bound = linked.figures[key]
        if bound.figure.status == "target" and bound.figure.period:
            dated.append(Milestone("target", bound.metric, bound.figure.period, key))
    return tuple(dated)


def milestones_around(linked: Linked, ref: RefStr, figures: Iterable[FigureIdStr]) -> tuple[Milestone, ...]:
    """Return the dates of a topic or policy, of its neighbours and of its targets, where there are enough of them."""
    tied = TIED[kind_of(ref)]
    near = (*linked.outlines[ref].reach.records, *linked.backlinks[ref])
    found = milestones(linked, unique((ref, *(one for one in near if kind_of(one) in tied))), figures)
    return found if len({one.dated.when for one in found}) >= FEWEST else ()


def _dates(record: Record) -> Iterator[tuple[str, Dated | None]]:
    if isinstance(record, Event):
        yield "event", record.date
    elif isinstance(record, Policy):
        yield "issued", record.issued
        yield "in_force", record.in_force
        yield "until", record.until
    elif isinstance(record, Source):
        yield "source", record.date
