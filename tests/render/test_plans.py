"""What the pages of a record have in common in every language."""

from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Dated, FigureIdStr, RefStr, kind_of
from jianbao.model.graph import BoundFigure
from jianbao.model.records import KINDS, Topic
from jianbao.render.plans import by_kind, plan_of
from jianbao.render.shelf import Shelves
from tests.builders import figure, metric, site_of, text

WEAVING, HILL, ANN = RefStr("topic/weaving"), RefStr("region/hill"), RefStr("person/ann")
TOPIC = Topic(name=text("Weaving"), related=(HILL, WEAVING))


def bound(*periods: Dated | None) -> tuple[BoundFigure, ...]:
    """Return figures of these periods."""
    ids = [f"n{number}" for number in range(len(periods))]
    figures = (figure(name, period=period) for name, period in zip(ids, periods, strict=True))
    site = site_of(("metric/count", metric(*figures)))
    return tuple(site.figures[FigureIdStr(name)] for name in ids)


def test_a_record_is_not_related_to_itself() -> None:
    assert plan_of(TOPIC, WEAVING, (), ()).related == (("region", (HILL,)),)


def test_what_leads_here_is_shown_once_and_figures_and_notes_show_the_rest() -> None:
    leading = (HILL, ANN, RefStr("metric/count"), RefStr("source/paper"))
    assert plan_of(TOPIC, WEAVING, leading, ()).backlinks == (("person", (ANN,)),)


def test_the_newest_period_is_that_which_ends_last() -> None:
    shown = bound(Dated("2024"), Dated("2023/2025"), None, Dated("2019/.."))
    assert plan_of(TOPIC, WEAVING, (), shown).newest == Dated("2023/2025")


def test_a_plan_is_kept_for_the_very_values_that_it_was_made_of() -> None:
    shelves = Shelves()
    first = shelves.plan(TOPIC, WEAVING, (ANN,), ())
    assert shelves.plan(TOPIC, WEAVING, (ANN,), ()) is first
    assert shelves.plan(TOPIC, WEAVING, (), ()).backlinks == ()


@given(st.lists(st.builds("{}/{}".format, st.sampled_from(sorted(KINDS)), st.sampled_from("abc")).map(RefStr)))
def test_records_stand_together_by_their_kind_each_once_and_in_order(refs: list[RefStr]) -> None:
    found = by_kind(refs)
    assert [kind for kind, _ in found] == [kind for kind in KINDS if kind in set(map(kind_of, refs))]
    assert [ref for _, many in found for ref in many] == sorted(
        set(refs), key=lambda ref: (list(KINDS).index(kind_of(ref)), ref)
    )
    assert all(kind_of(ref) == kind for kind, many in found for ref in many)
