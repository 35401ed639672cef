"""What a template gets only when it asks, and what is written once for many pages."""

import pytest
from markupsafe import Markup
from msgspec import structs

from jianbao.model.basics import FigureIdStr, Lang
from jianbao.model.graph import Site
from jianbao.model.records import Product
from jianbao.render import shelf
from jianbao.render.desk import Desk
from jianbao.render.figure_views import FigureView
from jianbao.render.frame import frame
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared, reads_of
from jianbao.render.views import Around, Frame, LinkView
from tests.builders import ECHO, EN, ZH, figure, metric, paragraph, relation, route_to, shared, site_of, text

COUNT = FigureIdStr("count")


class Calls:
    """Macros that count how often they are called."""

    def __init__(self) -> None:
        self.made = 0

    def place(self, around: Around) -> Markup:
        """Write where a page stands in the menu."""
        self.made += 1
        return Markup("{} {}").format(around.here, around.root)

    def card(self, one: FigureView) -> Markup:
        """Write a card."""
        self.made += 1
        return Markup("{} {} {}").format(one.text, one.value, one.href)

    def row(self, link: LinkView) -> Markup:
        """Write a row."""
        self.made += 1
        return Markup("{} at {};").format(link.words, link.href)


def desk_of(site: Site, page: str, common: Shared, lang: Lang = EN) -> Desk:
    """Lay out what a page reads."""
    phrases = Phrases(lang, (EN, ZH), ECHO)
    route = route_to(site, page, lang)
    return Desk(reads_of(site, route), phrases, shelf=common.shelves.at(phrases, "../" * route.page.count("/")))


def framed(site: Site, page: str, common: Shared, lang: Lang = EN) -> Frame:
    """Put the frame around a page whose prose binds a figure."""
    desk = desk_of(site, page, common, lang)
    desk.figure(COUNT, noun=True)
    return frame(desk, common)


def test_what_is_the_same_on_many_pages_is_written_once() -> None:
    site, common, calls = site_of(), shared(), Calls()
    pages = ("metrics/count.html", "metrics/count.html", "regions/hill.html", "figures.html")
    written = [str(framed(site, page, common).once(calls.place)) for page in pages]
    assert (written, calls.made) == (["metric ../../", "metric ../../", "region ../../", "figures ../"], 3)


def test_the_row_of_a_link_of_several_pages_is_written_once() -> None:
    common, calls = shared(), Calls()
    links = LinkView("a.html", "A"), LinkView("b.html", "B & C")
    written = [str(framed(site_of(), "metrics/count.html", common).each(calls.row, links)) for _ in range(3)]
    assert (set(written), calls.made) == ({"A at a.html;B &amp; C at b.html;"}, 2)


def test_the_rows_of_records_are_those_of_the_links_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "LINKS_MAX", 1)
    site, common, calls = site_of(), shared(), Calls()
    frame_of_one, desk = framed(site, "metrics/count.html", common), desk_of(site, "metrics/count.html", common)
    links = desk.links_to(tuple(desk.reads.cards))
    written = [str(frame_of_one.each(calls.row, one)) for one in (links, links, tuple(links))]
    assert len(links) > 1
    assert set(written) == {"".join(calls.row(link) for link in links)}


def test_a_page_gets_no_row_of_a_record_that_it_does_not_name() -> None:
    site, common, calls = site_of(), shared(), Calls()
    desk = desk_of(site, "metrics/count.html", common)
    named = tuple(desk.reads.cards)
    framed(site, "metrics/count.html", common).each(calls.row, desk.links_to(named))
    bare = Desk(structs.replace(desk.reads, cards={}), desk.phrases, shelf=desk.shelf)
    with pytest.raises(KeyError):
        framed(site, "metrics/count.html", common).each(calls.row, bare.links_to(named))


def test_the_row_of_a_record_follows_its_name() -> None:
    site, common, calls = site_of(), shared(), Calls()
    desk = desk_of(site, "metrics/count.html", common)
    renamed = {ref: structs.replace(card, name=text("B", "乙")) for ref, card in desk.reads.cards.items()}
    later = Desk(structs.replace(desk.reads, cards=renamed), desk.phrases, shelf=desk.shelf)
    each = framed(site, "metrics/count.html", common).each
    each(calls.row, desk.links_to(tuple(renamed)))
    assert str(each(calls.row, later.links_to(tuple(renamed)))).count("B at ") == len(renamed)


def test_rows_are_whole_where_there_are_more_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "LINKS_MAX", 3)
    frame_of_one, calls = framed(site_of(), "metrics/count.html", shared()), Calls()
    links = [LinkView(f"{number}.html", "A") for number in range(8)]
    rows = "".join(f"A at {number}.html;" for number in range(8))
    assert [str(frame_of_one.each(calls.row, links)) for _ in range(2)] == [rows, rows]


def test_no_links_are_no_rows() -> None:
    assert not framed(site_of(), "metrics/count.html", shared()).each(Calls().row, ())


def test_what_is_written_once_cannot_read_what_belongs_to_one_page() -> None:
    with pytest.raises(AttributeError):
        framed(site_of(), "metrics/count.html", shared()).once(lambda around: around.canonical)


def test_a_card_of_several_pages_is_written_once_for_each_language_and_depth() -> None:
    site, common, calls = site_of(), shared(), Calls()
    for page in ("metrics/count.html", "regions/hill.html", "figures.html"):
        framed(site, page, common).evidence(calls.card)
        framed(site, page, common, ZH).evidence(calls.card)
    assert calls.made == 4


def test_the_value_on_a_card_has_no_seal() -> None:
    (card,) = framed(site_of(), "metrics/count.html", shared()).evidence(Calls().card)
    assert "seal" not in card


def test_a_page_gets_no_card_of_which_it_may_not_read_all() -> None:
    site, common, calls = site_of(), shared(), Calls()
    framed(site, "metrics/count.html", common).evidence(calls.card)
    route = route_to(site, "regions/hill.html")
    bare = structs.replace(route, cards=tuple(ref for ref in route.cards if not ref.startswith("metric/")))
    phrases = Phrases(EN, (EN, ZH), ECHO)
    desk = Desk(reads_of(site, bare), phrases, shelf=common.shelves.at(phrases, "../"))
    desk.figure(COUNT, noun=True)
    with pytest.raises(KeyError):
        frame(desk, common).evidence(calls.card)


def test_a_card_of_other_values_is_written_anew() -> None:
    common, calls = shared(), Calls()
    sites = [site_of(("metric/count", metric(figure("count", value=value)))) for value in ("7", "8")]
    words = [framed(site, "metrics/count.html", common).evidence(calls.card)[0].split()[0] for site in sites]
    assert words == ["seven", "eight"]


def test_notes_that_are_gathered_later_are_not_those_of_the_page() -> None:
    """The editions of a PDF go on counting on the same desk."""
    cart = Product(text("Cart"), maker=relation("company/mill", "paper/s3"), summary=(paragraph("x", "paper/s2"),))
    desk = Desk(
        reads_of(site := site_of(("product/cart", cart)), route_to(site, "products/cart.html")),
        Phrases(EN, (EN, ZH), ECHO),
    )
    desk.paragraphs(cart.summary)
    around = frame(desk, shared())
    desk.notes.number(cart.maker.cites[0] if cart.maker else cart.summary[0].cites[0])
    assert [note.number for note in around.notes] == [1]
