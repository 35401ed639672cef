"""``new``, ``fmt`` and ``schemas``: what an editor needs to write records."""

import argparse
import sys
from pathlib import Path

from jianbao.commands.exits import CONTENT, DONE, refuse
from jianbao.commands.parsing import Commands
from jianbao.model.records import KINDS


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    new = commands.add_parser("new", help="begin a record: a file with every field and its meaning")
    new.add_argument("kind", metavar="KIND", choices=[*KINDS], help=f"one of: {', '.join(KINDS)}")
    new.add_argument("slug", metavar="SLUG", help="its name in addresses, after folders of its kind where you use them")
    new.set_defaults(run=_new)
    fmt = commands.add_parser("fmt", help="write records, units and strings in one form; comments stay")
    fmt.add_argument("files", metavar="FILE", nargs="*", help="files to take (default: all that editors write)")
    fmt.add_argument("--check", action="store_true", help="write nothing, and name the files that would change")
    fmt.set_defaults(run=_fmt)
    schemas = commands.add_parser("schemas", help="write JSON Schemas, by which editors complete and check records")
    schemas.set_defaults(run=_schemas)


def _new(arguments: argparse.Namespace) -> int:
    from jianbao.editing import new_record

    outcome = new_record(arguments.root, arguments.kind, arguments.slug)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write(
        "".join(f"{file}: written as a draft; replace each TODO, then run check\n" for file in outcome.files)
    )
    return DONE


def _fmt(arguments: argparse.Namespace) -> int:
    from jianbao.editing import format_files

    files = [_from_root(arguments.root, file) for file in arguments.files]
    outcome = format_files(arguments.root, files, write=not arguments.check)
    done = "not in canonical form" if arguments.check else "formatted"
    sys.stdout.write("".join(f"{file}: {done}\n" for file in outcome.files))
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write(f"{outcome.looked_at - len(outcome.files)} of {outcome.looked_at} files in canonical form\n")
    return CONTENT if arguments.check and outcome.files else DONE


def _schemas(arguments: argparse.Namespace) -> int:
    from jianbao.editing import write_schemas

    outcome = write_schemas(arguments.root)
    if outcome.problems:
        return refuse(outcome)
    sys.stdout.write("".join(f"{file}: written\n" for file in outcome.files))
    return DONE


def _from_root(root: Path, file: str) -> str:
    """Return the path of a file from the root of the project, wherever the command was given."""
    path = Path(file).resolve()
    return path.relative_to(root.resolve()).as_posix() if path.is_relative_to(root.resolve()) else file
