"""
What each field of a hand-written file is for, in one sentence, and the order in which files write the fields.

Skeletons, schemas and hints say the same because they read it here. ``docs/records.md`` says it at length.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from jianbao.model.basics import Dated, Paragraph, Relation, Waiver
from jianbao.model.records import (
    Brief,
    Chart,
    Company,
    Correction,
    Derivation,
    Event,
    Figure,
    InferredDate,
    LeftOut,
    Metric,
    Organisation,
    Page,
    Person,
    Policy,
    Product,
    Record,
    Region,
    Role,
    Section,
    Source,
    Term,
    Topic,
)

MARK: Final = "TODO"
"""What stands in a record where something has yet to be written."""

MEANINGS: Final[Mapping[type, Mapping[str, str]]] = {
    Record: {
        "name": "What the record is called, in every language.",
        "draft": "true while it is being written: it is checked, but only `serve` shows it.",
        "zh_certain": "false where the established Chinese name is not certain; zh then holds the original form.",
        "zh_translation": "true where the Chinese title is our own translation.",
        "en_translation": "true where the English title is our own translation.",
        "aliases": "Other names, a list for each language; their numerals count as declared.",
        "summary": "Paragraphs, each with the sentences it rests on.",
        "topics": "The topics it belongs to, as topic/slug.",
        "related": "Other records to link to, as kind/slug.",
        "charts": "Figures to be drawn side by side as bars.",
    },
    Paragraph: {
        "cites": "The sentences it rests on, as source-slug/s14.",
        "waive": "Problems that are accepted here, each with its reason.",
    },
    Waiver: {
        "code": "The problem that is accepted.",
        "text": "The words it is about, as the problem quotes them.",
        "reason": "Why it is accepted, so that another editor could judge it.",
        "by": "Who accepts it.",
        "date": "When it was accepted, as year-month-day.",
    },
    Dated: {
        "when": "2025, 2025-11, 2026-06-05, a period 2021/2025, since 2019/.., by the end of ../2026.",
        "basis": "printed where the source prints it; inferred needs a note.",
        "cites": "The sentences that print it, or from which it was inferred.",
        "note": "From what it was inferred, in every language.",
    },
    Relation: {
        "to": "The record it leads to, as kind/slug.",
        "cites": "The sentences that state it.",
    },
    Chart: {
        "name": "The finding, as a sentence in every language.",
        "figures": "At least two figure ids; what they must share depends on the form.",
        "form": "How they are drawn: bars, dots, a series of one metric in time, a target beside what is reached.",
        "counted": "For dots of several counted nouns: what all of them are.",
        "note": "What a reader should know of the comparison.",
    },
    Section: {
        "heading": "The heading, in every language.",
        "body": "Its paragraphs.",
    },
    Source: {
        "seed": "The stem of the seed file in which the article stands.",
        "address": "Where it stands on the web.",
        "licence": "Under what the article may be used.",
        "byline": "The byline, as printed.",
        "publisher": "The organisation or company that published it.",
        "date": "When it was published.",
        "not_stated": "What the source does not print.",
        "left_out": "Printed figures that the site does not use, and why.",
        "inferred_dates": "Dates that prose may write although the source prints them otherwise.",
    },
    LeftOut: {
        "at": "The sentence that prints it, as source-slug/s14.",
        "printed": "The token, as the index lists it.",
        "reason": "Why it is not used, in every language.",
    },
    InferredDate: {
        "when": "The date that prose may write.",
        "printed": "What the source prints instead.",
        "at": "The sentence that prints it.",
        "note": "From what it was inferred, in every language.",
    },
    Topic: {"parent": "The wider topic, as topic/slug."},
    Region: {
        "level": "What kind of region it is.",
        "parent": "The region that encloses it, as region/slug.",
        "code": "The ISO 3166 code, which also finds its tile on the map.",
    },
    Company: {
        "seat": "The region of its seat, only if a source states it.",
        "parent": "The company or organisation that it belongs to.",
    },
    Organisation: {
        "form": "What kind of body it is.",
        "parent": "The organisation that it belongs to.",
        "seat": "The region of its seat, only if a source states it.",
    },
    Policy: {
        "form": "What kind of document or decision it is.",
        "issuers": "The organisations or regions that issued it.",
        "issued": "When it was issued.",
        "in_force": "From when, or in which period, it holds.",
        "until": "When it ends.",
        "region": "The region for which it holds, as region/slug.",
        "parent": "The policy that it is part of.",
        "instruments": "Paragraphs on what it does to reach its aims.",
    },
    Person: {"roles": "The roles that sources give, at least one."},
    Role: {
        "title": "The role as the source gives it, in every language.",
        "at": "The organisation, company or region of the role, as kind/slug.",
        "cites": "The sentences that state it.",
    },
    Product: {
        "form": "A product or a facility.",
        "maker": "The company or organisation that makes it, only if a source names it.",
        "seat": "The region in which it stands.",
    },
    Event: {"date": "When it happened or is to happen."},
    Metric: {
        "unit": "An id of site_src/units.yaml.",
        "about": "The records it is about, the main one first, as kind/slug.",
        "observations": "The figures, at least one.",
        "note": "How observations of one period that cannot all be true come to differ.",
    },
    Figure: {
        "id": "The id by which prose binds the figure; unique in the whole site.",
        "printed": "The token, as the sentence index lists it for the sentence.",
        "value": "The number as printed, without separators.",
        "to": "The upper end of a range.",
        "scale": "What the value is multiplied by.",
        "unit": "Another unit than that of the metric.",
        "hedge": "How the number is meant.",
        "status": "What kind of number it is: only actual has happened.",
        "speaker": "Who says so.",
        "by": "Who exactly says so, as kind/slug.",
        "period": "The time for which it holds.",
        "evidence": "The sentences that print it, as source-slug/s14.",
        "derived": "How it is computed here, instead of evidence.",
        "note": "What a reader should know of it, in every language.",
    },
    Derivation: {
        "formula": "Arithmetic with + - * / ( ), numbers and the names of the inputs.",
        "inputs": "A figure id for each name of the formula.",
        "decimals": "Decimals of the result, which is rounded half-even.",
        "note": "What was computed, in every language.",
    },
    Term: {
        "avoided": "Forms that are refused, a list for each language.",
        "about": "The record that the term names, as kind/slug.",
    },
    Brief: {
        "date": "The date of the brief.",
        "bottom_line": "The paragraph to read if only one is read.",
        "key_figures": "Figure ids for the band on top; five to eight make a good one.",
        "sections": "The body, at least one section.",
        "covers": "The sources it is composed from, as source/slug.",
    },
    Page: {"sections": "The body, at least one section; its paragraphs need not cite."},
    Correction: {
        "summary": "The reason, in paragraphs that need not cite.",
        "edition": "The edition in which the site says so.",
        "figures": "Ids of the figures that were changed.",
        "withdrawn": "Ids of the figures that were taken out.",
    },
}
"""The meaning of each field by the struct that declares it."""

_LAST: Final = ("summary", "topics", "related", "charts")
"""Fields of every record that stand after those of its kind."""


def meaning_of(struct: type, name: str) -> str:
    """Return the meaning of a field, or nothing where the struct or field is not described."""
    for parent in struct.__mro__:
        if name in MEANINGS.get(parent, {}):
            return MEANINGS[parent][name]
    return ""


def written_order(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """
    Return the fields in the order in which a file has them.

    That of the model, but a record ends with its summary and with what it leads to.

    >>> written_order(Topic)[-5:]
    ('parent', 'summary', 'topics', 'related', 'charts')
    """
    names = [field.encode_name for field in msgspec.structs.fields(struct)]
    if not issubclass(struct, Record):
        return tuple(names)
    return (*(name for name in names if name not in _LAST), *_LAST)
