"""What a text of YAML comes to before anything is known of its meaning: mappings, lists and strings."""

from typing import Final, TypeAlias

from msgspec import Struct

from jianbao.problems import Place, Problem

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str"

LARGEST_BYTES: Final = 1 << 20
DEEPEST: Final = 20
"""How many lists and mappings may be open at once."""


class Document(Struct, frozen=True):
    """The data of one file."""

    data: Plain


class Unreadable(Struct, frozen=True):
    """Why a file gave no data."""

    problems: tuple[Problem, ...]


def find_too_large(size_bytes: int, file: str) -> Problem | None:
    """Refuse a file by its size alone."""
    if size_bytes <= LARGEST_BYTES:
        return None
    return Problem(
        code="yaml/too-large",
        where=Place(file),
        message=f"the file has more than {LARGEST_BYTES:,} bytes",
        hint="split it into one file a record",
    )
