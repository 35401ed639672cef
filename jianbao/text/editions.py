"""
Seal what a site states, and compare one seal with another.

In: figures, records, sealed editions. Out: sealed values and the differences between them.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

import msgspec
from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr, Lang, RefStr, Text
from jianbao.model.editions import FigureChange, SealedEdition, SealedFigure
from jianbao.model.quantity import Unit
from jianbao.model.records import Correction, Figure, Record
from jianbao.text.amounts import amount_of, quantity_of
from jianbao.text.numbers import format_quantity

Stated = tuple[object, ...]


def seal_figure(figure: Figure, metric: RefStr, label: Text, unit: tuple[str, Unit]) -> SealedFigure:
    """Seal a figure of a metric; ``unit`` is its id and the unit itself."""
    name, forms = unit
    quantity = quantity_of(figure, name)
    return SealedFigure(
        metric=metric,
        label=label,
        value=figure.value,
        to=figure.to,
        scale=figure.scale,
        unit=name,
        hedge=figure.hedge,
        status=figure.status,
        period=figure.period.when if figure.period else None,
        text={lang: format_quantity(quantity, forms, Lang(lang)) for lang in label},
    )


def statement_of(figure: Figure, unit: str) -> Stated:
    """Return what a figure states: two figures that state the same differ at most in how they are written."""
    when = figure.period.when if figure.period else None
    return _statement(figure, unit, when)


def sealed_statement(figure: SealedFigure) -> Stated:
    """Return what a sealed figure states."""
    return _statement(figure, figure.unit, figure.period)


def _statement(figure: Figure | SealedFigure, unit: str, when: str | None) -> Stated:
    upper = None if figure.to is None else amount_of(figure.to, figure.scale)
    return (amount_of(figure.value, figure.scale), upper, unit, figure.hedge, figure.status, when)


def digest_record(record: Record) -> str:
    """Return the digest of what a record says; fields that are left out do not count, so that the model may grow."""
    return _digest(_written(record))


def digest_edition(edition: SealedEdition) -> str:
    """Return the digest of an edition without its own digest."""
    return _digest(_written(structs.replace(edition, sha256="")))


def _digest(plain: object) -> str:
    return sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _written(value: object) -> object:
    """Return a value as plain data, without the fields that have their default."""
    if isinstance(value, Struct):
        return {
            field.encode_name: _written(held)
            for field in structs.fields(value)
            if (held := getattr(value, field.name)) != field.default and not _is_empty_default(field, held)
        }
    if isinstance(value, Mapping):
        return {str(key): _written(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [_written(held) for held in value]
    return value


def _is_empty_default(field: structs.FieldInfo, held: object) -> bool:
    return field.default_factory is not msgspec.NODEFAULT and held == field.default_factory()


def changed_figures(former: Mapping[FigureIdStr, Stated], later: Mapping[FigureIdStr, Stated]) -> Iterator[FigureIdStr]:
    """Yield the figures of both editions that no longer state the same."""
    yield from (key for key, stated in former.items() if key in later and later[key] != stated)


def figure_changes(
    former: Mapping[FigureIdStr, SealedFigure],
    later: Mapping[FigureIdStr, SealedFigure],
    reasons: Mapping[FigureIdStr, RefStr],
) -> Iterator[FigureChange]:
    """Yield what came, changed and went between two editions, in the order of ids; ``reasons`` are corrections."""
    for key in sorted({*former, *later}):
        old, new = former.get(key), later.get(key)
        if old is None:
            yield FigureChange(figure=key, change="added", after=new)
        elif new is None:
            yield FigureChange(figure=key, change="withdrawn", before=old, correction=reasons.get(key))
        elif sealed_statement(old) != sealed_statement(new):
            yield FigureChange(figure=key, change="changed", before=old, after=new, correction=reasons.get(key))


def reasons_for(edition: str, records: Mapping[RefStr, Record]) -> Mapping[FigureIdStr, RefStr]:
    """Return the correction that speaks of each figure in an edition."""
    return {
        FigureIdStr(key): ref
        for ref, record in records.items()
        if isinstance(record, Correction) and record.edition == edition
        for key in (*record.figures, *record.withdrawn)
    }


def in_order(editions: Mapping[str, SealedEdition]) -> tuple[SealedEdition, ...]:
    """Return editions from the first to the last, by their dates."""
    return tuple(sorted(editions.values(), key=lambda one: (one.date, one.edition)))
