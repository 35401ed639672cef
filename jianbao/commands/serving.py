"""``serve``: show the site while its sources are written."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jianbao.commands.exits import DONE, USAGE
from jianbao.commands.parsing import Commands

if TYPE_CHECKING:
    import socket

PORT: Final = 8000
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def add_parser(commands: Commands) -> None:
    """Add the commands of this family."""
    served = commands.add_parser("serve", help="show the site in the browser and follow every change of its sources")
    served.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"the port (default: {PORT})")
    served.add_argument(
        "--open", action="store_true", help="open the page of the record that was saved last in the browser"
    )
    served.add_argument("--follow", action="store_true", help="have open pages go to the record that is saved")
    served.set_defaults(run=_serve)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) >= 1 << 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: it is a number up to 65535")
    return int(text)


def _serve(arguments: argparse.Namespace) -> int:
    from jianbao.serve.server import alone, bound, free_port

    root: Path = arguments.root.resolve()
    with alone(root) as other:
        if other:
            sys.stderr.write(f"this project is served already, by process {other.pid}, since {other.since}\n")
            return USAGE
        door = bound(arguments.port)
        if door is None:
            free = free_port(arguments.port)
            offer = f"; --port {free} is free" if free else ""
            sys.stderr.write(f"port {arguments.port} is taken, or may not be used{offer}\n")
            return USAGE
        return _run(root, door, opens=arguments.open, follows=arguments.follow)


def _run(root: Path, door: "socket.socket", *, opens: bool, follows: bool) -> int:
    import asyncio

    from jianbao.console import wants_colour
    from jianbao.serve.server import Server
    from jianbao.serve.telling import Teller, keep_shut

    browse = _open if opens else keep_shut
    teller = Teller(sys.stdout, sys.stderr, wants_colour(sys.stderr, os.environ), browse)
    server = Server(root, door, teller, follows=follows)
    with _told_by_signals(server.stop):
        asyncio.run(server.run())
    return DONE


def _open(address: str) -> None:
    """Open a browser beside the server: one that runs in the terminal would block it."""
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


@contextmanager
def _told_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call this at the first signal to end; the second ends the program in the ordinary way."""
    former = {one: signal.getsignal(one) for one in SIGNALS}

    def told(*_about: object) -> None:
        for one, handler in former.items():
            signal.signal(one, handler)
        stop()

    for one in SIGNALS:
        signal.signal(one, told)
    try:
        yield
    finally:
        for one, handler in former.items():
            signal.signal(one, handler)
