"""
Editions: what the site stated on a day, sealed, and what changed from one to the next.

A sealed edition is a file that the program writes once. It holds what each figure said, in words of every
language, so that a correction can show both versions after the record itself has been mended or is gone.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from jianbao.model.basics import Digits, Edtf, FigureIdStr, Ref, RefStr, Text, Value
from jianbao.model.config import Edition, IsoDate
from jianbao.model.quantity import Hedge, Scale
from jianbao.model.records import Status

EDITIONS: Final = "editions"
"""The folder of sealed editions in ``site_src``."""

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class SealedFigure(Value, frozen=True, kw_only=True, omit_defaults=False):
    """What an edition said by one figure: the number with all that belongs to it, and its words."""

    metric: Ref
    label: Text
    value: Digits
    to: Digits | None = None
    scale: Scale = ""
    unit: str
    hedge: Hedge = "exact"
    status: Status
    period: Edtf | None = None
    text: Text


class SealedRecord(Value, frozen=True):
    """A record of an edition: its name, and the digest of all that it said."""

    name: Text
    sha256: Sha256


class SealedEdition(Value, frozen=True, kw_only=True):
    """
    An edition as it was sealed.

    ``sha256`` is the digest of the rest of the file, by which an edited file is known.
    """

    edition: Edition
    date: IsoDate
    sha256: Sha256
    figures: Mapping[FigureIdStr, SealedFigure]
    records: Mapping[Ref, SealedRecord]


class FigureChange(Struct, frozen=True, kw_only=True):
    """
    One figure that an edition added, changed or withdrew; ``correction`` is the record that gives the reason.

    ``before`` is missing for one that was added, ``after`` for one that was withdrawn.
    """

    figure: FigureIdStr
    change: Literal["added", "changed", "withdrawn"]
    before: SealedFigure | None = None
    after: SealedFigure | None = None
    correction: RefStr | None = None

    @property
    def shown(self) -> SealedFigure:
        """Return the later of the two, which names the indicator."""
        shown = self.after or self.before
        if shown is None:
            raise ValueError(self.figure)
        return shown


class EditionChanges(Struct, frozen=True, kw_only=True):
    """What an edition brought as against the one before; the opening one has none before it."""

    edition: str
    date: str
    is_opening: bool
    is_sealed: bool
    figures: tuple[FigureChange, ...] = ()
    added: tuple[RefStr, ...] = ()
    withdrawn: Mapping[RefStr, Text] = {}
    figure_count: int = 0
    record_count: int = 0
