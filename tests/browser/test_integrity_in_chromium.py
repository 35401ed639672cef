"""Why no page has an integrity attribute: Chromium refuses such files from disk, and the same pages are used there."""

import base64
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha384
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.conftest import Quiet
from tests.browser.driver import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SCRIPT = b"document.documentElement.dataset.ran = 'yes'"
SHEET = b"body { color: rgb(1, 2, 3) }"
RAN = "document.documentElement.dataset.ran === 'yes'"
STYLED = "getComputedStyle(document.body).color === 'rgb(1, 2, 3)'"


def digest(body: bytes) -> str:
    return f"sha384-{base64.b64encode(sha384(body).digest()).decode()}"


@pytest.fixture(scope="module", name="pages")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("integrity")
    (folder / "a.js").write_bytes(SCRIPT)
    (folder / "a.css").write_bytes(SHEET)
    for name, more in (("bare", ""), ("crossorigin", ' crossorigin="anonymous"')):
        html = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>a</title><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="a.css" integrity="{digest(SHEET)}"{more}>'
            f'<script src="a.js" integrity="{digest(SCRIPT)}"{more}></script><p>a</p>'
        )
        (folder / f"{name}.html").write_text(html, "utf-8")
    return folder


@pytest.fixture(scope="module", name="host")
def _host(pages: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(pages))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("name", ["bare", "crossorigin"])
def test_from_disk_files_with_integrity_are_blocked(browser: Browser, pages: Path, name: str) -> None:
    assert browser.open((pages / f"{name}.html").as_uri()) != []
    assert (browser.run(RAN), browser.run(STYLED)) == (False, False)


@pytest.mark.parametrize("name", ["bare", "crossorigin"])
def test_from_a_host_they_are_not(browser: Browser, host: str, name: str) -> None:
    assert browser.open(f"{host}/{name}.html") == []
    assert (browser.run(RAN), browser.run(STYLED)) == (True, True)


def test_so_no_page_has_any(site: Path) -> None:
    assert [file.name for file in site.rglob("*.html") if " integrity=" in file.read_text("utf-8")] == []
