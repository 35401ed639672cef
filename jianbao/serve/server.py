"""
Serve the site on this machine, and build it again whenever its sources change.

One thread answers and waits; another looks for changes and builds, one build after the other, so that what changes
during a build is built next. It stops at the next page when it is told to, and leaves nothing behind but the preview.
"""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol, TypeVar

from tornado.httpserver import HTTPServer

from jianbao.lock import Holder, hold
from jianbao.pipeline import sources_of_site
from jianbao.reports import PREVIEW
from jianbao.serve.handlers import Board, application
from jianbao.serve.turns import Turn, addresses, advance, begin, end, start
from jianbao.serve.watching import Lookout

T = TypeVar("T")

LOOPBACK: Final = "127.0.0.1"
PORTS: Final = 65536
BACKLOG: Final = 128
"""So many connections may wait while a build keeps the server busy."""

OFFERED: Final = 100
"""So many ports are tried to find one that is free."""


class Listener(Protocol):
    """Who is told what the server does; every call comes from one thread."""

    def started(self, address: str, turn: Turn, page: str) -> None:
        """Be told where the site is, and the path of the page at which an editor goes on."""

    def built(self, turn: Turn, seconds: float, pages: Sequence[str]) -> None:
        """Be told of a build, how long it took, and the addresses of what was saved."""


class Stopped(Exception):  # noqa: N818 -- nothing is wrong
    """Ends a build that nobody waits for any more."""


def bound(port: int) -> socket.socket | None:
    """Take a port of this machine; 0 is any that is free. Nothing where it is taken or not to be had."""
    try:
        found = socket.create_server((LOOPBACK, port), backlog=BACKLOG)
    except OSError:
        return None
    found.settimeout(0)
    return found


def free_port(after: int) -> int:
    """Return the next port that is free, or 0."""
    for port in range(after + 1, min(after + 1 + OFFERED, PORTS)):
        if found := bound(port):
            found.close()
            return port
    return 0


@contextmanager
def alone(root: Path) -> Iterator[Holder | None]:
    """Be the only one who serves a project while the block runs; yield the other where there is one."""
    lock = root / PREVIEW
    lock.parent.mkdir(parents=True, exist_ok=True)
    with hold(lock.with_name("server")) as other:
        yield other


class Server:
    """Serves one project from the port it is given."""

    def __init__(self, root: Path, door: socket.socket, listener: Listener, *, follows: bool = False) -> None:
        self._root = root
        self.door = door
        self._listener = listener
        self._follows = follows
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_stopped = False
        self._stop = asyncio.Event()
        self.port: int = door.getsockname()[1]

    @property
    def address(self) -> str:
        """Return where the server is."""
        return f"http://{LOOPBACK}:{self.port}/"

    def stop(self) -> None:
        """Stop soon; may be called from any thread and from a signal handler."""
        self._is_stopped = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)

    async def run(self) -> None:
        """Build, serve, and build again, until told to stop."""
        self._loop = asyncio.get_running_loop()
        board = Board(begin(self._root), self.port, follows=self._follows)
        http = HTTPServer(application(board))
        with ThreadPoolExecutor(1, "jianbao-build") as builder:
            try:
                await self._serve(board, http, builder)
            except Stopped:
                pass
            finally:
                self._is_stopped = True
                http.stop()
                self.door.close()
                for page in [*board.sockets]:
                    page.close()
                await http.close_all_connections()
                end(board.turn)

    async def _serve(self, board: Board, http: HTTPServer, builder: ThreadPoolExecutor) -> None:
        lookout = Lookout(sources_of_site(self._root, None))
        await self._build(board, builder, frozenset())
        lookout.turn_to(sources_of_site(self._root, board.turn.config))
        http.add_socket(self.door)
        self._listener.started(self.address, board.turn, start(board.turn, lookout.seen))
        while not self._is_stopped:
            await self._pause(lookout.pause_seconds)
            if changed := await self._in(builder, lookout.changes):
                await self._build(board, builder, changed)
                lookout.turn_to(sources_of_site(self._root, board.turn.config))

    async def _build(self, board: Board, builder: ThreadPoolExecutor, changed: frozenset[str]) -> None:
        began = time.perf_counter()
        turn = await self._in(builder, lambda: advance(board.turn, self._watch, changed))
        seconds = time.perf_counter() - began
        board.show(turn)
        self._listener.built(turn, seconds, [self.address + page for page in addresses(turn)])

    async def _in(self, builder: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(builder, work)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return

    def _watch(self, _ahead: int, _page: str) -> None:
        if self._is_stopped:
            raise Stopped
