"""
Tell someone at a terminal what the server does.

Problems go to the stream for them, everything else to the other.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TextIO

from msgspec import Struct

from jianbao.console import print_report
from jianbao.serve.edits import FEW
from jianbao.serve.turns import Turn


def keep_shut(_address: str) -> None:
    """Open no browser."""


class Teller(Struct):
    """Prints what happens, and has the browser opened; remembers only whether there were problems."""

    out: TextIO
    err: TextIO
    colour: bool = False
    browse: Callable[[str], object] = keep_shut
    has_problems: bool = False

    def started(self, address: str, turn: Turn, page: str) -> None:
        """Say where the site is, and open the page at which an editor goes on."""
        pages = f"{turn.report.pages} pages" if turn.files else "no site yet"
        self._say(f"{address}  {pages}; every change to the sources is shown there. Ctrl-C ends it.")
        self.browse(address + page)

    def built(self, turn: Turn, seconds: float, pages: Sequence[str]) -> None:
        """Say what came of a change."""
        if turn.problems:
            self.has_problems = True
            print_report(turn.problems, self.err, colour=self.colour)
            kept = "the last good build is still served" if turn.files else "nothing can be served until this is mended"
            self.err.write(f"{_clock()} {kept}\n")
            self.err.flush()
            return
        mended, self.has_problems = self.has_problems, False
        done = f"{turn.report.rendered} of {turn.report.pages} pages rendered in {seconds:.2f} s"
        self._say(f"{_clock()} {'mended; ' if mended else ''}{done}")
        for file, left in Counter(one.place.file for one in turn.unfinished).items():
            self._say(f"  {file}: {left} TODO left; a draft that is not shown yet")
        for page in pages[:FEW]:
            self._say(f"  {page}")
        if len(pages) > FEW:
            self._say(f"  and {len(pages) - FEW} more")

    def _say(self, row: str) -> None:
        self.out.write(row + "\n")
        self.out.flush()


def _clock() -> str:
    return time.strftime("%H:%M:%S")
