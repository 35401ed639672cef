"""
Find where a record leads: what it names as related, and what its prose links to.
"""

from msgspec.msgpack import encode
from msgspec.structs import replace

from jianbao.model.basics import RefStr
from jianbao.model.records import Record
from jianbao.model.walk import leaves, words_of
from jianbao.text.markdown import take_apart
from jianbao.text.prose import LinkToken, Token, parse_prose


def ties_of(record: Record) -> list[RefStr]:
    """Return what a record names as related or links in its prose; its facts box shows the rest."""
    found = list(record.related)
    for paragraph in record.summary:
        for lang, words in paragraph.text.items():
            if "[[" in words:
                found += _links(take_apart(words, lang).tokens)  # the pages of the record ask for it next
    rest = replace(record, summary=())
    if b"[[" in encode(rest):  # where the summary alone holds links, the rest need not be walked
        for leaf in leaves(rest):
            for words in words_of(leaf).values():
                found += _links(parse_prose(words).tokens)
    return found


def _links(tokens: tuple[Token, ...]) -> list[RefStr]:
    return [token.ref for token in tokens if isinstance(token, LinkToken)]
