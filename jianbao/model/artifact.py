"""What the site is made of once it is rendered: files with an address and bytes."""

from msgspec import Struct


class Artifact(Struct, frozen=True):
    """A file of the site. ``path`` is relative to the output folder, with forward slashes."""

    path: str
    body: bytes
