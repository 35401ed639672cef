"""``seeds``: the seed texts and their sentence index."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jianbao.commands.exits import tell
from jianbao.commands.parsing import Commands

if TYPE_CHECKING:
    from jianbao.model.given import Given

_FACTS: Final = ("title", "title_zh", "byline", "publisher", "date", "address")
_ASKED: Final = {
    "title": "Headline in English",
    "title_zh": "Headline in Chinese",
    "byline": "Byline, as printed",
    "publisher": "Publisher (a record of the site, or its name)",
    "date": "Date (2025-06-05, 2025-06 or 2025)",
    "address": "Address on the web",
}
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]+")


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    seeds = commands.add_parser("seeds", help="the seed texts and their sentence index")
    what = seeds.add_subparsers(title="what to do", metavar="ACTION", required=True)
    _add_add(what)
    what.add_parser("index", help="index the seed texts that are at hand").set_defaults(run=_index)
    what.add_parser("verify", help="prove the index against the texts").set_defaults(run=_verify)


def _add_add(what: Commands) -> None:
    added = what.add_parser("add", help="take a new text in: copy it, propose its zones, index it, begin its record")
    added.add_argument("file", metavar="FILE", type=Path, help="a plain text, from anywhere")
    added.add_argument("--slug", type=_slug, default="", help="what the article is called in addresses")
    added.add_argument("--lang", choices=("en", "zh"), help="its language, where it is not what it seems")
    added.add_argument("--title", default="", help="its headline in English")
    added.add_argument("--title-zh", default="", help="its headline in Chinese")
    added.add_argument("--byline", "--author", default="", help="its byline, as printed")
    added.add_argument("--publisher", default="", help="a record such as organisation/slug, or its name")
    added.add_argument("--date", type=_date, default="", help="when it was published: 2025-06-05, 2025-06 or 2025")
    added.add_argument("--address", "--url", type=_address, default="", help="where it stands on the web")
    added.add_argument("--encoding", type=_encoding, default="utf-8", help="its encoding, if it is not UTF-8: gb18030")
    added.add_argument("--no-questions", action="store_true", help="ask nothing, also on a terminal")
    added.set_defaults(run=_add)


def _add(arguments: argparse.Namespace) -> int:
    from jianbao.adding import add_seed
    from jianbao.model.given import Given

    facts = {name: getattr(arguments, name) for name in ("slug", "lang", "encoding", *_FACTS)}
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not arguments.no_questions
    given = Given(**facts)
    outcome = add_seed(arguments.root, arguments.file, given, _ask if asks else None)
    return tell(outcome)


def _ask(given: "Given", headline: str) -> "Given":
    """Ask for each fact that was not given and that the text does not show; an empty answer leaves it out."""
    import msgspec

    from jianbao.text.han import has_han

    sys.stdout.write(f"The text begins with: {headline or 'no headline that could be told apart'}\n")
    sys.stdout.write("What is not known may be left empty: the record then says that it is not stated.\n")
    known = {"title_zh" if has_han(headline) else "title"} if headline else set()
    answers = {name: _answer(name) for name in _FACTS if name not in known and not getattr(given, name)}
    return msgspec.structs.replace(given, **answers)


def _answer(name: str) -> str:
    check = {"date": _date, "address": _address}.get(name, str)
    while True:
        sys.stdout.write(f"{_ASKED[name]}: ")
        sys.stdout.flush()
        answer = sys.stdin.readline().strip()
        if not answer:
            return ""
        try:
            return check(answer)
        except argparse.ArgumentTypeError as error:
            sys.stdout.write(f"  {error}\n")


def _slug(text: str) -> str:
    if not text or _SLUG.fullmatch(text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not a slug: letters a to z, digits and single hyphens")


def _date(text: str) -> str:
    from jianbao.text.periods import read_day

    if not text or read_day(text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not a date: write 2025-06-05, 2025-06 or 2025")


def _address(text: str) -> str:
    if not text or _ADDRESS.fullmatch(text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not an address: it begins with https:// and has no spaces")


def _encoding(text: str) -> str:
    try:
        "".encode(text)
    except LookupError:
        raise argparse.ArgumentTypeError(f"{text!r} is no encoding that is known") from None
    return text


def _index(arguments: argparse.Namespace) -> int:
    from jianbao.seeding import index_seeds

    outcome = index_seeds(arguments.root)
    return tell(outcome)


def _verify(arguments: argparse.Namespace) -> int:
    from jianbao.seeding import verify_seeds

    outcome = verify_seeds(arguments.root)
    return tell(outcome)
