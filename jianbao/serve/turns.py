"""
Build the preview again and again, each time from what the last time left.

In: the folder of the project and the former turn. Out: the next turn: what is to be served, and what keeps the sources
from being built as they stand. A turn never changes; a build that fails leaves the files of the last good one.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from jianbao.collecting import uncollected
from jianbao.model.config import Config
from jianbao.pipeline import Memory, Options, Report, Shown, keep, rebuild, recall
from jianbao.problems import PlacedProblem
from jianbao.reports import PREVIEW
from jianbao.serve.edits import Edit, Pages, edit_of, edited, last_page
from jianbao.serve.watching import Look
from jianbao.sources import SourceCache, load_cache

OPTIONS: Final = Options(pdf=False, preview=True, jobs=1)
"""One process renders: others would not hear that the work is to be dropped."""

Watch = Callable[[int, str], None]
"""Told the number of pages still ahead, and the one that is done."""


class Turn(Struct, frozen=True, kw_only=True):
    """
    What is served from one build to the next.

    ``number`` grows whenever a page may look different. ``problems`` keep the sources from being built, ``unfinished``
    says what is left to write in drafts that are not shown. ``files`` are the digests of what is published, by path;
    ``pages`` say how the records of each file are shown. ``saved`` are the records that this turn has taken in,
    ``waiting`` the files that wait for others to be mended, and ``edit`` is the last edit that can be seen.
    """

    root: Path
    number: int = 0
    problems: tuple[PlacedProblem, ...] = ()
    unfinished: tuple[PlacedProblem, ...] = ()
    files: Mapping[str, str] = {}
    pages: Pages = {}
    saved: tuple[Shown, ...] = ()
    waiting: frozenset[str] = frozenset()
    edit: Edit = Edit()
    config: Config | None = None
    report: Report = Report()
    memory: Memory = Memory()
    sources: SourceCache = SourceCache()

    @property
    def folder(self) -> Path:
        """Return where the files are."""
        return self.root / PREVIEW

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the site, the default one first."""
        return tuple(map(str, self.config.languages)) if self.config else ("en",)


def begin(root: Path) -> Turn:
    """Return the turn before the first: nothing is served, but what earlier processes have kept is known."""
    return Turn(root=root, memory=recall(root, OPTIONS), sources=load_cache(root))


def end(last: Turn) -> None:
    """Keep for the next process what the last turn knows."""
    keep(last.root, last.memory, OPTIONS)


def advance(former: Turn, watch: Watch | None = None, saved: Collection[str] = ()) -> Turn:
    """Build what has changed, and return the next turn; ``saved`` are the files in which something has."""
    with uncollected():
        done = rebuild(former.root, former.memory, OPTIONS, sources=former.sources, watch=watch)
    problems = done.report.problems
    files = former.files if problems else done.memory.record.files()
    unfinished = former.unfinished if problems else done.report.unfinished
    told, told_before = (problems, unfinished), (former.problems, former.unfinished)
    is_same = bool(files == former.files and told == told_before and former.number)
    waiting = former.waiting | {_relative(former.root, file) for file in saved}
    found = () if problems else tuple(edited(waiting, former.pages, done.pages))
    turn = structs.replace(
        former,
        number=former.number if is_same else former.number + 1,
        problems=problems,
        unfinished=unfinished,
        files=files,
        pages=former.pages if problems else done.pages,
        saved=found,
        waiting=waiting if problems else frozenset(),
        config=done.config or former.config,
        report=done.report,
        memory=done.memory,
        sources=done.sources or former.sources,
    )
    return structs.replace(turn, edit=edit_of(found, turn.languages, files)) if found and not is_same else turn


def addresses(turn: Turn) -> Iterator[str]:
    """Yield the paths of the pages that show the records which this turn has taken in, in the default language."""
    return (f"{turn.languages[0]}/{one.page}" for one in turn.saved)


def start(turn: Turn, look: Look) -> str:
    """Return the path at which an editor goes on: the record that was saved last, else the front page."""
    named = {_relative(turn.root, file): one for file, one in look.items()}
    # While nothing can be built, the last process knows the pages.
    page = last_page(turn.pages or turn.memory.filled.pages, named)
    return f"{turn.languages[0]}/{page or 'index.html'}"


def _relative(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
