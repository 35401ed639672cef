"""``seeds``: the seed texts and their sentence index."""

import argparse
import sys

from jianbao.commands.exits import DONE, refuse
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    seeds = commands.add_parser("seeds", help="the sentence index of the seed texts")
    what = seeds.add_subparsers(title="what to do", metavar="ACTION", required=True)
    what.add_parser("index", help="index the seed texts that are at hand").set_defaults(run=_index)
    what.add_parser("verify", help="prove the index against the texts").set_defaults(run=_verify)


def _index(arguments: argparse.Namespace) -> int:
    from jianbao.seeding import index_seeds

    outcome = index_seeds(arguments.root)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from jianbao.seeding import verify_seeds

    outcome = verify_seeds(arguments.root)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE
