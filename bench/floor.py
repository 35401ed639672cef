"""
The floor: write a site that is finished already, and do nothing else. ``floor.py PACK FOLDER``.

The pack holds length, name and content of each file, one after the other.
"""

import struct
import sys
from pathlib import Path
from typing import Final

HEAD: Final = struct.Struct("<HI")


def pack(site: Path, target: Path) -> None:
    """Put every file of a site into one."""
    with target.open("wb") as out:
        for file in sorted(one for one in site.rglob("*") if one.is_file()):
            name, body = file.relative_to(site).as_posix().encode(), file.read_bytes()
            out.write(HEAD.pack(len(name), len(body)) + name + body)


def unpack(source: Path, folder: Path) -> None:
    """Write every file of a pack."""
    packed, place, made = memoryview(source.read_bytes()), 0, set()
    while place < len(packed):
        name_bytes, body_bytes = HEAD.unpack_from(packed, place)
        name = bytes(packed[place + HEAD.size : place + HEAD.size + name_bytes]).decode()
        place += HEAD.size + name_bytes + body_bytes
        parent = name.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        with open(f"{folder}/{name}", "wb") as out:  # noqa: PTH123 -- the floor is what is cheapest
            out.write(packed[place - body_bytes : place])


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
