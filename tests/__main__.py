"""
Run every check: format, lint, types, tests. ``python3 tests -k numbers`` runs pytest only, with these arguments.

The lines before the imports have to be readable for every Python, so that an old one can say what it lacks.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- pip's check of the version does not run here
    sys.exit("Jianbao needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 -- the same

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # was the folder of this file

from jianbao import bootstrap  # noqa: E402 -- found by the path above

STEPS = (
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("types", ("mypy", "--no-error-summary")),
    ("tests", ("pytest", "-q", "-n", "auto", "--dist", "loadfile")),
)


def run(step: str, command: tuple[str, ...]) -> int:
    """Run one step with this Python in the root of the project, and say how it went."""
    sys.stdout.write(step + ": " + " ".join(command) + "\n")
    sys.stdout.flush()
    return subprocess.run((sys.executable, "-m", *command), cwd=ROOT, check=False).returncode


def main(arguments: list[str]) -> int:
    """Run all steps, also after a failure; the exit code is that of the first that failed."""
    if arguments:
        return run("tests", ("pytest", *arguments))
    codes = [run(step, command) for step, command in STEPS]
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    bootstrap.ensure("test")
    sys.exit(main(sys.argv[1:]))
