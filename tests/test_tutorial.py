"""The tutorials are done word for word: files are written as shown, commands run, and what they print is compared."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

TUTORIALS: Final = ("tutorial.md", "tutorial.zh.md")
_FENCE: Final = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE: Final = re.compile(r"`([\w/.-]+\.(?:yaml|txt))`")
_COMMAND: Final = re.compile(r"^\$ (?P<command>.+)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)
ADDED: Final = ("at the end", "末尾")
"""Words that say that a file is to be added to."""


class Learner:
    """Does what a tutorial says, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "jianbao").symlink_to(ROOT, target_is_directory=True)
        self.commands = 0

    def write(self, before: str, body: str) -> None:
        """Write a file whose name stands in the words before it, or add to its end."""
        name = _FILE.findall(before)[-1]
        file = self.folder / name
        is_added = any(words in before for words in ADDED)
        file.write_text((file.read_text("utf-8") if is_added else "") + body, "utf-8")

    def run(self, command: str, printed: str) -> None:
        """Run a command and compare what it prints, on either stream."""
        words = shlex.split(command)
        self.commands += 1
        if words[0] == "cd":
            self.folder /= words[1]
            return
        words[0] = sys.executable if words[0] == "python3" else words[0]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)
        pattern = ".*".join(map(re.escape, printed.rstrip("\n").split("…")))
        assert re.fullmatch(pattern, (done.stdout + done.stderr).rstrip("\n"), re.DOTALL), (command, done)


def steps(name: str) -> list[tuple[str, str]]:
    """Cut a tutorial into its blocks, each with the paragraph before it."""
    parts = _FENCE.split((ROOT / "docs" / name).read_text("utf-8"))
    return [(before.strip().rpartition("\n\n")[2], body) for before, body in zip(parts[::2], parts[1::2], strict=False)]


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_can_be_followed_word_for_word(name: str, tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    for before, body in steps(name):
        commands = [*_COMMAND.finditer(body)]
        for found in commands:
            learner.run(found["command"], found["printed"])
        if not commands:
            learner.write(before, body)
    assert learner.commands > 5
    for lang in ("en", "zh", "parallel"):
        assert (learner.folder / f"output/site/pdf/{lang}/lighthouse-roof.pdf").is_file()


def test_both_tutorials_do_the_same() -> None:
    english, chinese = ([body for _, body in steps(name)] for name in TUTORIALS)
    assert english == chinese
