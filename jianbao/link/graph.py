"""
Find which record leads to which, and bind every figure to its metric, unit and sources.

In: a catalog whose references resolve. Out: cards, bound figures, spots, edges. Nothing is rendered here.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from jianbao.link.labels import Counted, resolve_name
from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr, source_of
from jianbao.model.graph import BoundFigure, Card, Excerpt, Spot
from jianbao.model.outline import Reach
from jianbao.model.records import KINDS, Brief, Event, Figure, Metric, Record, Source, in_kinds
from jianbao.model.site import Catalog


def counted_figures(catalog: Catalog) -> Mapping[FigureIdStr, Counted]:
    """Return every figure with its unit, by its id."""
    return {
        FigureIdStr(figure.id): (figure, unit, catalog.units[unit])
        for record in catalog.records.values()
        if isinstance(record, Metric)
        for figure in record.observations
        for unit in (figure.unit or record.unit,)
    }


def card_of(ref: RefStr, record: Record, counted: Mapping[FigureIdStr, Counted]) -> Card:
    """Reduce a record to what other pages may show of it."""
    kind, _, slug = ref.partition("/")
    page = f"glossary.html#{slug}" if kind == "term" else f"{KINDS[kind].folder}/{slug}.html"
    date = record.date if isinstance(record, Source | Brief | Event) else None
    name = resolve_name(record.name, counted)
    return Card(ref, kind, name, page, record.zh_certain, record.zh_translation, date, record.draft)


def bind_figures(
    catalog: Catalog, cards: Mapping[RefStr, Card], counted: Mapping[FigureIdStr, Counted]
) -> Mapping[FigureIdStr, BoundFigure]:
    """Return every figure of every metric by its id, in the order of the catalog."""
    figures = {key: figure for key, (figure, _, _) in counted.items()}
    return {
        FigureIdStr(figure.id): bind(catalog, cards[ref], record, (figure, figures))
        for ref, record in catalog.records.items()
        if isinstance(record, Metric)
        for figure in record.observations
    }


def bind(
    catalog: Catalog, card: Card, metric: Metric, among: tuple[Figure, Mapping[FigureIdStr, Figure]]
) -> BoundFigure:
    """Bind a figure of a metric; it stands among those that it may be computed from."""
    figure, figures = among
    unit_id = figure.unit or metric.unit
    return BoundFigure(
        figure=figure,
        metric=card.ref,
        label=card.name,
        about=metric.about,
        topics=metric.topics,
        unit_id=unit_id,
        unit=catalog.units[unit_id],
        sources=sources_of(figure, figures),
    )


def sources_of(figure: Figure, figures: Mapping[FigureIdStr, Figure]) -> tuple[RefStr, ...]:
    """Return the sources a figure rests on; a derived figure rests on those of its inputs."""
    if figure.derived is None:
        return tuple(dict.fromkeys(map(source_of, figure.evidence)))
    inputs = (figures[key] for key in figure.derived.inputs.values())
    return tuple(dict.fromkeys(source for part in inputs for source in sources_of(part, figures)))


def collect_spots(catalog: Catalog) -> Mapping[LocatorStr, Spot]:
    """Return every indexed sentence by its locator."""
    shows = catalog.config.excerpts
    return {
        sentence.id: Spot(
            sentence.id,
            source_of(sentence.id),
            index.file,
            sentence.lines,
            tuple([printed.token for printed in sentence.figures]),
            _excerpt(catalog, stem, sentence.id) if shows else None,
        )
        for stem, index in catalog.indexes.items()
        for sentence in index.sentences
    }


def _excerpt(catalog: Catalog, stem: str, locator: LocatorStr) -> Excerpt:
    return Excerpt(catalog.sentence_texts[locator], Lang(catalog.plans[stem].language))


def backlinks(
    reaches: Mapping[RefStr, Reach], figures: Mapping[FigureIdStr, BoundFigure]
) -> Mapping[RefStr, tuple[RefStr, ...]]:
    """
    Turn the edges round: for each record, the records that lead to it.

    A figure bound in prose leads to its metric; a cited sentence leads to its source. Records are met, and so stand, in
    the order of the table of kinds.
    """
    found: dict[RefStr, list[RefStr]] = {ref: [] for ref in reaches}
    for ref in in_kinds(reaches):
        reach = reaches[ref]
        targets = {*reach.records, *[figures[key].metric for key in reach.figures], *map(source_of, reach.spots)}
        targets.discard(ref)
        for target in targets:
            if (led := found.get(target)) is not None:
                led.append(ref)
    return {ref: tuple(sources) for ref, sources in found.items()}


_CITED_FOR_OTHERS: Final = ("source/", "metric/")
"""Records that cite for what they are about, or are cited themselves."""


def cited_by(
    reaches: Mapping[RefStr, Reach], figures: Mapping[FigureIdStr, BoundFigure]
) -> Mapping[LocatorStr, tuple[RefStr, ...]]:
    """Return for each sentence the records that cite it, metrics as what they are about."""
    found: defaultdict[LocatorStr, set[RefStr]] = defaultdict(set)
    for ref, reach in reaches.items():
        if reach.spots and not ref.startswith(_CITED_FOR_OTHERS):
            for locator in reach.spots:
                found[locator].add(ref)
    for bound in figures.values():
        for locator in bound.figure.evidence:
            found[locator].update(bound.about)
    return {locator: tuple(sorted(refs)) for locator, refs in found.items()}
