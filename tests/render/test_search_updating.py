"""An index that is brought up to date is the one that would be made of the site as it is, by less work."""

from collections.abc import Mapping
from typing import Final

import pytest
from msgspec import structs

from jianbao.link.site import link_site
from jianbao.model.basics import RefStr
from jianbao.model.graph import Site
from jianbao.model.records import Company, Record, Term
from jianbao.render import search_weights
from jianbao.render.keys import digests_of
from jianbao.render.noting import Noting
from jianbao.render.search_memory import Indexed
from jianbao.render.search_updating import updated
from tests.builders import ECHO, Keys, catalog, figure, fullest, metric, paragraph, shared, text

MILL: Final = RefStr("company/old-mill")


def site_of(changes: Mapping[str, Record | None]) -> Site:
    """Link a site with a record of every kind and a company; ``None`` leaves one out."""
    records: dict[str, Record | None] = {**fullest(), MILL: mill("It grinds."), **changes}
    return link_site(catalog({ref: one for ref, one in records.items() if one is not None}))


def mill(words: str, name: str = "Mill", zh: str = "磨坊") -> Company:
    """Return a company."""
    return Company(text(name, zh), summary=(paragraph(words, zh="用于研磨。"),))


def index(site: Site, former: Indexed) -> Indexed:
    """Bring an index up to date."""
    return updated(site, shared(), digests_of(site), former)


def made_again(before: Indexed, after: Indexed) -> list[str]:
    """Name the documents that were made anew."""
    return [name for name, one in after.documents.items() if before.documents.get(name) is not one]


BEFORE: Final = index(site_of({}), Indexed())
EDITS: Final[Mapping[str, Mapping[str, Record | None]]] = {
    "nothing": {},
    "words": {MILL: mill("It grinds and grinds.")},
    "a name": {MILL: mill("It grinds.", "The old mill")},
    "a name in Chinese": {MILL: mill("It grinds.", zh="老磨坊")},
    "a record more": {"company/loom": mill("It weaves.", "Loom", "织坊")},
    "a record less": {MILL: None},
    "a term that names it": {"term/grinder": Term(text("grinder", "磨"), about=MILL)},
    "a figure": {"metric/hands": metric(figure("hands", value="19", printed="19"), about=MILL)},
    "another value": {"metric/hands": metric(figure("hands", value="20", printed="20"), about=MILL)},
    "many words": {MILL: mill(" ".join(f"word{number}" for number in range(3000)))},
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_index_brought_up_to_date_equals_one_that_is_made(edit: Mapping[str, Record | None]) -> None:
    site = site_of(edit)
    assert index(site, BEFORE) == index(site, Indexed())


def test_an_index_is_brought_up_to_date_again_and_again() -> None:
    known = Indexed()
    for edit in EDITS.values():
        site = site_of(edit)
        known = index(site, known)
        assert known == index(site, Indexed())


def test_of_a_site_without_change_no_document_is_made() -> None:
    assert made_again(BEFORE, index(site_of({}), BEFORE)) == []


def test_an_edited_text_makes_the_document_of_its_record_alone() -> None:
    assert made_again(BEFORE, index(site_of(EDITS["words"]), BEFORE)) == [MILL]


def test_an_edited_name_makes_the_documents_that_say_it() -> None:
    related = {"company/loom": structs.replace(mill("It weaves.", "Loom", "织坊"), related=(MILL,))}
    before = index(site_of(related), Indexed())
    after = index(site_of({**related, MILL: mill("It grinds.", "The old mill")}), before)
    assert made_again(before, after) == ["company/loom", MILL]


def test_an_edited_string_makes_every_document() -> None:
    site = site_of({})
    strings = {lang: Keys({"status.actual": "counted"}) for lang in ECHO}
    after = updated(site, structs.replace(shared(), ui=strings), digests_of(site), BEFORE)
    assert made_again(BEFORE, after) == [*after.documents]


def test_titles_that_stay_are_not_romanised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(search_weights, "romanised", asked.append)
    index(site_of(EDITS["words"]), BEFORE)
    assert asked == []


def test_what_is_read_is_noted_once_and_in_order() -> None:
    values = Noting({"a": 1, "b": 2, "c": 3})
    assert [values[name] for name in "bab"] == [2, 1, 2]
    assert values.asked() == ("b", "a")


def test_what_cannot_be_named_cannot_be_read() -> None:
    values = Noting({"a": 1})
    with pytest.raises(TypeError):
        len(values)
    with pytest.raises(TypeError):
        list(values)
