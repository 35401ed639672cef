"""
What a build leaves for the next one, and the shortest of builds: the one that finds everything as it was.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from jianbao.model.artifact import Beside, Kept
from jianbao.model.basics import Text
from jianbao.model.known import Ground
from jianbao.publish.output import Output
from jianbao.publish.stamps import Record
from jianbao.render.closures import Source
from jianbao.render.search_memory import Indexed

Watch = Callable[[int, str], None]
"""Told the number of pages and PDFs still ahead, and the one that is done."""


class Made(Struct, frozen=True, array_like=True, gc=False):
    """The key of a part when it was made last, where its files are, and by what name its PDF or card is kept."""

    key: bytes
    paths: tuple[str, ...]
    kept_as: str = ""


class Counts(Struct, frozen=True, array_like=True):
    """How much a site holds."""

    pages: int = 0
    records: int = 0
    figures: int = 0


class Shown(Struct, frozen=True, array_like=True):
    """
    A record as its page shows it: the address of the page below a language folder, and the name of the record.

    Where several records stand in one file, ``digest`` tells which of them was edited; else it is empty.
    """

    page: str
    name: Text
    digest: bytes = b""


class Filled(Struct, frozen=True):
    """
    What a site was made of, and what lies beside it in its bundle.

    ``pages`` say for each file of records how these are shown, where the site is served; ``linked`` is the ``basis`` of
    the site whose links are kept and hold for this one too.
    """

    made: Mapping[str, Made] = {}
    templates: Mapping[str, Source] = {}
    beside: tuple[Beside, ...] = ()
    counts: Counts = Counts()
    pages: Mapping[str, tuple[Shown, ...]] = {}
    linked: bytes = b""


class Spent(Struct, frozen=True):
    """
    The seconds that a part took: the template that it fills, else its kind, and the record that it shows.

    A page fills its template in each language.
    """

    template: str
    subject: str
    seconds: float
    fillings: int = 1


class Rendered(Struct, frozen=True):
    """
    A site that is complete, how many of its pages had to be rendered, and how long each part took.

    ``index`` is what the index of the search was made of, where it was made.
    """

    filled: Filled
    pages: int = 0
    spent: tuple[Spent, ...] = ()
    index: Indexed | None = None


class Told(Struct, frozen=True, array_like=True):
    """What is told of the sources of a site: the rules that were run, the seed texts not at hand, how many drafts."""

    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    drafts: int = 0


class Memory(Struct, frozen=True):
    """
    What a build leaves for the next one. Without it the next one is as slow as the first, and as right.

    ``basis`` is the digest of all that the site was made of, ``packer`` what its archive was compressed with;
    ``ground`` is what it was read from, where all of that was found right, and ``told`` what is told of it. ``index``
    is what the index of the search was made of, if this process has made it.
    """

    record: Record = Record()
    filled: Filled = Filled()
    basis: bytes = b""
    packer: str = ""
    ground: Ground = Ground()
    told: Told = Told()
    index: Indexed | None = None


def fill_as_it_was(output: Output, memory: Memory, basis: bytes) -> Rendered | None:
    """Give the output every file that it has, where the same site is to be made and all of it stands."""
    files = memory.record.files()
    if not basis or memory.basis != basis or not output.holds(files):
        return None
    for path in files:
        output.take(Kept(path))
    return Rendered(memory.filled)
