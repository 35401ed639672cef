"""Words on paper: whatever a record holds prints as itself, and nothing of it is markup."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import structs

from jianbao.model.artifact import Paper
from jianbao.model.basics import RefStr
from jianbao.model.graph import Site
from jianbao.model.records import Record, Region
from jianbao.read.templates import read_templates
from jianbao.render.builders import BUILDERS
from jianbao.render.environment import TemplateError, compile_papers, compile_templates, render_template
from jianbao.render.pages import render_route
from jianbao.render.paper_text import Typst, link, literal, phrase, write
from jianbao.render.paper_views import Each, Side, Wording, put, together
from jianbao.render.views import LinkView
from tests.builders import ECHO, EN, ZH, desk_at, fullest, papers_of, route_to, shared, site_of, text
from tests.conftest import ROOT

SHEETS = ("brief", "topic", "region", "company", "policy")


def papers_of_site(site: Site, **fields: object) -> dict[str, Paper]:
    """Return the sources of every PDF, by path."""
    return papers_of(site, shared(**fields))


def read_back(written: str) -> str:
    """Read a string of Typst as Typst does: the escapes of its reference, and nothing else, mean something."""
    assert written[0] == written[-1] == '"'
    assert re.fullmatch(r'(?:[^"\\]|\\["\\]|\\u\{[0-9a-f]+\})*', written[1:-1], re.DOTALL)
    return re.sub(
        r'\\(?:u\{([0-9a-f]+)\}|(["\\]))',
        lambda found: chr(int(found[1], 16)) if found[1] else found[2],
        written[1:-1],
    )


@given(st.text())
def test_any_text_is_a_string_that_reads_as_itself(words: str) -> None:
    assert read_back(literal(words)) == words


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1))
def test_any_word_of_a_phrase_is_a_string_of_it(words: str) -> None:
    assert phrase(Markup("{}").format(words)) == f"{{ {literal(words)} }}"


@given(st.text())
def test_an_address_cannot_leave_its_string(href: str) -> None:
    written = phrase(Markup('<a href="https://x/{}">x</a>').format(href.replace("\n", "")))
    found = re.fullmatch(r'\{ link\((".*"), \{ "x" \}\) \}', written, re.DOTALL)
    assert found is not None
    assert read_back(found[1]).startswith("https://x/")


@pytest.mark.parametrize(
    ("html", "typst"),
    [
        ("", '""'),
        ("a &amp; b", '{ "a & b" }'),
        ("a\n  b", '{ "a b" }'),
        ("a<br>\nb", '{ "a"; linebreak(); " b" }'),
        ("<em>a</em>", '{ emph({ "a" }) }'),
        ("<code>#x</code>", '{ code({ "#x" }) }'),
        ('<b class="nb">7</b>', '{ strong(held({ "7" })) }'),
        ('<time datetime="2026">2026</time>', '{ { "2026" } }'),
        ('<a class="seal" href="#note-1">1</a><a class="seal" href="#note-2">2</a>', None),
    ],
)
def test_an_element_becomes_a_call(html: str, typst: str | None) -> None:
    """Seals that touch are parted by a comma, so that 1 and 2 are not 12."""
    assert phrase(Markup(html)) == (typst or '{ seal({ "1" }); comma; seal({ "2" }) }')  # noqa: S704 - of this test


def test_the_space_before_a_held_figure_stands_outside_its_box() -> None:
    """Inside it would indent the next line."""
    assert phrase(Markup('more<span class="nb"> than</span>')) == '{ "more"; " "; held({ "than" }) }'


def test_chinese_and_a_held_figure_have_the_space_that_typst_cannot_see() -> None:
    html = Markup('超过<span class="nb">DDR5</span>和')
    assert phrase(html) == '{ "超过"; autospace; held({ "DDR5" }); autospace; "和" }'


def test_punctuation_after_a_box_does_not_begin_a_line() -> None:
    assert phrase(Markup('<span class="nb">7个</span>；')) == '{ held({ "7个" }); sym.wj; "；" }'


def test_a_relative_link_is_words_without_an_address_and_absolute_with_one() -> None:
    html = Markup('<a href="../regions/hill.html">Hill</a>')
    assert phrase(html) == '{ { "Hill" } }'
    assert phrase(html, "https://x/en/briefs/a.html") == '{ link("https://x/en/regions/hill.html", { "Hill" }) }'


def test_a_link_of_a_view_is_in_its_language() -> None:
    assert link(LinkView("a.html", "昆山", "zh-Hans")) == 'tongue("zh", "昆山")'


@pytest.mark.parametrize(
    ("value", "typst"),
    [("#a", '"#a"'), (True, "true"), (3, "3"), (("a",), '("a",)'), ((), "()"), (Typst("[b]"), "[b]")],
)
def test_a_value_is_written_by_its_kind(value: object, typst: str) -> None:
    assert write(value) == typst


def test_a_value_of_no_known_kind_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match="float"):
        write(0.5)


def test_a_template_of_paper_puts_out_no_text_that_is_not_a_string() -> None:
    templates = compile_papers({"a.typ": '#f({{ words }}){{ "]" }}'}, put)
    assert render_template(templates, "a.typ", words='"][#') == '#f("\\"][#")"]"'


def test_an_undefined_name_in_a_template_of_paper_has_its_line() -> None:
    with pytest.raises(TemplateError) as caught:
        render_template(compile_papers({"paper/a.typ": "\n{{ nowhere }}"}, put), "paper/a.typ")
    assert (caught.value.name, caught.value.line) == ("paper/a.typ", 2)


# -- languages upon each other


def sides_of(site: Site, page: str) -> tuple[Side, ...]:
    """Return the views of a page in both languages."""
    builder = BUILDERS[route_to(site, page).template]
    return tuple(Side(lang, builder(desk_at(site, page, lang), shared()), ECHO[lang]) for lang in (EN, ZH))


def test_what_is_laid_together_holds_each_language() -> None:
    page = together(sides_of(site_of(), "regions/hill.html"))
    assert put(page["head"]["title"]) == '(("en", "Hill"), ("zh", "中Hill"),)'


def test_what_one_language_lacks_is_left_out() -> None:
    sides = sides_of(site_of(), "regions/hill.html")
    assert put(Each(sides, ("", "丘"))) == '(("zh", "丘"),)'
    assert not Each(sides, ("", None))


def test_strings_of_the_interface_come_in_each_language() -> None:
    sides = sides_of(site_of(), "regions/hill.html")
    assert put(Wording(sides)["notes.title"]) == '(("en", "notes.title"), ("zh", "notes.title"),)'


def test_aliases_that_one_language_lacks_stay_where_they_are() -> None:
    region = Region(name=text("Hill"), level="city", aliases={EN: ("Top", "Peak"), ZH: ("峰",)})
    page = together(sides_of(site_of(("region/hill", region)), "regions/hill.html"))
    aliases = page["entry"]["facts"][-1]["values"]
    assert [put(one) for one in aliases] == ['(("en", { "Top" }), ("zh", { "峰" }),)', '(("en", { "Peak" }),)']


# -- which papers there are


def test_a_brief_has_an_edition_for_each_language_and_one_for_both() -> None:
    assert sorted(papers_of_site(site_of())) == ["pdf/en/first.pdf", "pdf/parallel/first.pdf", "pdf/zh/first.pdf"]


def test_a_site_in_one_language_has_no_edition_in_both() -> None:
    site = site_of()
    english = structs.replace(site, routes=tuple(route for route in site.routes if route.lang == EN))
    assert sorted(papers_of_site(english, languages=(EN,))) == ["pdf/en/first.pdf"]


def test_sheets_lie_in_the_folder_of_their_kind() -> None:
    papers = papers_of_site(site_of(), pdf_kinds=SHEETS)
    assert {"pdf/en/regions/hill.pdf", "pdf/zh/policies/rule.pdf", "pdf/parallel/topics/weaving.pdf"} <= set(papers)


def test_a_sheet_asks_for_no_string_that_the_interface_lacks() -> None:
    words = {lang: yaml.safe_load((ROOT / f"site_src/ui/{lang}.yaml").read_text("utf-8")) for lang in (EN, ZH)}
    site, common = site_of(*fullest().items()), structs.replace(shared(pdf_kinds=SHEETS), ui=words)
    assert {path.split("/")[2] for path in papers_of(site, common)} > {"regions", "policies", "topics", "companies"}


def test_no_kind_no_paper() -> None:
    assert papers_of_site(site_of(), pdf_kinds=()) == {}


def test_a_paper_names_the_record_that_it_shows() -> None:
    assert papers_of_site(site_of())["pdf/zh/first.pdf"].subject == RefStr("brief/first")


def test_the_parallel_edition_numbers_its_notes_as_the_page_of_the_first_language() -> None:
    records: dict[str, Record] = fullest()
    site = site_of(*records.items())
    papers = papers_of_site(site)
    numbers = re.compile(r"^  note\((\d+), notice\(\(\(\"en\", (.*?)\),", re.MULTILINE)
    english = numbers.findall(papers["pdf/en/second.pdf"].source)
    assert english
    assert numbers.findall(papers["pdf/parallel/second.pdf"].source) == english


def test_a_page_links_its_papers() -> None:
    site = site_of()
    templates = compile_templates(read_templates(ROOT / "templates").texts)
    html = render_route(site, route_to(site, "briefs/first.html", ZH), shared(), templates)[0].body.decode()
    assert re.findall(r'href="([^"]*\.pdf)"', html) == [
        "../../pdf/en/first.pdf",
        "../../pdf/zh/first.pdf",
        "../../pdf/parallel/first.pdf",
    ]


def test_a_page_without_papers_links_none() -> None:
    site = site_of()
    templates = compile_templates(read_templates(ROOT / "templates").texts)
    html = render_route(site, route_to(site, "regions/hill.html"), shared(), templates)[0].body.decode()
    assert ".pdf" not in html
