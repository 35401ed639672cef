"""``seal`` and ``diff``: editions of the site."""

import argparse
import json
import sys

from jianbao.commands.exits import DONE, refuse, tell
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    sealed = commands.add_parser("seal", help="freeze the edition that config.yaml names")
    sealed.set_defaults(run=_seal)
    compared = commands.add_parser("diff", help="what differs between two editions")
    compared.add_argument("former", metavar="A", help="a sealed edition")
    compared.add_argument("later", metavar="B", nargs="?", default="now", help="another one, or now (the default)")
    compared.add_argument("--json", action="store_true", help="print the differences as data")
    compared.set_defaults(run=_diff)


def _seal(arguments: argparse.Namespace) -> int:
    from jianbao.sealing import seal

    outcome = seal(arguments.root)
    return tell(outcome)


def _diff(arguments: argparse.Namespace) -> int:
    from jianbao.sealing import compare

    outcome = compare(arguments.root, arguments.former, arguments.later)
    if outcome.problems:
        return refuse(outcome)
    if arguments.json:
        sys.stdout.write(json.dumps(outcome.data, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE
