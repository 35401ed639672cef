"""A server in a thread of its own, and those who talk to it."""

import asyncio
import http.client
import queue
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.serve.server import Server, bound
from jianbao.serve.turns import Turn

PATIENCE_SECONDS: Final = 60


class Answer(Struct, frozen=True):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


class Ear:
    """Hears what a server tells, and lets a test wait for it."""

    def __init__(self) -> None:
        self.address: queue.Queue[str] = queue.Queue()
        self.start: queue.Queue[str] = queue.Queue()
        self._turns: queue.Queue[tuple[Turn, Sequence[str]]] = queue.Queue()

    def started(self, address: str, _turn: Turn, page: str) -> None:
        """Note where the site is, and where an editor goes on."""
        self.start.put(page)
        self.address.put(address)

    def built(self, turn: Turn, _seconds: float, pages: Sequence[str]) -> None:
        """Note a build."""
        self._turns.put((turn, pages))

    def next(self) -> tuple[Turn, Sequence[str]]:
        """Wait for the next build that has not been heard of yet."""
        return self._turns.get(timeout=PATIENCE_SECONDS)


class Running:
    """A server that runs."""

    def __init__(self, root: Path, *, follows: bool = False) -> None:
        door = bound(0)
        assert door is not None
        self.root = root
        self.ear = Ear()
        self.server = Server(root, door, self.ear, follows=follows)
        self.port = self.server.port
        self._thread = threading.Thread(target=lambda: asyncio.run(self.server.run()))
        self._thread.start()

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self.server.stop()
        self._thread.join(PATIENCE_SECONDS)
        assert not self._thread.is_alive()

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address as it is written, with these headers; an underscore stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        sent = {"Host": f"127.0.0.1:{self.port}"} | {name.replace("_", "-"): one for name, one in headers.items()}
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    def save(self, file: str, old: str, new: str) -> tuple[Turn, Sequence[str]]:
        """Change a file of the project and wait for the build that follows."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return self.ear.next()
