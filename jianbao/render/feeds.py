"""
Feeds: one of briefs a language, one for each topic with a brief, one of editions with their corrections.

A feed is read far from the site, so its addresses are absolute: without ``base_url`` there are no feeds.
Both formats ask for a full date. One that is not known to the day stands as the first day of its month or
year, and the summary says how the date is known.
"""

from collections.abc import Iterator

from jianbao.model.artifact import Artifact
from jianbao.model.basics import RefStr
from jianbao.model.graph import Site
from jianbao.model.records import Brief
from jianbao.render.addresses import absolute
from jianbao.render.changes_feed import changes_feed
from jianbao.render.feed_addresses import ALL, briefs_of, has_feeds, topic_feed
from jianbao.render.feed_files import Feed, Item, write_atom, write_json_feed
from jianbao.render.phrases import Phrases
from jianbao.render.plain import PlainResolve
from jianbao.render.reads import Shared
from jianbao.text.dates import format_date
from jianbao.text.markdown import plain_field, plain_text


def render_feeds(site: Site, shared: Shared) -> Iterator[Artifact]:
    """Yield every feed in both formats; nothing where the site does not know where it stands."""
    if has_feeds(shared):
        for lang in shared.config.languages:
            phrases = Phrases(lang, shared.config.languages, shared.ui)
            for feed in (*_feeds(site, shared, phrases), *changes_feed(site, shared, phrases)):
                yield Artifact(f"{lang}/{feed.stem}.xml", write_atom(feed, shared.config.base_url))
                yield Artifact(f"{lang}/{feed.stem}.json", write_json_feed(feed, shared.config.base_url))


def _feeds(site: Site, shared: Shared, phrases: Phrases) -> Iterator[Feed]:
    config, say = shared.config, phrases.say
    briefs = tuple(ref for ref, record in site.records.items() if isinstance(record, Brief))
    title = phrases.name(config.title)
    pages: list[tuple[str, str, str, tuple[RefStr, ...]]] = [(ALL, "briefs/index.html", title, briefs)]
    for route in site.routes:
        if route.lang == phrases.lang and route.template == "record" and (stem := topic_feed(route)):
            topic = phrases.name(site.cards[route.subject or RefStr("")].name)
            pages.append((stem, route.page, say("feed.topic", site=title, topic=topic), briefs_of(route)))
    for stem, page, name, members in pages:
        newest = sorted(members, key=lambda ref: (site.cards[ref].when, ref), reverse=True)
        yield Feed(
            lang=phrases.lang,
            stem=stem,
            title=name,
            lead=phrases.name(config.description),
            author=title,
            home=absolute(config.base_url, phrases.lang, page),
            updated=config.build_date,
            items=tuple(_item(site, ref, phrases, config.base_url) for ref in newest),
        )


def _item(site: Site, ref: RefStr, phrases: Phrases, base_url: str) -> Item:
    record = site.records[ref]
    if not isinstance(record, Brief):
        raise TypeError(ref)
    plain = PlainResolve(site.figures, site.cards, phrases)
    summary = plain_text(phrases.name(record.bottom_line.text), phrases.lang, plain)
    if record.date.basis == "inferred":
        note = plain_field(phrases.name(record.date.note), plain) if record.date.note else ""
        written = format_date(record.date.when, phrases.lang)
        summary = "\n\n".join([summary, phrases.say("feed.inferred", date=written, note=note).strip()])
    return Item(
        url=absolute(base_url, phrases.lang, site.cards[ref].page),
        title=plain_field(phrases.name(record.name), plain),
        day=first_day(record.date.when),
        summary=summary,
        tags=tuple(phrases.name(site.cards[topic].name) for topic in record.topics),
    )


def first_day(when: str) -> str:
    """
    Return the first day of a date or interval; one with an open start gives the first day of its end.

    >>> first_day("2026"), first_day("2026-06"), first_day("2026-06-05/2026-07"), first_day("../2026")
    ('2026-01-01', '2026-06-01', '2026-06-05', '2026-01-01')
    """
    start, _, end = when.partition("/")
    known = end if start == ".." else start
    return known + "-01" * (2 - known.count("-"))
