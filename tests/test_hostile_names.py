"""A name that would like to be a program comes out as a name, on every page and in every file of data."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from jianbao.cli import main
from tests.casefile import write_project

NASTY: Final = """<script>alert(document.cookie)</script>"><img src=x onerror=alert()>'&amp;{{ page }}"""


class Elements(HTMLParser):
    """Everything in a page that could run, and all of its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.active: list[str] = []
        self.words: list[str] = []
        self._script = self._data = False
        self.described: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what could run."""
        self._data = tag == "script" and ("type", "application/ld+json") in attrs
        self._script = tag == "script" and not self._data
        if any(name.startswith("on") for name, _ in attrs) or ("src", "x") in attrs:
            self.active.append(tag)

    def handle_data(self, data: str) -> None:
        """Gather the text, and see whether it stands in a script."""
        (self.described if self._data else self.words).append(data)
        if self._script and "alert(document" in data:
            self.active.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._script = self._script and tag != "script"
        self._data = self._data and tag != "script"


@pytest.fixture(scope="module", name="nasty")
def _nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a site one of whose names is an attack."""
    root = tmp_path_factory.mktemp("project")
    quoted = json.dumps(NASTY.replace("{", "\\{").replace("}", "\\}"))
    record = f"name: {{en: {quoted}, zh: {quoted}}}\nzh_certain: false\nlevel: city\n"
    write_project(root, {"site_src/regions/linhai.yaml": record})
    assert main(["--root", str(root), "--quiet"]) == 0
    return root / "output" / "site"


def test_a_script_in_a_name_runs_on_no_page(nasty: Path) -> None:
    for page in nasty.rglob("*.html"):
        parsed = Elements()
        parsed.feed(page.read_text("utf-8"))
        assert parsed.active == [], page


def test_a_script_in_a_name_is_shown_as_it_is_written(nasty: Path) -> None:
    for lang in ("en", "zh"):
        parsed = Elements()
        parsed.feed((nasty / lang / "regions" / "linhai.html").read_text("utf-8"))
        assert NASTY in "".join(parsed.words)


def test_a_script_in_a_name_stays_a_value_in_what_a_page_says_to_programs(nasty: Path) -> None:
    """JSON-LD stands in a script element, which no name may end."""
    parsed = Elements()
    parsed.feed((nasty / "en" / "briefs" / "harbour.html").read_text("utf-8"))
    (described,) = parsed.described
    assert NASTY in json.loads(described)["@graph"][0]["description"]
    assert not set(described) & set("<>&")


def test_a_script_in_a_name_stays_a_value_in_the_data_files(nasty: Path) -> None:
    rows = json.loads((nasty / "data" / "records.json").read_text("utf-8"))
    assert NASTY in json.dumps(rows, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
    table = list(csv.reader(io.StringIO((nasty / "data" / "records.csv").read_text("utf-8-sig"))))
    assert any(NASTY in cell for row in table for cell in row)
    assert {len(row) for row in table} == {len(table[0])}
