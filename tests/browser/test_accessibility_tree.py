"""
What a screen reader is told of each kind of page of an invented site: kept as text in ``snapshots/``, to be read.

``UPDATE_SNAPSHOTS=1 python3 tests tests/browser/test_accessibility_tree.py`` writes them anew; the difference is what
a reviewer has to read aloud.
"""

import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from jianbao.pipeline import build
from jianbao.sealing import seal
from jianbao.seeding import index_seeds
from tests.browser.driver import Browser
from tests.small_site import FILES, write_small_site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

FOLDER: Final = Path(__file__).with_name("snapshots")
PAGES: Final = (
    "index.html",
    "briefs/tale.html",
    "briefs/tale.parallel.html",
    "briefs/index.html",
    "products/mill.html",
    "metrics/carts.html",
    "sources/tale.html",
    "corrections/fewer.html",
    "figures.html",
    "targets.html",
    "timeline.html",
    "coverage.html",
    "glossary.html",
    "search.html",
    "changes.html",
    "data.html",
    "404.html",
)
SILENT: Final = frozenset({"InlineTextBox", "none", "generic", "LineBreak", "ListMarker"})
TOLD: Final = ("level", "expanded", "checked", "pressed", "disabled", "invalid", "autocomplete", "sort")
PLAIN: Final = (None, "", "false", False)
LATER: Final = {
    "config.yaml": FILES["config.yaml"].replace("2026-01", "2026-02"),
    "site_src/metrics/carts.yaml": FILES["site_src/metrics/carts.yaml"].replace("status: actual", "status: claim"),
    "site_src/corrections/fewer.yaml": """\
name: {en: "Carts: a claim", zh: "车数：系自称"}
edition: "2026-02"
figures: [carts]
summary:
  - {en: "The article passes on what the mill says.", zh: "原文转述磨坊的说法。"}
""",
}


@pytest.fixture(scope="module")
def tales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site with one edition sealed and one correction of it."""
    root = write_small_site(tmp_path_factory.mktemp("tales"))
    assert index_seeds(root).problems == ()
    assert seal(root).problems == ()
    for name, text in LATER.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    report = build(root)
    assert [one.problem for one in report.problems] == []
    return root / report.folder


def told(browser: Browser) -> str:
    """Write the accessibility tree of the page: a line for each node, children further in."""
    nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
    every = {node["nodeId"]: node for node in nodes}
    return "".join(f"{line}\n" for line in lines_of(every, nodes[0], ""))


def lines_of(every: Mapping[str, Any], node: Mapping[str, Any], margin: str) -> Iterator[str]:
    """Write a node and what is in it; what has no role of its own is passed over."""
    role, name = node["role"]["value"], name_of(node)
    if not node["ignored"] and role not in SILENT:
        yield margin + line_of(node, role)
        margin += "  "
    for child in node.get("childIds", ()):
        if child in every and not (name and is_text(every[child]) and name_of(every[child]) == name):
            yield from lines_of(every, every[child], margin)


def is_text(node: Mapping[str, Any]) -> bool:
    """Say whether a node is nothing but text."""
    return bool(node["role"]["value"] == "StaticText")


def name_of(node: Mapping[str, Any]) -> str:
    """Return the name without what is there for line breaks only."""
    return str(node.get("name", {}).get("value", "")).replace("\u2060", "").strip()


def line_of(node: Mapping[str, Any], role: str) -> str:
    """Write role, name, description and states."""
    name = name_of(node)
    described = node.get("description", {}).get("value", "").strip()
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    kept = [f"{key}={states[key]}" for key in TOLD if states.get(key) not in PLAIN and role != "listitem"]
    said = f"“{name}”" if is_text(node) else f"{role} “{name}”" if name else role
    return said + f" ({described})" * bool(described) + "".join(f" [{one}]" for one in kept)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_told_as_it_was_reviewed(browser: Browser, tales: Path, lang: str, page: str) -> None:
    browser.look(1280, "light")
    browser.open((tales / lang / page).as_uri())
    now = told(browser)
    kept = FOLDER / f"{page.removesuffix('.html').replace('/', '-')}.{lang}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(now, encoding="utf-8")
    before = kept.read_text(encoding="utf-8")
    assert "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), "reviewed", "now", lineterm="")) == ""
