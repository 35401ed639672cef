"""What ``--profile`` prints: the records and the templates that a build has spent most of its time on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jianbao.pipeline import Spent

SHOWN: Final = 10


def profile_lines(spent: Sequence["Spent"]) -> list[str]:
    """Write the slowest records, by the time of all that shows them, and the templates, by that of all they fill."""
    records = _gathered((one.subject, one) for one in spent if one.subject)
    templates = _gathered((one.template, one) for one in spent)
    if not spent:
        return ["nothing was rendered"]
    return ["slowest records:", *map(_record, _slowest(records)), "templates:", *map(_template, _slowest(templates))]


def _gathered(pairs: Iterable[tuple[str, "Spent"]]) -> Mapping[str, tuple[float, int]]:
    """Return the seconds under each name, and how often a template was filled in them."""
    found: dict[str, tuple[float, int]] = {}
    for name, one in pairs:
        seconds, times = found.get(name, (0.0, 0))
        found[name] = seconds + one.seconds, times + one.fillings
    return found


def _slowest(times: Mapping[str, tuple[float, int]]) -> list[tuple[str, tuple[float, int]]]:
    return sorted(times.items(), key=lambda one: (-one[1][0], one[0]))[:SHOWN]


def _record(one: tuple[str, tuple[float, int]]) -> str:
    name, (seconds, times) = one
    return f"  {name}: {1000 * seconds:.1f} ms, {times} rendered"


def _template(one: tuple[str, tuple[float, int]]) -> str:
    name, (seconds, times) = one
    return f"  {name}: {times} times, {1000 * seconds:.1f} ms, mean {1000 * seconds / times:.2f} ms"
