"""
Gather the facts of a new article: what an editor gave, and what the text itself prints.

In: the text with its plan and index, the facts given, the catalog. Out: facts for ``source_draft``. Nothing is guessed:
a byline is a line that names someone, a date is one that a byline prints whole, a publisher is a record.
"""

import re
from collections.abc import Iterator
from typing import Final

from jianbao.edit.source_draft import SourceFacts
from jianbao.model.basics import Dated, Lang, LocatorStr, RefStr, kind_of
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.given import Given
from jianbao.model.site import Catalog
from jianbao.text.citing import names_someone
from jianbao.text.dates import date_is_printed, printed_dates
from jianbao.text.pinyin import syllables
from jianbao.text.proposal import propose_plan, slug_of
from jianbao.text.scan import scan_figures
from jianbao.text.zones import split_lines, zone_lines

_PUBLISHERS: Final = ("organisation", "company")
_PARTS: Final = re.compile(r"\s*[|｜]\s*")
_SYLLABLES: Final = 6
_NAME: Final = re.compile(r"[A-Za-z\u3400-\u9fff][^\d]{0,50}\d{0,4}$")
_DAY: Final = "2025-06-05"

Article = tuple[str, SeedPlan, SeedIndex]


def propose_slug(stem: str, text: str, given: Given) -> str:
    r"""
    Propose a slug: the name that the file has, if it is a name, else the headline; of Chinese, how it sounds.

    >>> propose_slug("港口", "", Given()), propose_slug("000_8214", "New quays\n\nThere are more.", Given())
    ('gang-kou', 'new-quays')
    """
    for name in (stem if _NAME.match(stem) else "", given.title, headline_of(text, given.lang)):
        if slug := slug_of(name) or "-".join(syllables(name)[:_SYLLABLES]):
            return slug
    return slug_of(stem)


def headline_of(text: str, lang: Lang | None = None) -> str:
    """Return the first heading of a text that nobody has described yet; nothing where none is seen."""
    lines = split_lines(text)
    for zone in propose_plan(text, "text", lang).zones:
        if zone.kind == "heading":
            return lines[zone_lines(zone)[0] - 1].strip()
    return ""


def known_facts(slug: str, stem: str, article: Article, given: Given, catalog: Catalog) -> SourceFacts:
    """Gather what is known of an article."""
    text, plan, index = article
    lang = Lang(plan.language)
    own = [sentence.id for sentence in index.sentences if sentence.id.startswith(f"{slug}/")]
    cites = LocatorStr(next((locator for locator in own if "/h" in locator), own[0] if own else f"{slug}/s1"))
    publisher = _publisher(given.publisher, catalog)
    bylines = tuple(_lines_of(text, plan, slug, "byline"))
    headline = next(_lines_of(text, plan, slug, "heading"), "")
    titles = {Lang("en"): given.title, Lang("zh"): given.title_zh}
    return SourceFacts(
        seed=stem,
        lang=lang,
        titles=titles | {lang: titles.get(lang) or headline},
        cites=cites,
        byline=given.byline
        or next((part for line in bylines for part in _PARTS.split(line) if names_someone(part)), ""),
        publisher=publisher,
        unknown_publisher="" if publisher else given.publisher,
        date=_date(given.date, bylines, index, lang, cites),
        address=given.address,
    )


def _lines_of(text: str, plan: SeedPlan, slug: str, kind: str) -> Iterator[str]:
    lines = split_lines(text)
    for zone in plan.zones:
        if zone.kind == kind and zone.article == slug:
            yield from (
                lines[number - 1].strip("（）() \t\u3000") for number in zone_lines(zone) if number <= len(lines)
            )


def _publisher(given: str, catalog: Catalog) -> RefStr | None:
    """Find the record of a publisher by its reference, name or alias."""
    named = {
        form.casefold(): ref
        for ref, record in catalog.records.items()
        if kind_of(ref) in _PUBLISHERS
        for form in (ref, *record.name.values(), *(alias for many in record.aliases.values() for alias in many))
    }
    return named.get(given.casefold())


def _date(given: str, bylines: tuple[str, ...], index: SeedIndex, lang: Lang, cites: LocatorStr) -> Dated | None:
    """Date the article as given, marked as inferred where the text does not print it; else by a date in its byline."""
    if not given:
        found = (
            date for line in bylines for token in scan_figures(line, lang) for date in printed_dates(token.token, lang)
        )
        printed = next((date for date in found if len(date) == len(_DAY) and not date.startswith("-")), "")
        return Dated(when=printed, cites=(cites,)) if printed else None
    slug = cites.partition("/")[0]
    for line in bylines:
        if date_is_printed(given, [figure.token for figure in scan_figures(line, lang)], lang):
            return Dated(when=given, cites=(cites,))
    for sentence in index.sentences:
        tokens = [figure.token for figure in sentence.figures]
        if sentence.id.startswith(f"{slug}/") and date_is_printed(given, tokens, lang):
            return Dated(when=given, cites=(sentence.id,))
    return Dated(when=given, basis="inferred", cites=(cites,))
