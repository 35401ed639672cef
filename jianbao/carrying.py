"""
Carry outlines from one process to another.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

import msgspec

from jianbao.model.basics import LocatorStr, RefStr
from jianbao.model.outline import Outline, Reach

Name = TypeVar("Name", bound=str)

Noted = Mapping[RefStr, Outline]
"""The outlines of records."""


def packed(outlines: Noted) -> bytes:
    """Pack outlines."""
    return msgspec.msgpack.encode(outlines)


def unpacked(packs: Iterable[bytes], refs: Iterable[RefStr]) -> Noted:
    """
    Return the outlines of all packs.

    Every name is there but once, as where nothing comes from another process, and those of records are the ``refs``:
    names are half of what is unpacked.
    """
    known = {str(ref): str(ref) for ref in refs}
    same = known.setdefault

    def names(many: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(map(cast("dict[Name, Name]", known).setdefault, many, many)) if many else ()

    def reach(one: Reach) -> Reach:
        return Reach(names(one.records), names(one.figures), names(one.spots))

    def outline(one: Outline) -> Outline:
        stated = tuple([(LocatorStr(same(locator, locator)), same(date, date)) for locator, date in one.stated])
        return Outline(reach(one.reach), tuple(map(reach, one.figures)), stated, names(one.ties))

    decode = msgspec.msgpack.Decoder(dict[RefStr, Outline]).decode
    return {RefStr(same(ref, ref)): outline(one) for pack in packs for ref, one in decode(pack).items()}
