"""
What programs find on a page: the same in other formats, and what the page is about.
"""

from markupsafe import Markup
from msgspec import Struct


class Copy(Struct, frozen=True, gc=False):
    """A file that says the same as the page, or announces it: its address, media type and name."""

    href: str
    type: str
    title: str
    lang: str = ""


class CardImage(Struct, frozen=True, gc=False):
    """The picture that announces a page elsewhere: its absolute address, what it says, its pixels."""

    address: str
    words: str
    width: int
    height: int


class Machine(Struct, frozen=True, kw_only=True):
    """
    What the head holds beside the names of a page.

    ``structured`` is JSON-LD that may stand in a script element; ``copies`` are linked from the head, ``data``
    below the figures, ``papers`` below the title; ``kind`` and ``locale`` are those of the Open Graph protocol.
    """

    kind: str = "website"
    locale: str = ""
    structured: Markup = Markup("")
    copies: tuple[Copy, ...] = ()
    data: tuple[Copy, ...] = ()
    papers: tuple[Copy, ...] = ()
    image: CardImage | None = None
