"""
Look at one record without its places: enough to tell of most that a rule has nothing to say of them.

In: a record. Out: what the rules ask of it at a glance. Who looks is never sure that a record is wrong.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.outline import Outline
from jianbao.model.records import Record
from jianbao.text.names import fold_case, latin_words
from jianbao.text.outlines import Sketch, outline_of, sketch_of
from jianbao.text.prose import Gist


class Look(NamedTuple):
    """
    A record at a glance.

    In each language: ``gists`` of all its texts, in their order; ``said``, the words of all, a line for each, with
    blanks for tokens; and ``latin``, such of the Latin words among these as are of interest.
    """

    ref: RefStr
    kind: str
    record: Record
    sketch: Sketch
    outline: Outline
    gists: Mapping[Lang, list[Gist]]
    said: Mapping[Lang, str]
    latin: Mapping[Lang, frozenset[bytes]]

    def texts(self, *, named: bool) -> Iterator[tuple[Lang, Gist]]:
        """Yield every language of every text; its name only where it is asked for."""
        name = self.record.name
        for _field, value, gists in self.sketch.told:
            if named or value is not name:
                yield from gists.items()


def look_at(ref: RefStr, record: Record, interest: Mapping[Lang, frozenset[bytes]]) -> Look:
    """Read a record once for all rules that can tell at a glance; ``interest`` are Latin words that they look for."""
    sketch = sketch_of(record)
    own: dict[Lang, list[Gist]] = {}
    for _field, _value, gists in sketch.told:
        for lang, gist in gists.items():
            own.setdefault(lang, []).append(gist)
    said = {lang: "\n".join([gist.words for gist in gists]) for lang, gists in own.items()}
    latin = {lang: _latin_in(words, interest.get(lang)) for lang, words in said.items()}
    return Look(ref, kind_of(ref), record, sketch, outline_of(record, sketch), own, said, latin)


def _latin_in(text: str, interest: frozenset[bytes] | None) -> frozenset[bytes]:
    """Find the Latin words of interest; outside ASCII there are letters that only become Latin where case is folded."""
    return interest.intersection(latin_words(text if text.isascii() else fold_case(text))) if interest else frozenset()
