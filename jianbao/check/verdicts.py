"""
Say which records have to be judged again, and remember how the others were judged.

A rule for records reads the record itself; of the records, figures and sentences that it leads to, whether they are
there, and the whole of a metric or source; and what the context covers. Where none of that has changed, a record
that was clean is clean. The rules for the whole site are run whenever anything has changed.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr, RefStr, source_of
from jianbao.model.outline import Outline
from jianbao.model.records import Metric, Record, Source, Term
from jianbao.model.site import Catalog
from jianbao.model.verdicts import SeedTrace, Trace, Verdicts
from jianbao.problems import Problem
from jianbao.text.names import declared_names

_encode: Final = msgspec.msgpack.Encoder().encode


def _digest(value: object) -> bytes:
    return blake2b(_encode(value), digest_size=16).digest()


class Judging(Struct, frozen=True):
    """A catalog with the digests of its files by their paths; a file without one counts as changed."""

    catalog: Catalog
    digests: Mapping[str, bytes]

    def digest_of(self, ref: RefStr) -> bytes:
        """Return what differs whenever the record is written differently, or nothing where that is not known."""
        origin = self.catalog.origins[ref]
        found = self.digests.get(origin.file, b"")
        return found + repr(origin.path).encode() if found and origin.path else found

    def whole(self) -> bytes:
        """Digest everything that any rule reads."""
        catalog = self.catalog
        return _digest((catalog.config, catalog.ui, sorted(self.digests.items()), catalog.sentence_texts))

    def blank(self, whole: bytes) -> Verdicts:
        """Return what verdicts would rest on, without any; ``whole`` is digested already."""
        catalog = self.catalog
        terms = [(one.name, one.aliases, one.avoided) for one in catalog.records.values() if isinstance(one, Term)]
        return Verdicts(
            whole=whole,
            context=_digest((catalog.config.languages, catalog.units, catalog.plans, terms, catalog.sentence_texts)),
            names=_digest([*declared_names(catalog.records)]),
            indexes={
                stem: SeedTrace(
                    self.digests.get(f"seeds/{stem}.index.yaml", b""),
                    tuple(dict.fromkeys(source_of(sentence.id) for sentence in index.sentences)),
                )
                for stem, index in catalog.indexes.items()
            },
        )


def still_clean(judging: Judging, blank: Verdicts, former: Verdicts) -> Mapping[RefStr, Trace]:
    """Return the records that were clean and have not been reached by any change since."""
    if blank.context != former.context:
        return {}
    changed = _Changed(judging, blank, former)
    return {
        ref: trace
        for ref, trace in former.records.items()
        if ref not in former.faulty and not changed.reaches(ref, trace)
    }


class _Changed:
    """What other records may have read that is now different, added or removed."""

    def __init__(self, judging: Judging, blank: Verdicts, former: Verdicts) -> None:
        records = judging.catalog.records
        self.names = blank.names != former.names
        self.own: set[RefStr] = {
            ref
            for ref, record in records.items()
            if ref not in former.records or former.records[ref].digest != (judging.digest_of(ref) or None)
        }
        gone = former.records.keys() - records.keys()
        self.own |= gone
        lent = {
            ref
            for ref in self.own
            if ref in gone or ref not in former.records or isinstance(records[ref], Metric | Source)
        }
        stems = {*blank.indexes, *former.indexes}
        seeds = [stem for stem in stems if blank.indexes.get(stem) != former.indexes.get(stem)]
        traces = [side.indexes[stem] for stem in seeds for side in (blank, former) if stem in side.indexes]
        self.records = lent | {ref for trace in traces for ref in trace.articles}
        self.figures: set[FigureIdStr] = {
            key for ref in lent for key in (*_figures_of(records.get(ref)), *_traced_figures(former.records.get(ref)))
        }

    def reaches(self, ref: RefStr, trace: Trace) -> bool:
        """Tell whether a record is changed itself, or may have read what is."""
        reach = trace.outline.reach
        if ref in self.own or (self.names and trace.rests_on_names):
            return True
        if self.figures and not (self.figures.isdisjoint(reach.figures) and self.figures.isdisjoint(trace.figures)):
            return True
        return bool(self.records) and not (
            self.records.isdisjoint(reach.records) and self.records.isdisjoint(map(source_of, reach.spots))
        )


def _figures_of(record: Record | None) -> tuple[FigureIdStr, ...]:
    return tuple([one.id for one in record.observations]) if isinstance(record, Metric) else ()


def _traced_figures(trace: Trace | None) -> tuple[FigureIdStr, ...]:
    return trace.figures if trace else ()


def remember(
    judging: Judging, blank: Verdicts, traces: Mapping[RefStr, Trace], problems: Iterable[Problem]
) -> Verdicts:
    """Return the verdicts on all records; one with a problem anywhere in its file will be judged again."""
    files = {problem.where.file for problem in problems}
    return structs.replace(
        blank,
        is_clean=not files,
        records={ref: traces[ref] for ref in judging.catalog.records},
        faulty=frozenset(ref for ref, origin in judging.catalog.origins.items() if origin.file in files)
        if files
        else frozenset(),
    )


def trace_of(judging: Judging, ref: RefStr, outline: Outline, *, rests_on_names: bool) -> Trace:
    """Note of a record what tells whether it has to be judged again."""
    return Trace(judging.digest_of(ref), _figures_of(judging.catalog.records[ref]), rests_on_names, outline)
