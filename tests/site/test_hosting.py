"""The ready files for hosts: the same policy as the pages, and nginx serving what it should."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import yaml

from jianbao.pipeline import build
from jianbao.seeding import index_seeds
from tests.conftest import ROOT
from tests.site.crawler import crawl
from tests.small_site import FILES, write_small_site

HOSTING: Final = ROOT / "hosting"
PATIENCE_SECONDS: Final = 15
BROTLI_MODULE: Final = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def policy() -> str:
    """Return the policy that every page carries."""
    head = (ROOT / "templates/layouts/page.html").read_text("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', head)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["_headers", "nginx.conf"])
def test_the_policy_of_a_host_is_that_of_the_pages(name: str) -> None:
    text = (HOSTING / name).read_text("utf-8")
    assert re.findall(r"Content-Security-Policy:? \"?([^\"\n]+)", text) == [policy()]


@pytest.mark.parametrize("name", ["_redirects", "nginx.conf"])
def test_a_host_knows_the_lost_page_of_every_language(name: str) -> None:
    languages = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))["languages"]
    text = (HOSTING / name).read_text("utf-8")
    assert [lang for lang in languages if f"/{lang}/404.html" not in text] == []


def test_the_workflow_of_github_pages_uploads_what_it_copies() -> None:
    workflow = yaml.safe_load((HOSTING / "github-pages.yml").read_text("utf-8"))
    steps = workflow["jobs"]["site"]["steps"]
    copied = next(step["run"] for step in steps if "cp -R" in step.get("run", ""))
    uploaded = next(step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", ""))
    output = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))["output"]
    assert f"cp -R {output} {uploaded}" in copied


def test_every_ready_file_is_explained() -> None:
    text = (ROOT / "docs/hosting.md").read_text("utf-8")
    assert [file.name for file in HOSTING.iterdir() if f"`{file.name}`" not in text] == []


# -- nginx


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """A running nginx and the folder that it serves."""

    port: int
    folder: Path

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for an address."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", path, headers={"Host": "example.org", **headers})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Build the small site and serve it with the ready configuration, on loopback and without rights."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx: apt install nginx")
    config = f"{FILES['config.yaml']}base_url: http://example.org\nprecompress: [gzip, brotli]\n"
    root = write_small_site(tmp_path_factory.mktemp("hosted"), {"config.yaml": config})
    index_seeds(root)
    assert build(root).problems == ()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    _configure(root, port)
    with (root / "said").open("wb") as said:
        process = subprocess.Popen((program, "-p", str(root), "-c", "whole.conf", "-g", "daemon off;"), stderr=said)
    try:
        _wait_for(process, port, root / "said")
        yield Server(port, root / "output/site")
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _configure(root: Path, port: int) -> None:
    """Put the ready file into the smallest http block; only the port and the folder are changed in it."""
    site = (HOSTING / "nginx.conf").read_text("utf-8")
    changes = {"listen 80;": f"listen 127.0.0.1:{port};", "root /srv/jianbao;": f"root {root}/output/site;"}
    for before, after in changes.items():
        assert site.count(before) == 1
        site = site.replace(before, after)
    load = ""
    if BROTLI_MODULE.is_file():
        site = site.replace("#brotli_static", "brotli_static")
        load = f"load_module {BROTLI_MODULE};"
    (root / "site.conf").write_text(site, "utf-8")
    places = "\n".join(
        f"{name}_temp_path {root}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (root / "whole.conf").write_text(
        f"{load} pid {root}/pid; error_log stderr; worker_processes 1; {_user()}\nevents {{ worker_connections 64; }}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n{places}\ninclude {root}/site.conf; }}\n",
        "utf-8",
    )


def _user() -> str:
    """Let workers read the folder of the test where the test runs as root."""
    return "user root;" if os.name == "posix" and os.geteuid() == 0 else ""


def _wait_for(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, said.read_text("utf-8")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("nginx does not answer")


def test_nginx_has_nothing_to_complain_of(nginx: Server) -> None:
    """A lost address is logged as an error, and is none."""
    said = (nginx.folder.parent.parent / "said").read_text("utf-8")
    assert [line for line in said.splitlines() if re.search(r"\[(warn|crit|alert|emerg)\]", line)] == []


@pytest.mark.parametrize("path", ["/", "/en/index.html", "/en/", "/none", "/data/figures.csv", "/en/products/mill.md"])
def test_every_answer_carries_the_policy_and_is_asked_for_again(nginx: Server, path: str) -> None:
    headers = nginx.get(path).headers
    assert (headers["content-security-policy"], headers["cache-control"]) == (policy(), "no-cache")


def test_a_file_named_after_its_content_may_be_kept(nginx: Server) -> None:
    sheet = next(file for file in (nginx.folder / "assets").iterdir() if file.suffix == ".css")
    assert nginx.get(f"/assets/{sheet.name}").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_lost_file_of_that_folder_may_not(nginx: Server) -> None:
    answer = nginx.get("/assets/none.css")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-cache")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/none.html", "404.html"),
        ("/en/none.html", "en/404.html"),
        ("/zh/topics/deep/none.html", "zh/404.html"),
        ("/english", "404.html"),
        ("/en/none.md", "en/404.html"),
    ],
)
def test_a_lost_address_gets_the_page_of_its_language(nginx: Server, path: str, page: str) -> None:
    answer = nginx.get(path)
    assert (answer.status, answer.body) == (404, (nginx.folder / page).read_bytes())


@pytest.mark.parametrize("path", ["/en/none.html", "/zh/topics/deep/none.html"])
def test_the_links_of_a_lost_page_hold_at_any_depth(nginx: Server, path: str) -> None:
    base = "http://example.org"

    def fetch(address: str) -> bytes | None:
        answer = nginx.get(address.removeprefix(base))
        return answer.body if answer.status == 200 or address == base + path else None

    links = re.findall(r'(?:href|src)="([^"#]+)"', nginx.get(path).body.decode())
    assert [link for link in links if not link.startswith(("/", base))] == []
    assert [link for link in links if "404" not in link and fetch(base + link.removeprefix(base)) is None] == []


def test_every_address_of_the_site_is_there(nginx: Server) -> None:
    base = "http://example.org"

    def fetch(address: str) -> bytes | None:
        answer = nginx.get(address.removeprefix(base))
        return answer.body if answer.status == 200 else None

    found = crawl(fetch, f"{base}/index.html")
    assert (found.broken, found.foreign) == ([], [])
    assert f"{base}/zh/feed.xml" in found.files


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/en/index.html", "text/html; charset=utf-8"),
        ("/data/figures.csv", "text/csv; charset=utf-8"),
        ("/data/figures.json", "application/json; charset=utf-8"),
        ("/zh/products/mill.md", "text/markdown; charset=utf-8"),
        ("/llms.txt", "text/plain; charset=utf-8"),
        ("/zh/feed.xml", "text/xml; charset=utf-8"),
    ],
)
def test_every_file_comes_with_its_media_type(nginx: Server, path: str, media_type: str) -> None:
    assert nginx.get(path).headers["content-type"] == media_type


def test_a_page_that_has_not_changed_is_not_sent_again(nginx: Server) -> None:
    tag = nginx.get("/en/index.html").headers["etag"]
    assert nginx.get("/en/index.html", **{"If-None-Match": tag}).status == 304


PATHS: Final = ("/en/index.html", "/data/figures.json", "/llms.txt", "/zh/products/mill.md", "/data/figures.csv")


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_that_takes_gzip_gets_the_copy_with_the_media_type_of_the_file(nginx: Server, path: str) -> None:
    plain, packed = nginx.get(path), nginx.get(path, **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.body == (nginx.folder / f"{path[1:]}.gz").read_bytes()
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert packed.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_that_takes_brotli_gets_that_copy_where_the_module_is_loaded(nginx: Server, path: str) -> None:
    if not BROTLI_MODULE.is_file():
        pytest.skip("nginx has no module for Brotli: apt install libnginx-mod-http-brotli-static")
    packed = nginx.get(path, **{"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "br"
    assert packed.body == (nginx.folder / f"{path[1:]}.br").read_bytes()
    assert packed.headers["content-type"] == nginx.get(path).headers["content-type"]


def test_a_browser_that_takes_no_encoding_gets_the_file(nginx: Server) -> None:
    answer = nginx.get("/en/index.html")
    assert "content-encoding" not in answer.headers
    assert answer.body == (nginx.folder / "en/index.html").read_bytes()
