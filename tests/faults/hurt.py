"""
Run a command of the program under a fault.

As a program of its own: ``stop PART`` stops this process when it opens a file for writing whose path holds that part,
``room BYTES`` lets no file grow beyond so many bytes; the command follows.
"""

import os
import signal
import sys

from jianbao.cli import main
from tests.faults.campaign import is_write


def stop_at(part: str) -> None:
    """Stop this process, once, as if somebody had put it to sleep."""
    waiting = [part]

    def look(event: str, details: tuple[object, ...]) -> None:
        if event == "open" and waiting and part in str(details[0]) and is_write(event, details):
            waiting.clear()
            os.kill(os.getpid(), signal.SIGSTOP)

    sys.addaudithook(look)


def leave_room(limit: int) -> None:
    """Let writing fail as on a disk without room; Python ignores the signal that comes with it."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


if __name__ == "__main__":
    fault, value, *arguments = sys.argv[1:]
    if fault == "stop":
        stop_at(value)
    else:
        leave_room(int(value))
    sys.exit(main(arguments))
