"""
Read a catalog once for all rules: every authored text with its prose, every id with what it names.

In: a catalog whose records decode. Out: a frozen ``Survey`` that the rules share.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from jianbao.model.basics import Lang, LocatorStr, Paragraph, RefStr, Waiver
from jianbao.model.evidence import Sentence
from jianbao.model.records import Figure, Metric, Record
from jianbao.model.site import Catalog
from jianbao.model.walk import Leaf, Path, language_path, leaves, words_of
from jianbao.problems import Pointer
from jianbao.text.names import NameTable, declared_names, name_table
from jianbao.text.prose import Prose, parse_prose


class Authored(Struct, frozen=True):
    """One language of one authored text. ``paragraph`` is absent for short texts."""

    ref: RefStr
    leaf: Leaf
    lang: Lang
    words: str
    prose: Prose
    paragraph: Paragraph | None

    @property
    def cites(self) -> tuple[LocatorStr, ...]:
        """Return the sentences the paragraph rests on."""
        return self.paragraph.cites if self.paragraph else ()

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """Return what the paragraph waives."""
        return self.paragraph.waive if self.paragraph else ()


class Observed(Struct, frozen=True):
    """A figure, its metric, and where it stands in the metric's file."""

    ref: RefStr
    metric: Metric
    figure: Figure
    path: Path

    @property
    def unit(self) -> str:
        """Return the unit id: the figure's own, else the metric's."""
        return self.figure.unit or self.metric.unit


class Survey(Struct, frozen=True):
    """What the rules look at."""

    catalog: Catalog
    leaves: Mapping[RefStr, tuple[Leaf, ...]]
    authored: tuple[Authored, ...]
    figures: Mapping[str, Observed]
    duplicates: tuple[Observed, ...]
    sentences: Mapping[LocatorStr, Sentence]
    seed_languages: Mapping[LocatorStr, Lang]
    names: NameTable

    def at(self, ref: RefStr, path: Path, *, key: bool = False) -> Pointer:
        """Point at a field of a record, or at its key."""
        origin = self.catalog.origins[ref]
        return Pointer(origin.file, (*origin.path, *path), key=key)

    def in_text(self, text: Authored, start: int, end: int) -> Pointer:
        """Point at a run of characters of an authored text."""
        field = self.at(text.ref, language_path(text.leaf, text.lang))
        return structs.replace(field, offset=start, width=end - start)


def survey(catalog: Catalog) -> Survey:
    """Walk every record once."""
    languages = catalog.config.languages
    found = {ref: tuple(leaves(record)) for ref, record in catalog.records.items()}
    observed = [one for ref, record in catalog.records.items() for one in _observed(ref, record)]
    figures = {one.figure.id: one for one in reversed(observed)}
    return Survey(
        catalog=catalog,
        leaves=found,
        authored=tuple(text for ref, walked in found.items() for text in _authored(ref, walked, languages)),
        figures={one.figure.id: one for one in observed if figures[one.figure.id] is one},
        duplicates=tuple(one for one in observed if figures[one.figure.id] is not one),
        sentences={one.id: one for index in catalog.indexes.values() for one in index.sentences},
        seed_languages=_seed_languages(catalog),
        names=name_table(declared_names(catalog.records)),
    )


def _observed(ref: RefStr, record: Record) -> Iterator[Observed]:
    if isinstance(record, Metric):
        for number, figure in enumerate(record.observations):
            yield Observed(ref, record, figure, ("observations", number))


def _authored(ref: RefStr, walked: tuple[Leaf, ...], languages: tuple[Lang, ...]) -> Iterator[Authored]:
    for leaf in walked:
        paragraph = leaf.value if isinstance(leaf.value, Paragraph) else None
        for lang, words in words_of(leaf).items():
            # Other languages are for the parity check to refuse: no rule knows how to read them.
            if lang in languages:
                yield Authored(ref, leaf, lang, words, parse_prose(words), paragraph)


def _seed_languages(catalog: Catalog) -> Mapping[LocatorStr, Lang]:
    return {
        sentence.id: Lang(catalog.plans[stem].language)
        for stem, index in catalog.indexes.items()
        if stem in catalog.plans
        for sentence in index.sentences
    }
