"""
The command line: arguments to stages, outcomes to exit codes.

Exit codes: 0 done, 1 the content has problems, 2 the command, the configuration or the output cannot be used.
Everything heavy is imported late, so that ``--help`` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jianbao.pipeline import Report
    from jianbao.problems import Outcome

DONE: Final = 0
CONTENT: Final = 1
USAGE: Final = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; the site that stands is as it was\n")
        return USAGE
    except Exception:
        sys.stderr.write("This is a fault of the program, not of your content. Please report it with what follows.\n")
        raise
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Build, check and index a sourced, bilingual site.")
    parser.set_defaults(run=_build, clean=False, no_pdf=False, quiet=False, verbose=False)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of config.yaml (default: this one)")
    _build_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    built = commands.add_parser("build", help="build the whole site (the default)")
    built.set_defaults(run=_build)
    _build_options(built)
    bundled = commands.add_parser("bundle", help="build the site and pack it into one archive that works offline")
    bundled.set_defaults(run=_bundle)
    _build_options(bundled)
    check = commands.add_parser("check", help="check the content, write nothing")
    check.add_argument("--json", action="store_true", help="print problems as data")
    check.set_defaults(run=_check)
    seeds = commands.add_parser("seeds", help="the sentence index of the seed texts")
    what = seeds.add_subparsers(title="what to do", metavar="ACTION", required=True)
    what.add_parser("index", help="index the seed texts that are at hand").set_defaults(run=_seeds_index)
    what.add_parser("verify", help="prove the index against the texts").set_defaults(run=_seeds_verify)
    return parser


def _build_options(parser: argparse.ArgumentParser) -> None:
    volume = parser.add_mutually_exclusive_group()
    parser.add_argument("--clean", action="store_true", default=argparse.SUPPRESS, help="write every file anew")
    parser.add_argument("--no-pdf", action="store_true", default=argparse.SUPPRESS, help="make no PDF")
    volume.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help="print problems only")
    volume.add_argument(
        "-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help="print the time of each stage"
    )


def _bundle(arguments: argparse.Namespace) -> int:
    return _build(arguments, bundle=True)


def _build(arguments: argparse.Namespace, *, bundle: bool = False) -> int:
    from jianbao.console import Progress
    from jianbao.pipeline import build

    bar: list[Progress] = []

    def watch(ahead: int, page: str) -> None:
        if not bar:
            bar.append(Progress(ahead + 1, sys.stderr))
        bar[0].advance(page)

    watcher = None if arguments.quiet else watch
    report = build(arguments.root, clean=arguments.clean, bundle=bundle, pdf=not arguments.no_pdf, watch=watcher)
    for one in bar:
        one.finish()
    if report.problems:
        return _refuse(report)
    if not arguments.quiet:
        sys.stdout.write(_summary(report, verbose=arguments.verbose))
    return DONE


def _summary(report: "Report", *, verbose: bool) -> str:
    done = report.published
    if done is None:
        return ""
    rows = [
        f"{report.folder}: {report.pages} pages of {report.records} records, {report.figures} figures",
        f"files: {done.written} written, {done.kept} unchanged, {done.removed} removed, {done.bytes / 1e6:.1f} MB",
        f"checks: {', '.join(report.rules)}",
    ]
    if report.bundled:
        state = "written" if report.bundled.written else "unchanged"
        rows.append(f"{report.bundled.name}: {state}, {report.bundled.bytes / 1e6:.1f} MB")
    if report.absent:
        texts = ", ".join(report.absent)
        rows.append(f"the seed texts are not at hand ({texts}): checked against the index, which was not proved")
    if not report.has_base_url:
        rows.append("no base_url: canonical addresses, hreflang, feeds and the sitemap are left out")
    if verbose:
        rows += [f"  {stage}: {seconds:.2f} s" for stage, seconds in report.seconds.items()]
    rows.append(f"{sum(report.seconds.values()):.2f} s in all")
    return "\n".join(rows) + "\n"


def _check(arguments: argparse.Namespace) -> int:
    from jianbao.console import problems_as_json
    from jianbao.pipeline import check_only

    findings = check_only(arguments.root)
    if arguments.json:
        sys.stdout.write(problems_as_json(findings.problems) + "\n")
        return _code(findings)
    if findings.problems:
        return _refuse(findings)
    records = len(findings.catalog.records) if findings.catalog else 0
    sys.stdout.write(f"{records} records, no problem; checks: {', '.join(findings.rules)}\n")
    return DONE


def _refuse(outcome: "Outcome") -> int:
    from jianbao.console import print_report, wants_colour

    print_report(outcome.problems, sys.stderr, colour=wants_colour(sys.stderr, os.environ))
    return _code(outcome)


def _code(outcome: "Outcome") -> int:
    if not outcome.problems:
        return DONE
    return USAGE if outcome.is_usage else CONTENT


def _seeds_index(arguments: argparse.Namespace) -> int:
    from jianbao.seeding import index_seeds

    outcome = index_seeds(arguments.root)
    if outcome.problems:
        return _refuse(outcome)
    sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE


def _seeds_verify(arguments: argparse.Namespace) -> int:
    from jianbao.seeding import verify_seeds

    outcome = verify_seeds(arguments.root)
    if outcome.problems:
        return _refuse(outcome)
    sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE
