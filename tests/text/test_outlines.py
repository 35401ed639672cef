"""What a record leads to is noted from one walk of it."""

from jianbao.model.basics import Dated, LocatorStr, RefStr
from jianbao.model.records import Metric
from jianbao.text.outlines import outline_of, sketch_of
from tests.builders import figure as figure_of
from tests.builders import fullest, metric, paragraph


def test_a_metric_has_the_reach_of_each_of_its_figures() -> None:
    one = metric(figure_of("a", by=RefStr("company/mill")), figure_of("b"))
    assert outline_of(one).figures == tuple(sketch_of(figure).reach() for figure in one.observations)


def test_the_reach_of_a_record_holds_that_of_its_figures() -> None:
    for record in fullest().values():
        outline = outline_of(record)
        assert all(set(part.spots) <= set(outline.reach.spots) for part in outline.figures)
        assert len(outline.figures) == (len(record.observations) if isinstance(record, Metric) else 0)


def test_a_date_in_prose_is_stated_on_the_strength_of_the_sentences_cited() -> None:
    one = metric(figure_of("a"), summary=(paragraph("Since {2019}.", "paper/s1", "paper/s2", zh="{2019}起。"),))
    assert ("paper/s1", "2019") in outline_of(one).stated
    assert ("paper/s2", "2019") in outline_of(one).stated


def test_a_period_without_sentences_of_its_own_rests_on_those_of_its_figure() -> None:
    one = metric(figure_of("a", period=Dated("2025"), evidence=(LocatorStr("paper/s7"),)))
    assert outline_of(one).stated == (("paper/s7", "2025"),)
