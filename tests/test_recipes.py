"""The recipes of ARCHITECTURE.md name tables, functions and files that are there."""

import re
from typing import Final

import pytest

from tests.conftest import ROOT

RECIPES: Final = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## Recipes")[2]
_NAMED: Final = re.compile(r"((?:`\w+`(?:, | and | or )?)+) (?:in|of) `([\w/]+\.py)`")
NAMED: Final = [(name, module) for names, module in _NAMED.findall(RECIPES) for name in re.findall(r"`(\w+)`", names)]


@pytest.mark.parametrize(("name", "module"), NAMED)
def test_what_a_recipe_names_is_defined_in_its_module(name: str, module: str) -> None:
    folder = ROOT if module.startswith("bench/") else ROOT / "jianbao"
    text = (folder / module).read_text("utf-8")
    assert re.search(rf"^ *(?:class |def )?{re.escape(name)}\b", text, re.MULTILINE)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:site_src|templates|docs|tests|starter)/[\w/.-]*)`", RECIPES)))
)
def test_a_file_or_folder_of_a_recipe_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("task", ["A record kind", "A check", "A page", "An output", "A command", "A site language"])
def test_there_is_a_recipe(task: str) -> None:
    assert f"\n**{task}.**" in RECIPES


def test_the_recipes_name_tables() -> None:
    assert {name for name, _ in NAMED} >= {"KINDS", "RULES", "CODES", "BUILDERS", "CUTS", "FAMILIES"}
