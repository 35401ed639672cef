"""
The commands on editions: seal the one in the making, compare two.

Like ``pipeline``, a place where the stages meet.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from jianbao.link.editions import seal_site
from jianbao.link.graph import bind_figures, make_cards
from jianbao.model.basics import Lang
from jianbao.model.editions import EDITIONS, FigureChange, SealedEdition, SealedFigure
from jianbao.model.site import Catalog
from jianbao.pipeline import check_only
from jianbao.problems import Place, Problem, Told
from jianbao.publish.drafts import unwritable
from jianbao.publish.edition_files import write_edition
from jianbao.read.locate import place_in
from jianbao.text.closest import did_you_mean
from jianbao.text.editions import figure_changes, in_order, reasons_for

NOW: Final = "now"
"""The name by which the site as it is can be compared with an edition."""


class Sealed(Told, frozen=True, kw_only=True):
    """What a command on editions came to: problems, or lines to print; ``data`` is the same for programs."""

    data: Mapping[str, Any] = {}


def seal(root: Path) -> Sealed:
    """Seal the edition that the configuration names; a site with problems is not sealed."""
    findings = check_only(root)
    catalog = findings.catalog
    if findings.problems or catalog is None:
        return Sealed(problems=findings.problems, is_usage=findings.is_usage)
    name = catalog.config.edition
    if name in catalog.editions:
        return Sealed(lines=(f"the edition “{name}” is sealed already, and nothing has changed since",))
    former = in_order(catalog.editions)
    if former and former[-1].date > catalog.config.build_date:
        return Sealed(problems=place_in(root, (_too_early(catalog, former[-1]),)))
    edition = _seal_now(catalog)
    try:
        path = write_edition(root / "site_src" / EDITIONS, edition)
    except OSError as error:
        return Sealed(problems=place_in(root, (unwritable(f"site_src/{EDITIONS}", error),)), is_usage=True)
    rows = [f"{path.relative_to(root).as_posix()}: {len(edition.figures)} figures in {len(edition.records)} records"]
    if former:
        rows += _lines(catalog, former[-1], edition)
    rows.append("before the next change of a figure, name the next edition in config.yaml (`edition`, `build_date`)")
    return Sealed(lines=tuple(rows))


def compare(root: Path, one: str, other: str) -> Sealed:
    """Compare two editions by name; ``now`` is the site as it is."""
    findings = check_only(root)
    catalog = findings.catalog
    if findings.problems or catalog is None:
        return Sealed(problems=findings.problems, is_usage=findings.is_usage)
    found = []
    for name in (one, other):
        edition = _seal_now(catalog) if name == NOW else catalog.editions.get(name)
        if edition is None:
            return Sealed(problems=place_in(root, (_unknown(catalog, name),)), is_usage=True)
        found.append(edition)
    former, later = found
    return Sealed(lines=tuple(_lines(catalog, former, later)), data=_data(catalog, former, later))


def _seal_now(catalog: Catalog) -> SealedEdition:
    return seal_site(catalog, bind_figures(catalog, make_cards(catalog, catalog.records)))


def _changes(catalog: Catalog, former: SealedEdition, later: SealedEdition) -> tuple[FigureChange, ...]:
    reasons = reasons_for(later.edition, catalog.records)
    return tuple(figure_changes(former.figures, later.figures, reasons))


def _lines(catalog: Catalog, former: SealedEdition, later: SealedEdition) -> Iterator[str]:
    lang = catalog.config.languages[0]
    changes = _changes(catalog, former, later)
    for change in changes:
        words = " → ".join(_words(one, lang) for one in (change.before, change.after) if one)
        reason = f" ({change.correction})" if change.correction else ""
        yield f"{change.change} {change.figure}: {words}{reason}"
    for title, refs in _records(former, later).items():
        yield from (f"{title} {ref}" for ref in refs)
    if not changes and former.records == later.records:
        yield "nothing differs"


def _words(figure: SealedFigure, lang: Lang) -> str:
    return ", ".join(part for part in (figure.text[lang], figure.status, figure.period) if part)


def _records(former: SealedEdition, later: SealedEdition) -> Mapping[str, list[str]]:
    both = former.records.keys() & later.records.keys()
    return {
        "record added:": sorted(later.records.keys() - former.records.keys()),
        "record changed:": sorted(ref for ref in both if former.records[ref].sha256 != later.records[ref].sha256),
        "record removed:": sorted(former.records.keys() - later.records.keys()),
    }


def _data(catalog: Catalog, former: SealedEdition, later: SealedEdition) -> Mapping[str, Any]:
    figures = [
        {
            "figure": one.figure,
            "change": one.change,
            "before": one.before and msgspec.to_builtins(one.before),
            "after": one.after and msgspec.to_builtins(one.after),
            "correction": one.correction,
        }
        for one in _changes(catalog, former, later)
    ]
    added, changed, removed = _records(former, later).values()
    return {
        "former": former.edition,
        "later": later.edition,
        "figures": figures,
        "records": {"added": added, "changed": changed, "removed": removed},
    }


def _unknown(catalog: Catalog, name: str) -> Problem:
    known = [*catalog.editions, NOW]
    return Problem(
        code="reference/unknown",
        where=Place("config.yaml"),
        message=f"no edition “{name}” is sealed",
        hint=did_you_mean(name, known) or f"there are: {', '.join(known)}",
    )


def _too_early(catalog: Catalog, former: SealedEdition) -> Problem:
    return Problem(
        code="config/invalid",
        where=Place("config.yaml"),
        message=f"the build date {catalog.config.build_date} lies before “{former.edition}” of {former.date}",
        hint="editions follow each other by date: set `build_date` to the day of this edition",
    )
