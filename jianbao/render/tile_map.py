"""
The tile map: one square for each division, and how many figures speak of it.
"""

from jianbao.model.tiles import TileCell
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.phrases import html_lang
from jianbao.render.views import TileView


def tile_views(desk: Desk) -> tuple[TileView, ...]:
    """Lay out the tile map; a square without a record is there, but leads nowhere."""
    return tuple([_tile(desk, cell) for cell in desk.reads.tiles])


def _tile(desk: Desk, cell: TileCell) -> TileView:
    say, route, tile = desk.phrases.say, desk.reads.route, cell.tile
    name, other = desk.phrases.name(tile.name), tile.name[desk.phrases.other()]
    href = within(route.page, f"regions/{cell.region.partition('/')[2]}.html") if cell.region else ""
    label = say("map.figures", name=name, count=str(cell.figures)) if cell.region else say("map.silent", name=name)
    return TileView(
        place=f"c{tile.column} r{tile.row}",
        short=desk.phrases.name(tile.short),
        name=name,
        other=other,
        other_lang=html_lang(desk.phrases.other()),
        href=href,
        label=label,
        figures=cell.figures,
        current=cell.region is not None and cell.region == route.subject,
    )
