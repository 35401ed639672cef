"""
Answer the browser: pages and files of the last good build, the scripts of the server, and the socket of livereload.

Only what the last build has published can be asked for, by the names in its record: no path reaches the disk that is
not one of them. Requests under another name than this machine's, or from pages of other sites, are refused, so that
no site can read drafts through the browser of an editor.
"""

import json
from collections.abc import Awaitable
from typing import Any, Final
from urllib.parse import quote, unquote

from livereload.handlers import LiveReloadJSHandler
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from jianbao.serve.content_types import type_of
from jianbao.serve.lead import LEAD_SCRIPT, LEAD_STYLE, Lead
from jianbao.serve.live_page import CLIENT, SCRIPT, SOCKET, STYLE, Live, live_page, only_problems
from jianbao.serve.own import OWN
from jianbao.serve.turns import Turn

PROTOCOL: Final = "http://livereload.com/protocols/official-7"

HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    # Other sites may not load the scripts of this one, in which the search keeps its words.
    "Cross-Origin-Resource-Policy": "same-origin",
}

OWN_FILES: Final = {"script.js": SCRIPT, "style.css": STYLE, "lead.js": LEAD_SCRIPT, "lead.css": LEAD_STYLE}


class Board:
    """
    What all requests of one server share: the turn that is served now, its sockets, and who may ask.

    Where it ``follows``, open pages go to the record that was edited; else they offer to.
    """

    def __init__(self, turn: Turn, port: int, *, follows: bool = False) -> None:
        self.turn = turn
        self.follows = follows
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.sockets: set[Socket] = set()

    def show(self, turn: Turn) -> None:
        """Serve another turn, and have every open page reloaded if it may look different."""
        is_new = turn.number != self.turn.number
        self.turn = turn
        for socket in [*self.sockets] if is_new else []:
            socket.reload()

    def refusal(self, host: str, origin: str | None) -> str:
        """Say why a request is not answered; nothing where it is."""
        if host not in self.hosts:
            return f"this server does not answer as {host!r}"
        if origin is not None and origin.removeprefix("http://") not in self.hosts:
            return f"this server does not answer pages of {origin!r}"
        return ""


class _Guarded(RequestHandler):
    """Answers this machine only."""

    board: Board

    def initialize(self, board: Board) -> None:
        self.board = board

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> Awaitable[None] | None:
        if reason := self.board.refusal(self.request.host, self.request.headers.get("Origin")):
            raise HTTPError(403, reason=reason)
        return None

    def write_error(self, status_code: int, **_about: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Files(_Guarded):
    """The files of the site; pages are made live on their way."""

    def get(self) -> None:
        """Answer with a file, or say in its place what is wrong."""
        turn, path = self.board.turn, _path_of(self.request.path)
        if not turn.files:
            self._send(503, "index.html", only_problems(self._live(path)))
        elif path in turn.files:
            self._send(200, path, self._page_or_file(path))
        elif f"{path}/index.html" in turn.files:
            self.redirect(f"/{quote(path)}/")
        else:
            self._lost(path)

    head = get

    def _page_or_file(self, path: str) -> bytes:
        body = self._read(path)
        return live_page(body, self._live(path)) if path.endswith(".html") else body

    def _lost(self, path: str) -> None:
        """Answer with the page for lost addresses in the language of the address."""
        page = f"{self._lang(path)}/404.html"
        if page not in self.board.turn.files:
            raise HTTPError(404)
        self._send(404, page, live_page(self._read(page), self._live(path), f"/{page}"))

    def _read(self, path: str) -> bytes:
        try:
            return (self.board.turn.folder / path).read_bytes()
        except OSError as error:  # the folder is being exchanged, or somebody has tidied up
            raise HTTPError(404) from error

    def _send(self, status: int, path: str, body: bytes) -> None:
        self.set_status(status)
        self.set_header("Content-Type", type_of(path))
        self.finish(body)

    def _live(self, path: str) -> Live:
        turn, lang = self.board.turn, self._lang(path)
        lead = Lead(turn.edit, lang, turn.edit.is_shown_by(path.removeprefix(f"{lang}/")), self.board.follows)
        return Live(turn.number, turn.problems, turn.unfinished, lang, self.request.host, lead)

    def _lang(self, path: str) -> str:
        first, languages = path.partition("/")[0], self.board.turn.languages
        return first if first in languages else languages[0]


class OwnFiles(_Guarded):
    """The files that every live page asks for, and the number of the turn."""

    def get(self, name: str) -> None:
        """Answer with a file of the server's own."""
        if name == "turn":
            self.set_header("Content-Type", type_of(".txt"))
            self.finish(str(self.board.turn.number))
        elif name in OWN_FILES:
            self.set_header("Content-Type", type_of(name))
            self.finish(OWN_FILES[name])
        else:
            raise HTTPError(404)


class Client(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """The script of livereload."""


class Socket(_Guarded, WebSocketHandler):
    """Tells a page to load itself again, in the protocol of livereload."""

    def check_origin(self, origin: str) -> bool:
        """Tell whether pages of this origin may listen."""
        return not self.board.refusal(self.request.host, origin)

    def open(self, *_arguments: str) -> None:
        """Count the page among those that are open, before it asks which turn is served."""
        self.board.sockets.add(self)

    def on_close(self) -> None:
        """Forget the page."""
        self.board.sockets.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting; nothing else that a page says matters."""
        if _command_of(message) == "hello":
            self._tell({"command": "hello", "protocols": [PROTOCOL], "serverName": "jianbao"})

    def reload(self) -> None:
        """Have the page loaded again."""
        self._tell({"command": "reload", "path": "index.html", "liveCSS": False})

    def _tell(self, message: dict[str, object]) -> None:
        try:
            self.write_message(json.dumps(message))
        except WebSocketClosedError:
            self.board.sockets.discard(self)


def application(board: Board) -> Application:
    """Put the handlers of one server together."""
    shared = {"board": board}
    return Application(
        [
            (SOCKET, Socket, shared),
            (CLIENT, Client, shared),
            (f"{OWN}(.*)", OwnFiles, shared),
            ("/.*", Files, shared),
        ],
        log_function=lambda _handler: None,
        websocket_max_message_size=1 << 16,
    )


def _path_of(address: str) -> str:
    """Return which file an address asks for; one that is no text asks for none."""
    try:
        path = unquote(address.removeprefix("/"), errors="strict")
    except UnicodeDecodeError:
        return "."
    return f"{path}index.html" if not path or path.endswith("/") else path


def _command_of(message: str | bytes) -> str:
    try:
        said = json.loads(message)
    except ValueError:
        return ""
    return str(said.get("command", "")) if isinstance(said, dict) else ""
