"""
Tell at a glance of a record that no rule has anything to say of it, as of nearly all in a finished site.

What is seen here decides nothing: a record that does not pass is walked, and the rules say what is wrong with it, if
anything is, and where. By law they have nothing to say of one that passes.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from jianbao.check.closure import is_closed
from jianbao.check.copying import Seeded, is_own, seeded_of
from jianbao.check.dates import is_dated_well
from jianbao.check.evidence import is_proved, plain_readers
from jianbao.check.look import Look, look_at
from jianbao.check.parity import say_the_same
from jianbao.check.prose import is_well_written
from jianbao.check.reference import leads_well, spots_with_source
from jianbao.check.series import agrees
from jianbao.check.survey import Overview
from jianbao.check.terms import Lexicon, keeps_terms, lexicons_of
from jianbao.model.basics import Lang, LocatorStr, RefStr
from jianbao.model.records import Metric
from jianbao.text.names import NameTable, declared_names, name_table
from jianbao.text.numerals import NUMBER_WORDS, may_hold_numeral

if TYPE_CHECKING:
    from jianbao.text.plain_printed import PlainReader


_WAIVED: Final = attrgetter("waive")


class Glance(Struct, frozen=True):
    """What has to be known of all records to look at one, made once."""

    seen: Overview
    spots: Collection[LocatorStr]
    languages: frozenset[Lang]
    plain: Mapping[Lang, "PlainReader"]
    lexicons: Mapping[Lang, Lexicon]
    interest: Mapping[Lang, frozenset[bytes]]
    names: Callable[[], NameTable]
    seeded: Seeded | None

    def look(self, ref: RefStr) -> Look:
        """Look at one record."""
        return look_at(ref, self.seen.catalog.records[ref], self.interest)

    def passes(self, look: Look, *, rests_on_names: bool) -> bool:
        """Tell whether a record is surely without a problem of its own, and without a waiver."""
        return (
            not any(map(_WAIVED, look.sketch.paragraphs))
            and leads_well(look, self.seen, self.spots)
            and is_proved(look, self.seen, self.plain)
            and is_dated_well(look, self.seen)
            and (not isinstance(look.record, Metric) or agrees(look.record))
            and say_the_same(look, self.languages)
            and (not rests_on_names or is_closed(look, self.names))
            and keeps_terms(look, self.lexicons)
            and is_own(look, self.seeded)
            and is_well_written(look)
        )

    def rests_on_names(self, look: Look) -> bool:
        """Tell whether the verdict on a record may change with the names of others."""
        if self.seeded is not None:
            return True
        for lang, cut in look.cuts.items():
            if lang in self.languages and may_hold_numeral(cut.said, lang, look.latin[lang]):
                return True
        return False


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
