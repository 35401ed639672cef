"""What shells complete, asked of the shells themselves."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jianbao.cli import main
from jianbao.commands.completion import SHELLS
from jianbao.model.records import KINDS

Captured = pytest.CaptureFixture[str]

ASK_BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
_shtab_jianbao jianbao "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the completions of bash to a file."""
    file = tmp_path_factory.mktemp("completion") / "jianbao.bash"
    done = subprocess.run(
        [sys.executable, "-c", "from jianbao.cli import main; main(['completion', 'bash'])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    file.write_text(done.stdout, "utf-8")
    return file


def completed(script: Path, *words: str) -> set[str]:
    """Ask bash what it offers for the last word."""
    done = subprocess.run(
        ["bash", "-c", ASK_BASH, "bash", str(script), "jianbao", *words], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return {word.strip() for word in done.stdout.splitlines()}


def test_commands_are_offered(script: Path) -> None:
    assert {"build", "check", "new", "fmt", "seeds"} <= completed(script, "")


def test_a_command_that_has_begun_is_finished(script: Path) -> None:
    assert completed(script, "che") == {"check"}


def test_options_of_a_command_are_offered(script: Path) -> None:
    assert "--json" in completed(script, "check", "--")


def test_kinds_are_offered(script: Path) -> None:
    assert set(KINDS) <= completed(script, "new", "")


def test_the_actions_of_a_family_are_offered(script: Path) -> None:
    assert {"index", "verify"} <= completed(script, "seeds", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_reads_what_is_printed_for_it(shell: str, tmp_path: Path, capsys: Captured) -> None:
    assert main(["completion", shell]) == 0
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "jianbao").write_text(capsys.readouterr().out, "utf-8")
    subprocess.run([shell, "-n", str(tmp_path / "jianbao")], check=True)


def test_a_shell_that_is_not_known_is_a_matter_of_usage(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(["completion", "tcsh"])
    assert (left.value.code, "tcsh" in capsys.readouterr().err) == (2, True)
