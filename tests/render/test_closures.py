"""Which templates a template leads to, and the digests of all that it leads to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.read.templates import read_templates
from jianbao.render.closures import closures_of, reached, sources_of
from jianbao.render.environment import references

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = read_templates(ROOT / "templates").texts

WRITTEN_OUT = st.sampled_from(
    (
        '{% extends "a.html" %}',
        "{%- extends 'a.html' -%}",
        '{% include "b.html" %}',
        "{% include 'b.html' ignore missing %}",
        '{% include "b.html" without context %}',
        '{% import "c.html" as c %}',
        '{% import "c.html"\n  as c with context %}',
        '{%+ from "d.html" import one, two as three %}',
        '{% include ["e.html", "f.html"] %}',
        '{% include "e.html" if page else "f.html" %}',
        '{% include "e" ".html" %}',
        '{% include "e.html" | lower %}',
        "{% include page.template %}",
        "{% from page.template import one %}",
        "Words from an import, included.",
        "{{ page.include }}",
        "{% set from = 1 %}",
        "{% if page %}x{% endif %}",
    )
)
NOT_RUN = st.sampled_from(
    (
        '{# {% include "g.html" %} #}',
        '{% raw %}{% include "g.html" %}{% endraw %}',
        "{{ \"{% include 'g.html' %}\" }}",
        '{{ "{#" }}',
        '{{ "#}" }}',
    )
)


def names_in(text: str) -> tuple[str, ...] | None:
    """Give the names that are found in a text."""
    return sources_of({"x.html": text}, {})["x.html"].names


@given(st.lists(WRITTEN_OUT).map(" ".join))
def test_the_names_in_a_text_are_those_that_jinja_finds(text: str) -> None:
    careful, names = references(text), names_in(text)
    assert (names and sorted(names)) == (careful and sorted(careful))


@given(st.lists(WRITTEN_OUT | NOT_RUN).map(" ".join))
def test_no_name_is_missed_in_what_is_written_beside_it(text: str) -> None:
    careful, names = references(text), names_in(text)
    assert names is None if careful is None else {*(names or ())} >= {*careful}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_names_in_a_template_of_the_theme_are_those_that_jinja_finds(name: str) -> None:
    assert names_in(TEMPLATES[name]) == references(TEMPLATES[name])


def test_what_is_chosen_as_a_page_is_filled_may_be_any_template() -> None:
    sources = sources_of({"a.html": "{% include page.template %}", "b.html": "", "c.html": ""}, {})
    other = sources_of({"a.html": "{% include page.template %}", "b.html": "x", "c.html": ""}, {})
    assert closures_of(sources)["a.html"] != closures_of(other)["a.html"]


def test_a_template_is_another_when_one_changes_that_it_leads_to_by_way_of_others() -> None:
    texts = {"a.html": '{% extends "b.html" %}', "b.html": '{% import "c.html" as c %}', "c.html": "", "d.html": ""}
    before, after = (closures_of(sources_of({**texts, "c.html": words}, {})) for words in ("", "x"))
    assert [name for name in texts if before[name] != after[name]] == ["a.html", "b.html", "c.html"]


def test_what_templates_lead_to_is_reached_and_nothing_else() -> None:
    texts = {"a.html": '{% extends "b.html" %}', "b.html": '{% import "c.html" as c %}', "c.html": "", "d.html": ""}
    assert reached({"a.html", "absent.html"}, sources_of(texts, {})) == {"a.html", "b.html", "c.html"}
