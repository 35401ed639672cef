"""
The content that every generator is given: invented records with figures, prose and links, the same for a seed.

Half of the entities are subjects (companies, organisations, products, regions, topics), half are the metrics
about them, each with five yearly figures. Nothing here knows how any generator writes it down.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

from bench.names import folder_of, make_name
from bench.phrases import FIGURED, LABELS, LINKED, PLAIN, TERMS, Label, Pair

YEARS: Final = ("2021", "2022", "2023", "2024", "2025")
SUBJECTS: Final = ("company", "organisation", "company", "product", "company", "region", "product", "topic")
"""The kinds of subjects, in turn."""

SUBJECTS_A_SOURCE: Final = 20
BRIEFS: Final = 20
RELATED: Final = 3
FEWEST: Final = 8


@dataclass(frozen=True)
class Figure:
    """A yearly figure: as the source prints it, as a record holds it, as both languages write it."""

    id: str
    year: str
    printed: str
    value: str
    scale: str
    hedge: str
    shown: Pair
    locator: str


@dataclass(frozen=True)
class Link:
    """A link to a record by its name."""

    ref: str


@dataclass(frozen=True)
class Bound:
    """A figure set in prose."""

    figure: Figure


Piece: TypeAlias = str | Link | Bound


@dataclass(frozen=True)
class Paragraph:
    """Pieces in the order of each language, and the sentences that are cited."""

    pieces: Mapping[str, tuple[Piece, ...]]
    cites: tuple[str, ...]

    @property
    def links(self) -> tuple[str, ...]:
        """Return the records that the paragraph links."""
        return tuple(piece.ref for piece in self.pieces["en"] if isinstance(piece, Link))


@dataclass(frozen=True)
class Printed:
    """A sentence of a source: its locator, and the tokens with what follows each."""

    locator: str
    tokens: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record with a page: its name, three paragraphs, its table and the records it is related to."""

    kind: str
    slug: str
    name: Pair
    body: tuple[Paragraph, ...]
    related: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    about: str = ""
    metric: str = ""
    unit: str = ""
    source: str = ""
    year: str = ""
    printed: tuple[Printed, ...] = ()

    @property
    def ref(self) -> str:
        """Return the reference by which others lead here."""
        return f"{self.kind}/{self.slug}"

    @property
    def folder(self) -> str:
        """Return the folder of its kind, in records and in addresses."""
        return folder_of(self.kind)


@dataclass(frozen=True)
class Corpus:
    """Everything that is written down, in a stable order, and the names by reference."""

    entities: int
    subjects: tuple[Entry, ...]
    metrics: tuple[Entry, ...]
    sources: tuple[Entry, ...]
    briefs: tuple[Entry, ...]
    names: Mapping[str, Pair]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every record with a page of its own."""
        return (*self.subjects, *self.metrics, *self.sources, *self.briefs)


@dataclass(frozen=True)
class _Subject:
    """A subject before its pages are written."""

    ref: str
    name: Pair
    label: Label
    figures: tuple[Figure, ...]
    source: str

    @property
    def metric(self) -> str:
        return f"metric/{self.ref.partition('/')[2]}-{self.label.slug}"


def make_corpus(entities: int, seed: int = 1) -> Corpus:
    """Make the content for this many subjects and metrics together, and their sources and twenty briefs."""
    chance = Random(seed)  # noqa: S311 -- not a secret, but the same every time
    drawn = [_draw(chance, number) for number in range(max(FEWEST, (entities + 1) // 2))]
    subjects = tuple(_subject(chance, drawn, number) for number in range(len(drawn)))
    metrics = tuple(_metric(chance, drawn, number) for number in range(len(drawn)))
    batches = [drawn[start : start + SUBJECTS_A_SOURCE] for start in range(0, len(drawn), SUBJECTS_A_SOURCE)]
    sources = tuple(_source(chance, batch) for batch in batches)
    many = min(BRIEFS, len(drawn))
    briefs = tuple(_brief(chance, number, drawn[_company(number * len(drawn) // many)]) for number in range(many))
    names = {entry.ref: entry.name for entry in (*subjects, *metrics, *sources, *briefs)}
    return Corpus(entities, subjects, metrics, sources, briefs, names)


def _company(place: int) -> int:
    """Return the place of a company near this one, so that no topic has a feed of its own."""
    return place - place % len(SUBJECTS)


def _draw(chance: Random, number: int) -> _Subject:
    kind, label = SUBJECTS[number % len(SUBJECTS)], LABELS[number % len(LABELS)]
    slug, en, zh = make_name(number, kind)
    source = f"returns-{number // SUBJECTS_A_SOURCE:05d}"
    first = number % SUBJECTS_A_SOURCE * len(YEARS) + 1
    figures = tuple(
        _figure(chance, label, year, (slug, f"{source}/s{first + place}")) for place, year in enumerate(YEARS)
    )
    return _Subject(f"{kind}/{slug}", Pair(en, zh), label, figures, source)


def _figure(chance: Random, label: Label, year: str, names: tuple[str, str]) -> Figure:
    slug, locator = names
    drawn = label.draw(chance)
    printed, shown, hedge = drawn.printed, drawn.shown, ""
    if chance.random() < 1 / len(YEARS):
        printed, shown, hedge = f"over {printed}", Pair(f"more than {shown.en}", f"超过{shown.zh}"), "over"
    return Figure(f"{slug}-{label.slug}-{year}", year, printed, drawn.value, drawn.scale, hedge, shown, locator)


def _subject(chance: Random, drawn: Sequence[_Subject], number: int) -> Entry:
    one = drawn[number]
    kind, _, slug = one.ref.partition("/")
    ahead = drawn[(number + 1) % len(drawn)].ref  # so that something leads to every subject
    return Entry(
        kind=kind,
        slug=slug,
        name=one.name,
        body=_body(chance, one, _others(chance, drawn, number)),
        related=tuple(sorted({ahead, *_others(chance, drawn, number)})),
        figures=one.figures,
        metric=one.metric,
        source=one.source,
    )


def _metric(chance: Random, drawn: Sequence[_Subject], number: int) -> Entry:
    one = drawn[number]
    others = {drawn[chance.randrange(len(drawn))].metric for _ in range(RELATED)}
    return Entry(
        kind="metric",
        slug=one.metric.partition("/")[2],
        name=Pair(one.label.name.en.format(name=one.name.en), one.label.name.zh.format(name=one.name.zh)),
        body=_body(chance, one, _others(chance, drawn, number)),
        related=tuple(sorted(others - {one.metric})),
        figures=one.figures,
        about=one.ref,
        unit=one.label.unit,
        source=one.source,
    )


def _source(chance: Random, batch: Sequence[_Subject]) -> Entry:
    first = batch[0]
    cites = (first.figures[0].locator,)
    return Entry(
        kind="source",
        slug=first.source,
        name=Pair(f"Yearly returns of the district around {first.name.en}", f"{first.name.zh}周边年度报表"),
        body=tuple(_paragraph(chance, first, [LINKED], [Link(one.ref)], cites) for one in batch[:3]),
        related=tuple(sorted(one.ref for one in batch[-RELATED:])),
        printed=tuple(
            Printed(figure.locator, ((figure.printed, one.label.after), (figure.year, "")))
            for one in batch
            for figure in one.figures
        ),
    )


def _brief(chance: Random, number: int, one: _Subject) -> Entry:
    old, new = one.figures[0], one.figures[-1]
    return Entry(
        kind="brief",
        slug=f"brief-{number:02d}",
        name=Pair(f"What the returns say of {one.name.en}", f"报表里的{one.name.zh}"),
        body=(
            _paragraph(chance, one, [FIGURED], [Bound(new)]),
            _paragraph(chance, one, [LINKED, FIGURED], [Link(one.ref), Bound(old)]),
            _paragraph(chance, one, [PLAIN], [], (old.locator,)),
        ),
        related=(one.ref,),
        figures=one.figures,
        metric=one.metric,
        source=one.source,
        year=new.year,
    )


def _others(chance: Random, drawn: Sequence[_Subject], number: int) -> list[str]:
    places = {chance.randrange(len(drawn)) for _ in range(RELATED)} - {number}
    return [drawn[place].ref for place in sorted(places)] or [drawn[number - 1].ref]


def _body(chance: Random, one: _Subject, others: Sequence[str]) -> tuple[Paragraph, ...]:
    """Write three short paragraphs: who it is, what is counted, and what surrounds it."""
    old, new = chance.sample(one.figures, 2)
    first, last = Link(others[0]), Link(others[-1])
    return (
        _paragraph(chance, one, [PLAIN, FIGURED], [Bound(old)]),
        _paragraph(chance, one, [LINKED, PLAIN, FIGURED], [first, Bound(new)]),
        _paragraph(chance, one, [PLAIN, LINKED], [last], (one.figures[0].locator,)),
    )


def _paragraph(
    chance: Random,
    one: _Subject,
    choices: Sequence[Sequence[Pair]],
    slots: Sequence[Link | Bound],
    cites: tuple[str, ...] = (),
) -> Paragraph:
    """Choose a sentence of each kind, and fill the slots in order; figures bring their sentences."""
    chosen, term = [chance.choice(sentences) for sentences in choices], chance.choice(TERMS)
    en = " ".join(pair.en for pair in chosen).replace("{own}", one.name.en).replace("{term}", term.en)
    zh = "".join(pair.zh for pair in chosen).replace("{own}", one.name.zh).replace("{term}", term.zh)
    printed = (slot.figure.locator for slot in slots if isinstance(slot, Bound))
    return Paragraph(
        {"en": tuple(_filled(en, slots)), "zh": tuple(_filled(zh, slots))}, tuple(dict.fromkeys((*printed, *cites)))
    )


def _filled(words: str, slots: Sequence[Link | Bound]) -> Iterator[Piece]:
    first, *rest = words.split("{slot}")
    yield first
    for slot, after in zip(slots, rest, strict=True):
        yield slot
        yield after
