"""
The site as data: every figure and every record, in files that other programs read.

Columns are those that readers of statistics expect: plain decimals, ISO dates, ids, both languages.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from jianbao.model.artifact import Artifact
from jianbao.model.basics import Lang
from jianbao.model.graph import BoundFigure, Site
from jianbao.render.plain import figure_text
from jianbao.text.amounts import decimals_of

FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")
"""A cell that begins so is run as a formula by spreadsheets; a quote before it keeps it text."""


def render_data(site: Site, languages: tuple[Lang, ...]) -> Iterator[Artifact]:
    """Yield ``figures.json``, ``figures.csv`` and ``records.json``."""
    figures = [figure_row(site, bound, languages) for bound in site.figures.values()]
    records = list(_record_rows(site, languages))
    yield Artifact("data/figures.json", json_table(figures))
    yield Artifact("data/figures.csv", csv_table(figures))
    yield Artifact("data/records.json", json_table(records))
    yield Artifact("data/records.csv", csv_table(records))


def figure_row(site: Site, bound: BoundFigure, languages: tuple[Lang, ...]) -> Mapping[str, str]:
    """Return one row of ``figures``: see ``docs/data.md`` for each column."""
    figure = bound.figure
    spots = [site.spots[locator] for locator in figure.evidence]
    value, *upper = decimals_of(figure)
    row = {
        "id": str(figure.id),
        "metric": str(bound.metric),
        "record": str(bound.about[0]),
        "value": value,
        "unit": bound.unit_id,
        "hedge": figure.hedge,
        "status": figure.status,
        "speaker": figure.speaker,
        "period": figure.period.when if figure.period else "",
        "period_basis": figure.period.basis if figure.period else "",
    }
    row |= {f"label_{lang}": bound.label[lang] for lang in languages}
    row |= {f"text_{lang}": figure_text(bound, lang) for lang in languages}
    return row | {
        "printed": figure.printed,
        "source": ";".join(bound.sources),
        "seed_file": ";".join(dict.fromkeys(spot.seed_file for spot in spots)),
        "lines": ";".join(str(line) for spot in spots for line in spot.lines),
        "sentence": ";".join(figure.evidence),
        "formula": figure.derived.formula if figure.derived else "",
        "value_to": "".join(upper),
    }


def _record_rows(site: Site, languages: tuple[Lang, ...]) -> Iterator[Mapping[str, str]]:
    sources = _sources(site)
    for ref, card in site.cards.items():
        kind, _, slug = ref.partition("/")
        yield (
            {"kind": kind, "slug": slug}
            | {f"name_{lang}": card.name[lang] for lang in languages}
            | {"zh_certain": "true" if card.zh_certain else "false"}
            | {f"url_{lang}": f"{lang}/{card.page}" for lang in languages}
            | {"sources": ";".join(sources.get(ref, ()))}
        )


def _sources(site: Site) -> Mapping[str, tuple[str, ...]]:
    """Return the sources each record rests on: those of the sentences its page cites."""
    found: dict[str, dict[str, None]] = {}
    for route in site.routes:
        if route.subject is not None:
            own = found.setdefault(route.subject, {})
            own.update((site.spots[locator].source, None) for locator in route.spots)
    return {ref: tuple(sorted(sources)) for ref, sources in found.items()}


def json_table(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Write a list of objects, one value a line, Chinese as itself."""
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def csv_table(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Write UTF-8 with a byte order mark, as spreadsheets expect, and no cell that is a formula."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else ["id"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: str) -> str:
    is_number = value.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{value}" if value.startswith(FORMULA_STARTS) and not is_number else value
