"""
What a template sees of the citation of a page.
"""

from msgspec import Struct


class CiteText(Struct, frozen=True, gc=False):
    """One line of citation, in the language and style that it names."""

    lang: str
    style: str
    words: str


class CitationView(Struct, frozen=True, gc=False):
    """How to cite one work, in each style."""

    heading: str
    texts: tuple[CiteText, ...]


class CiteFile(Struct, frozen=True, gc=False):
    """A file for reference managers, by the name of its format."""

    href: str
    words: str


class CiteView(Struct, frozen=True, gc=False):
    """How to cite a page, and the article that it is about; the files that hold the same."""

    works: tuple[CitationView, ...]
    files: tuple[CiteFile, ...]
