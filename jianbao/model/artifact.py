"""What the site is made of once it is rendered: files with an address and bytes."""

from msgspec import Struct


class Artifact(Struct, frozen=True):
    """A file of the site. ``path`` is relative to the output folder, with forward slashes."""

    path: str
    body: bytes


class Kept(Struct, frozen=True):
    """A file of the site that is published already, just as a new rendering would make it."""

    path: str


class Beside(Artifact, frozen=True):
    """A file that lies beside the site in the offline bundle; ``path`` is relative to the bundle's own folder."""


class Paper(Struct, frozen=True):
    """A PDF or a card before it is set: where it will lie, its Typst source, and the record that it shows."""

    path: str
    source: str
    subject: str
