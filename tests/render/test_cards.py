"""What stands on the card of a page, and which pages have one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.basics import Lang
from jianbao.model.site import Catalog
from jianbao.pipeline import check_only
from jianbao.read.templates import read_templates
from jianbao.render.card_addresses import card_path, has_card
from jianbao.render.cards import crop, render_card
from jianbao.render.environment import compile_papers
from jianbao.render.paper_views import put
from jianbao.render.parts import CARD, cut_of, parts_of
from jianbao.render.reads import Shared, Strings
from tests.conftest import ROOT


@pytest.fixture(scope="module", name="catalog")
def _catalog() -> Catalog:
    catalog = check_only(ROOT).catalog
    assert catalog is not None
    config = structs.replace(catalog.config, base_url="https://example.org", outputs=("cards",))
    return structs.replace(catalog, config=config)


@pytest.fixture(scope="module", name="cards")
def _cards(catalog: Catalog) -> dict[str, str]:
    strings = {lang: Strings(lang, catalog.ui[lang]) for lang in catalog.config.languages}
    templates = compile_papers(read_templates(ROOT / "templates").texts, put)
    shared, site = Shared(catalog.config, strings, {}), link_site(catalog)
    parts = [part for part in parts_of(site, catalog.config) if part.kind == CARD]
    found = [render_card(cut_of(site, part), part.routes[0], shared, templates) for part in parts]
    assert [card.path for card in found] == [part.name for part in parts]
    return {card.path: card.source for card in found}


def test_briefs_topics_regions_companies_and_policies_have_a_card_in_each_language(
    catalog: Catalog, cards: dict[str, str]
) -> None:
    kinds = ("brief", "topic", "region", "company", "policy")
    records = [ref for ref in catalog.records if ref.startswith(tuple(f"{kind}/" for kind in kinds))]
    assert len(cards) == 2 * len(records)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ('"Jianbao"', '"Brief"', '"17.63\u00a0billion yuan"')), ("zh", ('"简报"', '"176.3亿元"'))],
)
def test_a_card_says_kind_headline_figure_and_site_in_its_language(
    cards: dict[str, str], lang: Lang, words: tuple[str, ...]
) -> None:
    source = cards[f"cards/{lang}/briefs/kunshan.png"].replace(" billion", "\u00a0billion")
    assert [one for one in words if one not in source] == []


def test_a_page_without_figures_says_the_beginning_of_its_summary(cards: dict[str, str]) -> None:
    assert '"Named as the province of Shijiazhuang' in cards["cards/en/regions/hebei.png"]


def test_without_an_address_or_without_the_output_there_is_none(catalog: Catalog) -> None:
    site = link_site(catalog)
    for change in ({"base_url": ""}, {"outputs": ("feeds",)}):
        config = structs.replace(catalog.config, **change)
        assert [part for part in parts_of(site, config) if part.kind == CARD] == []


def test_the_page_with_both_languages_has_no_card_of_its_own(catalog: Catalog) -> None:
    site = link_site(catalog)
    paths = [card_path(route) for route in site.routes if has_card(route, catalog.config)]
    assert len(set(paths)) == len(paths)


@given(st.text("ab 磨坊，.", max_size=60), st.integers(4, 40))
def test_a_cropped_text_fits_and_says_that_it_was_cropped(text: str, cells: int) -> None:
    shown = crop(text, cells)
    width = sum(2 if "\u4e00" <= sign <= "\u9fff" else 1 for sign in shown)
    assert width <= cells + 1
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
