"""``completion``: what makes a shell complete the commands, options, kinds and files."""

import argparse
import sys
from typing import Final

from jianbao.commands.exits import DONE, USAGE
from jianbao.commands.parsing import Commands

SHELLS: Final = ("bash", "zsh", "fish")

_PROGRAM: Final = "jianbao"
"""The name that shells know; ``python3 build.py`` begins with another program's."""


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    completion = commands.add_parser("completion", help="print what makes a shell complete commands and options")
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"one of: {', '.join(SHELLS)}")
    completion.set_defaults(run=_completion)


def _completion(arguments: argparse.Namespace) -> int:
    try:
        import shtab
    except ImportError:
        sys.stderr.write(
            'completion needs the package shtab: pip install "jianbao[completion]", or pip install shtab\n'
        )
        return USAGE
    parser: argparse.ArgumentParser = arguments.parser
    parser.prog = _PROGRAM
    for action in _paths(parser):
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    sys.stdout.write(shtab.complete(parser, shell=arguments.shell) + "\n")
    return DONE


def _paths(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Gather the arguments that are paths, of all commands."""
    found: list[argparse.Action] = []
    for action in parser._actions:  # noqa: SLF001 -- argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- the same
            for inner in action.choices.values():
                inner.prog = inner.prog.replace("build.py", _PROGRAM, 1)
                found += _paths(inner)
        elif action.metavar in ("FILE", "DIR", "ROOT", "DIR_OR_ZIP") or action.dest == "root":
            found.append(action)
    return found
