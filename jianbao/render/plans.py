"""
What the pages of one record show alike in every language, worked out once for all of them.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, RefStr, kind_of
from jianbao.model.graph import BoundFigure
from jianbao.model.records import KINDS, Chart, Figure, Metric, Record
from jianbao.render.ties import ties_of
from jianbao.text.series import classify

AS_OF: Final = frozenset({"actual", "claim"})
"""Statuses of figures whose periods say how fresh a page is."""

ByKind: TypeAlias = tuple[tuple[str, tuple[RefStr, ...]], ...]
"""Records by their kind, in the order of the table of kinds."""

_RANKS: Final[Mapping[str, int]] = {kind: rank for rank, kind in enumerate(KINDS)}


class Plan(Struct, frozen=True):
    """
    What every page of a record shows, still without words.

    ``related`` is where the record leads, ``backlinks`` what else leads to it, without metrics and sources, which are
    shown as figures and notes; ``charts`` are those an editor chose and that of a metric's own observations; ``newest``
    is the last period of the figures shown, ``agreement`` how the observations of a metric agree.
    """

    related: ByKind
    backlinks: ByKind
    charts: tuple[Chart, ...]
    newest: Dated | None
    agreement: str


def plan_of(
    record: Record, subject: RefStr | None, backlinks: tuple[RefStr, ...], shown: tuple[BoundFigure, ...]
) -> Plan:
    """
    Work out what the pages of a record have in common.

    ``subject`` is the record itself, ``backlinks`` are the records that lead to it, ``shown`` the figures of its table.
    """
    outward = set(ties_of(record))
    inward = {ref for ref in backlinks if not ref.startswith(("metric/", "source/"))}
    agreement = classify(record) if isinstance(record, Metric) else ""
    own = _own_series(record) if isinstance(record, Metric) and agreement == "series" else ()
    return Plan(
        related=by_kind(outward - {subject}),
        backlinks=by_kind(inward - outward),
        charts=(*record.charts, *([Chart(name=record.name, figures=own, form="series")] if own else [])),
        newest=_newest(shown),
        agreement=agreement,
    )


def by_kind(refs: Iterable[RefStr]) -> ByKind:
    """Put records together by their kind, each once."""
    found: dict[str, list[RefStr]] = {}
    for ref in sorted(set(refs)):
        kind = kind_of(ref)
        if kind in found:
            found[kind].append(ref)
        else:
            found[kind] = [ref]
    return tuple([(kind, tuple(found[kind])) for kind in sorted(found, key=_RANKS.__getitem__)])


def _own_series(metric: Metric) -> tuple[FigureIdStr, ...]:
    """Return the observations like the first one, by time, if each has a time of its own."""
    first = metric.observations[0]
    alike = [one for one in metric.observations if (one.unit, one.status) == (first.unit, first.status)]
    by_time = {_when(one): FigureIdStr(one.id) for one in sorted(alike, key=_when)}
    is_series = 1 < len(alike) == len(by_time) and "" not in by_time
    return tuple(by_time.values()) if is_series else ()


def _when(figure: Figure) -> str:
    return figure.period.when.rpartition("/")[2] if figure.period else ""


def _newest(shown: tuple[BoundFigure, ...]) -> Dated | None:
    periods = [one.figure.period for one in shown if one.figure.status in AS_OF and one.figure.period]
    return max(periods, key=lambda dated: dated.when.rpartition("/")[2].replace("..", ""), default=None)
