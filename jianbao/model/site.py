"""Everything that was read from disk, as one value."""

from collections.abc import Mapping

from msgspec import Struct

from jianbao.model.basics import Lang, LocatorStr, RefStr
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

    ``records`` are sorted by reference; ``plans`` and ``indexes`` go by the stem of the seed file's name,
    ``editions`` by their names.
    ``sentence_texts`` is filled only where the private seed texts are at hand.
    """

    config: Config
    records: Mapping[RefStr, Record]
    origins: Mapping[RefStr, Origin]
    units: Mapping[str, Unit] = {}
    tiles: Mapping[str, Tile] = {}
    ui: Mapping[Lang, Mapping[str, str]] = {}
    plans: Mapping[str, SeedPlan] = {}
    indexes: Mapping[str, SeedIndex] = {}
    editions: Mapping[str, SealedEdition] = {}
    sentence_texts: Mapping[LocatorStr, str] = {}
