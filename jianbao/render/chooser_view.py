"""
What the template of the root sees: the languages to choose from.
"""

from msgspec import Struct


class Choice(Struct, frozen=True):
    """A language to choose at the root, everything said in that language."""

    lang: str
    label: str
    href: str
    absolute: str
    description: str
    lost: str


class ChooserView(Struct, frozen=True, kw_only=True):
    """The root of the site: each language named in itself."""

    lang: str
    title: str
    description: str
    choices: tuple[Choice, ...]
    root: str
