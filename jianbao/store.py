"""
Keep values between builds: typed, checked, and safe to lose.

In: a path and a value that msgspec can encode. Out: the value again, or ``None`` when the file is missing, cut
short, changed, or written by another version of the program. Whoever keeps something here can make it anew.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import msgspec

from jianbao.whole import replace_file

T = TypeVar("T")

_SIZE: Final = 32  # bytes of a digest
_PACKAGE: Final = Path(__file__).parent


def load(path: Path, shape: type[T]) -> T | None:
    """Return what was saved last under this path by this version of the program."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    head, body = kept[: 2 * _SIZE], memoryview(kept)[2 * _SIZE :]  # without a copy: there may be much
    if head != engine_digest() + digest(body):
        return None
    try:
        # The stubs of msgspec know no parametrised types.
        return msgspec.msgpack.decode(body, type=cast("Any", shape))  # type: ignore[no-any-return]
    except (msgspec.DecodeError, ValueError):
        return None


def save(path: Path, value: object) -> None:
    """Save a value in one step: a reader sees the former one or this one, whole. Raises ``OSError``."""
    body = msgspec.msgpack.encode(value)
    replace_file(path, engine_digest(), digest(body), body)


def digest(*parts: bytes | memoryview) -> bytes:
    """Return 32 bytes that differ whenever the parts do, also where only the cuts between them differ."""
    found = sha256()  # processors have instructions for it
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


@cache
def engine_digest() -> bytes:
    """Return the digest of the program itself: its modules, the packages it is pinned to, its Python."""
    pinned = _PACKAGE.parent / "requirements.lock"
    return digest(sys.version.encode(), program_digest(), pinned.read_bytes() if pinned.is_file() else b"")


@cache
def program_digest() -> bytes:
    """Return the digest of the modules of the program, by which two machines see whether theirs is the same."""
    return digest(*map(_content, _modules()))


def _modules() -> Iterator[str]:
    """Yield the files of the program, in the same order everywhere."""
    for folder, folders, names in os.walk(_PACKAGE):
        folders.sort()
        yield from (f"{folder}/{name}" for name in sorted(names) if name.endswith(".py"))


def _content(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - sooner than by a path
        return opened.read()
