"""
Tell at a glance of a record that no rule has anything to say of it, as of nearly all in a finished site.

What is seen here decides nothing: a record that does not pass is walked, and the rules say what is wrong with it, if
anything is, and where. By law they have nothing to say of one that passes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from jianbao.check.closure import unclosed, with_numerals
from jianbao.check.copying import Seeded, copied, seeded_of
from jianbao.check.dates import is_dated_well
from jianbao.check.evidence import is_proved, plain_readers
from jianbao.check.look import Look, Words, look_at, words_of
from jianbao.check.parity import say_the_same
from jianbao.check.prose import ill_written
from jianbao.check.reference import leads_well, spots_with_source
from jianbao.check.series import agrees
from jianbao.check.survey import Overview
from jianbao.check.terms import Lexicon, lexicons_of, off_terms
from jianbao.model.basics import Lang, LocatorStr, RefStr
from jianbao.model.records import Metric
from jianbao.text.names import NameTable, declared_names, name_table
from jianbao.text.numerals import NUMBER_WORDS

if TYPE_CHECKING:
    from jianbao.text.plain_printed import PlainReader


_WAIVED: Final = attrgetter("waive")


class Glance(Struct, frozen=True):
    """What has to be known of all records to look at some, made once."""

    seen: Overview
    spots: Collection[LocatorStr]
    languages: frozenset[Lang]
    plain: Mapping[Lang, "PlainReader"]
    lexicons: Mapping[Lang, Lexicon]
    interest: Mapping[Lang, frozenset[bytes]]
    names: Callable[[], NameTable]
    seeded: Seeded | None

    def look(self, refs: Sequence[RefStr]) -> Iterator[Words]:
        """Look at records, and read the texts of many together."""
        records = self.seen.catalog.records
        looks, tellings = look_at({ref: records[ref] for ref in refs})
        for telling in tellings:
            yield words_of(looks, telling, self.interest)

    def passes(self, look: Look) -> bool:
        """Tell whether a record is surely without a problem of its own but for its words, and without a waiver."""
        return (
            not any(map(_WAIVED, look.sketch.paragraphs))
            and leads_well(look, self.seen, self.spots)
            and is_proved(look, self.seen, self.plain)
            and is_dated_well(look, self.seen)
            and (not isinstance(look.record, Metric) or agrees(look.record))
        )

    def judge(self, words: Words) -> tuple[Collection[RefStr], Collection[RefStr]]:
        """Name the records whose words may have problems, and those whose verdict may change with others' names."""
        every = [look.ref for look in words.own()]
        suspects = with_numerals(words, self.languages)
        naming = every if self.seeded is not None else {words.look_of(number).ref for number, _ in suspects}
        if words.telling.sayings.has_slips or not say_the_same(words, self.languages):
            return every, naming
        wrong = chain(
            unclosed(words, suspects, self.names),
            off_terms(words, self.lexicons),
            ill_written(words),
            copied(words, self.seeded),
        )
        return {words.look_of(number).ref for number in wrong}, naming


def glance_for(seen: Overview) -> Glance:
    """Prepare to look at the records of a site."""
    catalog, lexicons = seen.catalog, lexicons_of(seen.catalog)
    return Glance(
        seen=seen,
        spots=spots_with_source(seen),
        languages=frozenset(catalog.config.languages),
        plain=plain_readers(seen),
        lexicons=lexicons,
        interest={
            lang: own.table.words | (NUMBER_WORDS if lang == "en" else frozenset()) for lang, own in lexicons.items()
        },
        names=cache(lambda: name_table(declared_names(catalog.records))),
        seeded=seeded_of(seen),
    )
