"""
Let a page be shown at any address, as hosts show the page for lost ones.

Its relative links would lead astray there. With ``base_url`` they begin at the root of the host, so that they
hold on that host's previews too; without it they stay as they are, and hold beside the page itself.
"""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from msgspec import structs

from jianbao.render.views import Frame, LinkView


def frame_anywhere(frame: Frame) -> Frame:
    """Turn the links around a page from relative ones into ones from the root of the host."""
    here = frame.canonical
    if not here:
        return frame
    return structs.replace(
        frame,
        root=_rooted(here, frame.root),
        home=_rooted(here, frame.home),
        menu=_links(here, frame.menu),
        lists=_links(here, frame.lists),
        alternates=tuple(structs.replace(one, href=_rooted(here, one.href)) for one in frame.alternates),
    )


def _links(here: str, links: Iterable[LinkView]) -> tuple[LinkView, ...]:
    return tuple(structs.replace(link, href=_rooted(here, link.href)) for link in links)


def _rooted(here: str, href: str) -> str:
    """
    Return the path of an address, seen from a page.

    >>> _rooted("https://example.org/x/en/404.html", "../assets/")
    '/x/assets/'
    """
    return urlsplit(urljoin(here, href)).path
