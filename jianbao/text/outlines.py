"""
Read a record once without the places: what it says, states and leads to.

In: a record, or one figure of it. Out: a sketch, or of it only the outline. Records are quicker read many at once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Final, TypeAlias, TypeVar

from msgspec import Struct

from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, Paragraph, RefStr
from jianbao.model.contents import Field, contents_of, names_met, values_by
from jianbao.model.outline import Outline, Reach
from jianbao.model.records import Figure, Record, Source
from jianbao.text.gists import Sayings, plain_sayings, sayings_of, sayings_one_by_one

_Found = TypeVar("_Found")

Told: TypeAlias = tuple[Field, Any, Mapping[Lang, str]]
"""The field and value of a text or paragraph, and its words in each language."""
_Texts: TypeAlias = Sequence[Mapping[Lang, str]]
Led: TypeAlias = tuple[int, Field, tuple[_Found, ...]]
"""How many texts are told before a field that leads somewhere, the field, and where."""
_BoundBy: TypeAlias = tuple[list[int], list[_Found]]
"""The numbers of texts in ascending order, and what these bind."""

TOGETHER: Final = 16
"""So many records are read together; a word of one is looked for in all, so that more of them cost more again."""

_of_few: Final = values_by([name for name in names_met(Figure) if name not in {"period", "evidence"}])
"""Gets what few observations have."""
_of_period: Final = values_by(names_met(Dated))


class Sketch(Struct, frozen=True, gc=False):
    """
    What a record or figure holds, that of its observations included, in order of appearance.

    ``told`` are its texts and paragraphs; ``linked`` are the records that these name, in turn, and ``said_dates`` the
    dates, by the numbers of the texts; ``dates`` come with the sentences that they may rest on; ``refs`` are the fields
    that lead to records; ``observed`` are the reaches of the observations.
    """

    told: Sequence[Told]
    linked: Sequence[RefStr]
    said_dates: Mapping[int, Sequence[str]]
    paragraphs: Sequence[Paragraph]
    dates: Sequence[tuple[Dated, tuple[LocatorStr, ...]]]
    refs: Sequence[Led[RefStr]]
    reach: Reach
    observed: Sequence[Reach]


class _Draft(Struct, frozen=True, gc=False):
    """A sketch for which no text has been read yet."""

    told: list[Told]
    paragraphs: list[Paragraph]
    dates: list[tuple[Dated, tuple[LocatorStr, ...]]]
    refs: list[Led[RefStr]]
    figures: list[Led[FigureIdStr]]
    spots: list[LocatorStr]
    observed: list[Reach]


class Telling(Struct, frozen=True, gc=False):
    """
    What records tell, read together: all their texts, and what these say.

    Each record is there by its ``places`` among those that are looked at, and by the number where its texts start.
    """

    places: Sequence[int]
    starts: Sequence[int]
    told: Sequence[Told]
    sayings: Sayings

    def place_of(self, number: int) -> int:
        """Return the place of the record that tells a text."""
        return self.places[bisect_right(self.starts, number) - 1]


def sketch_of(value: Struct) -> Sketch:
    """Read a record, or one figure of it."""
    sketches, _ = sketches_of((value,))
    return sketches[0]


def sketches_of(values: Sequence[Struct]) -> tuple[list[Sketch], list[Telling]]:
    """Read records, or figures; texts are read together unless they have other tokens than the commonest."""
    drafts = [*map(_drawn, values)]
    tellings = _tellings(drafts)
    found = {
        place: sketch for one in tellings for place, sketch in zip(one.places, _finished(drafts, one), strict=True)
    }
    return [found[place] for place in range(len(drafts))], tellings


def _drawn(value: Struct) -> _Draft:
    draft = _Draft([], [], [], [], [], [], [])
    _draw(draft, value, value.evidence if isinstance(value, Figure) else ())
    return draft


def _tellings(drafts: Sequence[_Draft]) -> list[Telling]:
    every = range(len(drafts))
    if whole := _telling(drafts, every, plain_sayings if len(drafts) > 1 else sayings_of):
        return [whole]
    plain = [place for place in every if _telling(drafts, (place,), plain_sayings)]
    together = _telling(drafts, plain, plain_sayings)
    others = [place for place in every if not (together and place in plain)]
    return [one for one in (together, *[_telling(drafts, (place,), sayings_one_by_one) for place in others]) if one]


def _telling(
    drafts: Sequence[_Draft], places: Sequence[int], read: Callable[[_Texts], Sayings | None]
) -> Telling | None:
    chosen = [drafts[place].told for place in places]
    told = [*chain.from_iterable(chosen)]
    sayings = read([words for _, _, words in told])
    return None if sayings is None else Telling(places, [0, *accumulate(map(len, chosen[:-1]))], told, sayings)


def _finished(drafts: Sequence[_Draft], telling: Telling) -> Iterator[Sketch]:
    """Say of each draft what its texts bind."""
    sayings, starts = telling.sayings, telling.starts
    spans = [*map(range, starts, (*starts[1:], len(telling.told)))]
    by_records = zip(
        telling.places, spans, _within(spans, sayings.records), _within(spans, sayings.figures), strict=True
    )
    for place, span, linked, bound in by_records:
        one = drafts[place]
        reach = Reach(_in_turn(linked, one.refs, span), _in_turn(bound, one.figures, span), _once(one.spots))
        # Those who have dates in their texts tell them alone.
        yield Sketch(one.told, linked[1], sayings.dates, one.paragraphs, one.dates, one.refs, reach, one.observed)


def _within(spans: Sequence[range], bound: Sequence[tuple[int, _Found]]) -> Iterator[_BoundBy[_Found]]:
    """Yield what the texts of each record bind, which stand one after the other."""
    numbers, names = [number for number, _ in bound], [name for _, name in bound]
    done = 0
    for span in spans:
        start, done = done, bisect_left(numbers, span.stop, done)
        yield numbers[start:done], names[start:done]


def _draw(draft: _Draft, value: Struct, evidence: tuple[LocatorStr, ...] = ()) -> None:
    """Note what a record holds, or a figure that rests on ``evidence``."""
    told = draft.told
    for field, contents in contents_of(value):
        match field.role:
            case "text":
                (words,) = contents  # texts stand alone
                told.append((field, words, words))
            case "paragraph":
                draft.paragraphs.extend(contents)
                for one in contents:
                    told.append((field, one, one.text))
                    draft.spots.extend(one.cites)
            case "locator":
                draft.spots.extend(contents)
            case "ref":
                draft.refs.append((len(told), field, contents))
            case "observation":
                _observe(draft, contents)
            case "figure":
                draft.figures.append((len(told), field, contents))
            case "dated":
                # A period without sentences of its own rests on those of its figure.
                own = evidence if field.owner is Figure else ()
                draft.dates.extend([(dated, dated.cites or own) for dated in contents])


def _observe(draft: _Draft, figures: Sequence[Figure]) -> None:
    """Note what observations hold as part of their metric, and what each leads to by itself."""
    for figure in figures:
        own, period = figure.evidence, figure.period
        if any(_of_few(figure)) or (period and any(_of_period(period))):
            _draw(draft, figure, own)
            draft.observed.append(sketch_of(figure).reach)
            continue
        # Most hold no more than their evidence and a period that rests on this.
        if period:
            draft.dates.append((period, own))
        draft.spots.extend(own)
        draft.observed.append(Reach((), (), own if len(own) == 1 else _once(own)))


def _in_turn(bound: _BoundBy[_Found], led: Sequence[Led[_Found]], told: range) -> tuple[_Found, ...]:
    """List names in order of appearance, each once: what the texts ``told`` bind, with what fields lead to between."""
    numbers, names = bound
    if not led:
        return _once(names)
    found, done = [], 0
    for before, _, more in led:
        # In most records what is told comes first.
        upto = len(names) if before == len(told) else bisect_left(numbers, told.start + before)
        found += names[done:upto]
        found += more
        done = upto
    return _once(found + names[done:])


def _once(found: Sequence[_Found]) -> tuple[_Found, ...]:
    return tuple(dict.fromkeys(found) if len(found) > 1 else found)


def outline_of(record: Record, sketch: Sketch | None = None) -> Outline:
    """Note what a record leads to and states; ``sketch`` is its own where that is known."""
    sketch = sketch or sketch_of(record)
    stated = _once(_stated(record, sketch))
    return Outline(sketch.reach, tuple(sketch.observed), stated, _once([*record.related, *sketch.linked]))


def outlines_of(records: Mapping[RefStr, Record], known: Mapping[RefStr, Outline]) -> Mapping[RefStr, Outline]:
    """Note what records lead to and state; those of which it is ``known`` already are not read again."""
    found: dict[RefStr, Outline] = {}
    refs = [ref for ref in records if ref not in known]
    for start in range(0, len(refs), TOGETHER):
        run = refs[start : start + TOGETHER]
        values = [records[ref] for ref in run]
        sketches, _ = sketches_of(values)
        found.update(zip(run, map(outline_of, values, sketches), strict=True))
    return {ref: known[ref] if ref in known else found[ref] for ref in records}


def _stated(record: Record, sketch: Sketch) -> list[tuple[LocatorStr, str]]:
    """List the dates that a record states, each with the sentences that it rests on."""
    found = [(locator, dated.when) for dated, cites in sketch.dates for locator in cites]
    for number, dates in sketch.said_dates.items():
        field, value, _ = sketch.told[number]
        if field.role == "paragraph":
            found += [(locator, when) for locator in value.cites for when in dates]
    for row in record.inferred_dates if isinstance(record, Source) else ():
        found += [(row.at, row.when), (row.at, row.printed)]
    return found
