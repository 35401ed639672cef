"""Shards of the search: what is amended is as if it had been made anew, and an edit stays where it was made."""

from collections.abc import Iterator, Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.render import search_shards
from jianbao.render.search_shards import LEVELS, amended, shards_of, term_of

TERMS: Final = [*(f"{head}{tail}" for head in "abcde" for tail in ("", "x", "yz", "机器")), "机", "机器", "\U00020000"]
LEVEL: Final = st.integers(1, LEVELS - 1)
DOCUMENT: Final = st.dictionaries(st.sampled_from(TERMS), LEVEL)
DOCUMENTS: Final = st.lists(DOCUMENT, min_size=1, max_size=6)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let shards be so small that a few terms fill many."""
    monkeypatch.setattr(search_shards, "TERM_BYTES", 8)
    monkeypatch.setattr(search_shards, "SHARD_BYTES", 64)


def changes_of(before: list[dict[str, int]], after: list[dict[str, int]]) -> Iterator[tuple[str, Mapping[int, int]]]:
    """Yield for each term the levels that differ."""
    for term in TERMS:
        found = {
            number: new.get(term, 0)
            for number, (old, new) in enumerate(zip(before, after, strict=True))
            if old.get(term) != new.get(term)
        }
        if found:
            yield term, found


@given(st.data(), DOCUMENTS)
def test_amended_shards_are_those_of_the_amended_documents(data: st.DataObject, before: list[dict[str, int]]) -> None:
    after = [data.draw(st.one_of(st.just(one), DOCUMENT)) for one in before]
    found = [*amended([*shards_of(before)], dict(changes_of(before, after)))]
    assert found == [*shards_of(after)]


@given(DOCUMENTS)
def test_shards_hold_each_term_once_and_in_order(documents: list[dict[str, int]]) -> None:
    terms = [term_of(line) for shard in shards_of(documents) for line in shard.split("\n")]
    assert terms == sorted({term for one in documents for term in one}, key=lambda term: term.encode("utf-16-be"))


def test_an_edit_changes_the_shards_of_its_terms_and_no_other() -> None:
    documents = [{f"{number:04}": number % 31 + 1 for number in range(start, 2000, 7)} for start in range(7)]
    before = [*shards_of(documents)]
    after = [*shards_of([{**documents[0], "0999a": 5}, *documents[1:]])]
    assert len(before) > 200
    assert 1 <= len({*after} - {*before}) <= 3


def test_a_shard_is_never_much_larger_than_it_should_be() -> None:
    documents = [{f"{number:04}": 1 for number in range(5000)}]
    line = len("0000 1") + 2
    assert all(len(shard) <= search_shards.SHARD_BYTES * 3 // 2 + line for shard in shards_of(documents))


def test_an_index_without_terms_has_no_shards_and_can_be_given_some() -> None:
    assert [*shards_of([{}])] == []
    assert [*amended([], {"mill": {0: 3}})] == [*shards_of([{"mill": 3}])]
