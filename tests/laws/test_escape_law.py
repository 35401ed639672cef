"""What templates put out is escaped as markupsafe escapes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from jianbao.render.environment import compile_templates, render_template
from jianbao.render.escaping import escape_quickly, put_together

words = st.one_of(st.text(), st.text("&<>\"' ab中"))
lasting = st.one_of(words, words.map(Markup), st.integers(), st.floats(), st.none())
values = st.one_of(lasting, st.lists(words, max_size=3))


@given(values)
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert str(escape_quickly(value)) == str(escape(value))


@given(st.lists(st.tuples(st.text(), lasting)))
def test_values_are_escaped_together_as_each_is_alone(pairs: list[tuple[str, object]]) -> None:
    alone = "".join(f"{fixed}{escape(value)}" for fixed, value in pairs)
    assert put_together([piece for pair in pairs for piece in pair]) == alone


def test_what_may_have_changed_meanwhile_is_not_escaped_later() -> None:
    with pytest.raises(TypeError):
        put_together(["", "a", "", ["b"]])


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
