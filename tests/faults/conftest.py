"""Projects that are built, and what builds from nothing make of them."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.changing_site import State
from tests.faults.projects import Files, command, published, sources, sources_of, started


class Two(NamedTuple):
    """Two states of a project: their sources, and the sites that builds from nothing make of them."""

    old: Files
    new: Files
    old_site: Files
    new_site: Files


class Project(NamedTuple):
    """A project that was built from its old sources."""

    root: Path
    two: Two


@pytest.fixture(scope="session", name="built")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project that must not be changed."""
    sites = []
    for number, state in enumerate((State(base_url="https://example.org"), State(words={"brief/tale": 2}, name=1))):
        root = started(tmp_path_factory.mktemp(f"state-{number}") / "project", sources_of(state))
        assert command(root, "build")[0] == 0
        sites.append((root, sources(root), published(root)))
    (root, old, old_site), (_, new, new_site) = sites
    return Project(root, Two(old, new, old_site, new_site))


@pytest.fixture(name="project")
def _project(built: Project, tmp_path: Path) -> Project:
    """Return a copy of that project."""
    root = tmp_path / "project"
    shutil.copytree(built.root, root, symlinks=True)
    return Project(root, built.two)
