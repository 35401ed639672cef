"""
Put a finished folder in the place of the live one.

In: folders on one file system. Out: the finished one under the live name, the former one beside it.
Where the system can exchange two names, there is no moment without a site; elsewhere a build killed
between two renames leaves the former site aside, and ``heal`` brings it back.
"""

import errno
import os
import sys
from pathlib import Path
from typing import Final

AT_FDCWD: Final = -100  # Linux, fcntl.h: paths are relative to the working folder
RENAME_EXCHANGE: Final = 2  # Linux, renameat2(2), since 3.15
RENAME_SWAP: Final = 2  # macOS, renamex_np(2), since 10.12

_NOT_OFFERED: Final = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV))


def exchange(first: Path, second: Path) -> bool:
    """Let two folders change names at once; false where the system or the file system does not offer it."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(first), os.fsencode(second)
    try:
        if sys.platform == "linux":
            failed = library.renameat2(AT_FDCWD, one, AT_FDCWD, two, RENAME_EXCHANGE)
        else:
            failed = library.renamex_np(one, two, RENAME_SWAP)
    except AttributeError:  # an older C library has no such function
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))


def swap_in(fresh: Path, live: Path, aside: Path) -> None:
    """Give ``fresh`` the name ``live``; the former live folder ends as ``fresh`` or as ``aside``."""
    if not live.exists():
        fresh.rename(live)
    elif not exchange(fresh, live):
        live.rename(aside)
        try:
            fresh.rename(live)
        except OSError:
            aside.rename(live)
            raise


def heal(live: Path, aside: Path) -> None:
    """Finish or undo a swap that was cut off."""
    if aside.exists() and not live.exists():
        aside.rename(live)
    discard(aside)


def discard(folder: Path) -> None:
    """Remove a folder of ours that is no longer needed, if it is there."""
    if os.path.lexists(folder):
        import shutil  # most builds discard nothing

        shutil.rmtree(folder)
