"""
Say what each edition brought: its figures and records as against the edition before.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import structs

from jianbao.model.basics import FigureIdStr, RefStr
from jianbao.model.editions import EditionChanges, SealedEdition, SealedFigure, SealedRecord
from jianbao.model.graph import BoundFigure
from jianbao.model.site import Catalog
from jianbao.text.editions import digest_edition, digest_record, figure_changes, in_order, reasons_for, seal_figure

NO_DIGEST = "0" * 64


def seal_site(catalog: Catalog, figures: Mapping[FigureIdStr, BoundFigure]) -> SealedEdition:
    """Seal what the site states now under the name and date of its configuration."""
    edition = SealedEdition(
        edition=catalog.config.edition,
        date=catalog.config.build_date,
        sha256=NO_DIGEST,
        figures=_sealed(figures),
        records={ref: SealedRecord(one.name, digest_record(one)) for ref, one in catalog.records.items()},
    )
    return structs.replace(edition, sha256=digest_edition(edition))


def _sealed(figures: Mapping[FigureIdStr, BoundFigure]) -> Mapping[FigureIdStr, SealedFigure]:
    return {
        key: seal_figure(bound.figure, bound.metric, bound.label, (bound.unit_id, bound.unit))
        for key, bound in figures.items()
    }


def edition_changes(catalog: Catalog, figures: Mapping[FigureIdStr, BoundFigure]) -> tuple[EditionChanges, ...]:
    """Return what each edition brought, the newest first; the one in the making is among them until it is sealed."""
    sealed = in_order(catalog.editions)
    if not sealed:
        return (_opening(catalog, len(figures)),)
    steps = list(sealed)
    if catalog.config.edition not in catalog.editions:
        steps.append(_unsealed(catalog, figures))
    first = steps[0]
    changes = [
        EditionChanges(
            edition=first.edition,
            date=first.date,
            is_opening=True,
            is_sealed=True,
            figure_count=len(first.figures),
            record_count=len(first.records),
        ),
        *(_step(catalog, former, later) for former, later in pairwise(steps)),
    ]
    return tuple(reversed(changes))


def _opening(catalog: Catalog, figures: int) -> EditionChanges:
    return EditionChanges(
        edition=catalog.config.edition,
        date=catalog.config.build_date,
        is_opening=True,
        is_sealed=False,
        figure_count=figures,
        record_count=len(catalog.records),
    )


def _unsealed(catalog: Catalog, figures: Mapping[FigureIdStr, BoundFigure]) -> SealedEdition:
    """Return the edition in the making; what its records say is not looked at here."""
    return SealedEdition(
        edition=catalog.config.edition,
        date=catalog.config.build_date,
        sha256=NO_DIGEST,
        figures=_sealed(figures),
        records={ref: SealedRecord(record.name, NO_DIGEST) for ref, record in catalog.records.items()},
    )


def _step(catalog: Catalog, former: SealedEdition, later: SealedEdition) -> EditionChanges:
    reasons = reasons_for(later.edition, catalog.records)
    return EditionChanges(
        edition=later.edition,
        date=later.date,
        is_opening=False,
        is_sealed=later.edition in catalog.editions,
        figures=tuple(figure_changes(former.figures, later.figures, reasons)),
        added=tuple(sorted(later.records.keys() - former.records.keys())),
        withdrawn={ref: former.records[ref].name for ref in sorted(former.records.keys() - later.records.keys())},
        figure_count=len(later.figures),
        record_count=len(later.records),
    )


def named_in(changes: tuple[EditionChanges, ...], records: Mapping[RefStr, object]) -> Iterator[RefStr]:
    """Yield the records that the changes lead to and that the site still has."""
    for one in changes:
        for change in one.figures:
            yield from (ref for ref in (change.shown.metric, change.correction) if ref in records and ref)
        yield from (ref for ref in one.added if ref in records)
