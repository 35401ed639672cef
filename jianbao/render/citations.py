"""
Citations of pages, and of the article that the page of a source is about.

In: a record and what resolves its words. Out: works in the words of each language, the box that a page shows,
and one set of files a record for reference managers. The date of a page is that of the content, never the clock's.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from jianbao.model.artifact import Artifact
from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.graph import Site
from jianbao.model.records import KINDS, Record, Source
from jianbao.render.addresses import absolute, up
from jianbao.render.cite_views import CitationView, CiteFile, CiteText, CiteView
from jianbao.render.desk import Desk
from jianbao.render.phrases import Phrases, html_lang
from jianbao.render.plain import PlainResolve
from jianbao.render.reads import Shared
from jianbao.text.citation_files import FORMATS
from jianbao.text.citing import Work, cite, read_byline
from jianbao.text.markdown import plain_field

FOLDER: Final = "data/cite"

UNCITED: Final = frozenset({"term", "page"})
"""Kinds without a citation: terms share a page, and the editors' own pages are about the site."""


def render_citations(site: Site, shared: Shared) -> Iterator[Artifact]:
    """Yield a file in each format for every record that can be cited; it holds the page in every language."""
    if "citations" not in shared.config.outputs:
        return
    languages = shared.config.languages
    plain = PlainResolve(site.figures, site.cards, Phrases(languages[0], languages, shared.ui))
    for route in site.routes:
        ref = route.subject
        if ref is None or route.lang != languages[0] or route.template == "parallel" or not _is_cited(ref):
            continue
        record, place = site.records[ref], (ref, route.page)
        works = [_page_work(shared, _turned(plain, lang), place, record) for lang in languages]
        if isinstance(record, Source):
            works.append(_article_work(plain, ref, record))
        for suffix, (_, write) in FORMATS.items():
            yield Artifact(_file(ref, suffix), write(works).encode())


def citation_box(desk: Desk, shared: Shared) -> CiteView | None:
    """Return what a page says of how to cite it; nothing on a page that is not about one record."""
    route = desk.reads.route
    if (
        "citations" not in shared.config.outputs
        or route.subject is None
        or route.template == "parallel"
        or not _is_cited(route.subject)
    ):
        return None
    record, place, languages = desk.reads.records[route.subject], (route.subject, route.page), shared.config.languages
    own_first = sorted(languages, key=lambda lang: lang != desk.phrases.lang)
    pages = [(lang, _page_work(shared, _turned(desk.plain, lang), place, record)) for lang in own_first]
    works = [_citation(desk, "cite.page", pages)]
    if isinstance(record, Source):
        article = _article_work(desk.plain, route.subject, record)
        works.append(_citation(desk, "cite.article", [(lang, article) for lang in own_first]))
    root = f"{up(route.page)}../"
    files = (CiteFile(root + _file(route.subject, suffix), name) for suffix, (name, _) in FORMATS.items())
    return CiteView(tuple(works), tuple(files))


def _is_cited(ref: RefStr) -> bool:
    return kind_of(ref) not in UNCITED


def _turned(plain: PlainResolve, lang: Lang) -> PlainResolve:
    return structs.replace(plain, phrases=plain.phrases.turned(lang))


def _file(ref: RefStr, suffix: str) -> str:
    kind, _, slug = ref.partition("/")
    return f"{FOLDER}/{KINDS[kind].folder}/{slug}.{suffix}"


def _citation(desk: Desk, key: str, works: list[tuple[Lang, Work]]) -> CitationView:
    phrases = desk.phrases
    labels = {lang: phrases.ui.get(f"cite.{lang}") or phrases.language(lang) for lang, _ in works}
    texts = tuple(CiteText(html_lang(lang), labels[lang], cite(work, lang)) for lang, work in works)
    return CitationView(phrases.say(key), texts)


def _page_work(shared: Shared, plain: PlainResolve, place: tuple[RefStr, str], record: Record) -> Work:
    """Describe a page: the site speaks for it, in the edition and of the date that the configuration gives."""
    (ref, page), config, lang = place, shared.config, plain.phrases.lang
    kind, _, slug = ref.partition("/")
    title = plain_field(record.name[lang], plain)
    if isinstance(record, Source):  # else it would be taken for the article
        title = f"{plain.phrases.say('kind.source.one')}{plain.phrases.say('list.colon')}{title}"
    return Work(
        key=f"{KINDS[kind].folder}-{slug}-{lang}",
        kind="webpage",
        lang=lang,
        title=title,
        authors=(config.title[lang],),
        edition=config.edition,
        issued=config.build_date,
        url=absolute(config.base_url, lang, page),
    )


def _language_of(source: Source) -> Lang:
    """Return the language of the headline that is not our translation."""
    ours = {"zh": source.zh_translation, "en": source.en_translation}
    return next((lang for lang in source.name if not ours.get(lang)), next(iter(source.name)))


def _article_work(plain: PlainResolve, ref: RefStr, source: Source) -> Work:
    """Describe an article as far as its facts are stated."""
    lang = _language_of(source)
    byline = read_byline(source.byline)
    return Work(
        key=f"{ref.partition('/')[2]}-article",
        kind="document",
        lang=lang,
        title=plain_field(source.name[lang], _turned(plain, lang)),
        authors=byline.authors,
        editors=byline.editors,
        publisher=plain.cards[source.publisher.to].name[lang] if source.publisher else "",
        issued=source.date.when if source.date else "",
        url=source.address,
        is_inferred=source.date is not None and source.date.basis == "inferred",
    )
