"""
Run every rule over a catalog and gather every problem.

In: a catalog whose records decode. Out: problems, nothing else. The tuple is the list of rules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

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
from jianbao.check.look import Words
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
from jianbao.text.outlines import TOGETHER

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


class Judgement(Struct, frozen=True):
    """Every problem that any rule finds, and what spares judging again what does not change."""

    problems: tuple[Problem, ...]
    verdicts: Verdicts
    judged: int = 0


def check_catalog(catalog: Catalog) -> tuple[Problem, ...]:
    """Return every problem that any rule finds and no paragraph waives, whatever is seen at a glance."""
    judged = survey(catalog)
    return (*found(judged), *_found_in_drafts(catalog, judged))


class Docket(Struct, frozen=True):
    """
    What is to be judged of a catalog: the ``new`` records; ``traces`` are those of the others.

    ``blank`` is what the verdicts would rest on.
    """

    judging: Judging
    blank: Verdicts
    traces: Mapping[RefStr, Trace]
    new: Sequence[RefStr]

    def opened(self) -> "Hearing":
        """Gather what has to be known of the whole site."""
        return Hearing(self, glance_for(overview(self.judging.catalog)))

    def judge(self) -> Judgement:
        """Judge what is new, as if everything were judged."""
        hearing = self.opened()
        return hearing.judge(hearing.look(self.new))


class Hearing(Struct, frozen=True):
    """Judges what is new by all that has to be known of the site."""

    docket: Docket
    glance: Glance

    def look(self, refs: Sequence[RefStr]) -> Iterator[Words]:
        """Look at records, many together."""
        for start in range(0, len(refs), TOGETHER):
            yield from self.glance.look(refs[start : start + TOGETHER])

    def judge(self, looked: Iterable[Words]) -> Judgement:
        """Judge what is new and has been looked at, as if everything were judged."""
        fresh, unsure = self._judge_at_a_glance(looked)
        seen, traces = self.glance.seen, {**self.docket.traces, **fresh}
        judged = survey(seen.catalog, {ref: trace.outline for ref, trace in traces.items()}, unsure, seen=seen)
        problems = (*found(judged), *_found_in_drafts(seen.catalog, judged))
        return Judgement(problems, remember(self.docket.judging, self.docket.blank, traces, problems), len(fresh))

    def _judge_at_a_glance(self, looked: Iterable[Words]) -> tuple[Mapping[RefStr, Trace], frozenset[RefStr]]:
        """Note what records lead to, and name those of which a glance cannot be sure."""
        traces: dict[RefStr, Trace] = {}
        unsure: set[RefStr] = set()
        for words in looked:
            wrong, naming = self.glance.judge(words)
            for look in words.own():
                rests_on_names = look.ref in naming
                traces[look.ref] = trace_of(self.docket.judging, look.ref, look.outline, rests_on_names=rests_on_names)
                if look.ref in wrong or not self.glance.passes(look):
                    unsure.add(look.ref)
        return traces, frozenset(unsure)


def docket_of(catalog: Catalog, digests: Mapping[str, bytes], former: Verdicts) -> Docket | Judgement:
    """
    Return what has to be judged since the former verdicts, or these where nothing has changed.

    ``digests`` are those of the files by their paths; records of a file without one are judged anew.
    """
    judging = Judging(catalog, digests)
    whole = judging.whole()
    if digests and former.is_clean and former.whole == whole:
        return Judgement((), former)
    blank = judging.blank(whole)
    traces = still_clean(judging, blank, former)
    new = [ref for ref in catalog.records if ref not in traces]
    return Docket(judging, blank, traces, new)


def judge_catalog(catalog: Catalog, digests: Mapping[str, bytes], former: Verdicts) -> Judgement:
    """Judge what has changed since the former verdicts, as if everything were judged."""
    docket = docket_of(catalog, digests, former)
    return docket if isinstance(docket, Judgement) else docket.judge()


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
