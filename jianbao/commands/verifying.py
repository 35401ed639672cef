"""``verify``: hold a downloaded site or bundle against its manifest."""

import argparse
from pathlib import Path

from jianbao.commands.exits import tell
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    verified = commands.add_parser("verify", help="prove that a site or bundle is as it was published")
    verified.add_argument("target", metavar="DIR_OR_ZIP", type=Path, help="the folder of a site, or a bundle")
    verified.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    from jianbao.verifying import verify

    outcome = verify(arguments.target)
    return tell(outcome)
