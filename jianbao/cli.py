"""
The command line: the parser of all commands, and what a run of one comes to.

Everything heavy is imported late, so that ``--help`` answers at once.
"""

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from jianbao.commands import (
    adopting,
    building,
    checking,
    completion,
    editions,
    founding,
    seeds,
    serving,
    verifying,
    writing,
)
from jianbao.commands.exits import USAGE

FAMILIES: Final = (
    building,
    serving,
    checking,
    seeds,
    adopting,
    writing,
    editions,
    verifying,
    founding,
    completion,
)
"""The modules of commands, in the order in which ``--help`` lists them."""


def run() -> NoReturn:
    """Run the command that this process was started for, and end it without freeing one by one what it has made."""
    code = main(ends=True)
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        if threading.active_count() == 1:
            os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None, *, ends: bool = False) -> int:
    """Run a command and return its exit code; the process may be one that ``ends`` with it."""
    arguments = make_parser().parse_args(argv, argparse.Namespace(ends=ends))
    try:
        code: int = arguments.run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; the site that stands is as it was\n")
        return USAGE
    except Exception:
        sys.stderr.write("This is a fault of the program, not of your content. Please report it with what follows.\n")
        raise
    return code


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of the program with all its commands."""
    parser = argparse.ArgumentParser(prog="build.py", description="Build, check and index a sourced, bilingual site.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of config.yaml (default: this one)")
    building.make_default(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for family in FAMILIES:
        family.add_parser(commands)
    parser.set_defaults(parser=parser)
    return parser
