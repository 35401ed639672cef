"""
Exit codes, and how a command ends that has met problems.

0 done, 1 the content has problems, 2 the command, the configuration or the output cannot be used.
"""

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jianbao.problems import Outcome, Told

DONE: Final = 0
CONTENT: Final = 1
USAGE: Final = 2


def refuse(outcome: "Outcome") -> int:
    """Print the problems of an outcome to standard error and return the exit code."""
    from jianbao.console import print_report, wants_colour

    print_report(outcome.problems, sys.stderr, colour=wants_colour(sys.stderr, os.environ))
    return code_of(outcome)


def tell(outcome: "Told") -> int:
    """Print the lines of an outcome, or its problems, and return the exit code."""
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE


def code_of(outcome: "Outcome") -> int:
    """Return the exit code of an outcome."""
    if not outcome.problems:
        return DONE
    return USAGE if outcome.is_usage else CONTENT
