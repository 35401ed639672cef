"""
Results as tables for the terminal and for Markdown, and as JSON.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from bench.tasks import TASKS, Result, Row

HEADS = ("program", "CPU s", "wall s", "memory MB", "CPU µs a page", "CPU, Hugo = 1", "wall, Hugo = 1")
YARDSTICK = "hugo"
TASK_WORDS = {
    "cold": "cold: no output, no cache",
    "noop": "nothing changed",
    "edit": "one paragraph changed",
}


def to_json(result: Result) -> str:
    """Write a result as JSON."""
    return json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Result:
    """Read what ``to_json`` wrote."""
    data = json.loads(text)
    return Result(**{**data, "rows": [Row(**row) for row in data["rows"]]})


def tables(result: Result, *, markdown: bool) -> str:
    """Write a table for each size and task, and below them what they were measured on."""
    parts = []
    for entities in dict.fromkeys(row.entities for row in result.rows):
        for task in TASKS:
            rows = [row for row in result.rows if (row.entities, row.task) == (entities, task)]
            if rows:
                rounds = f"median of {rows[0].repeats}" if rows[0].repeats > 1 else "one run"
                title = f"{entities:,} entities, {rows[0].pages:,} pages; {TASK_WORDS[task]}; {rounds}"
                parts.append(f"**{title}**" if markdown else title)
                parts.append(_table([HEADS, *_cells(rows)], markdown=markdown))
    return "\n\n".join([*parts, *_notes(result)]) + "\n"


def curve(result: Result, *, markdown: bool) -> str:
    """Write what a page costs at each size, and how much more than at the first."""
    rows = [row for row in result.rows if row.task == "cold"]
    first = rows[0].cpu_s / rows[0].pages
    cells = [
        (
            f"{row.entities:,}",
            f"{row.pages:,}",
            f"{row.cpu_s:.2f}",
            f"{row.wall_s:.2f}",
            f"{row.rss_mb:,.0f}",
            f"{row.cpu_s / row.pages * 1e6:.0f}",
            f"{row.cpu_s / row.pages / first:.2f}",
        )
        for row in rows
    ]
    heads = ("entities", "pages", "CPU s", "wall s", "memory MB", "CPU µs a page", "of the first")
    return "\n\n".join([_table([heads, *cells], markdown=markdown), *_notes(result)]) + "\n"


def ratio(result: Result, generator: str = "jianbao", task: str = "cold") -> float:
    """Return the CPU of a generator as a share of Hugo's, at the first size."""
    found = {row.generator: row.cpu_s for row in reversed(result.rows) if row.task == task}
    return found[generator] / found[YARDSTICK]


def _cells(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    hugo = next((row for row in rows if row.generator == YARDSTICK), None)
    for row in rows:
        yield (
            row.generator,
            f"{row.cpu_s:.2f}",
            f"{row.wall_s:.2f}",
            f"{row.rss_mb:,.0f}",
            f"{row.cpu_s / row.pages * 1e6:.0f}",
            f"{row.cpu_s / hugo.cpu_s:.2f}" if hugo else "",
            f"{row.wall_s / hugo.wall_s:.2f}" if hugo else "",
        )


def _table(rows: Sequence[Sequence[str]], *, markdown: bool) -> str:
    if markdown:
        head, *body = (f"| {' | '.join(row)} |" for row in rows)
        return "\n".join([head, f"|---|{'---:|' * (len(rows[0]) - 1)}", *body])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not n else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _notes(result: Result) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    place = "a memory file system" if result.memory_disk else "a disk"
    load = f"; load {result.load:.1f} when it began" if result.load else ""
    yield f"Measured on {result.date}: {result.machine}{load}; {versions}; output on {place}."
    yield from (f"Without {name}: {reason}." for name, reason in result.absent.items())
