"""
What the templates of charts see: rows with a mark in each, places in percent, and every value in words.

No view here holds another page's view, so that ``views`` may hold these.
"""

from markupsafe import Markup
from msgspec import Struct


class Mark(Struct, frozen=True):
    """
    What is drawn in a row: a ``bar``, a ``goal`` (a bar that is meant to be), a ``dot`` or a ``due`` date.

    It begins at ``since`` and stands or ends at ``at``, in percent of the width. ``beyond`` says to which side of it
    the truth may lie (``up``, ``down``, or nothing), ``is_hollow`` that its date is inferred.
    """

    shape: str
    at: str
    since: str = ""
    beyond: str = ""
    is_hollow: bool = False


class ChartRow(Struct, frozen=True):
    """One row: what it stands for, its mark, its value. A status is named where the rows have several."""

    id: str
    href: str
    label: str
    meta: str
    status: str
    status_label: str
    machine: str
    value: Markup
    mark: Mark


class Point(Struct, frozen=True):
    """
    A mark of a series: its time across, its amount upward, in percent of the plot from its left and upper edge.

    ``when`` and ``value`` are empty where they would cover the words of a neighbour; ``anchor`` says which part of them
    stands at the mark, ``lane`` in which line the date is written.
    """

    x: str
    y: str
    when: str
    value: str
    anchor: str
    lane: int
    beyond: str
    is_hollow: bool


class ChartView(Struct, frozen=True, kw_only=True):
    """
    Rows under the finding they show. The table is the chart: each row carries its label and value.

    ``points`` is the picture above the table of a series, and ``spoken`` says it in words.
    """

    form: str
    title: str
    note: str
    status: str
    status_label: str
    counted: str
    rows: tuple[ChartRow, ...]
    points: tuple[Point, ...] = ()
    spoken: str = ""


class Tick(Struct, frozen=True):
    """A year below a time axis: where its first day stands."""

    at: str
    words: str


class DateRow(Struct, frozen=True):
    """Something with a date: what it is, when, how the date is known, and its mark on the time axis."""

    when: str
    machine: str
    label: str
    href: str
    words: str
    lang: str
    value: Markup
    note: str
    mark: Mark


class DateGroup(Struct, frozen=True):
    """The dates on one side of the edition."""

    heading: str
    rows: tuple[DateRow, ...]


class TimelineChart(Struct, frozen=True):
    """Dates on one axis, each in its row, what is past apart from what lies ahead of the edition, which is ``now``."""

    summary: str
    now: str
    ticks: tuple[Tick, ...]
    groups: tuple[DateGroup, ...]
