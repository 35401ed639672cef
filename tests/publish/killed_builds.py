"""
Kill a build at each of its steps on the file system, one build a step, and look at the site.

Run as a program of its own with a folder and ``exchange`` or ``rename``; prints how many steps there were.
Python's audit events (PEP 578) tell the steps: opening, linking, renaming, removing, listing.
"""

import os
import signal
import sys
from pathlib import Path

from jianbao.model.artifact import Artifact
from jianbao.publish import exchange
from jianbao.publish.output import Published, publish

OLD = (Artifact("same.html", b"same"), Artifact("en/edited.html", b"old"), Artifact("en/gone/page.html", b"gone"))
NEW = (Artifact("same.html", b"same"), Artifact("en/edited.html", b"new"), Artifact("zh/added.html", b"added"))


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def no_exchange(first: Path, second: Path) -> bool:  # noqa: ARG001 -- stands in for the real one
    """Behave as a system that cannot exchange two names."""
    return False


def build_killed_at(step: int, folder: Path) -> bool:
    """Publish the new site in a child that kills itself at a step; false where it finished before."""
    child = os.fork()
    if not child:
        steps = 0

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal steps
            steps += event == "open" or event.startswith(("os.", "shutil."))
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        os._exit(0 if isinstance(publish(NEW, folder), Published) else 1)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "the build was refused"
        return False
    return True


def main(folder: Path, way: str) -> None:
    """Kill at the first step, the second, and so on, until a build lives to its end."""
    if way == "rename":
        exchange.exchange = no_exchange
    whole = []
    for site in (OLD, NEW):
        assert isinstance(publish(site, folder), Published)
        whole.append(tree(folder))
    step = 1
    publish(OLD, folder)
    while build_killed_at(step, folder):
        if way == "rename":
            exchange.heal(folder, folder.with_name(f".{folder.name}.jianbao-aside"))
        assert tree(folder) in whole, f"killed at step {step}, the site is {sorted(tree(folder))}"
        for site, expected in zip((NEW, OLD), reversed(whole), strict=True):
            assert isinstance(publish(site, folder), Published), f"after step {step}, the next build was refused"
            assert tree(folder) == expected, f"after step {step}, the next build made another site"
        assert list(folder.parent.iterdir()) == [folder], f"after step {step}, something was left behind"
        step += 1
    sys.stdout.write(f"{step - 1}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
