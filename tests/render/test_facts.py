"""The facts box: what sources state, and plainly what they do not."""

import re
from collections.abc import Mapping

import pytest

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, LocatorStr, RefStr
from jianbao.model.records import KINDS, Company, Policy, Product, Record, Region, Source
from jianbao.render.facts import facts_of, numbered_facts
from tests.builders import EN, ZH, catalog, desk_at, fullest, relation, site_of, smallest, text


def facts(ref: str, record: Record) -> dict[str, list[str]]:
    """Return the rows of a record's facts box: label to the words of each value."""
    site = site_of((ref, record))
    desk = desk_at(site, site.cards[RefStr(ref)].page)
    return {fact.label: [re.sub("<[^>]+>", "", value) for value in fact.values] for fact in facts_of(desk, record)}


def test_a_company_whose_seat_no_source_states_says_so() -> None:
    assert facts("company/mill", Company(text("Mill")))["fact.seat"] == ["fact.unstated"]


def test_a_stated_seat_is_shown_with_its_note() -> None:
    assert facts("company/mill", Company(text("Mill"), seat=relation("region/hill")))["fact.seat"] == ["Hill1"]


def test_a_product_whose_maker_no_source_names_says_so() -> None:
    assert facts("product/cart", Product(text("Cart")))["fact.maker"] == ["fact.unstated"]


def test_a_policy_without_issuer_and_date_says_both() -> None:
    found = facts("policy/rule", Policy(name=text("Rule"), form="plan"))
    assert (found["fact.issuers"], found["fact.issued"]) == (["fact.unstated"], ["fact.unstated"])


def test_a_policy_names_every_issuer() -> None:
    rule = Policy(name=text("Rule"), form="plan", issuers=(relation("organisation/guild"), relation("company/mill")))
    assert facts("policy/rule", rule)["fact.issuers"] == ["Guild1", "Mill1"]


def test_what_may_well_be_absent_has_no_row() -> None:
    """A company need not belong to another, a policy need not end."""
    assert "fact.parent" not in facts("company/mill", Company(text("Mill")))
    assert "fact.until" not in facts("policy/rule", Policy(name=text("Rule"), form="plan"))


def test_a_source_says_what_it_does_not_state() -> None:
    found = facts("source/paper", Source(name=text("Paper"), seed="000_a", not_stated=("year", "address")))
    assert found["fact.not_stated"] == ["unstated.year", "unstated.address"]


def test_the_address_of_a_source_is_shown_where_it_has_one() -> None:
    there = Source(name=text("Paper"), seed="000_a", address="https://example.org/paper")
    assert facts("source/paper", there)["fact.address"] == ["https://example.org/paper"]
    assert "fact.address" not in facts("source/paper", Source(name=text("Paper"), seed="000_a"))


def test_a_source_without_byline_publisher_and_date_says_all_three() -> None:
    found = facts("source/paper", Source(name=text("Paper"), seed="000_a"))
    assert [found[f"fact.{key}"] for key in ("byline", "publisher", "date")] == [["fact.unstated"]] * 3


def test_an_inferred_date_gives_its_reason_and_its_sentence() -> None:
    day = Dated("2025-11", "inferred", (LocatorStr("paper/s2"),), text("By the season"))
    found = facts("source/paper", Source(name=text("Paper"), seed="000_a", date=day))
    assert found["fact.date"] == ["date.inferred (By the season)1"]


def test_a_reason_stands_in_full_width_brackets_on_a_chinese_page() -> None:
    day = Dated("2025-11", "inferred", note=text("x", "据季节"))
    site = site_of(("source/paper", Source(name=text("Paper"), seed="000_a", date=day)))
    rows = facts_of(desk_at(site, "sources/paper.html", ZH), site.records[RefStr("source/paper")])
    assert [value for fact in rows if fact.label == "fact.date" for value in fact.values] == ["date.inferred（据季节）"]


def test_what_an_editor_writes_is_escaped() -> None:
    site = site_of(("source/paper", Source(name=text("Paper"), seed="000_a", byline="By <A> & B")))
    rows = facts_of(desk_at(site, "sources/paper.html"), site.records[RefStr("source/paper")])
    assert [value for fact in rows if fact.label == "fact.byline" for value in fact.values] == ["By &lt;A&gt; &amp; B"]


def test_topics_and_aliases_are_shown_of_every_kind() -> None:
    hill = Region(name=text("Hill"), level="city", topics=(RefStr("topic/weaving"),), aliases={EN: ("Mound",)})
    found = facts("region/hill", hill)
    assert (found["fact.topics"], found["fact.aliases"]) == (["Weaving"], ["Mound"])


@pytest.mark.parametrize("records", [smallest(), fullest()], ids=["smallest", "fullest"])
def test_a_box_that_is_made_later_has_the_notes_of_one_that_is_made_at_once(records: Mapping[str, Record]) -> None:
    site, differing = link_site(catalog(records)), list[str]()
    for ref, record in site.records.items():
        if ref.startswith(("term/", "brief/")):
            continue
        later, at_once = desk_at(site, site.cards[ref].page), desk_at(site, site.cards[ref].page)
        numbered_facts(later, record)
        facts_of(at_once, record)
        if list(later.notes) != list(at_once.notes):
            differing.append(ref)
    assert differing == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"term", "brief"}))
def test_no_row_is_empty(kind: str) -> None:
    site = link_site(catalog(fullest()))
    for ref, record in site.records.items():
        if ref.startswith(f"{kind}/"):
            rows = facts_of(desk_at(site, site.cards[ref].page), record)
            assert [fact.label for fact in rows if not fact.values or not all(fact.values)] == []
