"""
Digest templates with all that they include, so that a page is filled again when any of it changes.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from jianbao.render.digests import digest_of
from jianbao.text.late import late_pattern

_WORDS: Final = ("extends", "from", "import", "include")
"""Without one of these no template names another."""

_NAMING: Final = late_pattern(
    r"""\{%[-+]?\s*(?:(?:extends|include)|(from)|import)\s+(?:"([^"'\\]+)"|'([^"'\\]+)')"""
    r"""\s*(?:[-+]?%\}|(?:as|ignore|import|with|without)\b)"""
)
"""A statement that names one template; after ``from`` it holds a second word."""


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
    """Return the names in a text, where in doubt more than it leads to; ``None`` where they are not known."""
    names = _plain_names(text)
    if names is not None:
        return names
    from jianbao.render.environment import references  # to parse a template takes a hundred times as long

    return references(text)


def _plain_names(text: str) -> tuple[str, ...] | None:
    """Find the names where they are written out, also in comments; ``None`` where one may stand in another form."""
    found = _NAMING.findall(text)
    words = sum(2 if is_from else 1 for is_from, _, _ in found)
    return tuple(double or single for _, double, single in found) if words == sum(map(text.count, _WORDS)) else None


def closures_of(sources: Mapping[str, Source]) -> Mapping[str, bytes]:
    """Return for each template a digest of it and of all that it leads to."""
    return {name: digest_of([sources[one].digest for one in sorted(reached([name], sources))]) for name in sources}


def reached(names: Iterable[str], sources: Mapping[str, Source]) -> set[str]:
    """Return the templates of these names, as far as there are any, with all that they lead to."""
    found = sources.keys() & set(names)
    waiting = [*found]
    while waiting:
        named = sources[waiting.pop()].names
        new = (sources.keys() if named is None else sources.keys() & set(named)) - found
        found |= new
        waiting += new
    return found
