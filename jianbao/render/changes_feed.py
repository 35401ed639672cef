"""
The feed of editions: what each sealed one corrected, withdrew and added, with the reasons.
"""

from collections.abc import Iterator

from jianbao.model.editions import EditionChanges, FigureChange
from jianbao.model.graph import Site
from jianbao.render.addresses import absolute
from jianbao.render.changes_words import SHOWN, anchor_of, heading_of, summary_of, words_of
from jianbao.render.feed_files import Feed, Item
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared

PAGE = "changes.html"


def changes_feed(site: Site, shared: Shared, phrases: Phrases) -> Iterator[Feed]:
    """Yield the feed of a language; none before the first edition is sealed."""
    config = shared.config
    routes = (route for route in site.routes if route.page == PAGE and route.lang == phrases.lang)
    sealed = [one for route in routes for one in route.editions if one.is_sealed]
    if sealed:
        yield Feed(
            lang=phrases.lang,
            stem="changes",
            title=phrases.say("changes.feed", site=phrases.name(config.title)),
            lead=phrases.say("changes.lead"),
            author=phrases.name(config.title),
            home=absolute(config.base_url, phrases.lang, PAGE),
            updated=config.build_date,
            items=tuple(_item(site, one, phrases, config.base_url) for one in sealed),
        )


def _item(site: Site, changes: EditionChanges, phrases: Phrases, base_url: str) -> Item:
    told = [one for shown in SHOWN for one in changes.figures if one.change == shown]
    return Item(
        url=f"{absolute(base_url, phrases.lang, PAGE)}#{anchor_of(changes.edition)}",
        title=heading_of(changes, phrases),
        day=changes.date,
        summary="\n".join([summary_of(changes, phrases), *(_line(site, one, phrases) for one in told)]),
        tags=(),
    )


def _line(site: Site, change: FigureChange, phrases: Phrases) -> str:
    words = (words_of(figure, change, phrases) for figure in (change.before, change.after))
    stated = " → ".join(word for word in words if word)
    label = phrases.name(change.shown.label)
    card = site.cards.get(change.correction) if change.correction else None
    reason = f" ({phrases.name(card.name)})" if card else ""
    return f"{phrases.say(f'changes.{change.change}')}: {label}: {stated}{reason}"
