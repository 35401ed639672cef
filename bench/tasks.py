"""
Measure: every generator in turn, task by task, round after round, and take the medians.
"""

import os
import platform
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench import floor, measure
from bench.compare import differences, pages_of, sampled_pages
from bench.content import Corpus, Entry, Paragraph, make_corpus
from bench.generators import FLOOR, Absent, Generator, find_generators
from bench.phrases import PLAIN, TERMS

TASKS: Final = ("cold", "noop", "edit")
"""No cache and no output; nothing changed since; one paragraph changed since."""

SMALL: Final = 2000
"""Entities up to which a size is measured in several rounds."""

MANY_ROUNDS: Final = 3

Tell = Callable[[str], None]
"""Told what is run next."""


@dataclass(frozen=True)
class Plan:
    """What is measured, how often, and in which folder."""

    entities: Sequence[int]
    generators: Sequence[str]
    tasks: Sequence[str]
    folder: Path
    repeats: int | None = None
    """Rounds; where not said, fewer at a large size."""

    def rounds(self, entities: int) -> int:
        """Return how many rounds a size gets."""
        return self.repeats or (MANY_ROUNDS if entities <= SMALL else 1)


@dataclass(frozen=True)
class Row:
    """What one task cost one generator: the median of each measure on its own."""

    generator: str
    entities: int
    task: str
    pages: int
    cpu_s: float
    wall_s: float
    rss_mb: float
    repeats: int


@dataclass(frozen=True)
class Result:
    """The rows, what they were measured on, what is missing, and where two generators show different things."""

    date: str
    machine: str
    memory_disk: bool
    versions: dict[str, str]
    absent: dict[str, str]
    differences: list[str]
    rows: list[Row]
    load: float = 0.0
    """Processes that wanted to run in the minute before, by the system's own count; nothing where it has none."""


def measure_all(plan: Plan, tell: Tell) -> Result:
    """Carry out a plan, and say what is run; its folder is removed."""
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0
    found = find_generators(plan.generators)
    there = [one for one in found if isinstance(one, Generator)]
    unlike: list[str] = []
    rows: list[Row] = []
    for entities in plan.entities:
        corpus = make_corpus(entities)
        try:
            bench = _Bench(plan, there, corpus, tell)
            unlike += bench.run()
            rows += bench.rows()
        finally:
            shutil.rmtree(plan.folder, ignore_errors=True)
    return Result(
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        machine=machine(),
        memory_disk=str(plan.folder).startswith("/dev/shm"),  # noqa: S108 -- asked about, not written to
        versions={one.name: one.version for one in there} | {"python": platform.python_version()},
        absent={one.name: one.reason for one in found if isinstance(one, Absent)},
        differences=unlike,
        rows=rows,
        load=load,
    )


def machine() -> str:
    """Say what the computer is, as far as it says so itself."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"


class _Bench:
    """The projects of one size, and the turns that are taken with them."""

    def __init__(self, plan: Plan, generators: Sequence[Generator], corpus: Corpus, tell: Tell) -> None:
        self.plan = plan
        self.generators = generators
        self.corpus = corpus
        self.tell = tell
        self.costs: dict[tuple[str, str], list[measure.Cost]] = {}

    def run(self) -> Sequence[str]:
        """Take all turns; say where the sites differ after the first, and where the changed pages differ after each."""
        unlike: list[str] = []
        for one in self.generators:
            one.write(self.corpus, self._project(one))
        for turn in range(self.plan.rounds(self.corpus.entities)):
            for task in TASKS:
                for one in self._in_turn(turn):
                    self._measure(one, task, turn)
                if task == "cold" and task in self.plan.tasks and FLOOR in self.plan.generators and self.generators:
                    self._measure_floor()
            unlike += self._compare(turn)
        return unlike

    def rows(self) -> Iterator[Row]:
        """Yield the medians of what was measured."""
        pages = {one.name: sum(1 for _ in self._site(one).rglob("*.html")) for one in self.generators}
        pages[FLOOR] = next(iter(pages.values()), 0)
        yield from (self._row(name, task, pages[name]) for name, task in self.costs)

    def _in_turn(self, turn: int) -> Sequence[Generator]:
        """Let another generator begin each round."""
        first = turn % max(len(self.generators), 1)
        return (*self.generators[first:], *self.generators[:first])

    def _measure(self, one: Generator, task: str, turn: int) -> None:
        """Measure a task, or only carry it out where the plan leaves it out but others build on it."""
        if task not in self.plan.tasks and (task != "cold" or self._site(one).is_dir()):
            return
        if task == "cold":
            for name in (one.site, *one.kept):
                shutil.rmtree(self._project(one) / name, ignore_errors=True)
        if task == "edit":
            one.rewrite(self.corpus, edited(self.corpus, turn), self._project(one))
        self.tell(f"{self.corpus.entities} entities, round {turn + 1}, {task}: {one.name}")
        cost = measure.run(one.command, self._project(one), one.environment)
        if task in self.plan.tasks:
            self.costs.setdefault((one.name, task), []).append(cost)

    def _measure_floor(self) -> None:
        pack, folder = self.plan.folder / "floor.pack", self.plan.folder / FLOOR
        if not pack.is_file():
            floor.pack(self._site(self.generators[0]), pack)
        shutil.rmtree(folder, ignore_errors=True)
        command = (sys.executable, "-S", "-E", floor.__file__, str(pack), str(folder))
        self.costs.setdefault((FLOOR, "cold"), []).append(measure.run(command, self.plan.folder))

    def _compare(self, turn: int) -> Iterator[str]:
        pages = list(pages_of(edited(self.corpus, turn)))
        pages += sampled_pages(self.corpus) if turn == 0 else ()
        sites = [self._site(one) for one in self.generators]
        for other in sites[1:]:
            yield from differences(pages, sites[0], other)

    def _row(self, name: str, task: str, pages: int) -> Row:
        costs = self.costs[name, task]
        cpu, wall, rss = (
            statistics.median(asdict(cost)[measured] for cost in costs) for measured in ("cpu_s", "wall_s", "rss_mb")
        )
        return Row(name, self.corpus.entities, task, pages, round(cpu, 3), round(wall, 3), round(rss, 1), len(costs))

    def _project(self, one: Generator) -> Path:
        return self.plan.folder / one.name

    def _site(self, one: Generator) -> Path:
        return self._project(one) / one.site


def edited(corpus: Corpus, turn: int) -> Entry:
    """Return a company from the middle with another sentence at the end of its last paragraph."""
    entry = next(one for one in corpus.subjects[len(corpus.subjects) // 2 :] if one.kind == "company")
    pair, term = PLAIN[turn % len(PLAIN)], TERMS[turn % len(TERMS)]
    en = pair.en.format(own=entry.name.en, term=term.en)
    zh = pair.zh.format(own=entry.name.zh, term=term.zh)
    last = entry.body[-1]
    pieces = {"en": (*last.pieces["en"], f" {en}"), "zh": (*last.pieces["zh"], zh)}
    return replace(entry, body=(*entry.body[:-1], Paragraph(pieces, last.cites)))
