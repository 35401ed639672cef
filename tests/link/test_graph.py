"""What leads to what, and what a figure is bound to."""

from jianbao.link.graph import backlinks, card_of
from jianbao.link.labels import resolve_name
from jianbao.link.site import link_site
from jianbao.model.basics import Dated, FigureIdStr, LocatorStr, RefStr
from jianbao.model.records import Company, Policy, Product, Source, in_kinds
from jianbao.text.outlines import sketch_of
from tests.builders import EN, UNITS, ZH, catalog, derived, figure, fullest, metric, paragraph, relation, site_of, text


def test_a_relation_leads_back_from_its_end() -> None:
    site = site_of(("company/forge", Company(text("Forge"), seat=relation("region/hill"))))
    assert "company/forge" in site.backlinks[RefStr("region/hill")]


def test_a_cited_sentence_leads_back_from_its_source() -> None:
    site = site_of(("product/cart", Product(text("Cart"), summary=(paragraph("A cart.", "paper/s2"),))))
    assert "product/cart" in site.backlinks[RefStr("source/paper")]


def test_a_figure_bound_in_prose_leads_back_from_its_metric() -> None:
    site = site_of(("product/cart", Product(text("Cart"), summary=(paragraph("Of {count}.", "paper/s1"),))))
    assert "product/cart" in site.backlinks[RefStr("metric/count")]


def test_a_link_in_one_language_only_is_followed_too() -> None:
    site = site_of(("product/cart", Product(text("Cart"), summary=(paragraph("x", zh="见[[topic/weaving]]"),))))
    assert "product/cart" in site.backlinks[RefStr("topic/weaving")]


def test_no_record_leads_back_to_itself() -> None:
    site = link_site(catalog(fullest()))
    assert [ref for ref, leading in site.backlinks.items() if ref in leading] == []


def test_every_record_has_a_list_of_backlinks_in_order() -> None:
    site = link_site(catalog(fullest()))
    assert set(site.backlinks) == set(site.records)
    assert all(list(leading) == in_kinds(leading) for leading in site.backlinks.values())


def test_what_is_unknown_is_not_given_backlinks() -> None:
    weaving = RefStr("topic/weaving")
    assert backlinks({weaving: (RefStr("topic/nowhere"),)}, [weaving]) == {weaving: ()}


def test_a_figure_reaches_its_evidence_its_period_its_speaker_and_its_notes() -> None:
    one = figure(
        "goal",
        by=RefStr("organisation/guild"),
        period=Dated("2025", cites=(LocatorStr("paper/s3"),)),
        note=text("Set for {count}"),
    )
    reach = sketch_of(one).reach
    assert (reach.records, reach.figures, set(reach.spots)) == (
        ("organisation/guild",),
        ("count",),
        {"paper/s1", "paper/s3"},
    )


def test_a_card_leads_to_the_folder_of_its_kind() -> None:
    assert card_of(RefStr("policy/rule"), Policy(name=text("Rule"), form="plan"), dict).page == "policies/rule.html"


def test_the_card_of_a_term_leads_into_the_glossary() -> None:
    assert site_of().cards[RefStr("term/loom")].page == "glossary.html#loom"


def test_a_card_carries_the_date_of_what_is_dated() -> None:
    site = site_of(("source/paper", Source(name=text("Paper"), seed="000_a", date=Dated("2025-11"))))
    assert (site.cards[RefStr("source/paper")].when, site.cards[RefStr("company/mill")].when) == ("2025-11", "")


def test_a_figure_in_a_name_is_written_out_on_the_card() -> None:
    site = site_of(("metric/count", metric(figure("count"), name=text("All {count}", "全部{count:value}"))))
    assert site.cards[RefStr("metric/count")].name == {EN: "All seven projects", ZH: "全部7"}


def test_a_date_in_a_name_is_written_out_in_each_language() -> None:
    assert resolve_name(text("Notice of {2026-06-05}", "{2026-06-05}通知"), dict) == {
        EN: "Notice of 5 June 2026",
        ZH: "2026年6月5日通知",
    }


def test_a_name_without_tokens_is_taken_as_it_is() -> None:
    name = text("R&D <lab>")
    assert resolve_name(name, dict) is name


def test_a_figure_may_have_a_unit_of_its_own() -> None:
    site = site_of(("metric/count", metric(figure("count"), figure("cost", unit="cny"))))
    units = {key: (bound.unit_id, bound.unit) for key, bound in site.figures.items()}
    assert units == {"count": ("project", UNITS["project"]), "cost": ("cny", UNITS["cny"])}


def test_a_derived_figure_rests_on_the_sources_of_its_inputs_however_deep() -> None:
    site = site_of(
        (
            "metric/count",
            metric(
                figure("count"), derived("twice", "a * 2", {"a": "count"}), derived("fourfold", "a * 2", {"a": "twice"})
            ),
        )
    )
    assert site.figures[FigureIdStr("fourfold")].sources == ("source/paper",)


def test_a_sentence_is_cited_by_what_its_figures_are_about_not_by_their_metric() -> None:
    cited = site_of().cited_by[LocatorStr("paper/s1")]
    assert cited == ("person/ann", "region/hill")


def test_every_indexed_sentence_is_a_spot_with_its_lines_and_tokens() -> None:
    spots = site_of().spots
    found = {locator: (spot.lines, spot.tokens) for locator, spot in spots.items()}
    assert found == {
        "paper/h1": ((1,), ()),
        "paper/s1": ((2,), ("7", "2025")),
        "paper/s2": ((2, 3), ("two", "nine")),
        "paper/s3": ((5,), ()),
    }


def test_each_printed_figure_is_used_dated_named_left_out_or_open() -> None:
    """“7” is a figure, “2025” its period, “two” is left out with a reason, “nine” is nobody's."""
    records = fullest()
    coverage = link_site(catalog(records)).coverage[RefStr("source/paper")]
    assert [(row.token, row.state) for row in coverage] == [
        ("7", "used"),
        ("2025", "date"),
        ("two", "left-out"),
        ("nine", "open"),
    ]


def test_a_number_inside_a_declared_name_counts_as_the_name() -> None:
    site = site_of(("product/cart", Product(text("Cart", "车"), aliases={EN: ("two things",)})))
    states = {row.token: row.state for row in site.coverage[RefStr("source/paper")]}
    assert states["two"] == "name"
