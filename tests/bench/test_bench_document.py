"""The page on performance says what was measured, and nothing else."""

import pytest

from bench.document import MEASURED, PAGE, WRITERS, put
from bench.report import from_json


@pytest.mark.parametrize("name", WRITERS)
def test_the_page_holds_the_tables_of_the_kept_result(name: str) -> None:
    result = from_json((MEASURED / f"{name}.json").read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    assert put(page, name, WRITERS[name](result, markdown=True)) == page


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_published_was_alike(name: str) -> None:
    assert from_json((MEASURED / f"{name}.json").read_text("utf-8")).differences == []
