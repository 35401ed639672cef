"""
What is known of a seed text: its regions, its sentences, the figures printed in them.

The words of a sentence are never part of these values; only its place, its digest and its figures are.
"""

from typing import Annotated, Literal

from msgspec import Meta

from jianbao.model.basics import Locator, Value

RegionKind = Literal["article", "heading", "byline", "caption", "furniture"]


class Zone(Value, frozen=True):
    """
    A run of lines of a seed text, counted from 1, both ends included, and what stands there.

    ``article`` is the slug of the source record that the lines belong to; page furniture belongs to none.
    """

    kind: RegionKind
    lines: Annotated[str, Meta(pattern=r"^[1-9][0-9]*(-[1-9][0-9]*)?\Z")]
    article: str = ""


class SeedPlan(Value, frozen=True, kw_only=True):
    """The hand-written record of one seed file: its name, language and zones."""

    file: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.txt\Z")]
    language: Annotated[str, Meta(pattern=r"^(en|zh)\Z")] = "en"
    zones: tuple[Zone, ...]


class Printed(Value, frozen=True):
    """
    A figure as a sentence prints it.

    ``token`` is the number with its hedge and its unit word where that is a symbol or a unit of measure
    (``over 88 percent``, ``17.63 billion RMB``); ``after`` is what the number counts, at most six words.
    """

    token: str
    after: str = ""


class Sentence(Value, frozen=True):
    """One sentence, heading or caption: where it stands (several lines where a break splits it) and what it prints."""

    id: Locator
    lines: tuple[int, ...]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
    figures: tuple[Printed, ...] = ()


class SeedIndex(Value, frozen=True):
    """The generated index of one seed file: the digest of its text, and its sentences in order."""

    file: str
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    sentences: tuple[Sentence, ...]
