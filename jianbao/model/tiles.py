"""
The tile map: a square for each division, so that no border is drawn and small places are as easy to find as large ones.
"""

from typing import Annotated

from msgspec import Meta, Struct

from jianbao.model.basics import RefStr, Text, Value

Position = Annotated[int, Meta(ge=0, le=15)]


class Tile(Value, frozen=True, kw_only=True):
    """A division by its ISO 3166-2 code: its name, what the square shows, and where it stands, counted from 0."""

    name: Text
    short: Text
    column: Position
    row: Position


class TileCell(Struct, frozen=True):
    """A tile with what the site knows of it: the region's record and the number of figures in and below it."""

    code: str
    tile: Tile
    region: RefStr | None
    figures: int
