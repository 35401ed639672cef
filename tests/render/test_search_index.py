"""The index of the search: its files, its postings, what stands in a document."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from jianbao.link.site import link_site
from jianbao.model.artifact import Artifact
from jianbao.model.basics import RefStr
from jianbao.model.graph import Site
from jianbao.model.records import Company, Term
from jianbao.render import search_shards
from jianbao.render.keys import digests_of
from jianbao.render.search_documents import Document, shorten
from jianbao.render.search_index import search_index
from jianbao.render.search_memory import Indexed
from tests.builders import EN, ZH, catalog, documents, figure, fullest, metric, paragraph, shared, site_of, text


def by_page(site: Site) -> Mapping[str, Document]:
    """Return the documents of a site by their addresses."""
    return {document.page: document for document in documents(site, shared())}


def scripts(site: Site) -> Mapping[str, str]:
    """Return the files of the index by their names without digest."""
    return {re.sub(r"\.\w+\.js$", "", one.path).rpartition("/")[2]: one.body.decode() for one in artifacts(site)}


def artifacts(site: Site) -> tuple[Artifact, ...]:
    """Return the files of the index."""
    return search_index(site, shared(), digests_of(site), Indexed())[0]


def entry(site: Site) -> Mapping[str, Any]:
    """Return what the first file says."""
    found: Mapping[str, Any] = json.loads(
        scripts(site)["index"].removeprefix("jianbaoSearch.open(").removesuffix(");\n")
    )
    return found


def lines(site: Site) -> Iterator[str]:
    """Yield the lines of every shard of terms, in order."""
    for name, script in scripts(site).items():
        if name.startswith("t"):
            yield from json.loads(script.removeprefix(f'jianbaoSearch.add("{name}",').removesuffix(");\n")).split("\n")


def postings(site: Site) -> Mapping[str, list[int]]:
    """Return the documents of every term, as the query side counts them."""
    found = {}
    for line in lines(site):
        term, *codes = line.split(" ")
        number, numbers = 0, []
        for code in codes:
            number += int(code, 36) // search_shards.LEVELS
            numbers.append(number)
        found[term] = numbers
    return found


def test_records_terms_and_figures_are_documents() -> None:
    kinds = {document.kind for document in documents(link_site(catalog(fullest())), shared())}
    assert kinds == {ref.partition("/")[0] for ref in fullest()} | {"figure"}


def test_documents_of_a_kind_stand_together() -> None:
    kinds = [document.kind for document in documents(link_site(catalog(fullest())), shared())]
    assert len([kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before]) == len(set(kinds))


def test_a_figure_leads_to_its_place_on_the_page_of_its_metric() -> None:
    document = by_page(site_of())["metrics/count.html#count"]
    assert document.titles == ("seven projects", "7个项目")


def test_a_document_holds_the_words_of_every_language() -> None:
    site = site_of(("company/mill", Company(text("Mill", "磨坊"), summary=(paragraph("It grinds.", zh="用于研磨。"),))))
    document = by_page(site)["companies/mill.html"]
    assert (document.titles, document.extracts) == (("Mill", "磨坊"), ("It grinds.", "用于研磨。"))
    assert {"It grinds.", "用于研磨。"} <= set(document.body)


def test_a_record_is_found_by_every_form_of_the_term_that_names_it() -> None:
    term = Term(
        text("mill wheel", "磨轮"),
        aliases={EN: ("grinder",)},
        avoided={ZH: ("磨子",)},
        about=RefStr("company/mill"),
    )
    aliases = by_page(site_of(("term/wheel", term)))["companies/mill.html"].aliases
    assert {"mill wheel", "磨轮", "grinder", "磨子"} <= set(aliases)


def test_a_term_leads_to_its_place_in_the_glossary() -> None:
    assert by_page(site_of())["glossary.html#loom"].kind == "term"


def test_a_record_is_found_by_its_figures() -> None:
    site = site_of(("metric/count", metric(figure("count", value="17.63", scale="billion", printed="17.63 billion"))))
    found = postings(site)["17630000000"]
    pages = [document.page for document in documents(site, shared())]
    assert {"regions/hill.html", "metrics/count.html", "metrics/count.html#count"} <= {
        pages[number] for number in found
    }


def test_a_title_is_found_by_pinyin() -> None:
    site = site_of(("company/mill", Company(text("Mill", "澜起科技"))))
    assert {"lanqikeji", "keji"} <= set(postings(site))


def test_postings_name_every_document_of_a_term_in_order() -> None:
    site = link_site(catalog(fullest()))
    numbers = postings(site)["hill"]
    said = [
        number
        for number, one in enumerate(documents(site, shared()))
        if re.search(r"\bhills?\b", " ".join((*one.titles, *one.aliases, *one.body)), re.IGNORECASE)
    ]
    assert numbers == said


def test_terms_are_sorted_as_a_browser_sorts_them() -> None:
    found = [line.partition(" ")[0].encode("utf-16-be") for line in lines(link_site(catalog(fullest())))]
    assert found == sorted(set(found))


def test_weights_fit_the_place_they_are_stored_in() -> None:
    codes = [int(code, 36) for line in lines(link_site(catalog(fullest()))) for code in line.split(" ")[1:]]
    assert all(code % search_shards.LEVELS for code in codes)


def test_shards_are_named_in_the_entry_by_their_first_term(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_shards, "SHARD_BYTES", 500)
    site = link_site(catalog(fullest()))
    shards = [name for name in scripts(site) if name.startswith("t")]
    firsts = [first for first, _ in entry(site)["terms"]]
    begun = [json.loads(scripts(site)[name].partition(",")[2].removesuffix(");\n")).split(" ")[0] for name in shards]
    assert len(shards) > 3
    assert firsts == begun


def test_every_file_of_the_entry_is_there_and_named_after_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_shards, "SHARD_BYTES", 500)
    site = link_site(catalog(fullest()))
    names = {one.path.rpartition("/")[2] for one in artifacts(site)}
    named = {file for key in ("terms", "documents") for _, file in entry(site)[key]}
    assert names == named | {artifacts(site)[0].path.rpartition("/")[2]}


def test_the_entry_knows_where_each_kind_begins() -> None:
    site = link_site(catalog(fullest()))
    kinds = [document.kind for document in documents(site, shared())]
    assert entry(site)["kinds"] == [[kind, kinds.index(kind)] for kind in dict.fromkeys(kinds)]


def test_only_characters_that_occur_have_traditional_forms() -> None:
    site = site_of(("company/mill", Company(text("Mill", "机器"))))
    assert "機机" in entry(site)["traditional"]
    assert "龍" not in entry(site)["traditional"]


def test_an_index_of_nothing_is_sound() -> None:
    assert entry(link_site(catalog({})))["count"] == 0


def test_the_same_site_gives_the_same_bytes() -> None:
    first, second = (artifacts(link_site(catalog(fullest()))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("words", "columns", "short"),
    [
        ("A short text", 12, "A short text"),
        ("A short text.", 12, "A short…"),
        ("简短的文字", 10, "简短的文字"),
        ("简短的文字。", 10, "简短的文…"),
        ("甲，乙丙丁", 6, "甲…"),
        ("", 5, ""),
    ],
)
def test_an_extract_ends_at_a_word(words: str, columns: int, short: str) -> None:
    assert shorten(words, columns) == short
