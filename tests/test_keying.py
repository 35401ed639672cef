"""The key of a part changes with all that it is made by, and what it may read is cut for it beside."""

import pytest
from msgspec import structs

from jianbao.keying import Keys, Making
from jianbao.render.keys import digests_of
from jianbao.render.parts import SEARCH_PART, Part, cut_of, parts_of
from tests.builders import fullest, shared, site_of

SITE = site_of(*fullest().items())
CONFIG = structs.replace(shared().config, base_url="https://example.org", pdf_kinds=("brief", "region"))
PARTS = (SEARCH_PART, *parts_of(SITE, CONFIG))
MAKING = Making(b"words", b"assets", {"pages/record.html": b"record", "pages/search.html": b"search"}, "search/1.js")


def keys_by(making: Making) -> Keys:
    """Return the keys of the site where its parts are made by this."""
    return Keys(SITE, digests_of(SITE), making)


def part_at(name: str) -> Part:
    """Return the part of a name."""
    return next(part for part in PARTS if part.name == name)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_that_is_made_has_the_key_by_which_it_is_known(part: Part) -> None:
    keys = keys_by(MAKING)
    assert keys.opened(part)[1] == keys.key(part)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_is_given_what_it_may_read(part: Part) -> None:
    cut = keys_by(MAKING).opened(part)[0]
    assert structs.replace(cut, routes=()) == structs.replace(cut_of(SITE, part), routes=())


def test_no_two_parts_have_one_key() -> None:
    keys = keys_by(MAKING)
    assert len({keys.key(part) for part in PARTS}) == len(PARTS)


@pytest.mark.parametrize(
    "other",
    [
        structs.replace(MAKING, words=b"other"),
        structs.replace(MAKING, assets=b"other"),
        structs.replace(MAKING, templates={**MAKING.templates, "pages/record.html": b"other"}),
    ],
    ids=["words", "assets", "template"],
)
def test_the_key_of_a_page_changes_with_what_it_is_made_by(other: Making) -> None:
    part = part_at("people/ann.html")
    assert keys_by(other).key(part) != keys_by(MAKING).key(part)


@pytest.mark.parametrize(
    ("other", "names"),
    [
        (structs.replace(MAKING, entry="search/2.js"), {"search.html"}),
        (structs.replace(MAKING, templates={**MAKING.templates, "pages/search.html": b"other"}), {"search.html"}),
    ],
    ids=["entry", "template"],
)
def test_the_key_of_a_page_changes_with_nothing_else(other: Making, names: set[str]) -> None:
    before, after = keys_by(MAKING), keys_by(other)
    assert {part.name for part in PARTS if before.key(part) != after.key(part)} == names
