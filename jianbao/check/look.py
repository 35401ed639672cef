"""
Look at records without their places: enough to tell of most that a rule has nothing to say of them.

In: records. Out: what the rules ask of them at a glance. Who looks is never sure that a record is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.outline import Outline
from jianbao.model.records import Record
from jianbao.text.gists import Cut
from jianbao.text.names import fold_case, latin_words
from jianbao.text.outlines import Sketch, Telling, outline_of, sketches_of

_NONE = frozenset[bytes]()


class Look(Struct, frozen=True, gc=False):
    """A record at a glance."""

    ref: RefStr
    kind: str
    record: Record
    sketch: Sketch
    outline: Outline


class Words(Struct, frozen=True, gc=False):
    """
    The texts of records that are read together, by their numbers.

    ``latin`` are, in each language, such of the Latin words in what is said as are of interest.
    """

    looks: Sequence[Look]
    telling: Telling
    latin: Mapping[Lang, frozenset[bytes]]

    @property
    def cuts(self) -> Mapping[Lang, Cut]:
        """Return the texts of each language, end to end."""
        return self.telling.sayings.cuts

    def look_of(self, number: int) -> Look:
        """Return the record that tells a text."""
        return self.looks[self.telling.place_of(number)]

    def is_name(self, number: int) -> bool:
        """Tell whether a text is the name of its record."""
        _field, value, _words = self.telling.told[number]
        return value is self.look_of(number).record.name

    def is_title(self, number: int) -> bool:
        """Tell whether a text is the name of a source, which is written as its publisher did."""
        return self.look_of(number).kind == "source" and self.is_name(number)

    def own(self) -> Iterator[Look]:
        """Yield the records that are read together here."""
        return (self.looks[place] for place in self.telling.places)


def look_at(records: Mapping[RefStr, Record]) -> tuple[list[Look], list[Telling]]:
    """Read records once for all rules that can tell at a glance."""
    sketches, tellings = sketches_of([*records.values()])
    pairs = zip(records.items(), sketches, strict=True)
    looks = [Look(ref, kind_of(ref), record, sketch, outline_of(record, sketch)) for (ref, record), sketch in pairs]
    return looks, tellings


def words_of(looks: Sequence[Look], telling: Telling, interest: Mapping[Lang, frozenset[bytes]]) -> Words:
    """Note what rules for words ask of the texts of records; ``interest`` are Latin words that they look for."""
    latin = {lang: _latin_in(cut.said, interest.get(lang)) for lang, cut in telling.sayings.cuts.items()}
    return Words(looks, telling, latin)


def _latin_in(text: str, interest: frozenset[bytes] | None) -> frozenset[bytes]:
    """Find the Latin words of interest; outside ASCII there are letters that only become Latin where case is folded."""
    return interest.intersection(latin_words(text if text.isascii() else fold_case(text))) if interest else _NONE
