"""
The heaviest kinds of pages before Lighthouse, as a telephone on a slow network would see them.

Its throttling is simulated: the score comes from what the page loads and runs, not from how fast this machine is.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.conftest import served
from tests.browser.driver import FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PAGES: Final = [f"{lang}/{page}.html" for page in ("index", "briefs/overview", "figures") for lang in ("en", "zh")]
LEAST: Final = {"performance": 0.9, "accessibility": 1, "best-practices": 1, "seo": 1}
PATIENCE_SECONDS: Final = 30


@pytest.fixture(scope="module")
def port(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start a browser that listens, since Lighthouse does not speak over pipes, and return where it does."""
    profile = tmp_path_factory.mktemp("profile")
    flags = [flag for flag in FLAGS if flag != "--remote-debugging-pipe"]
    process = subprocess.Popen(
        (chromium, *flags, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _port_in(profile / "DevToolsActivePort")
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _port_in(file: Path) -> int:
    """Wait until the browser has written its port, which stands in the first of two lines."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not file.is_file() or "\n" not in file.read_text("utf-8"):
        assert time.monotonic() < until, "the browser does not listen"
        time.sleep(0.1)
    return int(file.read_text("utf-8").partition("\n")[0])


@pytest.fixture(scope="module")
def found(site: Path, port: int, node_modules: Path) -> Mapping[str, Any]:
    """Return what Lighthouse says of each page."""
    node = shutil.which("node")
    if node is None or not (node_modules / "lighthouse").is_dir():
        pytest.skip("needs Node and npm's lighthouse, which .ci/run installs")
    script = Path(__file__).with_name("lighthouse.mjs")
    with served(site) as base:
        told = subprocess.run(
            (node, script, node_modules.resolve(), str(port), *(f"{base}/{page}" for page in PAGES)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (told.returncode, told.stderr) == (0, "")
        rows = [json.loads(line) for line in told.stdout.splitlines()]
        return {row["page"].removeprefix(f"{base}/"): row for row in rows}


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_is_content(found: Mapping[str, Any], page: str) -> None:
    row = found[page]
    assert row["fault"] == ""
    short = {name: score for name, score in row["scores"].items() if score < LEAST[name]}
    assert short == {}, row["failed"]
    assert set(row["scores"]) == set(LEAST)
