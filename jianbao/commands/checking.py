"""``check``: judge the content and write nothing but what spares work the next time."""

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

from jianbao.commands.exits import DONE, code_of, refuse
from jianbao.commands.parsing import Commands

if TYPE_CHECKING:
    from jianbao.sources import Findings


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    check = commands.add_parser("check", help="check the content, write nothing")
    check.add_argument("--json", action="store_true", help="print problems as data")
    check.add_argument("--watch", action="store_true", help="check again after every change, until Ctrl-C")
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    if arguments.watch:
        return _watch(arguments)
    from jianbao.console import problems_as_json
    from jianbao.problems import Outcome
    from jianbao.sources import review_kept

    findings = review_kept(arguments.root)
    named = Outcome(problems=findings.named, is_usage=findings.is_usage)
    if arguments.json:
        sys.stdout.write(problems_as_json(named.problems) + "\n")
        return code_of(named)
    if named.problems:
        return refuse(named)
    sys.stdout.write(_sound(findings))
    return DONE


def _sound(findings: "Findings") -> str:
    records = len(findings.catalog.records) if findings.catalog else 0
    drafts = len(findings.catalog.drafts) if findings.catalog else 0
    from jianbao.console import counted

    beside = f" and {counted(drafts, 'draft')}" if drafts else ""
    return f"{counted(records, 'record')}{beside}, no problem; checks: {', '.join(findings.rules)}\n"


def _watch(arguments: argparse.Namespace) -> int:
    """Check again and again; ends as soon as it is told to, which is no failure."""
    from jianbao.console import clear, print_report, problems_as_json, wants_colour
    from jianbao.serve.rechecking import recheck

    def show(findings: "Findings", seconds: float) -> None:
        clear(sys.stdout)
        if arguments.json:
            sys.stdout.write(problems_as_json(findings.named) + "\n")
        else:
            print_report(findings.named, sys.stdout, colour=wants_colour(sys.stdout, os.environ))
            sys.stdout.write("" if findings.named else _sound(findings))
            sys.stdout.write(f"{time.strftime('%H:%M:%S')}, {seconds:.2f} s; waiting for changes, Ctrl-C ends it\n")
        sys.stdout.flush()

    try:
        recheck(arguments.root.resolve(), show)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    return DONE
