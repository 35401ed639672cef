"""What the regular expressions of the project may hold."""

import json
import subprocess
import sys
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # what a pattern is parsed into has no other name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
GATHER = """
import importlib, json, pkgutil, re, sys
compiled, compile_ = {}, re.compile
def noting(pattern, flags=0):
    made = compile_(pattern, flags)
    caller = sys._getframe(1)
    if caller.f_globals.get("__name__", "").startswith("jianbao") and isinstance(pattern, str):
        compiled[f"{caller.f_globals['__name__']}:{caller.f_lineno}"] = (pattern, int(flags))
    return made
re.compile = noting
import jianbao
import jianbao.text.late
jianbao.text.late.late_pattern = noting
for module in pkgutil.walk_packages(jianbao.__path__, "jianbao."):
    if not module.name.endswith("__main__"):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            for meta in getattr(value, "__metadata__", ()):
                if getattr(meta, "pattern", None):  # msgspec compiles it, and later
                    compiled[f"{module.name}:{name}"] = (meta.pattern, 0)
json.dump(compiled, sys.stdout)
"""
HOLD_ONE = {codes.IN, codes.LITERAL, codes.NOT_LITERAL, codes.ANY}
HOLD_MANY = {codes.POSSESSIVE_REPEAT: 2, codes.MAX_REPEAT: 2, codes.MIN_REPEAT: 2, codes.SUBPATTERN: 3}


@pytest.fixture(scope="module")
def patterns() -> dict[str, tuple[str, int]]:
    """Give every pattern that a module of the engine makes as it is loaded, by its place."""
    done = subprocess.run((sys.executable, "-c", GATHER), cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, tuple[str, int]] = json.loads(done.stdout)
    return found


def inner(code: Any, value: Any) -> list[Any]:
    """Give the parts of a pattern that stand in one of its parts."""
    if code in HOLD_MANY:
        return [value[HOLD_MANY[code]]]
    if code in {codes.ASSERT, codes.ASSERT_NOT, codes.BRANCH}:
        return list(value[1]) if code is codes.BRANCH else [value[1]]
    return [value] if code is codes.ATOMIC_GROUP else []


def is_at_risk(parts: Any) -> bool:
    """Tell whether anything but a single character is repeated without going back, or grouped so."""
    for code, value in parts:
        below = inner(code, value)
        if code is codes.ATOMIC_GROUP:
            return True
        if code is codes.POSSESSIVE_REPEAT and not (len(below[0]) == 1 and below[0][0][0] in HOLD_ONE):
            return True
        if any(map(is_at_risk, below)):
            return True
    return False


@pytest.mark.parametrize("pattern", [r"(?:-[a-z]++)*+x", r"(?>ab?)c", r"x(?:(a): )?+", r"(?=(?:ab)++)", r"a|(?:bc)*+"])
def test_a_group_that_never_goes_back_is_told(pattern: str) -> None:
    assert is_at_risk(parser.parse(pattern))


def test_only_single_characters_are_repeated_without_going_back(patterns: dict[str, tuple[str, int]]) -> None:
    """Python 3.11.0 to 3.11.4, as in Debian 12, forgets where a group began that fails half-way (CPython 106052)."""
    assert [place for place, pattern in patterns.items() if is_at_risk(parser.parse(*pattern))] == []


def test_the_patterns_are_those_of_the_engine(patterns: dict[str, tuple[str, int]]) -> None:
    modules = {place.partition(":")[0] for place in patterns}
    assert {"jianbao.read.yaml_brackets", "jianbao.text.sentences", "jianbao.model.basics"} <= modules
