"""Read the templates folder: texts by name, sorted; symlinks are not followed."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from jianbao.problems import Problem
from jianbao.read.assets import read_assets
from jianbao.read.encoding import decode_utf8


class TemplateFiles(Struct, frozen=True):
    """Template texts by their path below the templates folder, and the files that could not be read."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def read_templates(folder: Path, name: str = "templates") -> TemplateFiles:
    """Read every template; they are small files, so the rules of the assets folder hold."""
    found = read_assets(folder, name)
    texts: dict[str, str] = {}
    problems = list(found.problems)
    for path, body in found.files.items():
        text = decode_utf8(body, f"{name}/{path}")
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[path] = text
    return TemplateFiles(texts, tuple(problems))
