"""Pages as views: their addresses in each language, their crumbs, their order."""

from typing import Any, cast

import pytest
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, RefStr
from jianbao.model.graph import Site
from jianbao.model.records import Brief, Company, Policy, Region, Term
from jianbao.render.builders import BUILDERS
from jianbao.render.collection_views import GlossaryView, HomeView
from jianbao.render.record_views import BriefView, MetricView, RecordView, SourceView
from jianbao.render.views import PageView
from tests.builders import (
    EN,
    ZH,
    Keys,
    catalog,
    desk_at,
    figure,
    fullest,
    metric,
    paragraph,
    relation,
    route_to,
    shared,
    site_of,
    text,
)


def page(site: Site, address: str, lang: Lang = EN, **fields: Any) -> PageView:
    """Build the view of a page."""
    return BUILDERS[route_to(site, address, lang).template](desk_at(site, address, lang), shared(**fields))


def record_page(site: Site, address: str, lang: Lang = EN) -> RecordView:
    """Build the view of a record's page."""
    return cast("RecordView", page(site, address, lang))


def test_every_page_names_itself_in_every_language() -> None:
    frame = page(site_of(), "regions/hill.html").frame
    assert [(one.lang, one.href) for one in frame.alternates] == [
        ("en", "../../en/regions/hill.html"),
        ("zh-Hans", "../../zh/regions/hill.html"),
    ]


def test_without_an_address_of_the_site_no_page_has_an_absolute_one() -> None:
    frame = page(site_of(), "regions/hill.html").frame
    assert (frame.canonical, frame.x_default, [one.absolute for one in frame.alternates]) == ("", "", ["", ""])


def test_with_an_address_of_the_site_every_page_knows_its_own() -> None:
    frame = page(site_of(), "regions/hill.html", ZH, base_url="https://example.org/b").frame
    assert (frame.canonical, frame.x_default) == (
        "https://example.org/b/zh/regions/hill.html",
        "https://example.org/b/en/regions/hill.html",
    )


def test_crumbs_lead_from_the_front_page_through_the_list_and_the_ancestors() -> None:
    site = site_of(("region/foot", Region(name=text("Foot"), level="county", parent=RefStr("region/hill"))))
    crumbs = page(site, "regions/foot.html").head.crumbs
    assert [(crumb.href, crumb.words) for crumb in crumbs] == [
        ("../index.html", "home.crumb"),
        ("../regions/index.html", "kind.region.many"),
        ("../regions/hill.html", "Hill"),
    ]


def test_the_menu_marks_the_kind_of_the_page() -> None:
    frame = page(site_of(), "regions/hill.html").frame
    assert frame.here == "region"
    assert frame.here in [item.meta for item in frame.menu]


def test_a_record_without_a_summary_is_described_by_its_name() -> None:
    assert page(site_of(), "companies/mill.html").head.description == "Mill"


def test_a_name_that_is_not_certain_says_so_in_chinese_only() -> None:
    site = site_of(("company/mill", Company(text("Mill"), zh_certain=False)))
    notes = [page(site, "companies/mill.html", lang).head.name_note for lang in (EN, ZH)]
    assert notes == ["", "name.uncertain"]


def test_what_the_page_links_itself_is_not_listed_as_leading_here() -> None:
    site = site_of(
        ("company/mill", Company(text("Mill"), related=(RefStr("company/forge"),))),
        ("company/forge", Company(text("Forge"), related=(RefStr("company/mill"),))),
    )
    entry = record_page(site, "companies/mill.html").entry
    assert ([group.heading for group in entry.related], entry.backlinks) == (["kind.company.many"], ())


def test_what_leads_here_is_listed() -> None:
    site = site_of(("company/forge", Company(text("Forge"), parent=relation("company/mill"))))
    groups = record_page(site, "companies/mill.html").entry.backlinks
    assert [link.words for group in groups for link in group.links] == ["Forge"]


def test_a_page_says_how_new_its_newest_figure_is() -> None:
    old, new = (figure(f"of-{year}", period=Dated(year)) for year in ("2024", "2025-11"))
    ahead = figure("ahead", status="target", period=Dated("2035"))
    site = site_of(("metric/count", metric(old, new, ahead)))
    desk, ui = desk_at(site, "regions/hill.html"), {EN: Keys({"as_of": "{date}"}), ZH: Keys()}
    desk = type(desk)(desk.reads, structs.replace(desk.phrases, every=ui))
    view = cast("RecordView", BUILDERS["record"](desk, structs.replace(shared(), ui=ui)))
    assert view.entry.as_of == "November 2025"


def test_a_policy_shows_its_instruments_in_a_section() -> None:
    site = site_of(("policy/rule", Policy(name=text("Rule"), form="plan", instruments=(paragraph("A tool."),))))
    sections = record_page(site, "policies/rule.html").entry.sections
    assert [(section.heading, section.anchor) for section in sections] == [("section.instruments", "instruments")]


def test_a_metric_shows_its_observations_and_no_table() -> None:
    view = cast("MetricView", page(site_of(), "metrics/count.html"))
    assert ([one.id for one in view.observations], view.entry.figures) == (["count"], ())


def test_the_observations_of_a_metric_are_numbered_after_its_summary() -> None:
    site = site_of(("metric/count", metric(figure("count"), summary=(paragraph("A count.", "paper/s2"),))))
    notes = page(site, "metrics/count.html").frame.notes
    assert [note.source.href.rpartition("#")[2] for note in notes] == ["s2", "s1"]


def test_the_facts_of_a_source_are_numbered_before_its_points() -> None:
    """A source shows what is known of it above what it says."""
    records = fullest()
    paper = structs.replace(
        records["source/paper"],
        summary=(paragraph("A point.", "paper/s1"),),
        publisher=relation("organisation/guild", "paper/s3"),
        date=None,
    )
    notes = page(site_of(("source/paper", paper)), "sources/paper.html").frame.notes
    assert [note.source.href.rpartition("#")[2] for note in notes] == ["s3", "s1"]


def test_a_source_lists_each_sentence_that_prints_or_carries_something() -> None:
    view = cast("SourceView", page(site_of(), "sources/paper.html"))
    assert [sentence.id for sentence in view.sentences] == ["s1", "s2"]


def test_a_sentence_lists_the_pages_that_are_built_on_it() -> None:
    view = cast("SourceView", page(site_of(), "sources/paper.html"))
    built = {sentence.id: [link.words for link in sentence.pages] for sentence in view.sentences}
    assert built == {"s1": ["Ann", "Hill"], "s2": []}


def test_a_source_says_what_became_of_each_printed_figure() -> None:
    view = cast("SourceView", page(link_site(catalog(fullest())), "sources/paper.html"))
    assert [(row.printed, row.state_label) for row in view.coverage] == [
        ("7", "coverage.used"),
        ("2025", "coverage.date"),
        ("two", "coverage.left-out"),
        ("nine", "coverage.open"),
    ]


def test_a_brief_begins_with_its_bottom_line_and_its_notes_follow_it() -> None:
    brief = cast("Brief", fullest()["brief/first"])
    brief = structs.replace(
        brief,
        bottom_line=paragraph("Line.", "paper/s3"),
        key_figures=(FigureIdStr("count"),),
        sections=(structs.replace(brief.sections[0], body=(paragraph("Body.", "paper/s2"),)),),
    )
    view = cast("BriefView", page(site_of(("brief/first", brief)), "briefs/first.html"))
    assert [note.source.href.rpartition("#")[2] for note in view.frame.notes] == ["s3", "s1", "s2"]


def test_the_front_page_leads_with_the_newest_brief() -> None:
    brief = cast("Brief", fullest()["brief/first"])
    later = structs.replace(brief, name=text("Later"), date=Dated("2026-07"))
    view = cast("HomeView", page(site_of(("brief/later", later)), "index.html"))
    assert (view.lead and view.lead.words, [link.words for link in view.briefs]) == ("Later", ["Later", "Brief"])


def test_the_front_page_takes_the_figures_of_the_newest_brief_and_fills_up_from_the_next() -> None:
    brief = cast("Brief", fullest()["brief/first"])
    keys = [tuple(FigureIdStr(f"{letter}{number}") for number in range(6)) for letter in "ab"]
    site = site_of(
        ("metric/count", metric(*(figure(key) for row in keys for key in row))),
        ("brief/first", structs.replace(brief, key_figures=keys[0])),
        ("brief/older", structs.replace(brief, key_figures=keys[1], date=Dated("2025"))),
    )
    view = cast("HomeView", page(site, "index.html"))
    assert [one.id for one in view.key_figures] == ["a0", "a1", "a2", "a3", "a4", "a5", "b0", "b1"]


def test_a_site_without_briefs_has_a_front_page() -> None:
    view = cast("HomeView", page(link_site(catalog({})), "index.html"))
    assert (view.lead, view.bottom_line, view.key_figures) == (None, None, ())


@pytest.mark.parametrize(("lang", "admitted", "avoided"), [(EN, ("Beam",), ("Bar",)), (ZH, ("梁",), ())])
def test_the_glossary_shows_the_forms_of_the_language(
    lang: Lang, admitted: tuple[str, ...], avoided: tuple[str, ...]
) -> None:
    term = Term(text("Loom"), aliases={EN: ("Beam",), ZH: ("梁",)}, avoided={EN: ("Bar",)})
    view = cast("GlossaryView", page(site_of(("term/loom", term)), "glossary.html", lang))
    assert [(one.anchor, one.admitted, one.avoided) for one in view.terms] == [("loom", admitted, avoided)]


def test_a_builder_given_another_kind_of_record_refuses() -> None:
    with pytest.raises(TypeError):
        BUILDERS["brief"](desk_at(site_of(), "companies/mill.html"), shared())


def test_a_sentence_cited_only_by_the_period_of_a_figure_is_readable() -> None:
    dated = metric(figure("count", period=Dated("2025", cites=(LocatorStr("paper/s3"),))))
    assert page(site_of(("metric/count", dated)), "metrics/count.html").head.title == "Count"
