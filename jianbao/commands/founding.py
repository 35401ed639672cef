"""``init``: begin a site of one's own."""

import argparse
import sys
from pathlib import Path

from jianbao.commands.exits import DONE, refuse
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    init = commands.add_parser("init", help="begin a site of your own, small and working, in a new folder")
    init.add_argument("folder", metavar="DIR", type=Path, help="the folder of the new site; it is made if need be")
    init.set_defaults(run=_init)


def _init(arguments: argparse.Namespace) -> int:
    from jianbao.founding import found_site

    outcome = found_site(arguments.folder)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write(f"{arguments.folder}: {len(outcome.files)} files written; go on with README.md there\n")
    return DONE
