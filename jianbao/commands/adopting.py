"""``adopt``: from a seed text to records."""

import argparse
import sys

from jianbao.commands.exits import DONE, refuse
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    adopt = commands.add_parser("adopt", help="propose records for the figures of a source that nothing uses yet")
    adopt.add_argument("source", metavar="SOURCE", help="the slug of a source, or the name of its seed text")
    adopt.add_argument("--write", action="store_true", help="write the proposals into site_src, to be finished there")
    adopt.set_defaults(run=_adopt)


def _adopt(arguments: argparse.Namespace) -> int:
    from jianbao.adopting import adopt_source

    outcome = adopt_source(arguments.root, arguments.source, write=arguments.write)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE
