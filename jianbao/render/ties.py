"""
Find where a record leads: what it names as related, and what its prose links to.
"""

from collections.abc import Iterator

from msgspec.json import encode
from msgspec.structs import replace

from jianbao.model.basics import RefStr
from jianbao.model.records import Record
from jianbao.model.walk import leaves, words_of
from jianbao.text.prose import LinkToken, parse_prose


def ties_of(record: Record) -> Iterator[RefStr]:
    """Yield what a record names as related or links in its prose; its facts box shows the rest."""
    yield from record.related
    for words in _words(record):
        if "[[" in words:
            yield from (piece.ref for piece in parse_prose(words).pieces if isinstance(piece, LinkToken))


def _words(record: Record) -> Iterator[str]:
    """Yield the words that can hold links; where the summary alone does, the rest need not be walked."""
    for paragraph in record.summary:
        yield from paragraph.text.values()
    rest = replace(record, summary=())
    if b"[[" in encode(rest):
        for leaf in leaves(rest):
            yield from words_of(leaf).values()
