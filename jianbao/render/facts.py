"""
The facts box of each kind: only what sources state, and what they do not state said plainly.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from jianbao.model.basics import Dated, LocatorStr, RefStr, Relation
from jianbao.model.licences import TERMS, Licence
from jianbao.model.records import (
    Company,
    Correction,
    Event,
    Metric,
    Organisation,
    Person,
    Policy,
    Product,
    Record,
    Region,
    Source,
    Topic,
)
from jianbao.render.addresses import within
from jianbao.render.desk import Desk
from jianbao.render.setting import seals
from jianbao.render.views import Fact

Rows = Iterator[tuple[str, list[Markup]]]


def numbered_facts(desk: Desk, record: Record) -> tuple[Fact, ...] | None:
    """Return a facts box that has notes, which are numbered at once, else nothing."""
    for name in CITING.get(type(record), ()):
        if getattr(record, name):
            return facts_of(desk, record)
    return None


def facts_of(desk: Desk, record: Record) -> tuple[Fact, ...]:
    """Return the rows of a record's facts box, without the empty ones."""
    rows = list(FACTS.get(type(record), _none)(desk, record))
    rows.append(("topics", [desk.anchor(ref) for ref in record.topics]))
    aliases = record.aliases.get(desk.phrases.lang, ())
    rows.append(("aliases", [escape(alias) for alias in aliases]))
    return tuple(Fact(desk.phrases.say(f"fact.{key}"), tuple(values)) for key, values in rows if values)


def _none(_desk: Desk, _record: Record) -> Rows:
    yield from ()


def _related(desk: Desk, relation: Relation | None) -> list[Markup]:
    if relation is None:
        return []
    return [desk.anchor(relation.to) + _seals(desk, relation.cites)]


def _seals(desk: Desk, cites: tuple[LocatorStr, ...]) -> Markup:
    return seals(desk.notes.numbers(cites), desk.phrases)


def _dated(desk: Desk, dated: Dated | None) -> list[Markup]:
    if dated is None:
        return []
    note = f" ({desk.words(dated.note)})" if dated.note and desk.phrases.lang != "zh" else ""
    if dated.note and desk.phrases.lang == "zh":
        note = f"（{desk.words(dated.note)}）"
    return [escape(desk.phrases.date(dated)) + escape(note) + _seals(desk, dated.cites)]


def _unstated(desk: Desk) -> list[Markup]:
    return [Markup('<span class="unstated">{}</span>').format(desk.phrases.say("fact.unstated"))]


def _region(desk: Desk, record: Region) -> Rows:
    yield "level", [escape(desk.phrases.say(f"level.{record.level}"))]
    yield "within", _refs(desk, record.parent)
    yield "code", [escape(record.code)] if record.code else []


def _refs(desk: Desk, *refs: RefStr | None) -> list[Markup]:
    return [desk.anchor(ref) for ref in refs if ref is not None]


def _topic(desk: Desk, record: Topic) -> Rows:
    yield "parent", _refs(desk, record.parent)


def _company(desk: Desk, record: Company) -> Rows:
    yield "seat", _related(desk, record.seat) or _unstated(desk)
    yield "parent", _related(desk, record.parent)


def _organisation(desk: Desk, record: Organisation) -> Rows:
    yield "form", [escape(desk.phrases.say(f"form.{record.form}"))]
    yield "parent", _related(desk, record.parent)
    yield "seat", _related(desk, record.seat)


def _policy(desk: Desk, record: Policy) -> Rows:
    yield "form", [escape(desk.phrases.say(f"form.{record.form}"))]
    yield "issuers", [link for issuer in record.issuers for link in _related(desk, issuer)] or _unstated(desk)
    yield "issued", _dated(desk, record.issued) or _unstated(desk)
    yield "in_force", _dated(desk, record.in_force)
    yield "until", _dated(desk, record.until)
    yield "region", _refs(desk, record.region)
    yield "parent", _related(desk, record.parent)


def _person(desk: Desk, record: Person) -> Rows:
    yield "roles", list(roles_of(desk, record))


def roles_of(desk: Desk, person: Person) -> Iterator[Markup]:
    """Write each role as its source gives it."""
    for role in person.roles:
        place = Markup(" · ") + desk.anchor(role.at) if role.at else Markup("")
        yield escape(desk.words(role.title)) + place + _seals(desk, role.cites)


def _product(desk: Desk, record: Product) -> Rows:
    yield "form", [escape(desk.phrases.say(f"form.{record.form}"))]
    yield "maker", _related(desk, record.maker) or _unstated(desk)
    yield "seat", _related(desk, record.seat)


def _event(desk: Desk, record: Event) -> Rows:
    yield "date", _dated(desk, record.date)


def _metric(desk: Desk, record: Metric) -> Rows:
    yield "about", _refs(desk, *record.about)
    yield "observations", [escape(str(len(record.observations)))]


def _source(desk: Desk, record: Source) -> Rows:
    yield "byline", [_printed(desk, record.byline)] if record.byline else _unstated(desk)
    yield "publisher", _related(desk, record.publisher) or _unstated(desk)
    yield "date", _dated(desk, record.date) or _unstated(desk)
    if record.address:
        yield "address", [Markup('<a href="{0}" rel="external noreferrer">{0}</a>').format(record.address)]
    yield "licence", _licence(record.licence)
    yield "seed", [Markup("<code>{}</code>").format(record.seed)]
    yield "not_stated", [escape(desk.phrases.say(f"unstated.{what}")) for what in record.not_stated]


def _correction(desk: Desk, record: Correction) -> Rows:
    page = within(desk.reads.route.page, "changes.html")
    link = Markup('<a href="{}#edition-{}">{}</a>')
    yield "edition", [link.format(page, record.edition, record.edition)]
    yield "corrected", [desk.anchor(desk.reads.figures[key].metric) for key in record.figures]
    yield "withdrawn", [Markup("<code>{}</code>").format(key) for key in record.withdrawn]


def _printed(desk: Desk, words: str) -> Markup:
    lang = desk.phrases.foreign(words)
    return Markup('<span lang="{}">{}</span>').format(lang, words) if lang else escape(words)


def _licence(licence: Licence) -> list[Markup]:
    terms = TERMS[licence]
    return [Markup('<a href="{}" rel="license">{}</a>').format(terms.href, terms.name)] if terms.name else []


FACTS: Mapping[type[Record], Callable[[Desk, Any], Rows]] = {
    Region: _region,
    Topic: _topic,
    Company: _company,
    Organisation: _organisation,
    Policy: _policy,
    Person: _person,
    Product: _product,
    Event: _event,
    Metric: _metric,
    Source: _source,
    Correction: _correction,
}
"""One function a kind; a kind without one shows its topics and aliases only."""

CITING: Mapping[type[Record], tuple[str, ...]] = {
    Company: ("seat", "parent"),
    Organisation: ("seat", "parent"),
    Policy: ("issuers", "issued", "in_force", "until", "parent"),
    Person: ("roles",),
    Product: ("maker", "seat"),
    Event: ("date",),
    Source: ("publisher", "date"),
}
"""The fields of each kind whose facts carry source notes."""
