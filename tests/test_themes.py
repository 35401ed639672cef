"""The contract of templates stands in the document on themes as the code has it."""

import re
from collections.abc import Iterator
from typing import Any, Final, get_type_hints

import pytest

from jianbao.render.builders import BUILDERS
from jianbao.render.views import PageView
from tests.conftest import ROOT

DOCUMENT: Final = (ROOT / "docs/themes.md").read_text("utf-8")
_ROW: Final = re.compile(r"^\| `(?P<name>\w+)` \| `(?P<view>\w+)` \| (?P<fields>.*) \|$", re.MULTILINE)
ROWS: Final = {match["name"]: match for match in _ROW.finditer(DOCUMENT)}


def view_of(template: str) -> Any:
    """Return the class of the view that a template sees."""
    return get_type_hints(BUILDERS[template])["return"]


def own_fields(view: Any) -> Iterator[str]:
    """Yield the fields that a view has beyond those of every page."""
    yield from (name for name in view.__struct_fields__ if name not in PageView.__struct_fields__)
    yield from (name for name, value in vars(view).items() if isinstance(value, property))


@pytest.mark.parametrize("template", BUILDERS)
def test_the_document_names_the_view_of_a_template(template: str) -> None:
    assert ROWS[template]["view"] == view_of(template).__name__


@pytest.mark.parametrize("template", BUILDERS)
def test_the_document_lists_the_fields_of_a_template(template: str) -> None:
    listed = re.findall(r"`(\w+)`", ROWS[template]["fields"])
    assert sorted(listed) == sorted(own_fields(view_of(template)))


def test_the_document_lists_no_template_that_is_gone() -> None:
    assert set(ROWS) == set(BUILDERS)


def test_every_template_of_a_page_has_a_view() -> None:
    pages = {path.stem for path in (ROOT / "templates/pages").glob("*.html")}
    assert set(BUILDERS) <= pages
