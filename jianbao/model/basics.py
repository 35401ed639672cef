"""
The smallest values: languages, references, texts, dates, paragraphs.

Texts are mappings from language to string, not one field a language, so that a site may add a third
language without a change of code. Whether each configured language is there is a check, not a type.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, NewType

from msgspec import Meta, Struct

Lang = NewType("Lang", str)
"""A BCP 47 language tag as used in file names and addresses: ``en``, ``zh``."""

RefStr = NewType("RefStr", str)
Ref = Annotated[RefStr, Meta(pattern=r"^[a-z]+/[a-z0-9]++(-[a-z0-9]++)*\Z", max_length=120)]
"""``kind/slug``, as in ``company/montage-technology``."""

LocatorStr = NewType("LocatorStr", str)
Locator = Annotated[LocatorStr, Meta(pattern=r"^[a-z0-9]++(-[a-z0-9]++)*/[shc][1-9][0-9]{0,3}\Z", max_length=120)]
"""A sentence of a source: ``kunshan/s14`` (s sentence, h heading, c caption)."""


_SLUGS_MAX: Final = 1 << 14
"""Slugs kept with their references: every stage asks for the same ones."""


def kind_of(ref: str) -> str:
    """Return the kind of a reference: the part before the slash."""
    return ref.partition("/")[0]


def source_of(locator: str) -> RefStr:
    """Return the source record that a locator belongs to."""
    return _source(locator.partition("/")[0])


@lru_cache(_SLUGS_MAX)
def _source(slug: str) -> RefStr:
    return RefStr(f"source/{slug}")


FigureIdStr = NewType("FigureIdStr", str)
FigureId = Annotated[FigureIdStr, Meta(pattern=r"^[a-z][a-z0-9]*+(-[a-z0-9]++)*\Z", max_length=80)]
"""The id by which prose binds a figure; it begins with a letter, so a date in braces cannot be mistaken for one."""

Edtf = Annotated[
    str,
    Meta(
        pattern=r"^(\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)(/(\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?))?\Z",
        max_length=21,
    ),
]
"""
A date or interval in the Extended Date/Time Format (ISO 8601-2, level 0 and open intervals):
``2025``, ``2025-11``, ``2026-06-05``, ``2021/2025``, ``2019/..`` (since), ``../2026`` (by the end of).
"""

Digits = Annotated[str, Meta(pattern=r"^-?[0-9]{1,24}(\.[0-9]{1,12})?\Z")]
"""A plain decimal as text, so that the last digit of ``886.60`` survives."""

Text = Mapping[Lang, Annotated[str, Meta(min_length=1, max_length=4000)]]
"""A short string in every language of the site; ``{figure}`` and ``{date}`` tokens allowed, markup not."""


class _Nothing(dict[Any, Any]):
    """An empty mapping that values share: of a default that is a plain ``dict``, each would get its own."""

    __slots__ = ()

    def __reduce__(self) -> str:
        return "NOTHING"  # it is the same one in another process


NOTHING: Final[Mapping[Any, Any]] = _Nothing()
"""A mapping of nothing, by default in values that are many."""


class Value(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of everything read from YAML: immutable and closed to unknown keys."""


Waivable = Literal["closure/unbound", "prose/punctuation", "terms/avoided", "terms/preferred-missing"]
"""
The problems that can be waived: those in which a rule of style may be wrong about one sentence.

What is said of the evidence, and words copied from a source, nobody waives.
"""


class Waiver(Value, frozen=True):
    """A problem of a paragraph that an editor accepts: its code, the words it is about, why, who and when."""

    code: Waivable
    text: Annotated[str, Meta(min_length=1)]
    reason: Annotated[str, Meta(min_length=8)]
    by: Annotated[str, Meta(min_length=1)]
    date: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]


class Paragraph(Value, frozen=True):
    """
    A paragraph of Markdown in every language, and the sentences it rests on.

    In YAML the languages are keys of the paragraph itself (``en: … zh: … cites: […]``);
    ``read.decode`` gathers them into ``text``.
    """

    text: Text
    cites: tuple[Locator, ...] = ()
    waive: tuple[Waiver, ...] = ()


class Dated(Value, frozen=True):
    """
    A date or period, and how it is known.

    ``cites`` are the sentences that print it (for a figure: where they differ from its evidence);
    an inferred date needs a ``note`` that says from what.
    """

    when: Edtf
    basis: Literal["printed", "inferred"] = "printed"
    cites: tuple[Locator, ...] = ()
    note: Text = NOTHING


class Relation(Value, frozen=True):
    """A stated relation to another record, with the sentences that state it."""

    to: Ref
    cites: Annotated[tuple[Locator, ...], Meta(min_length=1)]
