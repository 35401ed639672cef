"""
What is wrong, where, and what to do about it, as values.

A ``Problem`` points either at a ``Place`` (line and column known) or at a ``Pointer`` (a field of a
YAML file; its line is looked up only when the problem is shown, so that no record carries lines).
Severity and title belong to the code, in ``CODES``, never to the place that reports it.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct


class Place(Struct, frozen=True, order=True):
    """A spot in a text file. Lines and columns count from 1, in characters; ``width`` is what the caret spans."""

    file: str
    line: int = 1
    column: int = 1
    width: int = 1


class Pointer(Struct, frozen=True):
    """
    A field of a YAML file, by the path of keys and list positions that leads to it.

    ``key`` points at the key itself instead of its value; ``offset`` counts characters into the value.
    """

    file: str
    path: tuple[str | int, ...] = ()
    key: bool = False
    offset: int = 0
    width: int = 0


class Problem(Struct, frozen=True, kw_only=True):
    """One thing an editor has to mend. ``words`` are those it is about: a waiver names them."""

    code: str
    where: Place | Pointer
    message: str
    hint: str = ""
    words: str = ""


class PlacedProblem(Struct, frozen=True):
    """A problem whose line has been looked up, with the words of that line (``None`` where no file could be read)."""

    problem: Problem
    place: Place
    line: str | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """What a command came to: nothing but problems, or none. ``is_usage`` blames the command or configuration."""

    problems: "tuple[PlacedProblem, ...]" = ()
    is_usage: bool = False


class Told(Outcome, frozen=True, kw_only=True):
    """An outcome that is told in lines."""

    lines: tuple[str, ...] = ()


class Code(Struct, frozen=True):
    """A kind of problem: its title for the reference page."""

    title: str


CODES: Final[Mapping[str, Code]] = {
    "yaml/unreadable": Code("The file cannot be read"),
    "yaml/encoding": Code("The file is not plain UTF-8"),
    "yaml/syntax": Code("The file is not valid YAML"),
    "yaml/empty": Code("The file holds no record"),
    "yaml/duplicate-key": Code("A key stands twice in one mapping"),
    "yaml/forbidden": Code("Anchors, aliases, tags and several documents are not used here"),
    "yaml/too-deep": Code("The file is nested too deeply"),
    "yaml/too-large": Code("The file is too large"),
    "seed/unusable": Code("The text cannot be taken in as a seed"),
    "seed/duplicate": Code("The text, or its name, is here already"),
    "record/unknown-key": Code("A key that this kind of record does not have"),
    "record/missing-key": Code("A required key is missing"),
    "record/wrong-type": Code("A value has the wrong shape"),
    "record/unfinished": Code("Something has yet to be written"),
    "record/unfinished-draft": Code("Something has yet to be written in a draft"),
    "record/slug": Code("A slug is not made of lower-case letters, digits and hyphens"),
    "record/stray-file": Code("A file stands where no record belongs"),
    "reference/unknown": Code("No record, figure, unit or sentence has this id"),
    "reference/wrong-kind": Code("The reference leads to a record of another kind"),
    "reference/duplicate": Code("An id is used twice"),
    "reference/draft": Code("What is published leads to a draft"),
    "reference/orphan": Code("Nothing leads to this record"),
    "reference/cycle": Code("A record is its own ancestor"),
    "reference/collision": Code("Two pages claim one address"),
    "evidence/no-citation": Code("A paragraph or figure rests on no sentence"),
    "evidence/not-printed": Code("The token is not printed in the cited sentence"),
    "evidence/number-differs": Code("The figure is not the number that the token prints"),
    "evidence/unit-differs": Code("The unit is not the one that the token prints"),
    "evidence/hedge-differs": Code("The hedge is not the one that the token prints"),
    "evidence/date-not-printed": Code("A date is not printed in the cited sentences"),
    "evidence/derivation": Code("A derived figure does not recompute"),
    "evidence/index-stale": Code("The sentence index does not agree with the seed text"),
    "series/conflict": Code("Observations of one metric contradict each other without a note"),
    "series/unlike": Code("A chart sets unlike figures side by side"),
    "series/unfit": Code("The figures of a chart do not fit its form"),
    "closure/unbound": Code("A numeral in prose is not bound to a figure"),
    "waiver/unused": Code("A waiver is no longer needed"),
    "parity/language-missing": Code("A text lacks one of the site's languages"),
    "parity/language-unknown": Code("A text has a language that the site does not have"),
    "parity/bindings-differ": Code("The languages of a paragraph bind different things"),
    "parity/ui-keys-differ": Code("The interface strings of the languages have different keys"),
    "terms/avoided": Code("An avoided form of a term is used"),
    "terms/preferred-missing": Code("A term's form is missing in the other language"),
    "copy/shared-run": Code("A run of words is copied from a seed text"),
    "coverage/unknown": Code("A left-out figure is not in the index"),
    "prose/markup": Code("A token or link in prose cannot be read"),
    "prose/unsafe-link": Code("A link leads where links may not lead"),
    "prose/punctuation": Code("Punctuation of the other language"),
    "edition/edited": Code("A sealed edition was edited"),
    "edition/sealed": Code("A figure differs from the edition that is sealed"),
    "edition/unexplained": Code("A figure was changed or withdrawn without a correction"),
    "edition/unknown": Code("A correction names an edition that cannot correct anything"),
    "edition/nothing-corrected": Code("A correction names a figure that its edition did not change"),
    "excerpts/text-absent": Code("A seed text whose sentences are to be shown is not at hand"),
    "excerpts/not-licensed": Code("A published site may not show the sentences of this source"),
    "template/failed": Code("A template could not be rendered"),
    "pdf/failed": Code("A PDF could not be set"),
    "card/failed": Code("A card could not be set"),
    "config/invalid": Code("The configuration is not usable"),
    "output/refused": Code("The output folder cannot be used"),
    "cluster/refused": Code("The cluster cannot render"),
    "verify/no-manifest": Code("There is no list to verify against"),
    "verify/differs": Code("A file is not the one that was published"),
}
"""Every code a check may use. A new code is one row here, one entry in the docs and one case file."""

PASSING: Final = frozenset({"record/unfinished-draft"})
"""Codes of what a check names, but what keeps no site from being built: it lies in nothing that is published."""
