"""What ``--profile`` prints: the records and the templates that a build has spent most of its time on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jianbao.pipeline import Spent

SHOWN: Final = 10


def profile_lines(spent: Sequence["Spent"]) -> list[str]:
    """Write the slowest records, by the time of all that shows them, and the templates, by that of all they fill."""
    records = _gathered((one.subject, one.seconds) for one in spent if one.subject)
    templates = _gathered((one.template, one.seconds) for one in spent)
    if not spent:
        return ["nothing was rendered"]
    return ["slowest records:", *map(_record, _slowest(records)), "templates:", *map(_template, _slowest(templates))]


def _gathered(pairs: Iterable[tuple[str, float]]) -> Mapping[str, list[float]]:
    found: dict[str, list[float]] = {}
    for name, seconds in pairs:
        found.setdefault(name, []).append(seconds)
    return found


def _slowest(times: Mapping[str, list[float]]) -> list[tuple[str, list[float]]]:
    return sorted(times.items(), key=lambda one: (-sum(one[1]), one[0]))[:SHOWN]


def _record(one: tuple[str, list[float]]) -> str:
    name, times = one
    return f"  {name}: {1000 * sum(times):.1f} ms, {len(times)} rendered"


def _template(one: tuple[str, list[float]]) -> str:
    name, times = one
    total = 1000 * sum(times)
    return f"  {name}: {len(times)} times, {total:.1f} ms, mean {total / len(times):.2f} ms"
