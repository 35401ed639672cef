"""Source notes: one sentence each, numbered in the order of reading."""

from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Dated, FigureIdStr, LocatorStr
from jianbao.model.records import Product, Source
from jianbao.render.notes import Notes
from tests.builders import desk_at, figure, metric, paragraph, relation, site_of, text

S1, S2, S3 = (LocatorStr(f"paper/s{number}") for number in (1, 2, 3))


def test_a_sentence_keeps_its_number() -> None:
    notes = Notes()
    assert [notes.number(locator) for locator in (S2, S1, S2)] == [1, 2, 1]


def test_numbers_stand_in_ascending_order() -> None:
    notes = Notes()
    notes.number(S3)
    assert notes.numbers((S1, S3)) == (1, 2)


@given(st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from((S1, S2, S3)), max_size=3))))
def test_what_waits_gets_the_numbers_it_would_have_got_at_once(steps: list[tuple[bool, list[LocatorStr]]]) -> None:
    notes, at_once = Notes(), dict.fromkeys(locator for _, locators in steps for locator in locators)
    for may_wait, locators in steps:
        if may_wait:
            notes.wait(locators.copy)
        else:
            notes.numbers(locators)
    assert [notes.number(locator) for locator in at_once] == list(range(1, len(at_once) + 1))


def test_what_comes_later_does_not_stand_before_a_mark() -> None:
    notes = Notes()
    notes.number(S2)
    notes.wait(lambda: [S1])
    mark = notes.mark()
    notes.number(S3)
    assert (notes.before(mark), [*notes]) == ((S2, S1), [S2, S1, S3])


def test_what_a_paragraph_binds_is_numbered_before_what_it_cites() -> None:
    cart = Product(text("Cart"), summary=(paragraph("Of {count}.", "paper/s2"),))
    desk = desk_at(site_of(("product/cart", cart)), "products/cart.html")
    desk.paragraph(cart.summary[0])
    assert (desk.notes.number(S1), desk.notes.number(S2)) == (1, 2)


def test_a_note_leads_to_the_sentence_on_the_page_of_its_source() -> None:
    desk = desk_at(site_of(), "metrics/count.html")
    desk.figure(FigureIdStr("count"), noun=True)
    assert [view.source.href for view in desk.note_views()] == ["../sources/paper.html#s1"]


def test_a_note_says_that_the_date_of_its_source_is_not_known() -> None:
    desk = desk_at(site_of(), "metrics/count.html")
    desk.figure(FigureIdStr("count"), noun=True)
    assert desk.note_views()[0].date == "date.unknown"


def test_a_note_gives_the_date_of_its_source() -> None:
    paper = Source(name=text("Paper"), seed="000_a", date=Dated("2025-11"))
    desk = desk_at(site_of(("source/paper", paper)), "metrics/count.html")
    desk.figure(FigureIdStr("count"), noun=True)
    assert desk.note_views()[0].date == "November 2025"


def test_one_sentence_is_one_note_however_often_it_is_used() -> None:
    site = site_of(("metric/count", metric(figure("count"), figure("other"))))
    desk = desk_at(site, "metrics/count.html")
    desk.figure(FigureIdStr("count"), noun=True)
    desk.figure(FigureIdStr("other"), noun=True)
    assert [view.number for view in desk.note_views()] == [1]


def test_a_relation_has_a_note_too() -> None:
    """Its number comes after those of the summary, which is read first."""
    cart = Product(text("Cart"), maker=relation("company/mill", "paper/s3"), summary=(paragraph("x", "paper/s2"),))
    desk = desk_at(site_of(("product/cart", cart)), "products/cart.html")
    desk.paragraphs(cart.summary)
    assert desk.notes.numbers((S3,)) == (2,)
