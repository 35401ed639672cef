"""
Kill commands of the program at moments that chance chooses, and look at what they leave.

Each round changes a project, starts a command and kills it: at a call to the file system, at one that writes, or after
a time. Python's audit events (PEP 578) tell the calls. The site, its bundle and every source must then be those of
before or those of after, whole; the same command must end what was begun; and the next build must make what a build
from nothing makes, and leave nothing behind.
"""

import mmap
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from jianbao.verifying import verify
from tests.changing_site import State, edited
from tests.faults.projects import CACHE, FAULT, SITE, Files, Hurt, change, published, run, said, sources, sources_of
from tests.faults.projects import start as start_command

QUAY: Final = """Four Ferries For One Quay
By Ida Olsen | March 3, 2026

The quay has four ferries since March 2. They carried more than 1.2 million people.
"""
GATE: Final = " It has a gate since 2024."
BUILDS: Final = (("build",), ("build",), ("bundle",), ("build",), ("build", "--clean"), ("build",))
WAYS: Final = ("call", "write", "clock")
WRITING: Final = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.truncate"})
CALLS: Final = WRITING | {"open", "os.listdir", "os.scandir", "shutil.copyfile", "shutil.rmtree"}
KEPT: Final = frozenset({"build", "sources", "verdicts", "links", "links.pages", "search", "pdf", "cards"})
HIDDEN: Final = ".jianbao-"
KILLED: Final = -signal.SIGKILL


class Torn(Exception):  # noqa: N818 -- it says what the site is
    """A command has left something that is neither the old nor the new."""


class Deed(NamedTuple):
    """A command, and the sources before and after it."""

    arguments: tuple[str, ...]
    before: Files
    after: Files

    @property
    def name(self) -> str:
        """Name the command."""
        words = 2 if self.arguments[0] == "seeds" or "--clean" in self.arguments else 1
        return " ".join(self.arguments[:words])

    @property
    def builds(self) -> bool:
        """Tell whether the command makes the site."""
        return self.name not in {"seal", "seeds add", "seeds index"}


class Made(NamedTuple):
    """What a build from nothing gives to the world, and the names under which it keeps PDFs and cards."""

    files: Files
    kept: Mapping[str, frozenset[str]]


class Length(NamedTuple):
    """How long a command is: in calls to the file system, in those that write, in seconds."""

    calls: int
    writes: int
    seconds: float


class Calls:
    """Counts the calls of a child to the file system, and kills it at one of them."""

    def __init__(self) -> None:
        self._shared = memoryview(mmap.mmap(-1, 16)).cast("q")

    @property
    def counted(self) -> tuple[int, int]:
        """Return how many calls the last child made, and how many of them were to write."""
        return self._shared[0], self._shared[1]

    def hurt(self, *, call: int = 0, write: int = 0) -> Hurt:
        """Count in a child, and kill it at a call or at a writing one; the first is 1."""

        def prepare() -> None:
            self._shared[0] = self._shared[1] = 0

            def count(event: str, details: tuple[object, ...]) -> None:
                if not is_call(event):
                    return
                self._shared[0] += 1
                self._shared[1] += is_write(event, details)
                if call == self._shared[0] or (write == self._shared[1] and is_write(event, details)):
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)

        return prepare


def is_call(event: str) -> bool:
    """Tell whether an audit event is a call to the file system."""
    return event in CALLS


def is_write(event: str, details: tuple[object, ...]) -> bool:
    """Tell whether an audit event is a call that changes the file system."""
    if event != "open":
        return event in WRITING
    flags = details[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


class Campaign:
    """A project whose commands are killed; ``folder`` takes it, and a second one for builds from nothing."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.kills: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self._chance = Random(seed)  # noqa: S311 -- the same moments for the same seed
        self._root, self._other = folder / "project", folder / "from-nothing"
        self._text = folder / "quay.txt"
        # Once here, not in each child.
        for module in ("jianbao.pipeline", "jianbao.sealing", "jianbao.adding", "babel", "jinja2", "typst", "yaml"):
            import_module(module)
        folder.mkdir(parents=True, exist_ok=True)
        self._text.write_text(QUAY, "utf-8")
        self._calls = Calls()
        self._deeds = [*self._builds(), *self._edits()]
        self._made: dict[int, Made] = {}
        self._lengths: dict[int, Length] = {}
        change(self._root, self._deeds[0].before)
        self._must(self._root, "build")
        self._stands: Files = published(self._root)

    def round(self) -> None:
        """Kill one command and look at what it leaves; raises ``Torn`` where that is neither old nor new."""
        number = self._chance.randrange(len(self._deeds))
        deed, made = self._deeds[number], self._from_nothing(number)
        change(self._root, deed.before)
        way = self._chance.choice(WAYS) if number in self._lengths else ""
        try:
            if self._is_killed(number, way):
                self.kills[f"{deed.name}, by {way}"] += 1
                self.found[f"{deed.name}: {self._look(deed, made)}"] += 1
            self._recover(deed, made)
        finally:
            self._stands = published(self._root)

    def _builds(self) -> Iterator[Deed]:
        state = State(base_url="https://example.org")
        for way in BUILDS:
            files = self._after(sources_of(state), "seeds", "index")
            yield Deed(way, files, files)
            state = edited(state, self._chance)
            while state.spoilt:
                state = edited(state, self._chance)

    def _edits(self) -> Iterator[Deed]:
        files = self._after(sources_of(State()), "seeds", "index")
        text = "texts/tale.txt"
        longer = {**files, text: files[text].rstrip(b"\n") + GATE.encode() + b"\n"}
        add = ("seeds", "add", str(self._text), "--no-questions", "--title-zh", "一座码头四艘渡轮")
        ways: tuple[tuple[tuple[str, ...], Files], ...] = (
            (("seeds", "index"), longer),
            (add, files),
            (("seal",), files),
        )
        for way, before in ways:
            yield Deed(way, before, self._after(before, *way))

    def _after(self, files: Files, *arguments: str) -> Files:
        """Return the sources after a command that nobody kills."""
        change(self._other, files)
        self._must(self._other, *arguments)
        return sources(self._other)

    def _from_nothing(self, number: int) -> Made:
        if number not in self._made:
            for folder in (CACHE, "output"):
                shutil.rmtree(self._other / folder, ignore_errors=True)
            change(self._other, self._deeds[number].after)
            self._must(self._other, "build")
            self._made[number] = Made(published(self._other), _kept(self._other))
        return self._made[number]

    def _is_killed(self, number: int, way: str) -> bool:
        """Run a command, and kill it in this way at a moment that chance chooses; the first time it is measured."""
        arguments = self._deeds[number].arguments
        length = self._lengths.get(number, Length(1, 1, 0))
        hurt = self._calls.hurt(
            call=self._chance.randint(1, length.calls) if way == "call" else 0,
            write=self._chance.randint(1, length.writes) if way == "write" else 0,
        )
        begun = time.monotonic()
        child = start_command(self._root, *arguments, hurt=hurt)
        if way == "clock":
            time.sleep(self._chance.uniform(0, length.seconds))
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code not in (0, KILLED):
            raise Torn(f"{arguments} ended with {code}: {said(self._root)}")
        if not way:
            self._lengths[number] = Length(*self._calls.counted, time.monotonic() - begun)
        return code == KILLED

    def _look(self, deed: Deed, made: Made) -> str:
        """Say what a killed command has left: the site of before, of after, or both at once."""
        new = made.files if deed.builds else self._stands
        found = published(self._root)
        state = _which(_site(found), _site(self._stands), _site(new))
        for target in (SITE, *(f"output/{name}" for name in found if name.endswith(".zip"))):
            if problems := verify(self._root / target).problems:
                raise Torn(f"{target} does not verify: {problems[0].problem.message}")
        for name, body in found.items():
            if "/" not in name and body not in (self._stands.get(name), new.get(name)):
                raise Torn(f"{name} is neither the old nor the new one")
        for name, body in sources(self._root).items():
            if HIDDEN not in name and body not in (deed.before.get(name), deed.after.get(name)):
                raise Torn(f"{name} is neither as it was nor as it will be")
        return state

    def _recover(self, deed: Deed, made: Made) -> None:
        if not deed.builds:
            # Before the command is done, a build may say that something is left to do; it never falls.
            if run(self._root, "build") not in (0, 1) or FAULT in said(self._root):
                raise Torn(f"the build after a killed {deed.name} fell: {said(self._root)}")
            self._must(self._root, *deed.arguments)
        self._must(self._root, "build")
        _same("the site after the next build", published(self._root), made.files)
        # A file that stands is not written again, so what a killed writer left beside it stays: a hidden, empty name.
        found = {name: body for name, body in sources(self._root).items() if HIDDEN not in name}
        _same("the sources after the next build", found, deed.after)
        beside = {name.partition("/")[0] for name in made.files}
        _none_but("output", self._root / "output", beside | {f".{Path(SITE).name}{HIDDEN}standby"})
        # One that is killed in writing to the cache leaves hidden names there, until the same file is written again.
        _none_but(
            CACHE, self._root / CACHE, KEPT | {f".{name}{HIDDEN}{end}" for name in KEPT for end in ("new", "lock")}
        )
        if _kept(self._root) != made.kept:
            raise Torn(f"the next build keeps other PDFs or cards than one from nothing: {_kept(self._root)}")

    def _must(self, root: Path, *arguments: str) -> None:
        if code := run(root, *arguments):
            raise Torn(f"{' '.join(arguments)} ended with {code}: {said(root)}")


def _kept(root: Path) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(one.name for one in (root / CACHE / name).glob("[!.]*")) for name in ("pdf", "cards")}


def _site(files: Files) -> Files:
    return {name: body for name, body in files.items() if "/" in name}


def _which(found: Files, old: Files, new: Files) -> str:
    if found not in (old, new):
        _same("the site of a killed command", found, new)
    return "the site that stood" if old == new else "the old site" if found == old else "the new site"


def _same(what: str, found: Files, expected: Files) -> None:
    differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if differing:
        raise Torn(f"{what} differs in {', '.join(differing[:5])}")


def _none_but(what: str, folder: Path, expected: Collection[str]) -> None:
    if strangers := {one.name for one in folder.iterdir()} - set(expected):
        raise Torn(f"{what} holds {', '.join(sorted(strangers))}")
