"""What the pages of a record have in common in every language."""

from jianbao.model.basics import Dated, FigureIdStr, RefStr
from jianbao.model.graph import BoundFigure
from jianbao.model.records import Topic
from jianbao.render.plans import plan_of
from jianbao.render.shelf import Shelves
from tests.builders import figure, metric, site_of, text

WEAVING = RefStr("topic/weaving")
TOPIC = Topic(name=text("Weaving"))


def bound(*periods: Dated | None) -> tuple[BoundFigure, ...]:
    """Return figures of these periods."""
    ids = [f"n{number}" for number in range(len(periods))]
    figures = (figure(name, period=period) for name, period in zip(ids, periods, strict=True))
    site = site_of(("metric/count", metric(*figures)))
    return tuple(site.figures[FigureIdStr(name)] for name in ids)


def test_the_newest_period_is_that_which_ends_last() -> None:
    shown = bound(Dated("2024"), Dated("2023/2025"), None, Dated("2019/.."))
    assert plan_of(TOPIC, shown).newest == Dated("2023/2025")


def test_a_plan_is_kept_for_the_very_values_that_it_was_made_of() -> None:
    shelves = Shelves()
    shown = bound(Dated("2024"))
    first = shelves.plan(WEAVING, TOPIC, shown)
    assert shelves.plan(WEAVING, TOPIC, shown) is first
    assert shelves.plan(WEAVING, TOPIC, ()).newest is None
