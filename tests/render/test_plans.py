"""What the pages of a record have in common in every language."""

from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Dated, FigureIdStr, RefStr
from jianbao.model.graph import BoundFigure
from jianbao.model.records import Figure, Topic
from jianbao.render.plans import Plan
from jianbao.render.shelf import Shelves
from jianbao.text.series import classify
from tests.builders import figure, metric, site_of, text

WEAVING = RefStr("topic/weaving")
TOPIC = Topic(name=text("Weaving"))

observed = st.lists(
    st.builds(
        lambda value, unit, status, when: {
            "value": value,
            "unit": unit,
            "status": status,
            "period": Dated(when) if when else None,
        },
        st.sampled_from(["7", "8"]),
        st.sampled_from(["", "", "", "project", "cny"]),
        st.sampled_from(["actual", "actual", "actual", "target"]),
        st.sampled_from(["", "2022", "2023", "2024", "2025", "2021/2025", "../2025"]),
    ),
    min_size=1,
    max_size=6,
).map(lambda many: [figure(f"n{number}", **fields) for number, fields in enumerate(many)])


def bound(*periods: Dated | None) -> tuple[BoundFigure, ...]:
    """Return figures of these periods."""
    ids = [f"n{number}" for number in range(len(periods))]
    figures = (figure(name, period=period) for name, period in zip(ids, periods, strict=True))
    site = site_of(("metric/count", metric(*figures)))
    return tuple(site.figures[FigureIdStr(name)] for name in ids)


def test_the_newest_period_is_that_which_ends_last() -> None:
    shown = bound(Dated("2024"), Dated("2023/2025"), None, Dated("2019/.."))
    assert Plan(TOPIC, shown).newest == Dated("2023/2025")


def test_a_plan_is_kept_for_the_very_values_that_it_was_made_of() -> None:
    shelves = Shelves()
    shown = bound(Dated("2024"))
    first = shelves.plan(WEAVING, TOPIC, shown)
    assert shelves.plan(WEAVING, TOPIC, shown) is first
    assert shelves.plan(WEAVING, TOPIC, ()).newest is None


@given(observed)
def test_a_plan_says_of_observations_what_their_classification_does(ones: list[Figure]) -> None:
    assert Plan(metric(*ones), ()).agreement == classify(metric(*ones))


@given(observed)
def test_a_metric_is_drawn_where_those_like_its_first_observation_have_each_a_time(ones: list[Figure]) -> None:
    alike = [one for one in ones if (one.unit, one.status) == (ones[0].unit, ones[0].status)]
    ends = [one.period.when.rpartition("/")[2] if one.period else "" for one in alike]
    is_series = classify(metric(*ones)) == "series" and 1 < len(ends) == len(set(ends)) and "" not in ends
    by_time = tuple(one.id for _, one in sorted(zip(ends, alike, strict=True), key=lambda pair: pair[0]))
    assert [chart.figures for chart in Plan(metric(*ones), ()).charts] == [by_time] * is_series
