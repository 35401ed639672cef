"""
Write files that an editor goes on with.

In: a path and its text. Out: a file that was not there before, or one replaced in a single step.
"""

from pathlib import Path

from jianbao.problems import Place, Problem
from jianbao.whole import create_file, replace_file


def write_new(path: Path, text: str, file: str) -> Problem | None:
    """
    Write a file that does not exist yet, whole or not at all; whatever stands there is left as it is.

    ``file`` is its name for people.
    """
    try:
        create_file(path, text.encode())
    except FileExistsError:
        return _refused(file, "something stands there already", "open that file, or choose another name")
    except OSError as error:
        return unwritable(file, error)
    return None


def rewrite(path: Path, text: str, file: str) -> Problem | None:
    """Write or replace the text of a file; an interrupted run leaves the old text, never half of the new one."""
    try:
        replace_file(path, text.encode())
    except OSError as error:
        return unwritable(file, error)
    return None


def unwritable(file: str, error: OSError) -> Problem:
    """Say why a file of the project cannot be written."""
    message = f"it cannot be written: {error.strerror or error}"
    return _refused(file, message, "free the space or grant the right to write, and run the command again")


def _refused(file: str, message: str, hint: str) -> Problem:
    return Problem(code="output/refused", where=Place(file), message=message, hint=hint)
