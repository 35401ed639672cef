"""Bars and tiles."""

from jianbao.model.basics import Dated, FigureIdStr, RefStr
from jianbao.model.records import Chart, Figure, Region, Topic
from jianbao.render.pictures import charts_of, tile_views
from tests.builders import desk_at, figure, metric, site_of, text


def bars(*observations: Figure) -> list[tuple[str, bool]]:
    """Return the bars of a metric's own chart: their lengths, and whether they are open."""
    site = site_of(("metric/count", metric(*observations)))
    desk = desk_at(site, "metrics/count.html")
    return [
        (bar.percent, bar.is_open)
        for chart in charts_of(desk, site.records[RefStr("metric/count")])
        for bar in chart.bars
    ]


def test_a_series_is_drawn_with_bars_in_proportion() -> None:
    first, second = figure("a", value="30", period=Dated("2024")), figure("b", value="120", period=Dated("2025"))
    assert bars(first, second) == [("25.00", False), ("100.00", False)]


def test_a_lower_bound_is_an_open_bar() -> None:
    first = figure("a", value="30", hedge="over", period=Dated("2024"))
    assert bars(first, figure("b", value="60", period=Dated("2025"))) == [("50.00", True), ("100.00", False)]


def test_observations_of_one_period_are_not_drawn_as_a_series() -> None:
    assert bars(figure("a", value="30"), figure("b", value="60", hedge="over")) == []


def test_a_target_is_not_drawn_among_actual_figures() -> None:
    """The series is of the first observation's status; the target has no bar."""
    years = [figure(f"y{year}", value=str(year), period=Dated(str(year))) for year in (2023, 2024)]
    assert len(bars(*years, figure("t", value="9999", status="target", period=Dated("2030")))) == 2


def test_a_chart_shows_the_figures_in_the_order_an_editor_chose() -> None:
    chart = Chart(name=text("Finding"), figures=(FigureIdStr("b"), FigureIdStr("a")), note=text("Note"))
    site = site_of(
        ("topic/weaving", Topic(name=text("Weaving"), charts=(chart,))),
        ("metric/count", metric(figure("a"), figure("b"))),
    )
    (shown,) = charts_of(desk_at(site, "topics/weaving.html"), site.records[RefStr("topic/weaving")])
    assert (shown.title, shown.note, [bar.figure.id for bar in shown.bars]) == ("Finding", "Note", ["b", "a"])


def test_the_tile_of_the_page_is_marked_and_a_silent_one_leads_nowhere() -> None:
    site = site_of(("region/hill", Region(name=text("Hill"), level="province", code="XX-1")))
    here, silent = tile_views(desk_at(site, "regions/hill.html"))
    assert (here.current, here.href, here.place) == (True, "../regions/hill.html", "c0 r1")
    assert (silent.current, silent.href, silent.figures) == (False, "", 0)


def test_a_place_without_a_tile_shows_no_map() -> None:
    site = site_of(("region/hill", Region(name=text("Hill"), level="city")))
    assert tile_views(desk_at(site, "regions/hill.html")) == ()
