"""A key changes with each value that its part may read, and with no other."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from msgspec import structs

from jianbao.model.basics import RefStr
from jianbao.model.graph import BoundFigure, Route
from jianbao.model.site import Origin
from jianbao.render.keys import Digests, Written, digest_of_reads, digests_of, key_of
from jianbao.render.parts import PAGE, SEARCH_PART, Part, cut_of, parts_of
from tests.builders import ZH, fullest, shared, site_of

SITE = site_of(*fullest().items())
DIGESTS = digests_of(SITE)
HILL = RefStr("region/hill")
IN_FILES = {ref: Origin(f"{ref}.yaml") for ref in SITE.records}
DIGESTS_OF_FILES = {one.file: one.file.encode() for one in IN_FILES.values()}
WRITTEN = digests_of(SITE, Written(IN_FILES, DIGESTS_OF_FILES))
BOTH = pytest.mark.parametrize("digests", [DIGESTS, WRITTEN], ids=["records", "files"])
CONFIG = structs.replace(shared().config, base_url="https://example.org", pdf_kinds=("brief", "region"))
PARTS = (SEARCH_PART, *parts_of(SITE, CONFIG))
FIELDS = ("records", "cards", "figures", "spots", "cited_by", "coverage")


def changed(digests: Digests, field: str, name: str) -> Digests:
    """Return the digests of a site in which one value is another."""
    values: Mapping[Any, object] = getattr(digests, field)
    return structs.replace(digests, **{field: {**values, name: b"other"}})


def kinds() -> Iterator[Part]:
    """Yield one part of each sort."""
    seen = set()
    for part in PARTS:
        sort = (part.kind, part.templates, part.routes[0].kind if part.routes else "")
        if sort not in seen:
            seen.add(sort)
            yield part


def test_each_part_has_a_name_of_its_own() -> None:
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)


@BOTH
@pytest.mark.parametrize("part", tuple(kinds()), ids=lambda part: part.name)
def test_a_key_changes_with_each_value_that_may_be_read_and_with_no_other(part: Part, digests: Digests) -> None:
    cut = cut_of(SITE, part)
    key = key_of(cut, digests, b"")
    for field in FIELDS:
        values = getattr(cut, field)
        for name in getattr(digests, field):
            assert (key_of(cut, changed(digests, field, name), b"") != key) == (name in values), (field, name)


@BOTH
@pytest.mark.parametrize("part", [one for one in kinds() if one.reads_one()], ids=lambda part: part.name)
def test_the_digest_of_a_route_changes_with_each_value_that_may_be_read_and_with_no_other(
    part: Part, digests: Digests
) -> None:
    route = part.routes[0]
    cut, digest = cut_of(SITE, part), digest_of_reads(route, digests)
    for field in FIELDS:
        values = getattr(cut, field)
        for name in getattr(digests, field):
            assert (digest_of_reads(route, changed(digests, field, name)) != digest) == (name in values), (field, name)


@pytest.mark.parametrize("field", BoundFigure.__struct_fields__)
def test_the_digest_of_a_figure_changes_with_all_that_is_said_of_it(field: str) -> None:
    key, figure = next(iter(SITE.figures.items()))
    value = getattr(figure, field)
    other = structs.replace(figure, **{field: f"{value}?" if isinstance(value, str) else ()})
    figures = {**SITE.figures, key: other}
    assert digests_of(structs.replace(SITE, figures=figures)).figures[key] != DIGESTS.figures[key]


def test_the_digest_of_a_figure_is_the_same_whatever_stands_before_it() -> None:
    turned = dict(reversed(list(SITE.figures.items())))
    assert digests_of(structs.replace(SITE, figures=turned)).figures == DIGESTS.figures


@pytest.mark.parametrize("field", [name for name in Route.__struct_fields__ if name != "lang"])
def test_the_digest_of_a_route_changes_with_all_that_the_route_says(field: str) -> None:
    route = next(one for one in SITE.routes if one.subject == "region/hill")
    value = getattr(route, field)
    former = value[:-1] if isinstance(value, tuple) and value else ()
    other = not value if isinstance(value, bool) else former if value and isinstance(value, tuple) else ("other",)
    assert digest_of_reads(structs.replace(route, **{field: other}), DIGESTS) != digest_of_reads(route, DIGESTS)


@pytest.mark.parametrize(
    ("origin", "files", "stands"),
    [
        (Origin("hill.yaml"), {"hill.yaml": b"digest"}, True),
        (Origin("hills.yaml", ("hill",)), {"hills.yaml": b"digest"}, False),
        (Origin("hill.yaml"), {}, False),
        (None, {"hill.yaml": b"digest"}, False),
    ],
    ids=["alone", "beside others", "unknown file", "unknown origin"],
)
def test_the_digest_of_a_file_stands_for_the_record_that_it_holds_alone(
    origin: Origin | None, files: Mapping[str, bytes], *, stands: bool
) -> None:
    records = digests_of(SITE, Written({HILL: origin} if origin else {}, files)).records
    assert records[HILL] == (b"digest" if stands else DIGESTS.records[HILL])


def test_of_a_record_that_is_not_of_the_site_there_is_no_digest() -> None:
    draft = RefStr("region/draft")
    assert draft not in digests_of(SITE, Written({draft: Origin("draft.yaml")}, {"draft.yaml": b"digest"})).records


def test_the_digest_of_a_record_changes_with_it() -> None:
    records = {**SITE.records, HILL: structs.replace(SITE.records[HILL], draft=True)}
    assert digests_of(structs.replace(SITE, records=records)).records[HILL] != DIGESTS.records[HILL]


def test_records_of_the_same_words_have_keys_of_their_own() -> None:
    same = structs.replace(WRITTEN, records=dict.fromkeys(SITE.records, b"same"))
    route = next(one for one in SITE.routes if one.subject == HILL)
    other = structs.replace(route, full=(next(ref for ref in SITE.records if ref != HILL),))
    assert digest_of_reads(route, same) != digest_of_reads(other, same)


def test_the_digest_of_a_route_is_the_same_in_every_language() -> None:
    route = SITE.routes[0]
    assert digest_of_reads(structs.replace(route, lang=ZH), DIGESTS) == digest_of_reads(route, DIGESTS)


def test_a_page_is_one_part_in_all_its_languages() -> None:
    pages = [[route.path for route in part.routes] for part in PARTS if part.kind == PAGE]
    assert sorted(pages) == sorted([f"en/{page}", f"zh/{page}"] for page in {route.page for route in SITE.routes})


def test_a_page_that_reads_something_else_in_one_language_is_a_part_in_each() -> None:
    other = structs.replace(SITE.routes[0], lang=ZH, cards=())
    parts = [
        part for part in parts_of(structs.replace(SITE, routes=(SITE.routes[0], other)), CONFIG) if part.kind == PAGE
    ]
    assert [(part.name, part.routes) for part in parts] == [
        (SITE.routes[0].path, (SITE.routes[0],)),
        (other.path, (other,)),
    ]


@pytest.mark.parametrize("part", tuple(kinds()), ids=lambda part: part.name)
def test_a_key_changes_with_what_the_part_is_made_by(part: Part) -> None:
    cut = cut_of(SITE, part)
    assert key_of(cut, DIGESTS, b"one") != key_of(cut, DIGESTS, b"another")


def test_a_key_changes_with_the_order_of_what_is_read() -> None:
    part = next(part for part in PARTS if part.routes and len(part.routes[0].cards) > 1)
    cut = cut_of(SITE, part)
    turned = structs.replace(cut, cards=dict(reversed(list(cut.cards.items()))))
    assert key_of(cut, DIGESTS, b"") != key_of(turned, DIGESTS, b"")


def test_the_map_is_in_the_key_of_a_page_that_shows_it_and_of_no_other() -> None:
    other = structs.replace(DIGESTS, tiles=b"other")
    for part in PARTS:
        cut = cut_of(SITE, part)
        shows = any(route.shows_map for route in part.routes) and bool(SITE.tiles)
        assert (key_of(cut, DIGESTS, b"") != key_of(cut, other, b"")) == shows, part.name
