"""What every test in a browser needs: a running browser, and the site on disk and behind a server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.driver import Browser


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser with a profile of its own."""
    running = Browser(chromium, tmp_path_factory.mktemp("profile"))
    try:
        running.start()
        yield running
    finally:
        running.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_arguments: object) -> None:
        """Keep silent."""


@pytest.fixture(scope="module", params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Return where the site stands: on disk, or below a path of a server."""
    if request.param == "file":
        yield site.as_uri()
        return
    with served(site) as address:
        yield address


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve the site below a path of a server of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.parent))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{site.name}"
        finally:
            server.shutdown()
            thread.join()
