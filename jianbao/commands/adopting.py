"""``adopt`` and ``status``: from seed texts to records, and what is still missing."""

import argparse
import sys

from jianbao.commands.exits import DONE, refuse, tell
from jianbao.commands.parsing import Commands


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    adopt = commands.add_parser("adopt", help="propose records for the figures of a source that nothing uses yet")
    adopt.add_argument("source", metavar="SOURCE", help="the slug of a source, or the name of its seed text")
    adopt.add_argument("--write", action="store_true", help="write the proposals into site_src, to be finished there")
    adopt.add_argument("--at", nargs="+", default=[], metavar="SENTENCE", help="only what these print: s3 or quay/s3")
    adopt.set_defaults(run=_adopt)
    status = commands.add_parser("status", help="what is still to be done: open figures, stale translations, drafts")
    status.add_argument("--json", action="store_true", help="print it as data")
    status.add_argument(
        "--reviewed", nargs="*", metavar="REF", help="note that these records, or all, say the same in every language"
    )
    status.set_defaults(run=_status)


def _adopt(arguments: argparse.Namespace) -> int:
    from jianbao.adopting import adopt_source

    outcome = adopt_source(arguments.root, arguments.source, write=arguments.write, at=arguments.at)
    return tell(outcome)


def _status(arguments: argparse.Namespace) -> int:
    import msgspec

    from jianbao.status import accept, status_of

    wants_review = arguments.reviewed is not None
    outcome = accept(arguments.root, arguments.reviewed) if wants_review else status_of(arguments.root)
    if outcome.problems or outcome.status is None:
        return refuse(outcome)
    if arguments.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(outcome.status)).decode() + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
    return DONE
