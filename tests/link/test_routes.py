"""Which pages there are, and what each may read."""

import pytest
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, FigureIdStr, LocatorStr, RefStr
from jianbao.model.records import KINDS, Region, Topic
from jianbao.render.builders import BUILDERS
from jianbao.render.environment import Templates, compile_templates
from jianbao.render.pages import render_route
from jianbao.render.reads import reads_of
from tests.builders import (
    EN,
    ZH,
    catalog,
    derived,
    desk_at,
    figure,
    fullest,
    metric,
    paragraph,
    route_to,
    shared,
    site_of,
    smallest,
    text,
)


def blank_templates() -> Templates:
    """Return templates that show nothing, so that only the making of views reads the site."""
    return compile_templates({f"pages/{name}.html": "" for name in BUILDERS})


def test_every_language_has_the_same_pages() -> None:
    routes = link_site(catalog(fullest())).routes
    pages = {lang: [route.page for route in routes if route.lang == lang] for lang in (EN, ZH)}
    assert pages[EN] == pages[ZH]


def test_no_two_routes_share_an_address() -> None:
    paths = [route.path for route in link_site(catalog(fullest())).routes]
    assert len(paths) == len(set(paths))


def test_every_record_but_a_term_has_a_page() -> None:
    site = site_of()
    subjects = {route.subject for route in site.routes if route.subject}
    assert subjects == {ref for ref in site.records if not ref.startswith("term/")}


def test_every_kind_has_a_list_also_where_it_has_no_record() -> None:
    pages = {route.page for route in link_site(catalog({})).routes}
    lists = {f"{kind.folder}/index.html" for kind in KINDS.values() if kind.name != "term"}
    assert {"index.html", "404.html", "figures.html", "glossary.html"} | lists <= pages


@pytest.mark.parametrize("records", [{}, smallest(), fullest()], ids=["none", "smallest", "fullest"])
def test_no_page_reads_what_its_route_does_not_name(records: dict[str, object]) -> None:
    """Reading anything else is a ``KeyError``, which this test would raise."""
    site = link_site(catalog(records))  # type: ignore[arg-type]
    rendered = [render_route(site, route, shared(), blank_templates())[0].path for route in site.routes]
    assert rendered == [route.path for route in site.routes]


def test_reading_an_undeclared_card_is_a_key_error() -> None:
    site = site_of()
    route = structs.replace(route_to(site, "companies/mill.html"), cards=())
    desk = desk_at(structs.replace(site, routes=(route,)), "companies/mill.html")
    with pytest.raises(KeyError):
        desk.link_to(RefStr("region/hill"))


def test_reading_an_undeclared_figure_is_a_key_error() -> None:
    desk = desk_at(site_of(), "companies/mill.html")
    with pytest.raises(KeyError):
        desk.figure(FigureIdStr("count"), noun=True)


def test_a_route_that_names_what_is_not_there_is_a_key_error() -> None:
    site = site_of()
    route = structs.replace(route_to(site, "index.html"), full=(RefStr("brief/none"),))
    with pytest.raises(KeyError):
        reads_of(site, route)


def test_the_trail_begins_with_the_highest_ancestor() -> None:
    site = site_of(
        ("region/foot", Region(name=text("Foot"), level="city", parent=RefStr("region/hill"))),
        ("region/toe", Region(name=text("Toe"), level="county", parent=RefStr("region/foot"))),
    )
    assert route_to(site, "regions/toe.html").trail == ("region/hill", "region/foot")


def test_a_page_may_read_the_inputs_of_inputs() -> None:
    count = metric(figure("count"), about="topic/weaving")
    twice = metric(derived("twice", "a * 2", {"a": "count"}), about="topic/weaving")
    fourfold = metric(derived("fourfold", "a * 2", {"a": "twice"}))
    site = site_of(("metric/count", count), ("metric/twice", twice), ("metric/fourfold", fourfold))
    route = route_to(site, "metrics/fourfold.html")
    assert (set(route.figures), route.spots) == ({"fourfold", "twice", "count"}, ("paper/s1",))


def test_a_page_may_read_the_figures_in_the_notes_of_those_it_shows() -> None:
    noted = metric(figure("goal", note=text("Set for {count}")), about="company/mill")
    site = site_of(("metric/goal", noted))
    assert route_to(site, "companies/mill.html").figures == ("goal", "count")


def test_a_page_may_read_the_sentences_of_a_period() -> None:
    dated = metric(figure("count", period=Dated("2025", cites=(LocatorStr("paper/s3"),))))
    assert "paper/s3" in route_to(site_of(("metric/count", dated)), "regions/hill.html").spots


def test_a_table_holds_what_is_about_the_record_and_what_it_says() -> None:
    site = site_of(
        ("metric/count", metric(figure("count"), figure("said", by=RefStr("organisation/guild")))),
        ("metric/other", metric(figure("other"), about="company/mill", topics=(RefStr("topic/weaving"),))),
    )
    tables = {page: route_to(site, page).table for page in ("regions/hill.html", "organisations/guild.html")}
    assert tables == {"regions/hill.html": ("count", "said"), "organisations/guild.html": ("said",)}
    assert route_to(site, "topics/weaving.html").table == ("other",)


def test_inputs_are_read_but_stand_in_no_table_of_their_own() -> None:
    site = site_of(("metric/ratio", metric(derived("ratio", "a / 1", {"a": "count"}), about="company/mill")))
    route = route_to(site, "companies/mill.html")
    assert (route.table, route.figures) == (("ratio",), ("ratio", "count"))


def test_a_source_may_read_all_of_its_sentences() -> None:
    spots = route_to(site_of(), "sources/paper.html").spots
    assert set(spots) == {"paper/h1", "paper/s1", "paper/s2", "paper/s3"}


def test_a_page_leads_to_what_its_record_is_tied_to_in_the_order_of_kinds_but_not_to_itself() -> None:
    related = (RefStr("region/hill"), RefStr("company/mill"), RefStr("topic/weaving"), RefStr("topic/carts"))
    site = site_of(("topic/carts", Topic(text("Carts"), related=related)))
    assert route_to(site, "topics/carts.html").related == ("topic/weaving", "region/hill", "company/mill")


def test_what_leads_to_a_page_is_named_but_for_metrics_and_sources() -> None:
    site = site_of()
    leading = {one.subject: one.backlinks for one in site.routes if one.subject}
    assert any(ref.startswith("metric/") for refs in site.backlinks.values() for ref in refs)
    for ref, refs in leading.items():
        assert list(refs) == [one for one in site.backlinks[ref] if not one.startswith(("metric/", "source/"))]


def test_the_front_page_reads_the_newest_brief_first() -> None:
    records = fullest()
    old, new = records["brief/first"], structs.replace(records["brief/first"], date=Dated("2026-07"))
    site = link_site(catalog(records | {"brief/first": old, "brief/later": new}))
    assert route_to(site, "index.html").full == ("brief/later", "brief/first", "brief/second")


def test_a_page_names_no_record_that_neither_it_nor_its_figures_lead_to() -> None:
    site = site_of(("topic/weaving", Topic(text("Weaving"), summary=(paragraph("A craft.", "paper/s2"),))))
    assert set(route_to(site, "topics/weaving.html").cards) == {"source/paper"}


def test_a_page_that_shows_a_figure_or_cites_a_sentence_may_name_its_records() -> None:
    site = link_site(catalog(fullest()))
    for route in site.routes:
        bound = [site.figures[key] for key in route.figures]
        named = {ref for one in bound for ref in (one.metric, *one.about, *one.sources, one.figure.by) if ref}
        assert named | {site.spots[locator].source for locator in route.spots} <= set(route.cards), route.page
