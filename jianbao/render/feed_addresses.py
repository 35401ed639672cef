"""
Where the feeds lie, and which sites and topics have one.

Apart from what writes them, which pages and cuts do not need.
"""

from typing import Final

from jianbao.model.basics import RefStr
from jianbao.model.graph import Route
from jianbao.render.reads import Shared

ALL: Final = "feed"
"""The address of the feed of all briefs, below the language folder and without suffix."""


def has_feeds(shared: Shared) -> bool:
    """Say whether the site has feeds."""
    return bool(shared.config.base_url) and "feeds" in shared.config.outputs


def topic_feed(route: Route) -> str:
    """Return the address of a topic's feed without its suffix; nothing where no brief leads to the topic."""
    if route.kind != "topic" or route.subject is None or not briefs_of(route):
        return ""
    return f"{route.page.removesuffix('.html')}.feed"


def briefs_of(route: Route) -> tuple[RefStr, ...]:
    """Return the briefs that lead to the subject of a page."""
    return tuple(ref for ref in route.backlinks if ref.startswith("brief/"))
