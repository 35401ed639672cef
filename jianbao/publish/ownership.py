"""
Tell what in the output folder is ours, before anything is replaced.

In: the folder, what was found in it, what a build has put there, the folders of the sources. Out: a problem, or
nothing. Changes nothing.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from jianbao.problems import Place, Problem
from jianbao.publish.stamps import Look

STRANGERS_NAMED_MAX: Final = 5


def find_misplacement(live: Path, sources: Sequence[Path]) -> Problem | None:
    """Refuse an output folder that is no folder, leads elsewhere, is mounted itself, or touches the sources."""
    if live.is_symlink():
        return refused(
            live, f"“{live}” is a symlink to “{live.readlink()}”", "name the folder itself, or remove the symlink"
        )
    if os.path.lexists(live) and not live.is_dir():
        return refused(live, f"“{live}” is a file, not a folder", "name another output folder, or move the file away")
    if live.is_mount():
        return refused(
            live,
            f"“{live}” is a mount point, and such a folder cannot be replaced in one step",
            "mount the folder around it, or name a folder inside it as `output`",
        )
    place = live.resolve()
    for source in sources:
        base = source.resolve()
        if place.is_relative_to(base) or base.is_relative_to(place):
            return refused(
                live,
                f"the output folder “{live}” and the sources in “{source}” lie inside one another",
                "name an output folder outside of the sources, such as “output”",
            )
    return None


def find_strangers(live: Path, look: Look, owned: Collection[str]) -> Problem | None:
    """Refuse a folder that holds anything but its manifest, the plain files in it and the folders they need."""
    strangers = sorted((*(path for path in look.files if path not in owned), *look.odd))
    if not strangers:
        return None
    named = ", ".join(f"“{path}”" for path in strangers[:STRANGERS_NAMED_MAX])
    more = " and more" if len(strangers) > STRANGERS_NAMED_MAX else ""
    return refused(
        live,
        f"“{live}” holds files that no build has put there: {named}{more}",
        "move them away, or name another output folder; only files listed in its manifest.json are ever replaced",
    )


def refused(live: Path, message: str, hint: str) -> Problem:
    """Say why the output folder cannot be used, and what to do."""
    return Problem(code="output/refused", where=Place(str(live)), message=message, hint=hint)
