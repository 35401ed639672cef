"""
Read a record once without the places: what it says, states and leads to.

In: a record, or one figure of it. Out: a sketch, or of it only the outline.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias, cast

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, RefStr
from jianbao.model.contents import Field, contents_of
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import Figure, Record, Source
from jianbao.text.prose import Gist, gist_of

Told: TypeAlias = tuple[Field, Any, Mapping[Lang, Gist]]
"""The field and value of a text or paragraph, and its gist in each language."""


class Sketch(NamedTuple):
    """
    What a record or figure holds, that of its observations included, in order of appearance.

    ``dates`` come with the sentences that they may rest on; ``observed`` are the reaches of the observations.
    """

    told: list[Told]
    refs: list[tuple[Field, tuple[RefStr, ...]]]
    dates: list[tuple[Dated, tuple[LocatorStr, ...]]]
    records: list[RefStr]
    figures: list[FigureIdStr]
    spots: list[LocatorStr]
    observed: list[Reach]

    def reach(self) -> Reach:
        """Return what it leads to, each once."""
        return Reach(
            tuple(dict.fromkeys(self.records)), tuple(dict.fromkeys(self.figures)), tuple(dict.fromkeys(self.spots))
        )


def sketch_of(value: Struct) -> Sketch:
    """Read a record, or one figure of it."""
    sketch = Sketch([], [], [], [], [], [], [])
    evidence = value.evidence if isinstance(value, Figure) else ()
    ids = {"ref": sketch.records, "figure": sketch.figures, "locator": sketch.spots}
    for field, content in contents_of(value):
        role = field.role
        if role in ids:
            cast("list[str]", ids[role]).extend(content)
            if role == "ref":
                sketch.refs.append((field, content))
        elif role == "dated":
            # A period without sentences of its own rests on those of its figure.
            around = evidence if field.owner is Figure else ()
            sketch.dates.append((content, content.cites or around))
        elif role == "observation":
            _add(sketch, sketch_of(content))
        else:
            _tell(sketch, field, content)
    return sketch


def _add(sketch: Sketch, figure: Sketch) -> None:
    """Add what an observation holds to what its metric does."""
    sketch.observed.append(figure.reach())
    sketch.told.extend(figure.told)
    sketch.refs.extend(figure.refs)
    sketch.dates.extend(figure.dates)
    sketch.records.extend(figure.records)
    sketch.figures.extend(figure.figures)
    sketch.spots.extend(figure.spots)


def _tell(sketch: Sketch, field: Field, content: Any) -> None:
    """Note what a text or paragraph says and binds."""
    words = content
    if field.role == "paragraph":
        words = content.text
        sketch.spots.extend(content.cites)
    gists = {lang: gist_of(text) for lang, text in words.items()}
    for gist in gists.values():
        sketch.records.extend(gist.records)
        sketch.figures.extend(gist.figures)
    sketch.told.append((field, content, gists))


def outline_of(record: Record, sketch: Sketch | None = None) -> Outline:
    """Note what a record leads to and states; ``sketch`` is its own where that is known."""
    sketch = sketch or sketch_of(record)
    return Outline(sketch.reach(), tuple(sketch.observed), tuple(dict.fromkeys(_stated(record, sketch))))


def _stated(record: Record, sketch: Sketch) -> list[tuple[LocatorStr, str]]:
    """List the dates that a record states, each with the sentences that it rests on."""
    found = [(locator, dated.when) for dated, cites in sketch.dates for locator in cites]
    for field, value, gists in sketch.told:
        if field.role == "paragraph" and any(gist.dates for gist in gists.values()):
            dates = dict.fromkeys(when for gist in gists.values() for when in gist.dates)
            found += [(locator, when) for locator in value.cites for when in dates]
    for row in record.inferred_dates if isinstance(record, Source) else ():
        found += [(row.at, row.when), (row.at, row.printed)]
    return found
