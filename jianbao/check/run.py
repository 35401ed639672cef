"""
Run every rule over a catalog and gather every problem.

In: a catalog whose records decode. Out: problems, nothing else. The tuple is the list of rules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from msgspec import Struct, structs

from jianbao.check.charts import check_charts
from jianbao.check.closure import check_closure
from jianbao.check.copying import check_copying
from jianbao.check.drafts import of_drafts
from jianbao.check.editions import check_editions
from jianbao.check.evidence import check_evidence
from jianbao.check.excerpts import check_excerpts
from jianbao.check.glance import Glance, glance_for
from jianbao.check.left_out import check_left_out
from jianbao.check.parity import check_parity
from jianbao.check.prose import check_prose
from jianbao.check.reference import check_references
from jianbao.check.series import check_series
from jianbao.check.survey import Survey, overview, survey
from jianbao.check.terms import check_terms
from jianbao.check.verdicts import Judging, remember, still_clean, trace_of
from jianbao.check.waivers import apply_waivers
from jianbao.model.basics import RefStr
from jianbao.model.site import Catalog
from jianbao.model.verdicts import Trace, Verdicts
from jianbao.problems import Problem

Rule = Callable[[Survey], Iterator[Problem]]

_TOGETHER: Final = 16
"""So many records are looked at together; a word of one is looked for in all, so that more of them cost more again."""

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


class Judgement(Struct, frozen=True):
    """Every problem that any rule finds, and what spares judging again what does not change."""

    problems: tuple[Problem, ...]
    verdicts: Verdicts
    judged: int = 0


def check_catalog(catalog: Catalog) -> tuple[Problem, ...]:
    """Return every problem that any rule finds and no paragraph waives, whatever is seen at a glance."""
    judged = survey(catalog)
    return (*found(judged), *_found_in_drafts(catalog, judged))


class Glanced(Struct, frozen=True, array_like=True):
    """What is noted of the records that had to be looked at, and those of which a glance cannot be sure."""

    traces: Mapping[RefStr, Trace]
    unsure: frozenset[RefStr]


Look = Callable[[Sequence[RefStr]], Glanced]
"""Looks at some records."""

Spread = Callable[[Look, Sequence[RefStr]], Iterable[Glanced]]
"""Looks at records in runs, each wherever there is time for it."""


def _at_once(look: Look, refs: Sequence[RefStr]) -> Iterable[Glanced]:
    return (look(refs),)


def judge_catalog(
    catalog: Catalog, digests: Mapping[str, bytes], former: Verdicts, spread: Spread = _at_once
) -> Judgement:
    """
    Judge what has changed since the former verdicts, as if everything were judged.

    ``digests`` are those of the files by their paths; records of a file without one are judged anew.
    """
    judging = Judging(catalog, digests)
    whole = judging.whole()
    if digests and former.is_clean and former.whole == whole:
        return Judgement((), former)
    blank = judging.blank(whole)
    traces = still_clean(judging, blank, former)
    seen = overview(catalog)
    new = [ref for ref in catalog.records if ref not in traces]
    glanced = list(spread(partial(_glance, judging, glance_for(seen)), new))
    fresh = {ref: trace for one in glanced for ref, trace in one.traces.items()}
    outlines = {ref: trace.outline for ref, trace in (*traces.items(), *fresh.items())}
    judged = survey(catalog, outlines, frozenset[RefStr]().union(*[one.unsure for one in glanced]), seen=seen)
    problems = (*found(judged), *_found_in_drafts(catalog, judged))
    verdicts = remember(judging, blank, {**traces, **fresh}, problems)
    return Judgement(problems, verdicts, len(fresh))


def _glance(judging: Judging, glance: Glance, refs: Sequence[RefStr]) -> Glanced:
    traces: dict[RefStr, Trace] = {}
    unsure: set[RefStr] = set()
    for start in range(0, len(refs), _TOGETHER):
        for words in glance.look(refs[start : start + _TOGETHER]):
            wrong, naming = glance.judge(words)
            for look in words.own():
                traces[look.ref] = trace_of(judging, look.ref, look.outline, rests_on_names=look.ref in naming)
                if look.ref in wrong or not glance.passes(look):
                    unsure.add(look.ref)
    return Glanced(traces, frozenset(unsure))


def found(seen: Survey) -> Iterator[Problem]:
    """Yield every problem that any rule finds and no paragraph waives."""
    return apply_waivers(seen, (problem for rule in RULES.values() for problem in rule(seen)))


def _found_in_drafts(catalog: Catalog, seen: Survey) -> tuple[Problem, ...]:
    """Judge the drafts in the site that would be if all were published; nothing is remembered of them."""
    if not catalog.drafts:
        return ()
    # Last, so that of two with the same id the draft is the second.
    whole = structs.replace(catalog, records={**catalog.records, **catalog.drafts}, drafts={})
    return of_drafts(catalog, found(survey(whole, seen.outlines)))


def rules_run(*, has_texts: bool) -> tuple[str, ...]:
    """Name the rules that can speak on this machine: copying is judged only where the seed texts are at hand."""
    return tuple(name for name in RULES if name != "copy" or has_texts)
