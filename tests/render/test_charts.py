"""Bars, dots, series, targets beside what is reached."""

import pytest

from jianbao.model.basics import Dated, FigureIdStr, RefStr
from jianbao.model.records import Chart, ChartForm, Figure, Topic
from jianbao.render.chart_views import ChartView
from jianbao.render.charts import charts_of
from jianbao.render.plans import Plan
from tests.builders import desk_at, figure, metric, site_of, text

COUNT = RefStr("metric/count")
YEARS = (figure("a", value="30", period=Dated("2024")), figure("b", value="120", period=Dated("2025", "inferred")))


def own(*observations: Figure) -> tuple[ChartView, ...]:
    """Return what a metric's page draws of its own observations."""
    site = site_of(("metric/count", metric(*observations)))
    return charts_of(desk_at(site, "metrics/count.html"), Plan(site.records[COUNT], ()).charts)


def drawn(form: ChartForm, *observations: Figure, **fields: object) -> ChartView:
    """Return the chart of a topic that sets these figures side by side, in this order."""
    keys = tuple(FigureIdStr(one.id) for one in observations)
    chart = Chart(name=text("Finding"), figures=keys, form=form, note=text("Note"), **fields)  # type: ignore[arg-type]
    site = site_of(
        ("topic/weaving", Topic(name=text("Weaving"), charts=(chart,))),
        ("metric/count", metric(*reversed(observations))),
    )
    (shown,) = charts_of(desk_at(site, "topics/weaving.html"), (chart,))
    return shown


def test_bars_are_in_proportion() -> None:
    assert [row.mark.at for row in drawn("bars", *YEARS).rows] == ["25.00", "100.00"]


def test_a_chart_shows_the_figures_in_the_order_an_editor_chose() -> None:
    shown = drawn("bars", figure("b"), figure("a"))
    assert (shown.title, shown.note, [row.id for row in shown.rows]) == ("Finding", "Note", ["b", "a"])


def test_the_largest_dot_leaves_room_for_an_arrow() -> None:
    assert [row.mark.at for row in drawn("dots", *YEARS).rows] == ["23.00", "92.00"]


@pytest.mark.parametrize(
    ("hedge", "side"),
    [("over", "up"), ("at-least", "up"), ("under", "down"), ("nearly", "down"), ("up-to", "down"), ("about", "")],
)
def test_a_bound_points_to_the_side_of_the_truth(hedge: str, side: str) -> None:
    first, _ = drawn("dots", figure("a", hedge=hedge), figure("b")).rows
    assert first.mark.beyond == side


def test_a_range_is_drawn_from_end_to_end() -> None:
    span, _ = drawn("dots", figure("a", value="5", to="10", hedge="range"), figure("b", value="1")).rows
    assert (span.mark.since, span.mark.at) == ("46.00", "92.00")


def test_what_dots_of_several_nouns_have_in_common_is_said() -> None:
    assert drawn("dots", *YEARS, counted=text("Things")).counted == "Things"


def test_a_target_is_drawn_and_named_otherwise_than_what_is_reached() -> None:
    goal = figure("goal", value="60", status="target", period=Dated("../2027"))
    shown = drawn("target", figure("a", value="30", period=Dated("2024")), goal)
    assert [(row.mark.shape, row.mark.at, row.status_label) for row in shown.rows] == [
        ("bar", "50.00", "status.actual"),
        ("goal", "100.00", "status.target"),
    ]
    assert shown.status == ""


def test_a_metric_draws_its_own_series_by_time() -> None:
    (shown,) = own(*reversed(YEARS))
    assert (shown.form, [row.id for row in shown.rows]) == ("series", ["a", "b"])


def test_observations_of_one_period_are_not_drawn_as_a_series() -> None:
    assert own(figure("a", value="30"), figure("b", value="60", hedge="over")) == ()


def test_a_series_with_an_undated_observation_is_not_drawn() -> None:
    assert own(*YEARS, figure("c", value="90")) == ()


def test_a_target_is_not_drawn_among_actual_figures() -> None:
    (shown,) = own(*YEARS, figure("t", value="9999", status="target", period=Dated("2030")))
    assert [row.id for row in shown.rows] == ["a", "b"]


def test_a_series_stands_upward_from_zero() -> None:
    """The base is at 76 percent, the largest amount at 26."""
    assert [point.y for point in drawn("series", *YEARS).points] == ["63.50", "26.00"]


def test_an_inferred_date_has_a_hollow_mark() -> None:
    assert [point.is_hollow for point in drawn("series", *YEARS).points] == [False, True]


def test_a_series_is_also_said_in_words() -> None:
    shown = drawn("series", *YEARS)
    assert "30 projects" in shown.spoken
    assert "120 projects" in shown.spoken
