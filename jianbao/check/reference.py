"""
Check that every id leads somewhere, to the right kind, and that every record is led to.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from jianbao.check.drafts import draft_bound, draft_of, leads_to_draft
from jianbao.check.look import Look
from jianbao.check.survey import Authored, Overview, Survey
from jianbao.model.basics import LocatorStr, RefStr, Relation, kind_of, source_of
from jianbao.model.contents import Field
from jianbao.model.records import Company, Metric, Organisation, Policy, Record, Region, Source, Topic
from jianbao.model.walk import Leaf
from jianbao.problems import Pointer, Problem
from jianbao.text.closest import did_you_mean
from jianbao.text.prose import FigureToken, LinkToken

ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("*", "topics"): frozenset({"topic"}),
    ("Topic", "parent"): frozenset({"topic"}),
    ("Region", "parent"): frozenset({"region"}),
    ("Policy", "region"): frozenset({"region"}),
    ("Brief", "covers"): frozenset({"source"}),
    ("Role", "at"): frozenset({"organisation", "company", "region"}),
    ("Figure", "by"): frozenset({"organisation", "company", "person", "region", "policy"}),
}
"""Which kinds a field may lead to; fields that are not named may lead to any."""

RELATIONS: Mapping[tuple[str, str], frozenset[str]] = {
    ("source", "publisher"): frozenset({"organisation", "company"}),
    ("company", "seat"): frozenset({"region"}),
    ("company", "parent"): frozenset({"company", "organisation"}),
    ("organisation", "seat"): frozenset({"region"}),
    ("organisation", "parent"): frozenset({"organisation"}),
    ("policy", "issuers"): frozenset({"organisation", "region"}),
    ("policy", "parent"): frozenset({"policy"}),
    ("product", "maker"): frozenset({"company", "organisation"}),
    ("product", "seat"): frozenset({"region"}),
}
"""The same for relations, whose reference stands one level deeper, in ``to``."""

_CHOOSY = frozenset(field for _, field in ALLOWED)

_RELATIONS_OF: Mapping[str, tuple[str, ...]] = {
    kind: tuple(name for own, name in RELATIONS if own == kind) for kind, _ in RELATIONS
}

_WITH_PARENT = (Region, Topic, Company, Organisation, Policy)

ROOTS = frozenset({"brief", "source", "term", "metric", "page", "correction"})
"""Kinds that need no link: briefs and sources are entered from lists, metrics are shown by what they are about."""

LEADING = frozenset({"ref", "figure", "locator"})
"""Roles of what names something else."""

RESERVED_ANCHORS = frozenset(
    {"main", "notes", "figures", "related", "backlinks", "observations", "points", "sentences", "coverage", "terms"}
)
"""Ids of sections, which no figure or term may take for its own anchor."""

RESERVED_SLUGS = frozenset({"index"})
"""Slugs whose page is the list of their kind."""
_RESERVED_ENDS = tuple(f"/{slug}" for slug in RESERVED_SLUGS)


def check_references(survey: Survey) -> Iterator[Problem]:
    """Yield ids that lead nowhere, lead to the wrong kind, stand twice, or go round in a circle."""
    for ref, walked in survey.leaves.items():
        for leaf in walked:
            if leaf.role in LEADING:
                yield from _check_leaf(survey, ref, leaf)
    for text in survey.authored:
        if text.prose.tokens:
            yield from _check_tokens(survey, text)
    yield from _check_duplicates(survey)
    yield from _check_units(survey)
    yield from _check_seeds(survey)
    yield from _check_cycles(survey)
    yield from _check_derivations(survey)
    yield from _check_orphans(survey)
    yield from _check_addresses(survey)
    yield from _check_anchors(survey)


def spots_with_source(seen: Overview) -> Collection[LocatorStr]:
    """Return the sentences of which the source has a record."""
    slugs = {locator.partition("/")[0] for locator in seen.sentences}
    astray = {slug for slug in slugs if f"source/{slug}" not in seen.catalog.records}
    return {one for one in seen.sentences if one.partition("/")[0] not in astray} if astray else seen.sentences


def leads_well(look: Look, seen: Overview, spots: Collection[LocatorStr]) -> bool:
    """
    Tell at a glance that all that a record names is there, and of a kind that may stand where it does.

    ``spots`` are the sentences of which the source has a record.
    """
    record, reach, units = look.record, look.outline.reach, seen.catalog.units
    for _, field, refs in look.sketch.refs:
        if field.name in _CHOOSY and not _may_lead(field, refs):
            return False
    for name in _RELATIONS_OF.get(look.kind, ()):
        if (value := getattr(record, name)) and not _relates_well(value, RELATIONS[look.kind, name]):
            return False
    return (
        all(map(seen.catalog.records.__contains__, reach.records))
        and all(map(seen.figures.__contains__, reach.figures))
        and all(map(spots.__contains__, reach.spots))
        and (not isinstance(record, Metric) or record.unit in units)  # those of figures: where these are proved
    )


def _may_lead(field: Field, refs: Iterable[RefStr]) -> bool:
    """Tell whether references lead to kinds that their field allows."""
    allowed = _allowed_in(field.owner, field.name)
    return not allowed or all(kind_of(ref) in allowed for ref in refs)


def _relates_well(value: Relation | tuple[Relation, ...], allowed: frozenset[str]) -> bool:
    """Tell whether a relation, or each of several, leads to a kind that its field allows."""
    relations = value if isinstance(value, tuple) else (value,)
    return all(kind_of(one.to) in allowed for one in relations)


def _check_leaf(survey: Survey, ref: RefStr, leaf: Leaf) -> Iterator[Problem]:
    if not isinstance(leaf.value, str):
        return
    value = leaf.value
    if survey.catalog.drafts and (draft := draft_of(survey, leaf.role, value)):
        yield leads_to_draft(survey.at(ref, leaf.path), value, draft)
    elif leaf.role == "ref":
        yield from _check_ref(survey, ref, leaf, value)
    elif leaf.role == "figure" and value not in survey.figures:
        yield _unknown(survey, ref, leaf, f"no figure is called {value!r}", did_you_mean(value, survey.figures))
    elif leaf.role == "locator" and value not in survey.sentences:
        known = [locator for locator in survey.sentences if locator.partition("/")[0] == value.partition("/")[0]]
        hint = f"{value.partition('/')[0]} has {len(known)} sentences, headings and captions" if known else ""
        sources = {locator.partition("/")[0] for locator in survey.sentences}
        hint = hint or did_you_mean(value.partition("/")[0], sources)
        yield _unknown(survey, ref, leaf, f"the sentence index has no {value!r}", hint)
    elif leaf.role == "locator" and (source := source_of(value)) not in survey.catalog.records:
        yield _unknown(survey, ref, leaf, f"{value!r} belongs to {source!r}, which has no record", "write the record")


def _check_ref(survey: Survey, ref: RefStr, leaf: Leaf, value: str) -> Iterator[Problem]:
    if value not in survey.catalog.records:
        hint = did_you_mean(value, survey.catalog.records) or "write the record, or take the reference out"
        yield _unknown(survey, ref, leaf, f"no record is called {value!r}", hint)
        return
    allowed = _allowed(ref, leaf)
    kind = kind_of(value)
    if allowed and kind not in allowed:
        yield Problem(
            code="reference/wrong-kind",
            where=survey.at(ref, leaf.path),
            message=f"{_named_field(leaf)!r} may not lead to a {kind}: {value!r}",
            hint=f"it may lead to: {', '.join(sorted(allowed))}",
        )


def _allowed(ref: RefStr, leaf: Leaf) -> frozenset[str]:
    if leaf.field == "to":
        names = [part for part in leaf.path if isinstance(part, str)]
        return RELATIONS.get((kind_of(ref), names[0]), frozenset())
    return _allowed_in(leaf.owner, leaf.field)


def _allowed_in(owner: type[Struct], field: str) -> frozenset[str]:
    return ALLOWED.get((owner.__name__, field)) or ALLOWED.get(("*", field), frozenset())


def _named_field(leaf: Leaf) -> str:
    """Return the field as an editor knows it: a relation by its own name, not by the ``to`` inside it."""
    names = [part for part in leaf.path if isinstance(part, str)]
    return names[-2] if leaf.field == "to" else leaf.field


def _unknown(survey: Survey, ref: RefStr, leaf: Leaf, message: str, hint: str) -> Problem:
    return Problem(code="reference/unknown", where=survey.at(ref, leaf.path), message=message, hint=hint)


def _check_tokens(survey: Survey, text: Authored) -> Iterator[Problem]:
    """Yield the bindings of a text that lead nowhere."""
    for piece in text.prose.tokens:
        if survey.catalog.drafts and (bound := draft_bound(survey, piece)):
            yield leads_to_draft(survey.in_text(text, piece.start, piece.end), *bound)
            continue
        if isinstance(piece, FigureToken) and piece.figure not in survey.figures:
            message, near = f"no figure is called {piece.figure!r}", did_you_mean(piece.figure, survey.figures)
        elif isinstance(piece, LinkToken) and piece.ref not in survey.catalog.records:
            message, near = f"no record is called {piece.ref!r}", did_you_mean(piece.ref, survey.catalog.records)
        else:
            continue
        yield Problem(
            code="reference/unknown",
            where=survey.in_text(text, piece.start, piece.end),
            message=message,
            hint=near or "write what it leads to, or take the token out",
        )


def _check_duplicates(survey: Survey) -> Iterator[Problem]:
    for one in survey.duplicates:
        first = survey.figures[one.figure.id]
        yield Problem(
            code="reference/duplicate",
            where=survey.at(one.ref, (*one.path, "id")),
            message=f"the figure id {one.figure.id!r} is used twice",
            hint=f"it stands in {survey.catalog.origins[first.ref].file} too; ids are unique in the whole site",
        )


def _check_units(survey: Survey) -> Iterator[Problem]:
    units = survey.catalog.units
    observed = survey.observed
    for ref, metric in {one.ref: one.metric for one in observed}.items():
        if metric.unit not in units:
            yield _no_unit(survey, ref, ("unit",), metric.unit)
    for one in observed:
        if one.figure.unit and one.figure.unit not in units:
            yield _no_unit(survey, one.ref, (*one.path, "unit"), one.figure.unit)


def _no_unit(survey: Survey, ref: RefStr, path: tuple[str | int, ...], unit: str) -> Problem:
    hint = did_you_mean(unit, survey.catalog.units) or "add it to site_src/units.yaml"
    return Problem(
        code="reference/unknown", where=survey.at(ref, path), message=f"no unit is called {unit!r}", hint=hint
    )


def _check_seeds(survey: Survey) -> Iterator[Problem]:
    for stem in survey.catalog.indexes:
        if stem not in survey.catalog.plans:
            yield Problem(
                code="reference/unknown",
                where=Pointer(f"seeds/{stem}.index.yaml"),
                message=f"this index has no seed record {stem!r}",
                hint=f"restore seeds/{stem}.yaml, or delete the index",
            )
    for ref, record in survey.catalog.records.items():
        if isinstance(record, Source) and record.seed not in survey.catalog.plans:
            yield Problem(
                code="reference/unknown",
                where=survey.at(ref, ("seed",)),
                message=f"there is no seed record {record.seed!r}",
                hint=did_you_mean(record.seed, survey.catalog.plans) or "run `python build.py seeds index`",
            )


def _check_cycles(survey: Survey) -> Iterator[Problem]:
    records = survey.catalog.records
    for ref, record in records.items():
        if not isinstance(record, _WITH_PARENT):
            continue
        seen, parent = {ref}, _parent(record)
        while parent in records and parent not in seen:
            seen.add(parent)
            parent = _parent(records[parent])
        if parent in seen:
            yield Problem(
                code="reference/cycle",
                where=survey.at(ref, ("parent",)),
                message=f"going up from {ref!r}, {parent!r} comes round again",
                hint="give one of them another parent",
            )


def _parent(record: Record) -> RefStr:
    match record:
        case Region(parent=str() as ref) | Topic(parent=str() as ref):
            return ref
        case Company(parent=Relation(to=ref)) | Organisation(parent=Relation(to=ref)) | Policy(parent=Relation(to=ref)):
            return ref
    return RefStr("")


def _check_derivations(survey: Survey) -> Iterator[Problem]:
    for key, one in survey.figures.items():
        if one.figure.derived and key in _ingredients(survey, key):
            yield Problem(
                code="reference/cycle",
                where=survey.at(one.ref, (*one.path, "derived", "inputs")),
                message=f"the figure {key!r} is computed from itself",
                hint="compute it from figures that a source prints",
            )


def _ingredients(survey: Survey, key: str) -> set[str]:
    """Gather every figure from which a figure is computed, at whatever remove."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        one = survey.figures.get(waiting.pop())
        inputs = set(one.figure.derived.inputs.values()) - found if one and one.figure.derived else set()
        found |= inputs
        waiting += inputs
    return found


def _check_orphans(survey: Survey) -> Iterator[Problem]:
    led_to: set[str] = set()
    for ref, outline in survey.outlines.items():
        targets = outline.reach.records
        led_to.update(targets if ref not in targets else [target for target in targets if target != ref])
    for ref in survey.catalog.records:
        if ref not in led_to and kind_of(ref) not in ROOTS:
            yield Problem(
                code="reference/orphan",
                where=survey.at(ref, ()),
                message=f"nothing leads to {ref!r}",
                hint="link it from a record that speaks of it, or delete it",
            )


def _check_anchors(survey: Survey) -> Iterator[Problem]:
    """Yield figure ids and term slugs that a section of their page has as its own id."""
    ids = [] if RESERVED_ANCHORS.isdisjoint(survey.figures) else [*survey.figures.items()]
    taken = [(one.ref, (*one.path, "id"), key) for key, one in ids if key in RESERVED_ANCHORS]
    slugs = ((ref, ref.partition("/")[2]) for ref in survey.catalog.records if ref.startswith("term/"))
    taken += [(ref, (), slug) for ref, slug in slugs if slug in RESERVED_ANCHORS]
    for ref, path, anchor in taken:
        yield Problem(
            code="reference/collision",
            where=survey.at(ref, path),
            message=f"{anchor!r} is the id of a section of the page",
            hint="choose another id",
        )


def _check_addresses(survey: Survey) -> Iterator[Problem]:
    for ref in survey.catalog.records:
        if ref.endswith(_RESERVED_ENDS):
            yield Problem(
                code="reference/collision",
                where=survey.at(ref, ()),
                message=f"the page of {ref!r} would have the address of the list of its kind",
                hint="choose another slug",
            )
