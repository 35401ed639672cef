"""``check``: judge the content and write nothing but what spares work the next time."""

import argparse
import sys

from jianbao.commands.exits import DONE, code_of, refuse
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    check = commands.add_parser("check", help="check the content, write nothing")
    check.add_argument("--json", action="store_true", help="print problems as data")
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from jianbao.console import problems_as_json
    from jianbao.sources import review_kept

    findings = review_kept(arguments.root)
    if arguments.json:
        sys.stdout.write(problems_as_json(findings.problems) + "\n")
        return code_of(findings)
    if findings.problems:
        return refuse(findings)
    records = len(findings.catalog.records) if findings.catalog else 0
    sys.stdout.write(f"{records} records, no problem; checks: {', '.join(findings.rules)}\n")
    return DONE
