"""
Read a record once without the places: what it says, states and leads to.

In: a record, or one figure of it. Out: a sketch, or of it only the outline.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, Paragraph, RefStr
from jianbao.model.contents import Field, contents_of
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import Figure, Record, Source
from jianbao.text.prose import Gist, gist_of

Told: TypeAlias = tuple[Field, Any, Mapping[Lang, Gist]]
"""The field and value of a text or paragraph, and its gist in each language."""

_Name = TypeVar("_Name", bound=str)


class Sketch(NamedTuple):
    """
    What a record or figure holds, that of its observations included, in order of appearance.

    ``told`` are its texts and paragraphs, ``dated`` those of them that have dates; ``dates`` come with the sentences
    that they may rest on; ``linked`` are the records among ``records`` that words link; ``observed`` are the reaches of
    the observations.
    """

    told: list[Told]
    dated: list[Told]
    paragraphs: list[Paragraph]
    dates: list[tuple[Dated, tuple[LocatorStr, ...]]]
    refs: list[tuple[Field, tuple[RefStr, ...]]]
    records: list[RefStr]
    linked: list[RefStr]
    figures: list[FigureIdStr]
    spots: list[LocatorStr]
    observed: list[Reach]

    def reach(self) -> Reach:
        """Return what it leads to, each once."""
        return _reach(self.records, self.figures, self.spots)


def sketch_of(value: Struct) -> Sketch:
    """Read a record, or one figure of it."""
    sketch = Sketch([], [], [], [], [], [], [], [], [], [])
    _draw(sketch, value, value.evidence if isinstance(value, Figure) else ())
    return sketch


def _draw(sketch: Sketch, value: Struct, evidence: tuple[LocatorStr, ...] = ()) -> None:
    """Note what a record holds, or a figure that rests on ``evidence``."""
    for field, content in contents_of(value):
        match field.role:
            case "text" | "paragraph":
                _tell(sketch, field, content)
            case "locator":
                sketch.spots.extend(content)
            case "ref":
                sketch.records.extend(content)
                sketch.refs.append((field, content))
            case "figure":
                sketch.figures.extend(content)
            case "dated":
                # A period without sentences of its own rests on those of its figure.
                sketch.dates.append((content, content.cites or (evidence if field.owner is Figure else ())))
            case "observation":
                _observe(sketch, content)


def _observe(sketch: Sketch, figure: Figure) -> None:
    """Note what an observation holds as part of its metric, and what it leads to by itself."""
    records, figures, spots = len(sketch.records), len(sketch.figures), len(sketch.spots)
    _draw(sketch, figure, figure.evidence)
    sketch.observed.append(_reach(sketch.records[records:], sketch.figures[figures:], sketch.spots[spots:]))


def _tell(sketch: Sketch, field: Field, content: Any) -> None:
    """Note what a text or paragraph says and binds."""
    words = content
    if field.role == "paragraph":
        words = content.text
        sketch.spots.extend(content.cites)
        sketch.paragraphs.append(content)
    gists: dict[Lang, Gist] = {}
    has_dates = False
    for lang, text in words.items():
        gists[lang] = gist = gist_of(text)
        if gist.records:
            sketch.records.extend(gist.records)
            sketch.linked.extend(gist.records)
        sketch.figures.extend(gist.figures)
        has_dates = has_dates or bool(gist.dates)
    told = (field, content, gists)
    sketch.told.append(told)
    if has_dates:
        sketch.dated.append(told)


def _reach(records: list[RefStr], figures: list[FigureIdStr], spots: list[LocatorStr]) -> Reach:
    return Reach(_once(records), _once(figures), _once(spots))


def _once(names: list[_Name]) -> tuple[_Name, ...]:
    return tuple(dict.fromkeys(names) if len(names) > 1 else names)


def outline_of(record: Record, sketch: Sketch | None = None) -> Outline:
    """Note what a record leads to and states; ``sketch`` is its own where that is known."""
    sketch = sketch or sketch_of(record)
    stated = tuple(dict.fromkeys(_stated(record, sketch)))
    return Outline(sketch.reach(), tuple(sketch.observed), stated, _once([*record.related, *sketch.linked]))


def _stated(record: Record, sketch: Sketch) -> list[tuple[LocatorStr, str]]:
    """List the dates that a record states, each with the sentences that it rests on."""
    found = [(locator, dated.when) for dated, cites in sketch.dates for locator in cites]
    for field, value, gists in sketch.dated:
        if field.role == "paragraph":
            dates = dict.fromkeys(when for gist in gists.values() for when in gist.dates)
            found += [(locator, when) for locator in value.cites for when in dates]
    for row in record.inferred_dates if isinstance(record, Source) else ():
        found += [(row.at, row.when), (row.at, row.printed)]
    return found
