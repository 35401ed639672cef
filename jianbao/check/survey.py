"""
Read a catalog once for all rules: every authored text with its prose, every id with what it names.

In: a catalog whose records decode. Out: a frozen ``Survey`` that the rules share.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from operator import attrgetter
from typing import Final

from msgspec import Struct, structs

from jianbao.model.basics import Lang, LocatorStr, Paragraph, RefStr
from jianbao.model.evidence import Printed, Sentence
from jianbao.model.outline import Outline
from jianbao.model.records import Figure, Metric
from jianbao.model.site import Catalog
from jianbao.model.walk import Leaf, Path, language_path, leaves, words_of
from jianbao.problems import Pointer
from jianbao.text.outlines import outline_of
from jianbao.text.prose import DateToken, FigureToken, LinkToken, Prose, Token, parse_prose, visible_words

_NOTHING: Final[frozenset[str]] = frozenset()
_WORDED: Final = frozenset({"text", "paragraph"})


class Authored(Struct, frozen=True):
    """
    One language of one authored text. ``paragraph`` is absent for short texts.

    ``visible`` is the text without its tokens, ``bound`` names all that the tokens bind: no figure, date or record
    is called like another.
    """

    ref: RefStr
    leaf: Leaf
    lang: Lang
    words: str
    prose: Prose
    visible: str
    bound: frozenset[str]
    paragraph: Paragraph | None

    @property
    def cites(self) -> tuple[LocatorStr, ...]:
        """Return the sentences the paragraph rests on."""
        return self.paragraph.cites if self.paragraph else ()


class Passage(Struct, frozen=True):
    """An authored text in all its languages, those included that the site does not have."""

    ref: RefStr
    leaf: Leaf
    texts: tuple[Authored, ...]


class Observed(Struct, frozen=True, gc=False):
    """A figure, its metric, and where it stands in the metric's file."""

    ref: RefStr
    metric: Metric
    figure: Figure
    path: Path

    @property
    def unit(self) -> str:
        """Return the unit id: the figure's own, else the metric's."""
        return self.figure.unit or self.metric.unit


class Overview(Struct, frozen=True):
    """
    What is to be known of the whole site to judge one record: every id with what it names.

    Of figures with the same id the first counts; the others are ``duplicates``.
    """

    catalog: Catalog
    figures: Mapping[str, Observed]
    duplicates: tuple[Observed, ...]
    sentences: Mapping[LocatorStr, Sentence]
    seed_languages: Mapping[LocatorStr, Lang]

    def printed(self, locator: LocatorStr, token: str) -> Printed | None:
        """Return the first figure that a sentence prints in these words."""
        sentence = self.sentences.get(locator)
        for one in sentence.figures if sentence else ():
            if one.token == token:
                return one
        return None


class Survey(Overview, frozen=True):
    """
    What the rules look at.

    Only the records that are ``judged`` are walked; of the others there are their figures and outlines. Where the
    catalog is a part of a site, ``names`` are the declared names of the whole.
    """

    judged: Collection[RefStr]
    outlines: Mapping[RefStr, Outline]
    leaves: Mapping[RefStr, tuple[Leaf, ...]]
    passages: tuple[Passage, ...]
    authored: tuple[Authored, ...]
    names: tuple[str, ...] | None = None

    @property
    def observed(self) -> list[Observed]:
        """Return the figures of the records that are judged."""
        return [one for one in self.figures.values() if one.ref in self.judged] if self.judged else []

    def at(self, ref: RefStr, path: Path, *, key: bool = False) -> Pointer:
        """Point at a field of a record, or at its key."""
        origin = self.catalog.origins[ref]
        return Pointer(origin.file, (*origin.path, *path), key=key)

    def in_text(self, text: Authored, start: int, end: int) -> Pointer:
        """Point at a run of characters of an authored text."""
        field = self.at(text.ref, language_path(text.leaf, text.lang))
        return structs.replace(field, offset=start, width=end - start)


def overview(catalog: Catalog) -> Overview:
    """Gather every id of a site; nothing is walked."""
    metrics = [(ref, record) for ref, record in catalog.records.items() if isinstance(record, Metric)]
    observed = [
        Observed(ref, metric, figure, ("observations", number))
        for ref, metric in metrics
        for number, figure in enumerate(metric.observations)
    ]
    figures: dict[str, Observed] = {}
    duplicates = [one for one in observed if figures.setdefault(one.figure.id, one) is not one]
    return Overview(
        catalog=catalog,
        figures=figures,
        duplicates=tuple(duplicates),
        sentences={one.id: one for index in catalog.indexes.values() for one in index.sentences},
        seed_languages=_seed_languages(catalog),
    )


def survey(
    catalog: Catalog,
    known: Mapping[RefStr, Outline] | None = None,
    judged: Collection[RefStr] | None = None,
    *,
    seen: Overview | None = None,
) -> Survey:
    """Walk the records to be ``judged`` once: those whose outline is not ``known``, unless others are named."""
    known, languages, seen = known or {}, catalog.config.languages, seen or overview(catalog)
    outlines = {ref: known.get(ref) or outline_of(record) for ref, record in catalog.records.items()}
    chosen = catalog.records.keys() - known.keys() if judged is None else judged
    found = {ref: tuple(leaves(record)) for ref, record in catalog.records.items() if ref in chosen}
    passages = tuple(passage for ref, walked in found.items() for passage in _passages(ref, walked))
    return Survey(
        catalog=catalog,
        figures=seen.figures,
        duplicates=seen.duplicates,
        sentences=seen.sentences,
        seed_languages=seen.seed_languages,
        judged=found.keys(),
        outlines=outlines,
        leaves=found,
        passages=passages,
        # Other languages are for the parity check to refuse: no rule knows how to read them.
        authored=tuple(text for passage in passages for text in passage.texts if text.lang in languages),
    )


def _passages(ref: RefStr, walked: tuple[Leaf, ...]) -> Iterator[Passage]:
    for leaf in walked:
        if leaf.role in _WORDED:
            texts = words_of(leaf).items()
            yield Passage(ref, leaf, tuple([_author(ref, leaf, lang, parse_prose(words)) for lang, words in texts]))


def _author(ref: RefStr, leaf: Leaf, lang: Lang, prose: Prose) -> Authored:
    paragraph = leaf.value if isinstance(leaf.value, Paragraph) else None
    tokens = prose.tokens
    if not tokens:
        return Authored(ref, leaf, lang, prose.text, prose, prose.text, _NOTHING, paragraph)
    bound = frozenset([_BOUND[type(token)](token) for token in tokens])
    return Authored(ref, leaf, lang, prose.text, prose, visible_words(prose), bound, paragraph)


_BOUND: Final[Mapping[type, Callable[[Token], str]]] = {
    FigureToken: attrgetter("figure"),
    LinkToken: attrgetter("ref"),
    DateToken: attrgetter("when"),
}
"""What a token binds."""


def _seed_languages(catalog: Catalog) -> Mapping[LocatorStr, Lang]:
    found: dict[LocatorStr, Lang] = {}
    for stem, index in catalog.indexes.items():
        if stem in catalog.plans:
            found |= dict.fromkeys([one.id for one in index.sentences], Lang(catalog.plans[stem].language))
    return found
