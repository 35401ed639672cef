"""
Write files that an editor goes on with.

In: a path and its text. Out: a file that was not there before, or one replaced in a single step.
"""

from pathlib import Path

from jianbao.problems import Place, Problem


def write_new(path: Path, text: str, file: str) -> Problem | None:
    """Write a file that does not exist yet; whatever stands there is left as it is. ``file`` is its name for people."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    except FileExistsError:
        return _refused(file, "something stands there already", "open that file, or choose another name")
    except OSError as error:
        return _refused(file, f"it cannot be written: {error.strerror}", "check that you may write there")
    return None


def rewrite(path: Path, text: str, file: str) -> Problem | None:
    """Write or replace the text of a file; an interrupted run leaves the old text, never half of the new one."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        return _refused(file, f"it cannot be written: {error.strerror}", "check that you may write there")
    return None


def _refused(file: str, message: str, hint: str) -> Problem:
    return Problem(code="output/refused", where=Place(file), message=message, hint=hint)
