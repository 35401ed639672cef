"""Records stand in the order of the table of kinds."""

from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import RefStr, kind_of
from jianbao.model.records import KINDS, in_kinds

REFS = st.lists(st.builds("{}/{}".format, st.sampled_from(sorted(KINDS)), st.sampled_from("abc")).map(RefStr))


@given(REFS)
def test_records_stand_together_by_their_kind_each_once_and_in_order(refs: list[RefStr]) -> None:
    assert in_kinds(refs) == sorted(set(refs), key=lambda ref: (list(KINDS).index(kind_of(ref)), ref))
