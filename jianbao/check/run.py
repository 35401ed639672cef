"""
Run every rule over a catalog and gather every problem.

In: a catalog whose records decode. Out: problems, nothing else. The tuple is the list of rules.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from jianbao.check.charts import check_charts
from jianbao.check.closure import check_closure
from jianbao.check.copying import check_copying
from jianbao.check.editions import check_editions
from jianbao.check.evidence import check_evidence
from jianbao.check.excerpts import check_excerpts
from jianbao.check.left_out import check_left_out
from jianbao.check.parity import check_parity
from jianbao.check.prose import check_prose
from jianbao.check.reference import check_references
from jianbao.check.series import check_series
from jianbao.check.survey import Survey, survey
from jianbao.check.terms import check_terms
from jianbao.check.waivers import apply_waivers
from jianbao.model.site import Catalog
from jianbao.problems import Problem

Rule = Callable[[Survey], Iterator[Problem]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "reference": check_references,
        "evidence": check_evidence,
        "series": check_series,
        "charts": check_charts,
        "closure": check_closure,
        "parity": check_parity,
        "terms": check_terms,
        "copy": check_copying,
        "coverage": check_left_out,
        "prose": check_prose,
        "excerpts": check_excerpts,
        "editions": check_editions,
    }
)


def check_catalog(catalog: Catalog) -> tuple[Problem, ...]:
    """Return every problem that any rule finds and no paragraph waives."""
    seen = survey(catalog)
    return tuple(apply_waivers(seen, (problem for rule in RULES.values() for problem in rule(seen))))


def rules_run(*, has_texts: bool) -> tuple[str, ...]:
    """Name the rules that can speak on this machine: copying is judged only where the seed texts are at hand."""
    return tuple(name for name in RULES if name != "copy" or has_texts)
