"""What a page makes of links, figures, dates and paragraphs."""

import re

import pytest

from jianbao.model.basics import Dated, FigureIdStr, Lang, RefStr
from jianbao.model.records import Company, Product, Region
from jianbao.render.addresses import absolute, up, within
from jianbao.render.frame import frame
from jianbao.render.phrases import Phrases, html_lang
from tests.builders import ECHO, EN, ZH, Keys, desk_at, figure, metric, paragraph, shared, site_of, text

COUNT = FigureIdStr("count")
SEAL = re.compile(r'<(a|button) class="seal"[^>]*>([0-9, ]+)</\1>')
"""A seal is a link to a note or a button that opens an evidence card."""


def plain(html: str) -> str:
    """Return the words of a piece of HTML, without its seals."""
    return re.sub("<[^>]+>", "", SEAL.sub("", html)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("index.html", "figures.html", "figures.html"),
        ("regions/kunshan.html", "index.html", "../index.html"),
        ("regions/kunshan.html", "regions/index.html", "../regions/index.html"),
        ("index.html", "glossary.html#loom", "glossary.html#loom"),
    ],
)
def test_addresses_within_a_language_are_relative(page: str, target: str, address: str) -> None:
    assert within(page, target) == address


def test_the_other_language_is_one_folder_further_up() -> None:
    desk = desk_at(site_of(), "regions/hill.html")
    assert [one.href for one in frame(desk, shared()).alternates][1] == "../../zh/regions/hill.html"


def test_a_deep_page_goes_up_as_many_folders() -> None:
    assert up("a/b/c.html") == "../../"


def test_a_site_that_does_not_know_where_it_stands_has_no_absolute_address() -> None:
    assert absolute("", EN, "index.html") == ""


def test_an_absolute_address_names_the_language() -> None:
    assert absolute("https://example.org/x", ZH, "figures.html") == "https://example.org/x/zh/figures.html"


def test_chinese_is_declared_as_written_in_simplified_characters() -> None:
    assert (html_lang("zh"), html_lang("en")) == ("zh-Hans", "en")


def test_a_link_shows_the_name_in_the_other_language_beside_it() -> None:
    view = desk_at(site_of(), "metrics/count.html").link_to(RefStr("region/hill"))
    assert (view.href, view.words, view.other, view.other_lang) == ("../regions/hill.html", "Hill", "中Hill", "zh-Hans")


def test_a_name_that_is_the_same_in_both_languages_is_shown_once() -> None:
    site = site_of(("region/hill", Region(name={EN: "X", ZH: "X"}, level="city")))
    assert desk_at(site, "metrics/count.html").link_to(RefStr("region/hill")).other == ""


def test_a_latin_name_on_a_chinese_page_is_declared_english() -> None:
    site = site_of(("company/mill", Company({EN: "CAICT", ZH: "CAICT"})))
    assert desk_at(site, "companies/index.html", ZH).link_to(RefStr("company/mill")).lang == "en"


def test_a_chinese_name_on_a_chinese_page_needs_no_declaration() -> None:
    assert desk_at(site_of(), "companies/index.html", ZH).link_to(RefStr("company/mill")).lang == ""


def test_a_link_in_prose_takes_the_words_it_is_given() -> None:
    desk = desk_at(site_of(), "metrics/count.html")
    assert desk.link(RefStr("region/hill"), "the <hill>") == '<a href="../regions/hill.html">the &lt;hill&gt;</a>'


@pytest.mark.parametrize(("lang", "words"), [(EN, "seven projects"), (ZH, "7个项目")])
def test_a_figure_is_written_by_the_rules_of_the_language(lang: Lang, words: str) -> None:
    desk = desk_at(site_of(), "metrics/count.html", lang)
    assert plain(desk.figure(COUNT, noun=True)) == words


def test_a_figure_in_prose_carries_its_value_with_the_scale_applied() -> None:
    billions = metric(figure("count", value="17.63", scale="billion", unit="cny"))
    html = desk_at(site_of(("metric/count", billions)), "metrics/count.html").figure(COUNT, noun=True)
    assert re.findall('<data class="figure" value="([^"]*)"', str(html)) == ["17630000000"]


def test_a_figure_carries_the_numbers_of_all_its_sentences() -> None:
    two = metric(figure("count", evidence=("paper/s1", "paper/s2")))
    html = desk_at(site_of(("metric/count", two)), "metrics/count.html").figure(COUNT, noun=True)
    assert [numbers for _, numbers in SEAL.findall(html)] == ["1, 2"]


def test_a_day_is_readable_by_machines() -> None:
    written = desk_at(site_of(), "index.html").date("2026-06-05")
    assert written == '<time datetime="2026-06-05">5 June 2026</time>'


def test_a_period_is_no_single_time() -> None:
    assert "<time" not in desk_at(site_of(), "index.html").date("2021/2025")


def test_raw_html_in_prose_is_text() -> None:
    view = desk_at(site_of(), "index.html").paragraph(paragraph("A <script>x</script> & more"))
    assert view.html == "A &lt;script&gt;x&lt;/script&gt; &amp; more"


def test_the_citations_of_a_paragraph_stand_at_its_end() -> None:
    cart = Product(text("Cart"), summary=(paragraph("A cart.", "paper/s2"),))
    view = desk_at(site_of(("product/cart", cart)), "products/cart.html").paragraph(cart.summary[0])
    assert [numbers for _, numbers in SEAL.findall(view.seals)] == ["1"]


def test_a_sentence_that_a_figure_of_the_paragraph_rests_on_is_not_cited_twice() -> None:
    cart = Product(text("Cart"), summary=(paragraph("Of {count}.", "paper/s1"),))
    view = desk_at(site_of(("product/cart", cart)), "products/cart.html").paragraph(cart.summary[0])
    assert (len(SEAL.findall(view.html)), view.seals) == (1, "")


def test_a_description_is_plain_text_without_seals() -> None:
    cart = Product(text("Cart"), summary=(paragraph("*Of* {count} at [[region/hill]].", "paper/s1"),))
    desk = desk_at(site_of(("product/cart", cart)), "products/cart.html")
    assert desk.plain_paragraph(cart.summary[0]).replace("\u00a0", " ") == "Of seven projects at Hill."


def test_links_are_grouped_in_the_order_of_the_table_of_kinds() -> None:
    desk = desk_at(site_of(), "index.html")
    groups = desk.groups(RefStr(ref) for ref in ("policy/rule", "topic/weaving", "policy/rule"))
    assert [(group.heading, len(group.links)) for group in groups] == [("kind.topic.many", 1), ("kind.policy.many", 1)]


def test_an_inferred_date_says_so() -> None:
    ui = {EN: Keys({"date.inferred": "{date} (inferred)"}), ZH: ECHO[ZH]}
    assert Phrases(EN, (EN, ZH), ui).date(Dated("2025-11", "inferred")) == "November 2025 (inferred)"


@pytest.mark.parametrize(
    ("lines", "written"), [((15, 21), "15; 21"), ((4, 5, 6), "4–6"), ((6, 4, 5, 9), "4–6; 9"), ((7,), "7")]
)
def test_a_sentence_is_placed_by_its_number_and_its_lines(lines: tuple[int, ...], written: str) -> None:
    ui = {EN: Keys({"place.s": "sentence {number} ({lines})"}), ZH: ECHO[ZH]}
    assert Phrases(EN, (EN, ZH), ui).place("paper/s12", lines) == f"sentence 12 ({written})"


def test_a_site_of_one_language_has_no_other() -> None:
    assert Phrases(EN, (EN,), ECHO).other() == EN
