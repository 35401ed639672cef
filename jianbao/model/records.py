"""
The records an editor writes, one struct a kind, and ``KINDS``, the one table to touch when a kind is added.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from jianbao.model.basics import (
    NOTHING,
    Dated,
    Digits,
    FigureId,
    Lang,
    Locator,
    Paragraph,
    Ref,
    RefStr,
    Relation,
    Text,
    Value,
    kind_of,
)
from jianbao.model.config import Edition
from jianbao.model.licences import Licence
from jianbao.model.quantity import Hedge, Scale

WebAddress = Annotated[str, Meta(pattern=r"""^(https?://[^\s/?#@"'<>\\]+([/?#][^\s"'<>\\]*)?)?\Z""", max_length=2000)]
"""An address on the web, without a name or password before the host, which would hide where it leads."""

Status = Literal["actual", "target", "plan", "projection", "ceiling", "claim"]
SpeakerRole = Literal["official-statistics", "government", "company", "researcher", "medium"]
ChartForm = Literal["bars", "dots", "series", "target"]


class Chart(Value, frozen=True, kw_only=True):
    """
    Figures that may be set side by side, chosen by an editor; ``name`` states the finding.

    ``form`` says how they are drawn and what they must share. ``counted`` names what things of several
    counted nouns all are (factories of every level), which lets dots set them on one axis.
    """

    name: Text
    figures: Annotated[tuple[FigureId, ...], Meta(min_length=2)]
    form: ChartForm = "bars"
    counted: Text = NOTHING
    note: Text = NOTHING


class Record(Value, frozen=True):
    """
    What every kind has: a name in each language and a summary that cites.

    ``zh_certain`` is false where the established Chinese name is not known for certain and the Chinese
    page keeps the original; ``zh_translation`` and ``en_translation`` mark a title that is our own translation.
    A ``draft`` is read and checked, but no part of the site.
    """

    name: Text
    draft: bool = False
    zh_certain: bool = True
    zh_translation: bool = False
    en_translation: bool = False
    aliases: Mapping[Lang, tuple[str, ...]] = NOTHING
    summary: tuple[Paragraph, ...] = ()
    topics: tuple[Ref, ...] = ()
    related: tuple[Ref, ...] = ()
    charts: tuple[Chart, ...] = ()


class LeftOut(Value, frozen=True):
    """A printed figure that the site does not use, and why."""

    at: Locator
    printed: str
    reason: Text


class InferredDate(Value, frozen=True):
    """A date that prose may write although the source prints it otherwise (“last November”)."""

    when: str
    printed: str
    at: Locator
    note: Text


class Source(Record, frozen=True, kw_only=True):
    """One article inside a seed file. Its name is the headline; its lines are the zones of the seed record."""

    seed: str
    address: WebAddress = ""
    licence: Licence = "all-rights-reserved"
    byline: str = ""
    publisher: Relation | None = None
    date: Dated | None = None
    not_stated: tuple[Literal["publisher", "date", "year", "byline", "address"], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    inferred_dates: tuple[InferredDate, ...] = ()


class Topic(Record, frozen=True):
    """A field of technology or policy."""

    parent: Ref | None = None


class Region(Record, frozen=True, kw_only=True):
    """A nation, macro-region, province, city or county. ``code`` is ISO 3166 where there is one."""

    level: Literal["nation", "macro-region", "province", "city", "county"]
    parent: Ref | None = None
    code: str = ""


class Company(Record, frozen=True):
    """A firm named by a source."""

    seat: Relation | None = None
    parent: Relation | None = None


class Organisation(Record, frozen=True, kw_only=True):
    """A ministry, agency, institute, university or medium."""

    form: Literal["government", "ministry", "agency", "institute", "university", "medium", "party", "other"]
    parent: Relation | None = None
    seat: Relation | None = None


class Policy(Record, frozen=True, kw_only=True):
    """A plan, guideline, programme, law, catalogue, initiative, funding rule or meeting decision."""

    form: Literal[
        "plan",
        "guideline",
        "programme",
        "law",
        "catalogue",
        "initiative",
        "funding-rule",
        "meeting",
        "notice",
        "report",
        "list",
    ]
    issuers: tuple[Relation, ...] = ()
    issued: Dated | None = None
    in_force: Dated | None = None
    until: Dated | None = None
    region: Ref | None = None
    parent: Relation | None = None
    instruments: tuple[Paragraph, ...] = ()


class Role(Value, frozen=True, kw_only=True):
    """A role as one source gives it."""

    title: Text
    at: Ref | None = None
    cites: Annotated[tuple[Locator, ...], Meta(min_length=1)]


class Person(Record, frozen=True, kw_only=True):
    """Someone quoted or named with a role."""

    roles: Annotated[tuple[Role, ...], Meta(min_length=1)]


class Product(Record, frozen=True):
    """A product or facility. ``maker`` is absent where no source names it."""

    form: Literal["product", "facility"] = "product"
    maker: Relation | None = None
    seat: Relation | None = None


class Event(Record, frozen=True, kw_only=True):
    """Something dated."""

    date: Dated


class Derivation(Value, frozen=True, kw_only=True):
    """
    A figure computed here: an arithmetic formula over other figures, rounded half-even to ``decimals``.

    ``formula`` uses ``+ - * / ( )``, numbers, and the names of ``inputs``.
    """

    formula: Annotated[str, Meta(max_length=200)]
    inputs: Annotated[Mapping[str, FigureId], Meta(min_length=1)]
    decimals: Annotated[int, Meta(ge=0, le=9)] = 0
    note: Text


class Figure(Value, frozen=True, kw_only=True):
    """
    One observation of a metric: digits as printed, and the sentence that prints them.

    ``value`` times ``scale`` is the number; ``to`` is the upper end of a range. ``printed`` is the token as
    the sentence index lists it. Exactly one of ``evidence`` and ``derived`` is given.
    """

    id: FigureId
    printed: str = ""
    value: Digits
    to: Digits | None = None
    scale: Scale = ""
    unit: str = ""
    hedge: Hedge = "exact"
    status: Status
    speaker: SpeakerRole
    by: Ref | None = None
    period: Dated | None = None
    evidence: tuple[Locator, ...] = ()
    derived: Derivation | None = None
    note: Text = NOTHING


class Metric(Record, frozen=True, kw_only=True):
    """An indicator: what is counted, where, of whom. Its summary is its definition."""

    unit: str
    about: Annotated[tuple[Ref, ...], Meta(min_length=1)]
    observations: Annotated[tuple[Figure, ...], Meta(min_length=1)]
    note: Text = NOTHING


class Term(Record, frozen=True):
    """An entry of the term base: its name is the preferred form, its aliases are admitted, ``avoided`` is refused."""

    avoided: Mapping[Lang, tuple[str, ...]] = NOTHING
    about: Ref | None = None


class Section(Value, frozen=True):
    """A headed part of a brief."""

    heading: Text
    body: Annotated[tuple[Paragraph, ...], Meta(min_length=1)]


class Brief(Record, frozen=True, kw_only=True):
    """The composed document: its bottom line first, then key figures and sections."""

    date: Dated
    bottom_line: Paragraph
    key_figures: tuple[FigureId, ...] = ()
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    covers: Annotated[tuple[Ref, ...], Meta(min_length=1)]


class Page(Record, frozen=True, kw_only=True):
    """A page of the editors themselves: how they work, who they are, what has changed. It need not cite."""

    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]


FormerId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z", max_length=80)]
"""The id of a figure that the site has no longer."""


class Correction(Record, frozen=True, kw_only=True):
    """
    Why figures of an earlier edition were changed or withdrawn, and in which edition.

    Its summary is the reason and need not cite.
    """

    edition: Edition
    figures: tuple[FigureId, ...] = ()
    withdrawn: tuple[FormerId, ...] = ()


class Kind(Struct, frozen=True):
    """A kind of record: its name in references, its folder in ``site_src`` and in addresses, its struct."""

    name: str
    folder: str
    struct: type[Record]


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("brief", "briefs", Brief),
        Kind("topic", "topics", Topic),
        Kind("region", "regions", Region),
        Kind("company", "companies", Company),
        Kind("organisation", "organisations", Organisation),
        Kind("policy", "policies", Policy),
        Kind("person", "people", Person),
        Kind("product", "products", Product),
        Kind("event", "events", Event),
        Kind("metric", "metrics", Metric),
        Kind("source", "sources", Source),
        Kind("term", "terms", Term),
        Kind("page", "pages", Page),
        Kind("correction", "corrections", Correction),
    )
}

_RANKS: Final[Mapping[str, int]] = {kind: rank for rank, kind in enumerate(KINDS)}


def by_kind(refs: Iterable[RefStr]) -> Mapping[str, list[RefStr]]:
    """Return the records of each kind in the order of their names, for every kind in that of the table."""
    found: dict[str, list[RefStr]] = {kind: [] for kind in KINDS}
    for ref in sorted(refs):
        found[kind_of(ref)].append(ref)
    return found


def in_kinds(refs: Iterable[RefStr]) -> list[RefStr]:
    """Put records in the order of the table of kinds, and those of a kind in that of their names, each once."""
    return sorted(sorted(set(refs)), key=lambda ref: _RANKS[kind_of(ref)])
