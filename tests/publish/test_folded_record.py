"""A record is kept in half the room, and comes back whole."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from jianbao.publish.manifest import MANIFEST_NAME
from jianbao.publish.stamps import Record, Stamp, folded

PATHS = ("a.html", "en/a.html", "en/b.html", "zh/a.html")
STAMPS = st.builds(Stamp, st.sampled_from(("one", "two")), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
NOTES = st.dictionaries(st.sampled_from(PATHS), STAMPS)


def with_manifest(notes: Mapping[str, Stamp], manifest: Stamp) -> Mapping[str, Stamp]:
    return {**notes, MANIFEST_NAME: manifest}


SITES = st.builds(with_manifest, NOTES, STAMPS)


@given(st.integers(0, 9), SITES, st.one_of(st.just({}), SITES))
def test_a_record_that_was_folded_is_the_same(at: int, live: Mapping[str, Stamp], standby: Mapping[str, Stamp]) -> None:
    record = Record(at, live, standby)
    assert folded(record).record() == record


@given(SITES, SITES)
def test_of_the_standby_only_what_differs_is_kept(live: Mapping[str, Stamp], standby: Mapping[str, Stamp]) -> None:
    kept = folded(Record(0, live, standby)).standby
    assert all(live.get(path) != kept[path] for path in kept if path != MANIFEST_NAME)


@given(SITES, NOTES)
def test_a_standby_without_a_manifest_is_none(live: Mapping[str, Stamp], standby: Mapping[str, Stamp]) -> None:
    assert folded(Record(0, live, standby)).record() == Record(0, live)
