"""
Digest templates with all that they include, so that a page is filled again when any of it changes.
"""

from collections.abc import Mapping

from msgspec import Struct

from jianbao.render.keys import digest_of


class Source(Struct, frozen=True, array_like=True):
    """The text of a template by its digest, and the templates it names; ``None`` where that is not known."""

    digest: bytes
    names: tuple[str, ...] | None


def sources_of(texts: Mapping[str, str], former: Mapping[str, Source]) -> Mapping[str, Source]:
    """Read what each template names; those that have not changed need not be read."""
    found: dict[str, Source] = {}
    for name, text in texts.items():
        digest = digest_of(text)
        known = former.get(name)
        found[name] = known if known is not None and known.digest == digest else Source(digest, _names(text))
    return found


def _names(text: str) -> tuple[str, ...] | None:
    from jianbao.render.environment import references  # Jinja costs 60 ms to import, and most builds do without it

    return references(text)


def closures_of(sources: Mapping[str, Source]) -> Mapping[str, bytes]:
    """Return for each template a digest of it and of all that it leads to."""
    return {name: digest_of([sources[one].digest for one in sorted(_reached(name, sources))]) for name in sources}


def _reached(name: str, sources: Mapping[str, Source]) -> set[str]:
    found = {name}
    waiting = [name]
    while waiting:
        names = sources[waiting.pop()].names
        new = (sources.keys() if names is None else sources.keys() & set(names)) - found
        found |= new
        waiting += new
    return found
