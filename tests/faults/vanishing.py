"""
Take away or change each file in the instant in which a build opens it, and look at the site.

As a program of its own: a project that was built. Each file that a build reads goes once while it is read, and once is
another one. The site must be the one that stood or the one asked for, a build that is refused must name a file, and
the next build must be right. Prints how many files there were and how many builds were refused.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from jianbao.model.known import Ground
from jianbao.pipeline import Report, build, keep, recall
from jianbao.verifying import verify
from tests.faults.projects import CACHE, SITE, change, published, sources

SAMPLE = 5
"""Of the assets and templates, which are read in one way, every so-manieth is taken."""


class Trap:
    """Waits for a file to be opened, and does something to it just before."""

    def __init__(self) -> None:
        self.opened: dict[str, None] = {}
        self._file = ""
        self._deed: Callable[[Path], object] = Path.stat

    def set(self, file: Path, deed: Callable[[Path], object]) -> None:
        """Wait for a file."""
        self._file, self._deed = str(file), deed

    def look(self, event: str, details: tuple[object, ...]) -> None:
        """Be told of an audit event."""
        if event == "open":
            self.opened[str(details[0])] = None
            if self._file == str(details[0]):
                self._file = ""
                self._deed(Path(str(details[0])))


def spoil(file: Path) -> None:
    """Put half of a file in its place."""
    body = file.read_bytes()
    file.write_bytes(body[: len(body) // 2])


def forget(root: Path) -> None:
    """Let the next build read every source, but not render what is as it was."""
    keep(root, structs.replace(recall(root), ground=Ground()))
    for name in ("sources", "verdicts"):
        (root / CACHE / name).unlink(missing_ok=True)


def files_read(root: Path, trap: Trap) -> list[Path]:
    """List the sources that a build reads."""
    forget(root)
    trap.opened.clear()
    assert build(root).problems == ()
    prefix = f"{root}/"
    read = [Path(one) for one in trap.opened if one.startswith(prefix) and f"/{CACHE}/" not in one]
    read = [one for one in read if one.is_file() and "/output/" not in str(one)]
    many = [one for one in read if "/assets/" in str(one) or "/templates/" in str(one)]
    return [one for one in read if one not in many] + many[::SAMPLE]


def main(root: Path) -> None:
    """Hurt each file in both ways."""
    trap = Trap()
    sys.addaudithook(trap.look)
    before, site = sources(root), published(root)
    files, refused = files_read(root, trap), 0
    for file in files:
        for deed in (Path.unlink, spoil):
            forget(root)
            trap.set(file, deed)
            report = build(root)
            refused += bool(report.problems)
            assert_whole(root, report, site, file)
            change(root, before)
            assert build(root).problems == (), f"after {file} had vanished, the next build was refused"
            assert published(root) == site, f"after {file} had vanished, the next build made another site"
    sys.stdout.write(f"{len(files)} {refused}\n")


def assert_whole(root: Path, report: Report, site: dict[str, bytes], file: Path) -> None:
    """Hold that a refused build has left the site, and that any has left a whole one."""
    assert verify(root / SITE).problems == (), file
    if report.problems:
        assert published(root) == site, f"{file} vanished, the build was refused, and the site is another"
        assert all(one.problem.hint for one in report.problems), file


if __name__ == "__main__":
    main(Path(sys.argv[1]))
