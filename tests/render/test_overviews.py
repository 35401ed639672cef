"""Overviews: what is ahead, what is compared, who says what."""

from typing import cast

from msgspec import structs

from jianbao.model.basics import Dated, FigureIdStr, RefStr
from jianbao.model.graph import Site
from jianbao.model.records import Brief, Figure, Policy, Region
from jianbao.render.builders import BUILDERS
from jianbao.render.collection_views import HomeView
from jianbao.render.overview_views import CompareView, QuotesView, TargetsView, TimelineView
from jianbao.render.views import PageView
from tests.builders import desk_at, figure, metric, route_to, shared, site_of, smallest, text


def page(site: Site, address: str) -> PageView:
    """Return the view of a page."""
    return BUILDERS[route_to(site, address).template](desk_at(site, address), shared())


def ahead(*observations: Figure) -> list[str]:
    """Return what the front page of an edition of November 2026 shows as ahead."""
    brief = cast("Brief", smallest()["brief/first"])
    keys = tuple(FigureIdStr(one.id) for one in observations)
    site = site_of(
        ("metric/count", metric(*observations)),
        ("brief/first", structs.replace(brief, key_figures=keys)),
    )
    return [one.id for one in cast("HomeView", page(site, "index.html")).ahead]


def test_a_deadline_that_has_passed_is_not_ahead() -> None:
    past = figure("past", status="target", period=Dated("../2025"))
    due = figure("due", status="target", period=Dated("../2026"))
    assert ahead(past, due) == ["due"]


def test_the_nearest_deadline_comes_first() -> None:
    later = figure("a", status="target", period=Dated("2025/2035"))
    sooner = figure("b", status="target", period=Dated("2027"))
    assert ahead(later, sooner) == ["b", "a"]


def test_what_has_been_reached_is_not_ahead() -> None:
    assert ahead(figure("a", period=Dated("2030")), figure("b", status="projection", period=Dated("2030"))) == []


def test_targets_never_stand_among_actual_figures() -> None:
    site = site_of(("metric/count", metric(figure("a"), figure("b", status="target"), figure("c", status="ceiling"))))
    groups = cast("TargetsView", page(site, "targets.html")).figures
    assert [(group.status, [one.id for one in group.figures]) for group in groups] == [
        ("target", ["b"]),
        ("ceiling", ["c"]),
    ]


def test_the_timeline_runs_from_the_latest_to_the_earliest() -> None:
    policy = Policy(name=text("Rule"), form="plan", issued=Dated("2024-01"), until=Dated("2027"))
    timeline = cast("TimelineView", page(site_of(("policy/rule", policy)), "timeline.html")).timeline
    assert timeline is not None
    rows = [row for group in timeline.groups for row in group.rows]
    assert [row.label for row in rows if row.words == "Rule"] == ["fact.until", "fact.issued"]
    assert rows[0].words == "Rule"


def test_regions_are_compared_where_two_have_figures_in_one_field_and_the_others_are_named() -> None:
    topics = (RefStr("topic/weaving"),)
    site = site_of(
        ("region/ford", Region(name=text("Ford"), level="city")),
        ("region/moor", Region(name=text("Moor"), level="city")),
        ("metric/count", metric(figure("a"), topics=topics)),
        ("metric/other", metric(figure("b"), about="region/ford", topics=topics)),
    )
    view = cast("CompareView", page(site, "compare-regions.html"))
    shown = {row.record.words: [one.id for one in row.figures] for one in view.comparisons for row in one.rows}
    assert shown == {"Ford": ["b"], "Hill": ["a"]}
    assert [link.words for link in view.without] == ["Moor"]


def test_everyone_who_is_quoted_has_a_role() -> None:
    speakers = cast("QuotesView", page(site_of(), "quotes.html")).speakers
    assert speakers
    assert all(one.roles for one in speakers)
