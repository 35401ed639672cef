"""
What the parts of a site are made with, and what comes of them: values to be handed to whoever makes them.

Apart from the makers, so that a build with nothing to make loads neither them nor Jinja.
"""

from msgspec import Struct

from jianbao.model.artifact import Artifact, Paper
from jianbao.model.graph import Site
from jianbao.problems import Problem
from jianbao.render.parts import Part
from jianbao.render.reads import Shared


class Kit(Struct, frozen=True):
    """
    What every part of a site is made with: what all pages read, and the texts of the templates.

    ``entry`` is where the index of the search begins; it changes with every record, so only the page that loads it
    may know.
    """

    shared: Shared
    entry: str
    texts: tuple[tuple[str, str], ...]


Outcome = tuple[Artifact, ...] | Paper | Problem


class Chunk(Struct, frozen=True):
    """Parts with all that they read: whoever has it needs nothing else to make them, in whatever process."""

    parts: tuple[Part, ...]
    site: Site
    kit: Kit
