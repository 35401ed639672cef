"""Time axes: what is past, what is ahead of an edition of 22 November 2026, and how precise each date is."""

from jianbao.model.basics import Dated, RefStr
from jianbao.model.records import Event, Policy, Record
from jianbao.render.chart_views import DateRow, TimelineChart
from jianbao.render.timelines import timeline_of
from tests.builders import desk_at, figure, metric, site_of, text

TODAY = "2026-11-22"


def event(when: str, basis: str = "printed") -> Event:
    """Return an event of the topic of weaving."""
    date = Dated(when, basis)  # type: ignore[arg-type]
    return Event(name=text(when), date=date, topics=(RefStr("topic/weaving"),))


def drawn(*events: Event, **records: Record) -> TimelineChart | None:
    """Return the time axis of the topic."""
    extra = {**{f"event/e{number}": one for number, one in enumerate(events)}, **records}
    site = site_of(*extra.items())
    return timeline_of(desk_at(site, "topics/weaving.html"), TODAY)


def sides(timeline: TimelineChart | None) -> dict[str, list[str]]:
    """Return the names on each side of the edition."""
    assert timeline is not None
    return {group.heading: [row.words for row in group.rows] for group in timeline.groups}


def row(when: str, basis: str = "printed") -> DateRow:
    """Return the row of one event among others of 2024 and 2027."""
    timeline = drawn(event("2024-01-01"), event("2027-12-31"), event(when, basis))
    assert timeline is not None
    return next(one for group in timeline.groups for one in group.rows if one.words == when)


def test_what_lies_ahead_stands_apart_from_what_is_past() -> None:
    timeline = drawn(event("2027-01"), event("2024"), event("2026-11-22"))
    assert sides(timeline) == {"dates.past": ["2024", "2026-11-22"], "dates.ahead": ["2027-01"]}


def test_a_year_that_has_begun_is_not_ahead() -> None:
    assert sides(drawn(event("2026"), event("2025"), event("2024")))["dates.past"] == ["2024", "2025", "2026"]


def test_a_deadline_of_this_year_is_ahead_until_the_year_ends() -> None:
    timeline = drawn(event("../2026"), event("2025"), event("2024"))
    assert sides(timeline)["dates.ahead"] == ["../2026"]


def test_the_deadline_of_a_target_stands_on_the_axis_and_that_of_a_projection_does_not() -> None:
    observations = (
        figure("goal", status="target", period=Dated("../2027")),
        figure("guess", status="projection", period=Dated("2030")),
    )
    count = metric(*observations, topics=(RefStr("topic/weaving"),))
    timeline = drawn(event("2024"), event("2025"), **{"metric/count": count})
    assert sides(timeline)["dates.ahead"] == ["Count"]


def test_the_dates_of_a_policy_are_named_for_what_they_are() -> None:
    policy = Policy(
        name=text("Rule"),
        form="plan",
        issued=Dated("2024"),
        in_force=Dated("2025"),
        until=Dated("2027"),
        topics=(RefStr("topic/weaving"),),
    )
    timeline = drawn(**{"policy/rule": policy})
    assert timeline is not None
    labels = [one.label for group in timeline.groups for one in group.rows]
    assert labels == ["fact.issued", "fact.in_force", "fact.until"]


def test_two_dates_make_no_axis() -> None:
    assert drawn(event("2024"), event("2025"), event("2025")) is None


def test_the_edition_stands_between_past_and_future() -> None:
    timeline = drawn(event("2024"), event("2025"), event("2027"))
    assert timeline is not None
    assert timeline.now == "72.33"


def test_a_day_is_a_dot_and_a_year_is_as_long_as_it_is() -> None:
    assert row("2026-03-01").mark.shape == "dot"
    year = row("2026").mark
    assert (year.shape, year.since, year.at) == ("span", "50.07", "75.00")


def test_an_inferred_date_is_hollow() -> None:
    assert (row("2026-03-01").mark.is_hollow, row("2026-03-01", "inferred").mark.is_hollow) == (False, True)


def test_what_has_no_end_is_drawn_up_to_the_edition_and_points_on() -> None:
    mark = row("2025/..").mark
    assert (mark.since, mark.at, mark.beyond) == ("25.07", "72.33", "up")


def test_a_deadline_stands_at_its_end() -> None:
    mark = row("../2026").mark
    assert (mark.shape, mark.at, mark.since) == ("due", "75.00", "")
