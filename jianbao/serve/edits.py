"""
Say which records were saved last, and at which page an editor goes on.

In: how the records of each file are shown, now and before, and what the file system says of the files. Out: what was
edited. Few files that are saved at once are an edit; many are a checkout or a copy, and no editor is anywhere in it.
"""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Final

from msgspec import Struct

from jianbao.pipeline import Shown
from jianbao.serve.watching import Look

Pages = Mapping[str, tuple[Shown, ...]]
"""How the records of each file are shown; files are named from the root of the project."""

FEW: Final = 3
"""So many records may be edited at once; of more, nobody can say where the editor is."""

TOGETHER_NS: Final = 1_000_000_000
"""Files that are written within this time come from one command."""

SIDE_BY_SIDE: Final = ".parallel.html"
_MARK_CHARS: Final = 12


class Edit(Struct, frozen=True):
    """The records that were edited together last; ``mark`` is another where their pages hold other bytes."""

    shown: tuple[Shown, ...] = ()
    mark: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the addresses of the records below a language folder."""
        return tuple(one.page for one in self.shown)

    def is_shown_by(self, page: str) -> bool:
        """Tell whether a page, named below its language folder, shows one of the records."""
        own = page.replace(SIDE_BY_SIDE, ".html")
        return any(own == one.partition("#")[0] for one in self.pages)


def edited(saved: Collection[str], before: Pages, now: Pages) -> Iterator[Shown]:
    """Yield the records in saved files; of those that share a file, the ones that differ from before."""
    for file in sorted(saved):
        known = {one.page: one.digest for one in before.get(file, ())}
        yield from (one for one in now.get(file, ()) if not one.digest or known.get(one.page) != one.digest)


def edit_of(shown: tuple[Shown, ...], languages: Collection[str], files: Mapping[str, str]) -> Edit:
    """Take records for one edit, unless they are too many; ``files`` are the digests of what is published."""
    if not 0 < len(shown) <= FEW:
        return Edit()
    paths = [f"{lang}/{one.page.partition('#')[0]}" for one in shown for lang in languages]
    held = "\n".join(f"{path} {files.get(path, '')}" for path in paths)
    return Edit(shown, sha256(held.encode()).hexdigest()[:_MARK_CHARS])


def last_page(pages: Pages, look: Look) -> str:
    """
    Return the page of the record that was saved last, below a language folder; nothing where that cannot be said.

    Files in ``look`` are named as in ``pages``. The records of a file with several are shown by their list.
    """
    times = {file: look[file][1] for file in pages.keys() & look.keys()}
    newest = max(times, key=lambda file: (times[file], file), default="")
    if not newest or sum(times[newest] - time < TOGETHER_NS for time in times.values()) > FEW:
        return ""
    found = {one.page for one in pages[newest]}
    if len(found) == 1:
        return found.pop()
    lists = {page.partition("#")[0] if "#" in page else f"{page.partition('/')[0]}/index.html" for page in found}
    return min(lists)
