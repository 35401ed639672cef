"""``build`` and ``bundle``: make the site."""

import argparse
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from jianbao.collecting import uncollected
from jianbao.commands.exits import DONE, USAGE, refuse
from jianbao.commands.parsing import Commands
from jianbao.commands.profile import profile_lines

if TYPE_CHECKING:
    from jianbao.pipeline import Report

TEXTS_NAMED: Final = 5
"""Absent seed texts that the report names; a large site may have hundreds."""


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    built = commands.add_parser("build", help="build the whole site (the default)")
    built.set_defaults(run=_build)
    _add_options(built)
    bundled = commands.add_parser("bundle", help="build the site and pack it into one archive that works offline")
    bundled.set_defaults(run=_bundle)
    _add_options(bundled)


def make_default(parser: argparse.ArgumentParser) -> None:
    """Let the program build where no command is named."""
    parser.set_defaults(run=_build, clean=False, no_pdf=False, quiet=False, verbose=False)
    parser.set_defaults(profile=False, jobs=0, executor="processes", scheduler="")
    _add_options(parser)


def _add_options(parser: argparse.ArgumentParser) -> None:
    volume = parser.add_mutually_exclusive_group()
    parser.add_argument("--clean", action="store_true", default=argparse.SUPPRESS, help="write every file anew")
    parser.add_argument("--no-pdf", action="store_true", default=argparse.SUPPRESS, help="make no PDF")
    parser.add_argument(
        "--jobs", type=_count, default=argparse.SUPPRESS, metavar="N", help="render in so many processes"
    )
    parser.add_argument(
        "--executor", choices=("processes", "dask"), default=argparse.SUPPRESS, help="who renders (default: processes)"
    )
    parser.add_argument(
        "--scheduler", default=argparse.SUPPRESS, metavar="ADDRESS", help="of the Dask cluster: tcp://host:8786"
    )
    volume.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help="print problems only")
    volume.add_argument(
        "-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help="print the time of each stage"
    )
    parser.add_argument(
        "--profile", action="store_true", default=argparse.SUPPRESS, help="print what the time was spent on"
    )


def _count(words: str) -> int:
    if not words.isdecimal() or not int(words):
        raise argparse.ArgumentTypeError(f"{words!r} is not a number of processes, 1 or more")
    return int(words)


def _mismatch(arguments: argparse.Namespace) -> str:
    """Say why nobody can be hired, or nothing."""
    if (arguments.executor == "dask") != bool(arguments.scheduler):
        return "--executor dask and --scheduler ADDRESS belong together"
    if arguments.executor == "dask" and find_spec("distributed") is None:
        return 'a Dask cluster needs a package that is not installed: pip install "jianbao[cluster]"'
    return ""


def _bundle(arguments: argparse.Namespace) -> int:
    return _build(arguments, bundle=True)


def _build(arguments: argparse.Namespace, *, bundle: bool = False) -> int:
    with uncollected(stays=True):
        from jianbao.console import Progress
        from jianbao.pipeline import Options, build

    bar: list[Progress] = []

    def watch(ahead: int, page: str) -> None:
        if not bar:
            bar.append(Progress(ahead + 1, sys.stderr))
        bar[0].advance(page)

    watcher = None if arguments.quiet else watch
    if reason := _mismatch(arguments):
        sys.stderr.write(f"{reason}\n")
        return USAGE
    options = Options(
        clean=arguments.clean,
        bundle=bundle,
        pdf=not arguments.no_pdf,
        jobs=arguments.jobs,
        scheduler=arguments.scheduler,
        ends=arguments.ends,
    )
    report = build(arguments.root, options, watch=watcher)
    for one in bar:
        one.finish()
    if report.problems:
        return refuse(report)
    if not arguments.quiet:
        sys.stdout.write(_summary(report, verbose=arguments.verbose, profile=arguments.profile))
    return DONE


def _summary(report: "Report", *, verbose: bool, profile: bool) -> str:
    from jianbao.console import counted

    done = report.published
    if done is None:
        return ""
    pages, records, figures = counted(report.pages, "page"), counted(report.records, "record"), report.figures
    rows = [
        f"{report.folder}: {pages} of {records}, {counted(figures, 'figure')}",
        f"pages: {report.rendered} rendered, {report.pages - report.rendered} unchanged",
        f"files: {done.written} written, {done.kept} unchanged, {done.removed} removed, {done.bytes / 1e6:.1f} MB",
        f"checks: {', '.join(report.rules)}",
    ]
    if report.drafts:
        rows.append(f"drafts: {report.drafts} left out; `serve` shows them")
    if report.unfinished:
        files = len({one.place.file for one in report.unfinished})
        rows.append(f"unfinished drafts: {files} left out; `check` says what is left to write")
    if report.bundled:
        state = "written" if report.bundled.written else "unchanged"
        rows.append(f"{report.bundled.name}: {state}, {report.bundled.bytes / 1e6:.1f} MB")
    if report.absent:
        texts = ", ".join((*report.absent[:TEXTS_NAMED], *("…" for _ in report.absent[TEXTS_NAMED : TEXTS_NAMED + 1])))
        rows.append(f"the seed texts are not at hand ({texts}): checked against the index, which was not proved")
    if not report.has_base_url:
        rows.append("no base_url: canonical addresses, hreflang, feeds and the sitemap are left out")
    if verbose or profile:
        rows += [f"  {stage}: {seconds:.2f} s" for stage, seconds in report.seconds.items()]
    rows += profile_lines(report.spent) if profile else []
    rows.append(f"{sum(report.seconds.values()):.2f} s in all")
    return "\n".join(rows) + "\n"
