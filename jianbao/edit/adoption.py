"""
Propose what a source still asks for: a record for each printed figure that is open, and links to what it mentions.

In: a catalog, the coverage of an article, its words where they are at hand. Out: drafts by file, dates that nobody
states yet, mentions. An article of which every figure is accounted for gets no proposal.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from jianbao.edit.figure_draft import FigureNotes, figure_draft
from jianbao.model.basics import Dated, Lang, LocatorStr, RefStr, kind_of
from jianbao.model.evidence import Printed, Sentence
from jianbao.model.graph import CoverageRow
from jianbao.model.records import Metric, Source
from jianbao.model.site import Catalog
from jianbao.model.walk import leaves
from jianbao.text.chinese_dates import years_of_token
from jianbao.text.dates import date_is_printed, printed_dates
from jianbao.text.names import NAMELESS_KINDS, NameTable, name_table
from jianbao.text.printed import read_bare, read_printed
from jianbao.text.stances import Stance, guess_stance

_LONGEST_ID: Final = 60
_UNNAMED: Final = NAMELESS_KINDS | {"source", "term"}


class Draft(Struct, frozen=True):
    """One figure that is open, the file that its record would be, and the text of it."""

    row: CoverageRow
    file: str
    text: str


class Adoption(Struct, frozen=True, kw_only=True):
    """What is proposed for an article: records, dates to be stated or left out, records to be linked."""

    slug: str
    stem: str
    drafts: tuple[Draft, ...]
    dates: tuple[CoverageRow, ...]
    mentions: Mapping[RefStr, tuple[LocatorStr, ...]]


class Article(Struct, frozen=True):
    """An article as the proposals need it: its index, its words by sentence, the names of what is known."""

    catalog: Catalog
    slug: str
    stem: str
    lang: Lang
    year: str
    sentences: Mapping[LocatorStr, Sentence]
    named: Mapping[str, RefStr]
    names: NameTable


def article_of(catalog: Catalog, slug: str, year: str = "") -> Article | None:
    """
    Find an article by the slug that the zones of its text give it; nothing where no text is indexed for it.

    ``year`` is that of a source whose record cannot be read yet.
    """
    for stem, plan in catalog.plans.items():
        if stem in catalog.indexes and slug in {zone.article for zone in plan.zones}:
            own = {one.id: one for one in catalog.indexes[stem].sentences if one.id.startswith(f"{slug}/")}
            record = catalog.records.get(RefStr(f"source/{slug}"))
            year = record.date.when[:4] if isinstance(record, Source) and record.date else year
            named = _named(catalog)
            return Article(catalog, slug, stem, Lang(plan.language), year, own, named, name_table(named))
    return None


def adopt(article: Article, rows: Iterable[CoverageRow], begun: Iterable[str] = ()) -> Adoption:
    """Propose a record for each open figure of the rows, once for each token of a sentence; ``begun`` ids are taken."""
    is_open = {(row.locator, row.token): row for row in rows if row.state == "open"}
    dates = tuple(row for row in is_open.values() if printed_dates(row.token, article.lang))
    figures = [row for row in is_open.values() if row not in dates]
    taken: set[str] = {
        figure.id
        for record in article.catalog.records.values()
        if isinstance(record, Metric)
        for figure in record.observations
    }
    taken.update(begun)
    drafts = []
    for row in figures:
        name = _new_id(row.locator, taken)
        taken.add(name)
        file = f"site_src/metrics/{article.slug}/{name}.yaml"
        drafts.append(Draft(row, file, figure_draft(_notes(article, row, name), article.catalog.config.languages)))
    return Adoption(
        slug=article.slug, stem=article.stem, drafts=tuple(drafts), dates=dates, mentions=_unlinked(article)
    )


def _new_id(locator: LocatorStr, taken: Iterable[str]) -> str:
    """Name a figure after its sentence; an editor gives it a better name."""
    slug, _, place = locator.partition("/")
    stem = f"{slug[:_LONGEST_ID].rstrip('-')}-{place}"
    stem = stem if stem[0].isalpha() else f"f-{stem}"
    names = (f"{stem}-{number}" for number in range(1, 10_000))
    return next(name for name in names if name not in taken)


def _notes(article: Article, row: CoverageRow, name: str) -> FigureNotes:
    sentence = article.sentences[row.locator]
    words = article.catalog.sentence_texts.get(row.locator, "")
    printed = Printed(row.token, row.after)
    stance = guess_stance(words, row.token, article.lang, article.year)
    return FigureNotes(
        id=name,
        locator=row.locator,
        lines=sentence.lines,
        seed_file=f"{article.stem}.txt",
        printed=printed,
        readings=read_printed(printed, article.lang, article.catalog.units),
        bare=read_bare(printed, article.lang),
        stance=stance,
        period=_period(article, sentence, stance),
        mentions=tuple(_mentioned(article, words)),
    )


def _period(article: Article, sentence: Sentence, stance: Stance) -> Dated | None:
    """Take the one date that a sentence prints; a bare year that is aimed at is the year by whose end."""
    tokens = [figure.token for figure in sentence.figures]
    found = {date for token in tokens for date in _dates(article, token, tokens)}
    if len(found) != 1:
        return None
    (when,) = found
    if stance.status in ("target", "plan", "projection") and when.isdecimal() and when > article.year > "":
        when = f"../{when}"
    return Dated(when=when, cites=(sentence.id,))


def _dates(article: Article, token: str, beside: list[str]) -> Iterator[str]:
    """Complete the dates of a token with the year that they must have; one that may have two is none."""
    if token.casefold().startswith(("last ", "next ")):
        return
    years = {date[:4] for one in beside for date in printed_dates(one, article.lang) if not date.startswith("-")}
    for date in printed_dates(token, article.lang):
        possible = years_of_token(token, years, article.year) if date.startswith("-") else ("",)
        for year in possible[:1]:
            whole = "/".join(f"{year}{end[1:]}" if end.startswith("-") else end for end in date.split("/"))
            if date_is_printed(whole, beside, article.lang, year_hint=article.year):
                yield whole


def _named(catalog: Catalog) -> Mapping[str, RefStr]:
    """Return the records by their names and aliases in every language."""
    return {
        form.casefold(): ref
        for ref, record in catalog.records.items()
        if kind_of(ref) not in _UNNAMED
        for form in (*record.name.values(), *(alias for many in record.aliases.values() for alias in many))
    }


def _mentioned(article: Article, words: str) -> Iterator[RefStr]:
    found = (article.named.get(one.form) for one in article.names.find(words))
    yield from dict.fromkeys(ref for ref in found if ref)


def _unlinked(article: Article) -> Mapping[RefStr, tuple[LocatorStr, ...]]:
    """Return the records that the article mentions and that do not cite it yet, with the sentences."""
    places: dict[RefStr, list[LocatorStr]] = {}
    for locator in article.sentences:
        for ref in _mentioned(article, article.catalog.sentence_texts.get(locator, "")):
            places.setdefault(ref, []).append(locator)
    return {ref: tuple(found) for ref, found in sorted(places.items()) if not _cites(article, ref)}


def _cites(article: Article, ref: RefStr) -> bool:
    own = f"{article.slug}/"
    record = article.catalog.records[ref]
    return any(leaf.role == "locator" and str(leaf.value).startswith(own) for leaf in leaves(record))
