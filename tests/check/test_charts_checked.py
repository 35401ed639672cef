"""What charts refuse: unlike figures, figures without a place on an axis, targets beside the wrong figure."""

import pytest

from jianbao.check.charts import check_charts
from jianbao.check.survey import survey
from jianbao.model.basics import Dated, FigureIdStr
from jianbao.model.quantity import Unit, UnitForms
from jianbao.model.records import Chart, ChartForm, Figure, Topic
from tests.builders import EN, UNITS, ZH, catalog, figure, metric, smallest, text

MORE_UNITS = {
    **UNITS,
    "cart": Unit("count", {EN: UnitForms(other="{0} carts"), ZH: UnitForms(other="{0}辆车")}),
    "rank": Unit("ordinal", {EN: UnitForms(other="{0}"), ZH: UnitForms(other="第{0}")}),
}
OLD = figure("old", period=Dated("2024"))
NEW = figure("new", period=Dated("2025"))
GOAL = figure("goal", status="target", period=Dated("../2027"))


def found(form: ChartForm, chosen: tuple[Figure, ...], *others: Figure, counted: str = "") -> list[tuple[str, str]]:
    """Return the problems of a chart of these figures of one metric, which has others too."""
    keys = tuple(FigureIdStr(one.id) for one in chosen)
    chart = Chart(name=text("Finding"), figures=keys, form=form, counted=text(counted) if counted else {})
    records = {
        **smallest(),
        "metric/count": metric(*chosen, *others),
        "topic/weaving": Topic(text("Weaving"), charts=(chart,)),
    }
    return [(one.code, one.message) for one in check_charts(survey(catalog(records, units=MORE_UNITS)))]


@pytest.mark.parametrize(
    ("form", "chosen"),
    [("bars", (OLD, NEW)), ("dots", (OLD, NEW)), ("series", (OLD, NEW)), ("target", (NEW, GOAL))],
)
def test_figures_that_fit_are_let_through(form: ChartForm, chosen: tuple[Figure, ...]) -> None:
    assert found(form, chosen) == []


def test_counted_things_of_several_nouns_need_a_word_for_all_of_them() -> None:
    mixed = (figure("a"), figure("b", unit="cart"))
    assert found("dots", mixed) == [("series/unlike", "the chart mixes units: cart, project")]
    assert found("dots", mixed, counted="Things") == []


def test_a_word_for_all_makes_no_money_countable() -> None:
    mixed = (figure("a"), figure("b", unit="cny"))
    assert found("dots", mixed, counted="Things") == [("series/unlike", "the chart mixes units: cny, project")]


def test_a_word_for_all_is_for_dots_only() -> None:
    mixed = (figure("a"), figure("b", unit="cart"))
    assert found("bars", mixed, counted="Things") == [("series/unlike", "the chart mixes units: cart, project")]


@pytest.mark.parametrize("form", ["bars", "dots"])
def test_a_target_stands_beside_what_is_reached_only_in_a_form_that_tells_them_apart(form: ChartForm) -> None:
    assert found(form, (NEW, GOAL)) == [
        ("series/unlike", "the chart mixes actual figures with others: actual, target"),
    ]


def test_a_series_has_one_status() -> None:
    plan = figure("plan", status="plan", period=Dated("2028"))
    assert found("series", (GOAL, plan)) == [("series/unlike", "the chart mixes statuses: plan, target")]


def test_a_projection_is_no_target() -> None:
    guess = figure("guess", status="projection", period=Dated("2028"))
    assert found("target", (NEW, guess)) == [
        ("series/unlike", "the chart mixes an actual figure and a target with others: projection"),
    ]


def test_a_target_stands_beside_the_latest_actual_figure() -> None:
    assert found("target", (OLD, GOAL), NEW) == [("series/unfit", "new is later than old")]


def test_a_target_that_was_due_earlier_is_not_set_beside_a_later_figure() -> None:
    missed = figure("missed", status="target", period=Dated("../2023"))
    assert found("target", (NEW, missed)) == [("series/unfit", "missed was due before new")]


@pytest.mark.parametrize("chosen", [(OLD, NEW, GOAL), (GOAL, figure("more", status="target", period=Dated("2030")))])
def test_targets_need_one_actual_figure(chosen: tuple[Figure, ...]) -> None:
    ((code, message),) = found("target", chosen)
    assert (code, message[1:]) == ("series/unfit", f" of the {len(chosen)} figures are actual")


@pytest.mark.parametrize("form", ["bars", "dots", "series"])
def test_a_rank_has_no_place_on_an_axis(form: ChartForm) -> None:
    ranks = (figure("a", unit="rank", period=Dated("2024")), figure("b", unit="rank", period=Dated("2025")))
    assert found(form, ranks) == [("series/unfit", "a is a rank, and ranks are no amounts")]


def test_an_order_of_magnitude_has_no_place_on_an_axis() -> None:
    ((code, message),) = found("bars", (OLD, figure("much", hedge="several")))
    assert (code, message) == ("series/unfit", "much is an order of magnitude, which has no place on an axis")
