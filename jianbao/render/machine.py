"""
Say to programs what a page is, and where the same stands in other formats.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from jianbao.model.basics import Lang
from jianbao.render.addresses import within
from jianbao.render.cards import card_image
from jianbao.render.desk import Desk
from jianbao.render.feed_addresses import ALL, has_feeds, topic_feed
from jianbao.render.json_ld import structured_data
from jianbao.render.machine_view import Copy, Machine
from jianbao.render.markdown_copy import has_copy
from jianbao.render.markup_files import script_json
from jianbao.render.paper_addresses import PARALLEL, paper_links
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared
from jianbao.render.record_data import data_stem
from jianbao.render.views import PageView

LOCALES: Final[Mapping[str, str]] = {"en": "en_GB", "zh": "zh_CN"}
"""Languages as the Open Graph protocol writes them, with a territory."""

FEED_TYPES: Final = (("xml", "application/atom+xml"), ("json", "application/feed+json"))
DATA_TYPES: Final = (("csv", "text/csv"), ("json", "application/json"))


def machine_of(view: PageView, desk: Desk, shared: Shared) -> Machine:
    """Gather what the head of a page holds for programs."""
    graph = structured_data(view, desk, shared)
    return Machine(
        kind="article" if desk.reads.route.template == "brief" else "website",
        locale=LOCALES.get(desk.phrases.lang, ""),
        structured=script_json(graph) if graph else Machine().structured,
        copies=tuple(_copies(desk, shared)),
        data=tuple(_data(desk)) if "data" in shared.config.outputs else (),
        papers=tuple(_papers(desk, shared)),
        image=card_image(view.head.title, desk.reads.route, shared.config),
    )


def _copies(desk: Desk, shared: Shared) -> Iterator[Copy]:
    route, phrases = desk.reads.route, desk.phrases
    if has_copy(route, shared.config):
        name = route.page.rpartition("/")[2].removesuffix(".html")
        yield Copy(f"{name}.md", "text/markdown", phrases.say("markdown.copy"))
    if has_feeds(shared) and route.template != "not_found":  # it is shown anywhere, so it cannot say where they are
        title = phrases.name(shared.config.title)
        yield from _feed(route.page, ALL, title)
        if route.template == "record" and (stem := topic_feed(route)):
            yield from _feed(route.page, stem, _topic_title(desk, phrases, title))


def _topic_title(desk: Desk, phrases: Phrases, site: str) -> str:
    record = next(iter(desk.reads.records.values()))
    return phrases.say("feed.topic", site=site, topic=desk.words(record.name))


def _feed(page: str, stem: str, title: str) -> Iterator[Copy]:
    for suffix, media_type in FEED_TYPES:
        yield Copy(within(page, f"{stem}.{suffix}"), media_type, title)


def _data(desk: Desk) -> Iterator[Copy]:
    stem = data_stem(desk.reads.route)
    for suffix, media_type in DATA_TYPES if stem else ():
        yield Copy(within(desk.reads.route.page, f"../{stem}.{suffix}"), media_type, suffix.upper())


def _papers(desk: Desk, shared: Shared) -> Iterator[Copy]:
    """Yield the editions on paper, each language by its own name."""
    for edition, href in paper_links(desk.reads.route, shared.config):
        if edition == PARALLEL:
            yield Copy(href, "application/pdf", desk.phrases.say("paper.parallel"))
        else:
            words = shared.ui[Lang(edition)]["language.name"]
            yield Copy(href, "application/pdf", words, desk.phrases.foreign(words))
