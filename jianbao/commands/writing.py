"""``new``: what an editor needs to write records."""

import argparse
import sys

from jianbao.commands.exits import DONE, refuse
from jianbao.commands.parsing import Commands
from jianbao.model.records import KINDS


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    new = commands.add_parser("new", help="begin a record: a file with every field and its meaning")
    new.add_argument("kind", metavar="KIND", choices=[*KINDS], help=f"one of: {', '.join(KINDS)}")
    new.add_argument("slug", metavar="SLUG", help="its name in addresses, after folders of its kind where you use them")
    new.set_defaults(run=_new)


def _new(arguments: argparse.Namespace) -> int:
    from jianbao.editing import new_record

    outcome = new_record(arguments.root, arguments.kind, arguments.slug)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write("".join(f"{file}: written; replace each TODO, then run check\n" for file in outcome.files))
    return DONE
