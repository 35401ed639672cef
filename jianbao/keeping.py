"""
Keep between processes what a build leaves for the next one.

In: the folder of a project, how it is built, and what there is to keep. Out: the same again, or what a first build
knows where it is missing or of no use. A preview has a memory of its own.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import structs

from jianbao.publish.stamps import Folded, Record, folded
from jianbao.remembering import Memory
from jianbao.render.search_memory import Indexed
from jianbao.reports import Options
from jianbao.store import load, save

_INDEX: Final = "search"
"""What the index of the search was made of lies beside the rest: few builds need it."""


def recall(root: Path, options: Options | None = None) -> Memory:
    """Return what was kept of the last build with such options, but for its index."""
    kept = load(_place(root, options), tuple[Memory, Folded])
    return structs.replace(kept[0], record=kept[1].record()) if kept else Memory()


def recall_index(root: Path, options: Options, memory: Memory) -> Indexed:
    """Return what the index of the search was made of last, as this process knows it or one before."""
    if options.clean:
        return Indexed()
    return memory.index or load(_place(root, options).with_name(_INDEX), Indexed) or Indexed()


def keep(root: Path, memory: Memory, options: Options | None = None) -> None:
    """Keep for the next process what this build leaves."""
    place = _place(root, options)
    with suppress(OSError):  # without it the next build is slow, nothing else
        save(place, (structs.replace(memory, index=None, record=Record()), folded(memory.record)))
        if memory.index is not None:
            save(place.with_name(_INDEX), memory.index)


def _place(root: Path, options: Options | None) -> Path:
    return root / (".cache/serve/build" if options and options.preview else ".cache/build")
