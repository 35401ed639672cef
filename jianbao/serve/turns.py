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
from jianbao.pipeline import PREVIEW, Memory, Options, Report, SourceCache, keep, load_cache, rebuild, recall
from jianbao.problems import PlacedProblem

OPTIONS: Final = Options(pdf=False, preview=True, jobs=1)
"""One process renders: others would not hear that the work is to be dropped."""

Watch = Callable[[int, str], None]
"""Told the number of pages still ahead, and the one that is done."""


class Turn(Struct, frozen=True, kw_only=True):
    """
    What is served from one build to the next.

    ``number`` grows whenever a page may look different. ``files`` are the digests of what is published, by path;
    ``pages`` the addresses of what each file of records is shown by, below a language folder.
    """

    root: Path
    number: int = 0
    problems: tuple[PlacedProblem, ...] = ()
    files: Mapping[str, str] = {}
    pages: Mapping[str, tuple[str, ...]] = {}
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

    @property
    def start(self) -> str:
        """Return the path of the front page in the default language."""
        return f"{self.languages[0]}/index.html"


def begin(root: Path) -> Turn:
    """Return the turn before the first: nothing is served, but what earlier processes have kept is known."""
    return Turn(root=root, memory=recall(root, OPTIONS), sources=load_cache(root))


def end(last: Turn) -> None:
    """Keep for the next process what the last turn knows."""
    keep(last.root, last.memory, OPTIONS)


def advance(former: Turn, watch: Watch | None = None) -> Turn:
    """Build what has changed, and return the next turn."""
    with uncollected():
        done = rebuild(former.root, former.memory, OPTIONS, sources=former.sources, watch=watch)
    problems = done.report.problems
    files = former.files if problems else done.memory.record.files()
    is_same = files == former.files and problems == former.problems and former.number
    return structs.replace(
        former,
        number=former.number if is_same else former.number + 1,
        problems=problems,
        files=files,
        pages=former.pages if problems else done.pages,
        config=done.config or former.config,
        report=done.report,
        memory=done.memory,
        sources=done.sources,
    )


def addresses(turn: Turn, changed: Collection[str]) -> Iterator[str]:
    """Yield the paths of the pages that show the records in these files, in the default language."""
    for file in sorted(changed):
        for page in turn.pages.get(_relative(turn.root, file), ()):
            yield f"{turn.languages[0]}/{page}"


def _relative(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
