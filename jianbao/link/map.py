"""
Lay the tile map: which division has a record, and how many figures speak of it or of a place within it.
"""

from collections.abc import Iterable, Iterator, Mapping

from jianbao.model.basics import RefStr
from jianbao.model.records import Metric, Record, Region
from jianbao.model.site import Catalog
from jianbao.model.tiles import TileCell


def lay_tiles(catalog: Catalog, metrics: Iterable[Metric]) -> tuple[TileCell, ...]:
    """Return the tiles from top left to bottom right."""
    if not catalog.tiles:
        return ()
    by_code = {one.code: ref for ref, one in catalog.records.items() if isinstance(one, Region) and one.code}
    counts: dict[RefStr, int] = {}
    for metric in metrics:
        for place in {place for ref in metric.about for place in _with_ancestors(catalog.records, ref)}:
            counts[place] = counts.get(place, 0) + len(metric.observations)
    tiles = sorted(catalog.tiles.items(), key=lambda item: (item[1].row, item[1].column))
    return tuple(
        TileCell(code, tile, by_code.get(code), counts.get(by_code.get(code, RefStr("")), 0)) for code, tile in tiles
    )


def _with_ancestors(records: Mapping[RefStr, Record], ref: RefStr) -> Iterator[RefStr]:
    record = records[ref]
    if isinstance(record, Region):
        yield ref
        if record.parent is not None:
            yield from _with_ancestors(records, record.parent)
