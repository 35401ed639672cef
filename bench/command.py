"""
The command line of the measuring stick.

Exit codes: 0 done, 1 two generators show different things, 2 the command cannot be carried out.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.content import make_corpus
from bench.document import publish
from bench.generators import NAMES
from bench.measure import FailedError
from bench.report import curve, from_json, tables, to_json
from bench.tasks import TASKS, Plan, Result, measure_all
from bench.write_jianbao import write_jianbao

MEMORY: Final = Path("/dev/shm")  # noqa: S108 -- wanted: disks are too unlike each other
RECORD: Final = Path(__file__).resolve().parent / "recorded.json"
UNLIKE: Final = 1
UNUSABLE: Final = 2
SHOWN: Final = 20


def main(argv: Sequence[str]) -> int:
    """Run what the arguments ask for and return the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.generate:
            return _generate(arguments.generate, arguments.entities[0])
        if arguments.serve:
            return _serve(arguments)
        shown = arguments.source
        result = from_json(shown.read_text("utf-8")) if shown else measure_all(_plan(arguments), _tell)
    except (FailedError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    if arguments.json:
        arguments.json.write_text(to_json(result), encoding="utf-8")
    if arguments.record and not result.differences:
        RECORD.write_text(to_json(result), encoding="utf-8")
    if arguments.publish and not result.differences:
        publish(result, "curve" if arguments.curve else "tables")
    sys.stdout.write((curve if arguments.curve else tables)(result, markdown=arguments.markdown))
    return _judge(result)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="Measure Jianbao beside other generators, in one run.")
    add = parser.add_argument
    add("--entities", type=int, nargs="+", default=[1000], metavar="N", help="sizes, in records (default: 1000)")
    add("--generators", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=f"of {', '.join(NAMES)}")
    add("--tasks", nargs="+", choices=TASKS, default=TASKS, metavar="TASK", help=f"of {', '.join(TASKS)}")
    add(
        "--repeats",
        type=int,
        metavar="N",
        help="rounds, of which the median counts (default: 3 up to 2000 records, else 1; with --serve 20)",
    )
    add("--folder", type=Path, metavar="DIR", help="where to build (default: memory, where there is such a disk)")
    add("--json", type=Path, metavar="FILE", help="write the result as data too")
    add("--from", type=Path, metavar="FILE", dest="source", help="measure nothing, show this result")
    add("--markdown", action="store_true", help="print the tables as Markdown")
    add("--curve", action="store_true", help="Jianbao alone, cold, once at each size: what a page costs")
    add("--record", action="store_true", help="keep the result as the one that the tests compare with")
    add("--publish", action="store_true", help="keep the result, and write its tables into docs/performance.md")
    add("--serve", action="store_true", help="measure instead how long a saved record takes to the open page")
    add("--generate", type=Path, metavar="DIR", help="write a project of the first size, and nothing else")
    return parser


def _plan(arguments: argparse.Namespace) -> Plan:
    folder = work_folder(arguments.folder)
    if arguments.curve:
        return Plan(arguments.entities, ("jianbao",), ("cold",), folder, 1)
    return Plan(arguments.entities, arguments.generators, arguments.tasks, folder, arguments.repeats)


def work_folder(parent: Path | None) -> Path:
    """Make a folder to work in: in memory, where there is such a disk and no other place is wanted."""
    memory = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="jianbao-bench-", dir=parent or memory))


def _serve(arguments: argparse.Namespace) -> int:
    from bench.serving import EDITS, measure_serving, waits_table

    folder = work_folder(arguments.folder)
    sys.stdout.write(waits_table(measure_serving(arguments.entities, folder, arguments.repeats or EDITS, _tell)))
    return 0


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _judge(result: Result) -> int:
    """Say where two generators show different things: then the costs cannot be compared, and none is kept."""
    for line in result.differences[:SHOWN]:
        sys.stderr.write(f"not alike: {line}\n")
    return UNLIKE if result.differences else 0


def _generate(folder: Path, entities: int) -> int:
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(f"{folder} is not empty: name a folder that is new or empty\n")
        return UNUSABLE
    write_jianbao(make_corpus(entities), folder)
    sys.stdout.write(f"{folder}: a project of {entities} entities; build it with build.py --root {folder}\n")
    return 0
