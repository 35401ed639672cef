"""What a record leads to is noted from one walk of it."""

from jianbao.model.basics import Dated, LocatorStr, RefStr
from jianbao.model.records import Metric, Record, Topic
from jianbao.model.walk import leaves, words_of
from jianbao.text.outlines import outline_of, sketch_of
from jianbao.text.prose import LinkToken, parse_prose
from tests.builders import figure as figure_of
from tests.builders import fullest, metric, paragraph, text


def test_a_metric_has_the_reach_of_each_of_its_figures() -> None:
    one = metric(figure_of("a", by=RefStr("company/mill")), figure_of("b"))
    assert outline_of(one).figures == tuple(sketch_of(figure).reach for figure in one.observations)


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


def test_a_record_is_tied_to_what_it_names_as_related_and_to_what_its_words_link() -> None:
    for record in fullest().values():
        assert set(outline_of(record).ties) == {*record.related, *_linked(record)}


def test_a_note_of_an_observation_ties_its_metric() -> None:
    assert outline_of(metric(figure_of("a", note=text("See [[topic/carts]].")))).ties == ("topic/carts",)


def test_a_record_is_tied_to_another_once_and_not_by_its_fields() -> None:
    mill = RefStr("company/mill")
    one = Topic(text("Carts"), related=(mill,), topics=(RefStr("topic/wheels"),), summary=(paragraph(f"[[{mill}]]"),))
    assert outline_of(one).ties == (mill,)


def _linked(record: Record) -> set[RefStr]:
    words = [words for leaf in leaves(record) for words in words_of(leaf).values()]
    return {token.ref for one in words for token in parse_prose(one).tokens if isinstance(token, LinkToken)}
