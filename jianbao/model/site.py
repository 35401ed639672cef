"""Everything that was read from disk, as one value."""

from collections.abc import Mapping

from msgspec import Struct, structs

from jianbao.model.basics import Lang, LocatorStr, RefStr, source_of
from jianbao.model.config import Config
from jianbao.model.editions import SealedEdition
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.quantity import Unit
from jianbao.model.records import Record
from jianbao.model.tiles import Tile


class Origin(Struct, frozen=True):
    """Where a record is written: its file, and the path inside a file that holds several."""

    file: str
    path: tuple[str | int, ...] = ()


class Catalog(Struct, frozen=True, kw_only=True):
    """
    The records of a site and what belongs to them.

    ``records`` are those of the site, ``drafts`` those that are still being written; both are sorted by reference.
    ``plans`` and ``indexes`` go by the stem of the seed file's name,
    ``editions`` by their names.
    ``sentence_texts`` is filled only where the private seed texts are at hand.
    """

    config: Config
    records: Mapping[RefStr, Record]
    drafts: Mapping[RefStr, Record] = {}
    origins: Mapping[RefStr, Origin]
    units: Mapping[str, Unit] = {}
    tiles: Mapping[str, Tile] = {}
    ui: Mapping[Lang, Mapping[str, str]] = {}
    plans: Mapping[str, SeedPlan] = {}
    indexes: Mapping[str, SeedIndex] = {}
    editions: Mapping[str, SealedEdition] = {}
    sentence_texts: Mapping[LocatorStr, str] = {}


def with_drafts(catalog: Catalog) -> Catalog:
    """Count the drafts among the records, as if all of them were to be published."""
    if not catalog.drafts:
        return catalog
    records = {**catalog.records, **catalog.drafts}
    return structs.replace(catalog, records={ref: records[ref] for ref in sorted(records)}, drafts={})


def without_drafts(catalog: Catalog) -> Catalog:
    """Leave out the drafts, and what the sentence indexes know of drafted sources."""
    if not catalog.drafts:
        return catalog
    indexes = {
        stem: structs.replace(
            index, sentences=tuple(one for one in index.sentences if source_of(one.id) not in catalog.drafts)
        )
        for stem, index in catalog.indexes.items()
    }
    return structs.replace(catalog, drafts={}, indexes=indexes)
