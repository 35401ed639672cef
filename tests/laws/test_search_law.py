"""
The law of the search: every run of two or more Chinese characters of a page finds that page.

The query side looks a run up by its pairs of characters and keeps the documents that have most of them; a
document that has all is always kept. So a page is found by every part of its text if each pair leads to it.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.link.site import link_site
from jianbao.pipeline import check_only
from jianbao.render.keys import digests_of
from jianbao.render.reads import Shared
from jianbao.render.search_documents import Document
from jianbao.render.search_index import search_index
from jianbao.render.search_memory import Indexed
from jianbao.render.search_shards import LEVELS
from jianbao.text.fold import fold
from jianbao.text.tokens import pieces
from tests.builders import documents
from tests.conftest import copy_project

HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")


class Index:
    """The index of the project's site, and the documents that it was built from."""

    def __init__(self, root: Path) -> None:
        catalog = check_only(root).catalog
        assert catalog is not None
        site, shared = link_site(catalog), Shared(catalog.config, catalog.ui, {})
        self.documents: Sequence[Document] = tuple(documents(site, shared))
        self.postings: Mapping[str, frozenset[int]] = {
            term: frozenset(_documents(codes))
            for one in search_index(site, shared, digests_of(site), Indexed())[0]
            for term, _, codes in (line.partition(" ") for line in _lines(one.body.decode()))
        }

    def texts(self, number: int) -> Iterator[str]:
        """Yield what was indexed of a document."""
        document = self.documents[number]
        yield from (*document.titles, *document.aliases, *document.body)

    def find(self, query: str) -> frozenset[int]:
        """Find the documents that have all that a query asks for."""
        found = [self.postings.get(term, frozenset()) for term in _asked(query)]
        return frozenset.intersection(*found) if found else frozenset()


def _lines(script: str) -> list[str]:
    body = re.fullmatch(r'jianbaoSearch\.add\("t\d+",(.*)\);\n', script)
    return json.loads(body[1]).split("\n") if body else []


def _documents(codes: str) -> Iterator[int]:
    number = 0
    for code in codes.split(" "):
        number += int(code, 36) // LEVELS
        yield number


def _asked(query: str) -> Iterator[str]:
    for piece in pieces(query):
        if piece.kind == "han" and len(piece.text) > 1:
            yield from (piece.text[at : at + 2] for at in range(len(piece.text) - 1))
        else:
            yield piece.text


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Build the index of the project's own site once."""
    return Index(copy_project(tmp_path_factory.mktemp("project")))


def test_every_pair_of_characters_of_every_page_finds_it(index: Index) -> None:
    lost = [
        (document.page, run[at : at + 2])
        for number, document in enumerate(index.documents)
        for text in index.texts(number)
        for run in HAN_RUN.findall(text)
        for at in range(len(run) - 1)
        if number not in index.postings.get(fold(run[at : at + 2]), frozenset())
    ]
    assert lost == []


@given(st.randoms(use_true_random=False))
def test_any_part_of_a_run_finds_its_page(index: Index, chance: random.Random) -> None:
    number = chance.randrange(len(index.documents))
    runs = [run for text in index.texts(number) for run in HAN_RUN.findall(text)]
    run = chance.choice(runs)
    start = chance.randrange(len(run) - 1)
    assert number in index.find(run[start : chance.randrange(start + 2, len(run) + 1)])


def test_every_character_of_every_page_begins_a_term_that_leads_to_it(index: Index) -> None:
    begun: dict[str, set[int]] = {}
    for term, numbers in index.postings.items():
        begun.setdefault(term[0], set()).update(numbers)
    lost = [
        (document.page, char)
        for number, document in enumerate(index.documents)
        for text in index.texts(number)
        for run in HAN_RUN.findall(text)
        for char in fold(run)
        if number not in begun[char]
    ]
    assert lost == []


def test_every_figure_is_found_by_its_value_in_each_language(index: Index) -> None:
    lost = [
        (title, piece.text)
        for number, document in enumerate(index.documents)
        if document.kind == "figure"
        for title in document.titles
        for piece in pieces(title)
        if piece.kind == "number" and number not in index.postings[piece.text]
    ]
    assert lost == []
