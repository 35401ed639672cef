"""
Find which record leads to which, and bind every figure to its metric, unit and sources.

In: a catalog whose references resolve. Out: cards, bound figures, spots, edges. Nothing is rendered here.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache, partial
from operator import attrgetter
from typing import Final

from jianbao.link.labels import Counted, resolve_name
from jianbao.model.basics import FigureIdStr, Lang, LocatorStr, RefStr, source_of
from jianbao.model.graph import BoundFigure, Card, Excerpt, Spot
from jianbao.model.outline import Reach
from jianbao.model.records import KINDS, Brief, Event, Figure, Metric, Record, Source
from jianbao.model.site import Catalog

_DATED: Final = (Source, Brief, Event)
_metric = attrgetter("metric")
_token = attrgetter("token")


class Sources(dict[LocatorStr, RefStr]):
    """The source of every sentence: all that follows asks for it again and again."""

    def __missing__(self, locator: LocatorStr) -> RefStr:
        """Tell it of a sentence that no index holds."""
        return source_of(locator)


def counted_figures(catalog: Catalog) -> Mapping[FigureIdStr, Counted]:
    """Return every figure with its unit, by its id."""
    return {
        figure.id: (figure, unit, catalog.units[unit])
        for metric in metrics_of(catalog).values()
        for figure in metric.observations
        for unit in (figure.unit or metric.unit,)
    }


def metrics_of(catalog: Catalog) -> Mapping[RefStr, Metric]:
    """Return the metrics among the records."""
    return {ref: record for ref, record in catalog.records.items() if isinstance(record, Metric)}


def card_of(ref: RefStr, record: Record, counted: Callable[[], Mapping[FigureIdStr, Counted]]) -> Card:
    """Reduce a record to what other pages may show of it; ``counted`` is asked where its name shows a figure."""
    name, _, slug = ref.partition("/")
    kind = KINDS[name]
    page = f"glossary.html#{slug}" if name == "term" else f"{kind.folder}/{slug}.html"
    date = record.date if isinstance(record, _DATED) else None
    shown = resolve_name(record.name, counted)
    return Card(ref, kind.name, shown, page, record.zh_certain, record.zh_translation, date, record.draft)


def make_cards(catalog: Catalog, refs: Iterable[RefStr]) -> Mapping[RefStr, Card]:
    """Return the cards of records."""
    counted = cache(partial(counted_figures, catalog))
    return {ref: card_of(ref, catalog.records[ref], counted) for ref in refs}


def bind_figures(
    catalog: Catalog, cards: Mapping[RefStr, Card], only: Container[FigureIdStr] | None = None
) -> Mapping[FigureIdStr, BoundFigure]:
    """Return every figure by its id, in the order of the catalog, or ``only`` some, whose metrics have cards."""
    metrics = metrics_of(catalog)
    figures = {figure.id: figure for metric in metrics.values() for figure in metric.observations}
    units = catalog.units
    found: dict[FigureIdStr, BoundFigure] = {}
    for ref, metric in metrics.items():
        if card := cards.get(ref):
            label, about, topics, counted = card.name, metric.about, metric.topics, metric.unit
            for figure in metric.observations:
                if only is not None and figure.id not in only:
                    continue
                unit, sources = figure.unit or counted, sources_of(figure, figures)
                # By their places: to match eight names takes longer than all else here.
                found[figure.id] = BoundFigure(figure, ref, label, about, topics, unit, units[unit], sources)
    return found


def sources_of(figure: Figure, figures: Mapping[FigureIdStr, Figure]) -> tuple[RefStr, ...]:
    """Return the sources a figure rests on; a derived figure rests on those of its inputs."""
    if figure.derived is None:
        if len(figure.evidence) == 1:
            return (source_of(figure.evidence[0]),)
        return tuple(dict.fromkeys(map(source_of, figure.evidence)))
    inputs = (figures[key] for key in figure.derived.inputs.values())
    return tuple(dict.fromkeys(source for part in inputs for source in sources_of(part, figures)))


def collect_spots(catalog: Catalog) -> Mapping[LocatorStr, Spot]:
    """Return every indexed sentence by its locator."""
    shows = catalog.config.excerpts
    found: dict[LocatorStr, Spot] = {}
    for stem, index in catalog.indexes.items():
        source, start = RefStr(""), "/"
        for one in index.sentences:
            locator = one.id
            if not locator.startswith(start):  # sentences of one source follow one another
                source, start = source_of(locator), f"{locator.partition('/')[0]}/"
            excerpt = _excerpt(catalog, stem, locator) if shows else None
            found[locator] = Spot(locator, source, index.file, one.lines, tuple(map(_token, one.figures)), excerpt)
    return found


def _excerpt(catalog: Catalog, stem: str, locator: LocatorStr) -> Excerpt:
    return Excerpt(catalog.sentence_texts[locator], Lang(catalog.plans[stem].language))


def targets_of(
    reaches: Mapping[RefStr, Reach], figures: Mapping[FigureIdStr, BoundFigure], sources: Sources
) -> Mapping[RefStr, tuple[RefStr, ...]]:
    """
    Return for each record those that it leads to, each once.

    A figure bound in prose leads to its metric; a cited sentence leads to its source.
    """
    bound, source = figures.__getitem__, sources.__getitem__
    return {
        ref: tuple(dict.fromkeys((*reach.records, *map(_metric, map(bound, reach.figures)), *map(source, reach.spots))))
        for ref, reach in reaches.items()
    }


def backlinks(
    targets: Mapping[RefStr, tuple[RefStr, ...]], ordered: Iterable[RefStr]
) -> Mapping[RefStr, tuple[RefStr, ...]]:
    """Turn the edges round: for each record, the others that lead to it, in the order in which these are given."""
    found: defaultdict[RefStr, list[RefStr]] = defaultdict(list)
    for ref in ordered:
        for target in targets[ref]:
            found[target].append(ref)
        if ref in targets[ref]:
            found[ref].pop()
    return {ref: tuple(found[ref]) if ref in found else () for ref in targets}


_CITED_FOR_OTHERS: Final = ("source/", "metric/")
"""Records that cite for what they are about, or are cited themselves."""


def cited_by(reaches: Mapping[RefStr, Reach], metrics: Iterable[Metric]) -> Mapping[LocatorStr, tuple[RefStr, ...]]:
    """Return for each sentence the records that cite it, metrics as what they are about."""
    found: defaultdict[LocatorStr, list[RefStr]] = defaultdict(list)
    for metric in metrics:
        for figure in metric.observations:
            for locator in figure.evidence:
                found[locator] += metric.about
    for ref, reach in reaches.items():
        if reach.spots and not ref.startswith(_CITED_FOR_OTHERS):
            for locator in reach.spots:
                if ref not in (refs := found[locator]):
                    refs.append(ref)
    return {locator: tuple(sorted(set(refs)) if len(refs) > 1 else refs) for locator, refs in found.items()}
