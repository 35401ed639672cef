"""
How a project stands while it is being written.

Beside ``pipeline``, a module that introduces ``read`` to ``link``. Works on a project that does not pass its check yet:
what can be read counts, and the figures of unfinished records count as drafted.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, structs

from jianbao.link.coverage import cover_sources
from jianbao.model.basics import RefStr
from jianbao.model.config import Config
from jianbao.model.graph import CoverageRow
from jianbao.model.records import Metric
from jianbao.model.site import Catalog, with_drafts
from jianbao.problems import Problem
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.drafted import drafted_figures, drafted_years
from jianbao.read.seed_texts import find_seed_texts
from jianbao.read.seeds import read_sentence_texts
from jianbao.text.outlines import outlines_of


class Standing(Struct, frozen=True):
    """How a project stands: what could be read, what is wrong with the rest, what became of each printed figure."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    coverage: Mapping[RefStr, tuple[CoverageRow, ...]]
    drafted: Mapping[tuple[str, str], str]
    years: Mapping[str, str]


def read_standing(root: Path) -> Standing | tuple[Problem, ...]:
    """Read a project as far as it can be read; the problems of a configuration that cannot be used come alone."""
    config = read_config(root)
    if not isinstance(config, Config):
        return config
    reading = read_catalog(root, config)
    catalog = with_drafts(reading.catalog)
    texts = find_seed_texts(root, config.seed_folders, [plan.file for plan in catalog.plans.values()])
    catalog = structs.replace(catalog, sentence_texts=read_sentence_texts(texts, catalog.plans))
    figures = {
        figure.id: figure
        for record in catalog.records.values()
        if isinstance(record, Metric)
        for figure in record.observations
    }
    known = structs.replace(
        catalog, indexes={stem: one for stem, one in catalog.indexes.items() if stem in catalog.plans}
    )
    coverage = cover_sources(known, figures.values(), outlines_of(catalog.records, {}).values())
    begun = reading.problems
    return Standing(catalog, begun, coverage, drafted_figures(root, begun), drafted_years(root, begun))
