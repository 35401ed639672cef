"""A small project, and a server over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jianbao.seeding import index_seeds
from tests.serve.running import PATIENCE_SECONDS, Running
from tests.small_site import write_small_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project that can be built."""
    write_small_site(tmp_path)
    assert index_seeds(tmp_path).problems == ()
    return tmp_path


@pytest.fixture
def running(root: Path) -> Iterator[Running]:
    """Start a server and wait for its first build."""
    yield from _started(root)


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Start a server for tests that change nothing."""
    root = write_small_site(tmp_path_factory.mktemp("resting"))
    assert index_seeds(root).problems == ()
    yield from _started(root)


def _started(root: Path) -> Iterator[Running]:
    found = Running(root)
    try:
        found.ear.next()
        found.ear.address.get(timeout=PATIENCE_SECONDS)
        yield found
    finally:
        found.stop()
