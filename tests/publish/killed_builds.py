"""
Kill a build at each of its steps on the file system, one build a step, and look at the site.

Run as a program of its own with a folder, ``exchange`` or ``rename``, and ``plain`` or ``standby``, where each build
has the record of the one before and keeps the former site; prints how many steps there were.
Python's audit events (PEP 578) tell the steps: opening, linking, renaming, removing, listing.
"""

import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

from jianbao.model.artifact import Artifact, Kept
from jianbao.problems import Problem
from jianbao.publish import exchange
from jianbao.publish.output import Done, opened
from jianbao.publish.stamps import Record

OLD = (Artifact("same.html", b"same"), Artifact("en/edited.html", b"old"), Artifact("en/gone/page.html", b"gone"))
NEW = (Artifact("same.html", b"same"), Artifact("en/edited.html", b"new"), Artifact("zh/added.html", b"added"))


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def no_exchange(first: Path, second: Path) -> bool:  # noqa: ARG001 -- stands in for the real one
    """Behave as a system that cannot exchange two names."""
    return False


def build(site: tuple[Artifact, ...], folder: Path, record: Record | None) -> Record:
    """Publish a site; with a record, what it knows is not rendered, and the former site is kept."""
    with opened(folder, record=record) as output:
        assert not isinstance(output, Problem), output
        for one in site:
            path = one.path
            stands = record is not None and output.holds([path]) and record.live[path].sha256 == digest(one)
            assert output.take(Kept(path) if stands else one) is None
        done = output.finish(keeps_standby=record is not None)
    assert isinstance(done, Done), done
    return done.record


def digest(one: Artifact) -> str:
    """Return the digest of a file as a record has it."""
    return sha256(one.body).hexdigest()


def build_killed_at(step: int, folder: Path, record: Record | None) -> bool:
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
        build(NEW, folder, record)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "the build was refused"
        return False
    return True


def main(folder: Path, way: str, keeping: str) -> None:
    """Kill at the first step, the second, and so on, until a build lives to its end."""
    if way == "rename":
        exchange.exchange = no_exchange
    record = Record() if keeping == "standby" else None
    left = {folder, folder.with_name(f".{folder.name}.jianbao-standby")} if record else {folder}
    whole = []
    for site in (OLD, NEW, OLD):
        record = _next(record, build(site, folder, record))
        whole.append(tree(folder))
    step = 1
    while build_killed_at(step, folder, record):
        if way == "rename":
            exchange.heal(folder, folder.with_name(f".{folder.name}.jianbao-aside"))
        assert tree(folder) in whole, f"killed at step {step}, the site is {sorted(tree(folder))}"
        # The record of a killed build is lost: the next one has that of the one before.
        for site, expected in ((NEW, whole[1]), (OLD, whole[0]), (NEW, whole[1]), (OLD, whole[0])):
            record = _next(record, build(site, folder, record))
            assert tree(folder) == expected, f"after step {step}, the next build made another site"
        assert set(folder.parent.iterdir()) == left, f"after step {step}, something was left behind"
        step += 1
    sys.stdout.write(f"{step - 1}\n")


def _next(record: Record | None, fresh: Record) -> Record | None:
    return fresh if record is not None else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
