"""
The command line of the measuring stick.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.content import make_corpus
from bench.write_jianbao import write_jianbao


def main(argv: Sequence[str]) -> int:
    """Run what the arguments ask for and return the exit code."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure Jianbao beside other generators.")
    parser.add_argument("--entities", type=int, nargs="+", default=[1000], help="how many records (default: 1000)")
    parser.add_argument(
        "--generate", type=Path, metavar="DIR", required=True, help="write a project of that size, and nothing else"
    )
    arguments = parser.parse_args(argv)
    return _generate(arguments.generate, arguments.entities[0])


def _generate(folder: Path, entities: int) -> int:
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(f"{folder} is not empty: name a folder that is new or empty\n")
        return 2
    write_jianbao(make_corpus(entities), folder)
    sys.stdout.write(f"{folder}: a project of {entities} entities; build it with build.py --root {folder}\n")
    return 0
