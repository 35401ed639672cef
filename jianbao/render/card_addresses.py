"""
Where the cards lie, and which pages have one.

They are found by absolute addresses only, so a site that does not know where it stands has none.
"""

from typing import Final

from jianbao.model.config import Config
from jianbao.model.graph import Route

KINDS: Final = frozenset({"brief", "topic", "region", "company", "policy"})


def has_card(route: Route, config: Config) -> bool:
    """Say whether a page has a card."""
    return (
        "cards" in config.outputs
        and bool(config.base_url)
        and route.kind in KINDS
        and route.subject is not None
        and route.template != "parallel"
    )


def card_path(route: Route) -> str:
    """Return where the card of a page lies, below the root of the site."""
    return f"cards/{route.path.removesuffix('.html')}.png"
