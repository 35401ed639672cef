"""Figures as pages show them."""

import re
from typing import Any

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, FigureIdStr, LocatorStr, RefStr
from jianbao.model.graph import Site
from jianbao.render.figure_views import FigureView
from jianbao.render.figures import figure_groups, figure_links, figure_view
from jianbao.render.phrases import STATUSES
from tests.builders import ZH, catalog, derived, desk_at, figure, fullest, metric, site_of, text

COUNT = FigureIdStr("count")
PAGE = "metrics/count.html"


def view_of(page: str = PAGE, **given: Any) -> FigureView:
    """Show one figure that has these fields."""
    return figure_view(desk_at(site_of(("metric/count", metric(figure("count", **given)))), page), COUNT)


def every_status() -> Site:
    """Return a site whose one metric has a figure of each status, in reverse order."""
    observed = (figure(f"the-{status}", status=status) for status in reversed(STATUSES))
    return site_of(("metric/count", metric(*observed)))


def test_groups_stand_in_the_order_of_statuses_whatever_the_order_of_figures() -> None:
    desk = desk_at(every_status(), "figures.html")
    assert [group.status for group in figure_groups(desk, desk.reads.route.table)] == list(STATUSES)


def test_no_figure_stands_in_a_group_of_another_status() -> None:
    desk = desk_at(link_site(catalog(fullest())), "figures.html")
    groups = figure_groups(desk, desk.reads.route.table)
    assert [one.id for group in groups for one in group.figures if one.status != group.status] == []


def test_every_figure_of_a_table_stands_in_one_group() -> None:
    desk = desk_at(link_site(catalog(fullest())), "figures.html")
    shown = [one.id for group in figure_groups(desk, desk.reads.route.table) for one in group.figures]
    assert sorted(shown) == sorted(desk.reads.route.table)


def test_a_status_without_figures_has_no_group() -> None:
    desk = desk_at(site_of(), "figures.html")
    assert [group.status for group in figure_groups(desk, [COUNT])] == ["actual"]


def test_notes_are_numbered_as_the_groups_show_the_figures() -> None:
    """The target is written first and shown last."""
    goal = figure("goal", status="target", evidence=(LocatorStr("paper/s2"),))
    desk = desk_at(site_of(("metric/count", metric(goal, figure("count")))), "figures.html")
    figure_groups(desk, desk.reads.route.table)
    assert [view.source.href.rpartition("#")[2] for view in desk.note_views()] == ["s1", "s2"]


def test_a_figure_without_a_period_says_so() -> None:
    assert view_of().period == "period.unstated"


def test_an_inferred_period_says_from_what() -> None:
    view = view_of(period=Dated("2025", "inferred", note=text("The year before")))
    assert (view.period, view.detail.period_note) == ("date.inferred", "The year before")


def test_a_figure_leads_to_its_place_on_the_page_of_its_metric() -> None:
    assert view_of(page="regions/hill.html").href == "../metrics/count.html#count"


def test_a_figure_names_who_said_it() -> None:
    view = view_of(by=RefStr("organisation/guild"))
    assert (view.speaker, view.by and view.by.words) == ("speaker.medium", "Guild")


def test_a_figure_whose_speaker_has_no_record_links_nobody() -> None:
    assert view_of().by is None


def test_a_hedge_is_said_apart_and_in_the_value() -> None:
    view = view_of(hedge="over")
    assert (view.detail.hedge, view.text) == ("hedge.over", "more than seven projects")


def test_the_value_is_the_text_with_marks_around_it() -> None:
    view = view_of(hedge="over", value="17.63", scale="billion", unit="cny")
    words = re.sub(r'<(a|button) class="seal".*?</\1>|<[^>]+>', "", view.value).replace("\u00a0", " ")
    assert words == view.text == "more than 17.63 billion yuan"


def test_the_other_language_is_shown_beside_it() -> None:
    assert view_of().detail.other_text == "7个项目"


def test_a_derived_figure_shows_its_formula_with_its_inputs() -> None:
    computed = metric(derived("twice", "a * 2", {"a": "count"}))
    desk = desk_at(site_of(("metric/twice", computed)), "metrics/twice.html")
    view = figure_view(desk, FigureIdStr("twice"))
    assert (view.detail.formula, view.printed) == ("a * 2list.colona = seven projects", "")


def test_a_printed_figure_has_no_formula() -> None:
    assert (view_of().detail.formula, view_of().printed) == ("", "7")


def test_a_derived_figure_rests_on_the_sentences_of_its_inputs_however_deep() -> None:
    site = site_of(
        ("metric/other", metric(figure("other", evidence=(LocatorStr("paper/s2"),)))),
        (
            "metric/sum",
            metric(
                derived("sum", "a + b", {"a": "count", "b": "other"}),
                derived("twice", "a * 2", {"a": "sum"}),
            ),
        ),
    )
    desk = desk_at(site, "metrics/sum.html")
    assert desk.locators_of(FigureIdStr("twice")) == ("paper/s1", "paper/s2")


def test_the_note_of_a_derivation_is_shown_where_the_figure_has_none() -> None:
    desk = desk_at(site_of(("metric/twice", metric(derived("twice", "a * 2", {"a": "count"})))), "metrics/twice.html")
    assert figure_view(desk, FigureIdStr("twice")).detail.note == "Computed here"


def test_figures_are_linked_by_their_values() -> None:
    links = figure_links(desk_at(site_of(), "regions/hill.html", ZH), [COUNT])
    assert [(link.href, link.words) for link in links] == [("../metrics/count.html#count", "7个项目")]
