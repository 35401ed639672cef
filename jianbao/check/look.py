"""
Look at one record without its places: enough to tell of most that a rule has nothing to say of them.

In: a record. Out: what the rules ask of it at a glance. Who looks is never sure that a record is wrong.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.outline import Outline
from jianbao.model.records import Record
from jianbao.text.gists import Cut
from jianbao.text.names import fold_case, latin_words
from jianbao.text.outlines import Sketch, outline_of, sketch_of

_NONE = frozenset[bytes]()


class Look(Struct, frozen=True, gc=False):
    """
    A record at a glance.

    In each language: ``cuts`` of all its texts, end to end, and ``latin``, such of the Latin words in what is said as
    are of interest.
    """

    ref: RefStr
    kind: str
    record: Record
    sketch: Sketch
    outline: Outline
    cuts: Mapping[Lang, Cut]
    latin: Mapping[Lang, frozenset[bytes]]

    def texts(self, *, named: bool) -> Iterator[tuple[Lang, str]]:
        """Yield every language of every text; its name only where it is asked for."""
        name = self.record.name
        for _field, value, words in self.sketch.told:
            if named or value is not name:
                yield from words.items()


def look_at(ref: RefStr, record: Record, interest: Mapping[Lang, frozenset[bytes]]) -> Look:
    """Read a record once for all rules that can tell at a glance; ``interest`` are Latin words that they look for."""
    sketch = sketch_of(record)
    cuts = sketch.sayings.cuts
    latin = {lang: _latin_in(cut.said, interest.get(lang)) for lang, cut in cuts.items()}
    return Look(ref, kind_of(ref), record, sketch, outline_of(record, sketch), cuts, latin)


def _latin_in(text: str, interest: frozenset[bytes] | None) -> frozenset[bytes]:
    """Find the Latin words of interest; outside ASCII there are letters that only become Latin where case is folded."""
    return interest.intersection(latin_words(text if text.isascii() else fold_case(text))) if interest else _NONE
