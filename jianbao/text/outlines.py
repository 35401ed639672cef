"""
Read a record once without the places: what it says, states and leads to.

In: a record, or one figure of it. Out: a sketch, or of it only the outline.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, Paragraph, RefStr
from jianbao.model.contents import Field, contents_of, names_met, values_by
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import Figure, Record, Source
from jianbao.text.gists import Sayings, sayings_of

Told: TypeAlias = tuple[Field, Any, Mapping[Lang, str]]
"""The field and value of a text or paragraph, and its words in each language."""

_Name = TypeVar("_Name", bound=str)
_Found = TypeVar("_Found")
_Led: TypeAlias = "list[Sequence[_Name] | None]"
"""Names that fields lead to; in place of a text, of which it is not yet known what it binds, there is nothing."""

_of_few: Final = values_by([name for name in names_met(Figure) if name not in {"period", "evidence"}])
"""Gets what few observations have."""
_of_period: Final = values_by(names_met(Dated))


class Sketch(NamedTuple):
    """
    What a record or figure holds, that of its observations included, in order of appearance.

    ``told`` are its texts and paragraphs, ``sayings`` what these say; ``dates`` come with the sentences that they may
    rest on; ``linked`` are the records that words link; ``observed`` are the reaches of the observations.
    """

    told: Sequence[Told]
    sayings: Sayings
    paragraphs: Sequence[Paragraph]
    dates: Sequence[tuple[Dated, tuple[LocatorStr, ...]]]
    refs: Sequence[tuple[Field, tuple[RefStr, ...]]]
    linked: Sequence[RefStr]
    reach: Reach
    observed: Sequence[Reach]


class _Draft(NamedTuple):
    """A sketch for which no text has been read yet."""

    told: list[Told]
    paragraphs: list[Paragraph]
    dates: list[tuple[Dated, tuple[LocatorStr, ...]]]
    refs: list[tuple[Field, tuple[RefStr, ...]]]
    records: "_Led[RefStr]"
    figures: "_Led[FigureIdStr]"
    spots: list[LocatorStr]
    observed: list[Reach]


def sketch_of(value: Struct) -> Sketch:
    """Read a record, or one figure of it."""
    draft = _Draft([], [], [], [], [], [], [], [])
    _draw(draft, value, value.evidence if isinstance(value, Figure) else ())
    told, paragraphs, dates, refs, records, figures, spots, observed = draft
    sayings = sayings_of([words for _field, _value, words in told])
    bound = [one for one, _ in sayings.bound], [one for _, one in sayings.bound]
    linked = [ref for one in bound[1] for ref in one]
    reach = Reach(_once(_led_to(records, bound[1])), _once(_led_to(figures, bound[0])), _once(spots))
    return Sketch(told, sayings, paragraphs, dates, refs, linked, reach, observed)


def _draw(draft: _Draft, value: Struct, evidence: tuple[LocatorStr, ...] = ()) -> None:
    """Note what a record holds, or a figure that rests on ``evidence``."""
    for field, contents in contents_of(value):
        match field.role:
            case "text":
                _tell(draft, [(field, words, words) for words in contents])
            case "paragraph":
                _tell(draft, [(field, one, one.text) for one in contents])
                draft.paragraphs.extend(contents)
                draft.spots.extend([locator for one in contents for locator in one.cites])
            case "locator":
                draft.spots.extend(contents)
            case "ref":
                draft.records.append(contents)
                draft.refs.append((field, contents))
            case "observation":
                _observe(draft, contents)
            case "figure":
                draft.figures.append(contents)
            case "dated":
                # A period without sentences of its own rests on those of its figure.
                own = evidence if field.owner is Figure else ()
                draft.dates.extend([(dated, dated.cites or own) for dated in contents])


def _tell(draft: _Draft, told: list[Told]) -> None:
    draft.told.extend(told)
    nothing: list[None] = [None] * len(told)
    draft.records.extend(nothing)
    draft.figures.extend(nothing)


def _observe(draft: _Draft, figures: Iterable[Figure]) -> None:
    """Note what observations hold as part of their metric, and what each leads to by itself."""
    for figure in figures:
        period, evidence = figure.period, figure.evidence
        if any(_of_few(figure)) or (period and any(_of_period(period))):
            _draw(draft, figure, evidence)
            draft.observed.append(sketch_of(figure).reach)
            continue
        if period:
            draft.dates.append((period, evidence))
        draft.spots.extend(evidence)
        draft.observed.append(Reach((), (), _once(evidence)))


def _led_to(led: "_Led[_Name]", bound: Iterable[Sequence[_Name]]) -> list[_Name]:
    """List names in order of appearance: those that fields lead to, with those that texts bind in between."""
    of_texts: Iterator[Sequence[_Name]] = iter(bound)
    found: list[_Name] = []
    for names in led:
        found += next(of_texts) if names is None else names
    return found


def _once(found: Sequence[_Found]) -> tuple[_Found, ...]:
    return tuple(dict.fromkeys(found) if len(found) > 1 else found)


def outline_of(record: Record, sketch: Sketch | None = None) -> Outline:
    """Note what a record leads to and states; ``sketch`` is its own where that is known."""
    sketch = sketch or sketch_of(record)
    stated = _once(_stated(record, sketch))
    return Outline(sketch.reach, tuple(sketch.observed), stated, _once([*record.related, *sketch.linked]))


def _stated(record: Record, sketch: Sketch) -> list[tuple[LocatorStr, str]]:
    """List the dates that a record states, each with the sentences that it rests on."""
    found = [(locator, dated.when) for dated, cites in sketch.dates for locator in cites]
    for number, dates in sketch.sayings.dates.items():
        field, value, _ = sketch.told[number]
        if field.role == "paragraph":
            found += [(locator, when) for locator in value.cites for when in dates]
    for row in record.inferred_dates if isinstance(record, Source) else ():
        found += [(row.at, row.when), (row.at, row.printed)]
    return found
