"""Templates compiled to plain Python write what Jinja's own compiler makes them write."""

from types import SimpleNamespace
from typing import Final

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.link.site import link_site
from jianbao.read.templates import read_templates
from jianbao.render.compiling import QuickTemplate
from jianbao.render.environment import TemplateError, Templates, compile_templates, render_template
from jianbao.render.escaping import Html
from jianbao.render.pages import render_route
from tests.builders import catalog, fullest, shared
from tests.conftest import ROOT

VALUES: Final = {
    "it": SimpleNamespace(**{"key": "<1>", "items": (1, 2, {"key": 3}), "call": str.upper, "class": 4}),
    "ui": {"key": "<&>"},
    "pairs": {"key": "<1>", "items": (1, 2), "class": 4},
    "words": "a & b",
    "html": Html("<i>é</i>".encode()),
    "rows": ({"key": "x"}, {"key": "y"}),
}

_NAMES: Final = st.sampled_from(["it", "pairs", "ui", "words", "rows", "nothing", '"é"', "(1, 2)"])
_STEPS: Final = st.sampled_from(
    [
        ".key",
        ".items",
        ".upper()",
        ".call(words)",
        ".upper(class=1)",
        '["key"]',
        '["items"]',
        "[0]",
        "[it.key]",
        ".class",
        '.replace(" ", "-")',
        '.replace(*("a", "b"))',
        ".none",
        '["none"]',
        ".encode(encoding='ascii')",
    ]
)
_EXPRESSIONS: Final = st.builds(lambda name, steps: name + "".join(steps), _NAMES, st.lists(_STEPS, max_size=3))
_FORMS: Final = st.sampled_from(
    [
        "{{ %s }}",
        "{{ %s is defined }}",
        "{{ (%s) | default(0) }}",
        "{%% for one in %s %%}{{ loop.index }}{{ one.key }}{%% endfor %%}",
        "{%% macro m(x, y=1) %%}{{ x }}{{ y }}{{ caller() if caller else '' }}{%% endmacro %%}{{ m(%s, y=2) }}",
        "{%% macro m(x) %%}{{ caller() }}{%% endmacro %%}{%% call m(1) %%}{{ %s }}{%% endcall %%}",
        "{%% macro m(x, y=1) %%}{{ x }}{{ y if words }}{{ y if none }}{%% endmacro %%}{{ m(%s, it.key) }}",
        "{%% macro m() %%}{{ caller('<') }}{%% endmacro %%}{%% call(x) m() %%}{{ x }}{{ %s }}{%% endcall %%}",
        "{%% for one in (1, 2) %%}{%% set x = one %%}{{ x }}{{ %s }}{%% include 'b.html' %%}{%% endfor %%}",
        "{%% if %s %%}yes{%% endif %%}",
        "<b>{{ %s }}</b>{{ words }}{{ it.key | safe }}{{ 3 }}",
        "{%% with x = %s %%}{{ x }}{%% endwith %%}",
        "{%% set x %%}{{ %s }}&{%% endset %%}{{ x }}",
        "{%% filter upper %%}{{ %s }}&{%% endfilter %%}",
        "{%% autoescape false %%}{{ %s }}{{ words }}{%% endautoescape %%}",
        "{%% autoescape ui.none is defined %%}{{ %s }}&{%% endautoescape %%}",
        "{{ words }}{%% include 'b.html' %%}{{ %s }}",
        "{{ words }}{%% include 'c.html' without context %%}{{ %s }}",
        "{%% for one in [[%s]] recursive %%}{{ one if loop.depth > 1 else loop(one) }}{%% endfor %%}",
        "{%% extends 'd.html' %%}{%% block one %%}{{ super() }}{{ %s }}{%% endblock %%}",
        "{{ words }}{%% if words %%}{%% extends 'd.html' %%}{%% endif %%}{%% block one %%}{{ %s }}{%% endblock %%}",
        "{%% block one scoped %%}{{ words }}{%% block two %%}{{ %s }}{%% endblock %%}{%% endblock %%}",
        "{%% set x %%}<b>{%% block one %%}{{ %s }}{%% endblock %%}{%% endset %%}{{ x }}{{ self.one() | upper }}",
        "{%% macro m(x) %%}{%% include 'b.html' %%}{{ x }}{%% endmacro %%}{{ m(%s) }}",
        "{{ html }}{{ html | upper }}{%% set x = html %%}{{ x }}{{ x ~ it.key }}{{ %s }}",
        "{%% set many = [1] %%}{{ many }}{{ many.append(%s) }}",
        "{%% import 'c.html' as c %%}{{ c }}{{ c.m(%s) }}",
    ]
)

OTHERS: Final = {
    "b.html": "<i>{{ words }}</i>",
    "c.html": "<i>{% macro m(x) %}{{ x }}{% endmacro %}</i>",
    "d.html": "<i>{{ words }}{% block one %}&{{ it.key }}{% endblock %}</i>{{ self.one() }}",
}


def filled(templates: Templates) -> str:
    """Fill a template, or say what is wrong with it and where."""
    try:
        return render_template(templates, "a.html", **VALUES)
    except TemplateError as fault:
        return f"{fault.name}:{fault.line}: {fault.reason}"


@given(st.builds(str.__mod__, _FORMS, _EXPRESSIONS))
@example("{{ (1, 2)[0].key }}")
@example("{{ words[1:].upper() }}")
def test_an_expression_writes_what_it_writes_in_jinja(text: str) -> None:
    quick = compile_templates({"a.html": f"\n{text}", **OTHERS})
    assert filled(quick) == filled(Templates(quick.plain, quick.plain))


@pytest.mark.parametrize(
    "text",
    [
        "{{ words }}{{ it.key }}",
        "{{ words }}{{ it.items[0] }}",
        "{{ it.key | safe }}",
        "{% macro m(x) %}{{ x }}&{{ x if not words }}{% endmacro %}{{ m(words) }}{{ m(x=words) }}",
        "{% macro m(x) %}{{ caller() }}{% endmacro %}{% call m(1) %}{{ words }}{% endcall %}",
        "{{ words if not words }}{{ words }}",
        "{% filter upper %}{{ words }}{% endfilter %}{% set x %}{{ words }}{% endset %}{{ x }}",
    ],
)
def test_what_is_no_html_is_escaped_without_the_help_of_jinja(text: str) -> None:
    quick = compile_templates({"a.html": text}).environment.get_template("a.html")
    assert isinstance(quick, QuickTemplate)
    assert quick.fill(VALUES).decode() == jinja2.Template(text, autoescape=True).render(VALUES)


def test_no_page_has_to_be_filled_a_second_time() -> None:
    site, quick = link_site(catalog(fullest())), compile_templates(read_templates(ROOT / "templates").texts)
    alone = Templates(quick.environment, jinja2.Environment(autoescape=True, loader=jinja2.DictLoader({})))
    assert all(render_route(site, route, shared(), alone) for route in site.routes)


def test_every_page_is_the_one_that_jinja_writes() -> None:
    site, quick = link_site(catalog(fullest())), compile_templates(read_templates(ROOT / "templates").texts)
    plain = Templates(quick.plain, quick.plain)
    differing = [
        route.path
        for route in site.routes
        if render_route(site, route, shared(), quick) != render_route(site, route, shared(), plain)
    ]
    assert differing == []
