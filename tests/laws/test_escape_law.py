"""What templates put out is escaped as markupsafe escapes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from jianbao.render.environment import compile_templates, render_template
from jianbao.render.escaping import Html, encoded, escape_quickly, put_together

words = st.one_of(st.text(), st.text("&<>\"' ab中"))
lasting = st.one_of(
    words, words.map(Markup), words.map(lambda one: Html(escape(one).encode())), st.integers(), st.floats(), st.none()
)
values = st.one_of(lasting, st.lists(words, max_size=3))


@given(values)
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert str(escape_quickly(value)) == str(escape(value))


@given(st.lists(st.tuples(st.text(), lasting)))
def test_values_are_escaped_together_as_each_is_alone(pairs: list[tuple[str, object]]) -> None:
    alone = "".join(f"{fixed}{escape(value)}" for fixed, value in pairs)
    assert put_together([piece for fixed, value in pairs for piece in (fixed.encode(), value)]).decode() == alone


@given(lasting)
def test_what_looks_like_html_is_escaped_if_it_is_none(value: object) -> None:
    assert encoded(value).decode() == escape(value)


@pytest.mark.parametrize(
    "text", ["{{ it + '&' }}", "{{ '&' + it }}", "{{ it ~ it }}", "{{ it | upper }}", "{{ it.upper() }}"]
)
def test_a_template_may_do_with_html_what_it_does_with_its_string(text: str) -> None:
    templates = compile_templates({"a.html": text})
    written = {render_template(templates, "a.html", it=it) for it in (Html(b"<i>&amp;"), Markup("<i>&amp;"))}
    assert len(written) == 1


def test_what_may_have_changed_meanwhile_is_not_escaped_later() -> None:
    with pytest.raises(TypeError):
        put_together([b"", "a", b"", ["b"]])


class Loud(str):
    """A string of a kind that brings its own HTML."""

    __slots__ = ()

    def __html__(self) -> str:
        """Write it as HTML."""
        return f"<b>{self}</b>"


def test_a_value_that_brings_its_own_html_is_asked_for_it() -> None:
    assert escape_quickly(Loud("x")) == "<b>x</b>"


@pytest.mark.parametrize("text", ["{{ it }}", "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(it) }}", "{{ [it] | join }}"])
def test_templates_escape_wherever_a_value_is_put_out(text: str) -> None:
    assert render_template(compile_templates({"a.html": text}), "a.html", it="<&>\"'") == "&lt;&amp;&gt;&#34;&#39;"
