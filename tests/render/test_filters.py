"""What a table of figures can be filtered by."""

import pytest

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, FigureIdStr, Lang, RefStr
from jianbao.model.records import Company, Region
from jianbao.render.collection_views import FilterView
from jianbao.render.figures import figure_groups, tags_of
from jianbao.render.filters import filters_of
from tests.builders import EN, ZH, catalog, desk_at, figure, fullest, metric, site_of, text


def filters(*extra: tuple[str, object], lang: Lang = EN) -> dict[str, FilterView]:
    """Return the filters of the page of figures, by name."""
    site = site_of(*extra)  # type: ignore[arg-type]
    desk = desk_at(site, "figures.html", lang)
    return {one.name: one for one in filters_of(desk, figure_groups(desk, desk.reads.route.table))}


def test_a_filter_with_nothing_to_choose_between_is_left_out() -> None:
    assert filters() == {}


def test_years_go_from_the_newest() -> None:
    years = metric(figure("old", period=Dated("2024")), figure("new", period=Dated("2025/2026")))
    assert [one.tag for one in filters(("metric/count", years))["year"].options] == [
        "year/2026",
        "year/2025",
        "year/2024",
    ]


def test_statuses_go_in_their_order() -> None:
    mixed = metric(figure("goal", status="target"), figure("count"))
    assert [one.words for one in filters(("metric/count", mixed))["status"].options] == [
        "status.actual",
        "status.target",
    ]


@pytest.mark.parametrize(("lang", "names"), [(EN, ["Chongqing", "Hill"]), (ZH, ["重庆", "中Hill"])])
def test_names_go_in_the_order_of_the_language(lang: Lang, names: list[str]) -> None:
    """重 is read chóng here, and 中 zhōng."""
    both = metric(figure("other"), name=text("Other"), about="region/chongqing")
    found = filters(
        ("region/chongqing", Region(name=text("Chongqing", "重庆"), level="city")), ("metric/other", both), lang=lang
    )
    assert [one.words for one in found["region"].options] == names


def test_every_tag_of_a_row_that_a_filter_offers_is_carried_by_some_row() -> None:
    desk = desk_at(link_site(catalog(fullest())), "figures.html")
    groups = figure_groups(desk, desk.reads.route.table)
    carried = {tag for group in groups for one in group.figures for tag in one.detail.tags.split()}
    offered = {option.tag for one in filters_of(desk, groups) for option in one.options}
    assert offered
    assert offered <= carried


def test_a_figure_is_found_by_the_company_that_states_it() -> None:
    site = site_of(
        ("company/forge", Company(text("Forge"))), ("metric/count", metric(figure("count", by=RefStr("company/forge"))))
    )
    assert "company/forge" in tags_of(site.figures[FigureIdStr("count")])
