"""Every address of the site leads somewhere, from disk, from a server, and below a path of a server."""

import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

import pytest

from tests.site.crawler import Crawl, crawl, page_of


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_arguments: object) -> None:
        """Keep silent."""


def fetch_file(address: str) -> bytes | None:
    """Open an address as a double click would: a folder is no page."""
    path = Path(url2pathname(urlsplit(address).path))
    return path.read_bytes() if path.is_file() else None


def fetch_over_http(connection: HTTPConnection, address: str) -> bytes | None:
    """Ask a server."""
    connection.request("GET", urlsplit(address).path)
    answer = connection.getresponse()
    body = answer.read()
    return body if answer.status == 200 else None


@pytest.fixture(scope="module", params=["file", "http", "http below a path"])
def crawled(request: pytest.FixtureRequest, site: Path) -> Iterator[Crawl]:
    """Follow every address from the front page, in three ways of opening it."""
    if request.param == "file":
        yield crawl(fetch_file, (site / "index.html").as_uri())
        return
    folder, start = (site, "/index.html") if request.param == "http" else (site.parent, f"/{site.name}/index.html")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        connection = HTTPConnection("127.0.0.1", server.server_port)
        try:
            yield crawl(partial(fetch_over_http, connection), f"http://127.0.0.1:{server.server_port}{start}")
        finally:
            connection.close()
            server.shutdown()
            thread.join()


def paths(found: Crawl, suffix: str = "") -> set[str]:
    """Return the addresses that were reached, below the folder of the front page."""
    start = next(iter(found.pages))
    base = start.removesuffix("index.html")
    return {unquote(address).removeprefix(unquote(base)) for address in found.files if address.endswith(suffix)}


def test_every_address_leads_somewhere(crawled: Crawl) -> None:
    assert crawled.broken == []


def test_no_page_refers_to_another_origin(crawled: Crawl) -> None:
    assert crawled.foreign == []


def test_every_page_but_those_for_lost_readers_is_reached(crawled: Crawl, site: Path) -> None:
    every = {file.relative_to(site).as_posix() for file in site.rglob("*.html") if file.name != "404.html"}
    assert every - paths(crawled, ".html") == set()


def test_every_file_of_the_site_is_reached_or_known_to_stand_alone(crawled: Crawl, site: Path) -> None:
    every = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    alone = {one for one in every if one.endswith("404.html")} | {"manifest.json", "robots.txt", "llms.txt"}
    unreached = every - paths(crawled) - alone
    # A script is told the addresses of others, which no link leads to.
    texts = [(site / one).read_text("utf-8") for one in paths(crawled) if one.endswith((".html", ".js"))]
    assert [one for one in sorted(unreached) if not any(Path(one).name in text for text in texts)] == []


def test_pages_for_lost_readers_lead_somewhere_too(site: Path) -> None:
    lost = [site / "404.html", *site.glob("*/404.html")]
    addresses = [urljoin(file.as_uri(), link) for file in lost for link in page_of(file.read_text("utf-8")).links]
    assert len(lost) == 3
    assert [one for one in addresses if fetch_file(one.partition("#")[0]) is None] == []


def test_a_page_in_the_other_language_names_this_one_too(crawled: Crawl) -> None:
    """Search engines ignore ``hreflang`` that is not returned."""
    one_sided = [
        f"{address} → {link}"
        for address, page in crawled.pages.items()
        for link in page.alternates.values()
        if address not in {urljoin(there, back) for there, back in _returned(crawled, urljoin(address, link))}
    ]
    assert one_sided == []


def _returned(found: Crawl, address: str) -> Iterator[tuple[str, str]]:
    return ((address, back) for back in found.pages[address].alternates.values())


def test_every_page_of_a_language_names_itself_and_the_other(crawled: Crawl) -> None:
    inner = {address: page for address, page in crawled.pages.items() if page.alternates}
    assert {tuple(page.alternates) for page in inner.values()} == {("en", "zh-Hans")}
    assert len(inner) == len(crawled.pages) - 1


def test_the_language_of_a_page_is_that_of_its_folder(crawled: Crawl) -> None:
    wrong = [
        address
        for address, page in crawled.pages.items()
        if page.alternates and f"/{page.lang.partition('-')[0]}/" not in address
    ]
    assert wrong == []
