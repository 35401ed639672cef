"""The contract between views and templates: nothing missing, nothing unread, nothing unsafe."""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final, get_args, get_origin, get_type_hints

import jinja2
import jinja2.meta
import pytest
from jinja2 import nodes
from msgspec import Struct

from jianbao.link.site import link_site
from jianbao.model.basics import Lang
from jianbao.model.graph import Card
from jianbao.model.records import Record
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.templates import read_templates
from jianbao.render.builders import BUILDERS
from jianbao.render.chooser_view import ChooserView
from jianbao.render.columns import KEYS, columns_of
from jianbao.render.desk import Desk
from jianbao.render.entries import Showing
from jianbao.render.environment import TemplateError, Templates, compile_templates, render_template
from jianbao.render.figure_copies import FigureCopy
from jianbao.render.figure_views import FigureTeller
from jianbao.render.heads import RecordHead
from jianbao.render.later import WhenAsked
from jianbao.render.pages import render_root, render_route
from jianbao.render.phrases import Phrases
from jianbao.render.views import Head, PageView, Teller, Written
from tests.builders import EN, ZH, catalog, fullest, shared, smallest
from tests.conftest import ROOT
from tests.site.crawler import faults, page_of

VIEWS: Final[Mapping[str, type[Struct]]] = {
    **{name: get_type_hints(builder)["return"] for name, builder in BUILDERS.items()},
    "chooser": ChooserView,
    "lost_root": ChooserView,
}
"""The view of each page's template, as its builder declares it."""

SOURCES: Final = (Teller, FigureTeller, FigureCopy, Card, Phrases, Desk, Record, Showing, Written)
"""What views are made of: no template reads it."""

OF_OTHERS: Final = frozenset(
    {
        "Entry.related_row",
        "Entry.backlinks_row",
        "Entry.numbered_facts",
        "FigureView.numbers",
        "Html.utf8",
        "ParagraphView.numbers",
        "ParagraphView.position",
    }
)
"""What only a page's Markdown copy reads, a view makes seals, anchors and facts of, or a theme of one's own has."""

SEAL: Final = re.compile(r'class="seal"[^>]*>([0-9, ]+)<')
SITES: Final = {"none": {}, "smallest": smallest(), "fullest": fullest()}
"""From a site with nothing in it to one that uses every field."""


@cache
def texts() -> Mapping[str, str]:
    """Return the templates of the project by name."""
    return read_templates(ROOT / "templates").texts


@cache
def compiled() -> Templates:
    """Return the templates of the project, compiled."""
    return compile_templates(texts())


def render(records: Mapping[str, Record]) -> Mapping[str, str]:
    """Render every page of some records."""
    site = link_site(catalog(records))
    pages = [render_route(site, route, shared(), compiled())[0] for route in site.routes]
    return {page.path: page.body.decode() for page in (*pages, *render_root(shared(), compiled()))}


@cache
def rendered(name: str) -> Mapping[str, str]:
    """Render one of the sites once."""
    return render(SITES[name])


@pytest.mark.parametrize("name", SITES)
def test_every_page_is_whole_and_sound(name: str) -> None:
    found = {path: faults(html) for path, html in rendered(name).items()}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", SITES)
def test_the_first_link_of_every_page_skips_to_its_content(name: str) -> None:
    """The choice of language and the page for a lost address have nothing to skip."""
    lacking = [
        path
        for path, html in rendered(name).items()
        if "/" in path and not re.search(r'<body>\s*<a class="skip" href="#main">', html)
    ]
    assert lacking == []


@pytest.mark.parametrize("name", SITES)
def test_every_note_is_carried_by_a_seal_and_every_seal_has_its_notes(name: str) -> None:
    differing = {}
    for path, html in rendered(name).items():
        notes = {one.removeprefix("note-") for one in page_of(html).ids if re.fullmatch("note-[0-9]+", one)}
        sealed = {number for numbers in SEAL.findall(html) for number in numbers.split(", ")}
        if notes != sealed:
            differing[path] = (notes, sealed)
    assert differing == {}


@pytest.mark.parametrize("name", SITES)
def test_notes_are_met_in_the_order_of_their_numbers(name: str) -> None:
    met = {
        path: [number for numbers in SEAL.findall(html) for number in map(int, numbers.split(", "))]
        for path, html in rendered(name).items()
    }
    first = {path: list(dict.fromkeys(numbers)) for path, numbers in met.items()}
    assert {path: numbers for path, numbers in first.items() if numbers != sorted(numbers)} == {}


def test_what_an_editor_writes_cannot_become_markup() -> None:
    """The fullest records hold ``<b>``, ``<name>`` and ``&`` in names, notes and aliases."""
    found = [path for path, html in rendered("fullest").items() if re.search("<(name|above|brief|B)>|<b>brief", html)]
    assert found == []


def test_every_template_of_a_page_has_a_view() -> None:
    pages = {name.removeprefix("pages/").removesuffix(".html") for name in texts() if name.startswith("pages/")}
    assert pages == set(VIEWS)


def test_every_view_has_a_template() -> None:
    assert set(BUILDERS) <= {name.removeprefix("pages/").removesuffix(".html") for name in texts()}


def test_every_field_of_every_view_is_read_by_a_template() -> None:
    read = set(_names_read())
    fields = {f"{struct.__name__}.{name}" for struct in _structs() for name in _fields(struct)}
    assert sorted(one for one in fields - OF_OTHERS if one.partition(".")[2] not in read) == []


def test_every_field_that_a_page_reads_of_its_view_is_there() -> None:
    """``page.x`` inside a branch that no test takes would fail only in use."""
    shared_fields = _fields(PageView)
    missing = [
        f"{name}: page.{field}"
        for name, text in texts().items()
        for field in _page_fields(text)
        if field not in (_fields_of(name) or shared_fields)
    ]
    assert missing == []


def _fields_of(name: str) -> frozenset[str]:
    """Return the fields that a template may read of its own view; those of paper set the views of pages."""
    folder, _, file = name.partition("/")
    layout = {"bare.html": "chooser.html"}.get(file, "")
    view = {"pages": file, "layouts": layout, "paper": {"sheet.typ": "record.html"}.get(file, file)}.get(folder, "")
    return frozenset(_fields(VIEWS[Path(view).stem])) if Path(view).stem in VIEWS else frozenset()


def test_every_template_is_used() -> None:
    wanted = {f"pages/{name}.html" for name in VIEWS} | {"paper/brief.typ", "paper/card.typ", "paper/sheet.typ"}
    for text in texts().values():
        wanted |= {str(name) for name in jinja2.meta.find_referenced_templates(_parse(text))}
    assert sorted(set(texts()) - wanted) == []


def test_every_macro_is_used() -> None:
    everything = "\n".join(texts().values())
    macros = re.findall(r"{%-? macro (\w+)\(", everything)
    assert [name for name in macros if len(re.findall(rf"\b{name}\(|\({name},", everything)) < 2] == []


@pytest.mark.parametrize("name", sorted(texts()))
def test_a_template_has_no_style_no_script_and_no_safe_filter(name: str) -> None:
    text = texts()[name].replace('<script type="application/ld+json">', "")  # data, which no browser runs
    found = re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\|\s*safe\b|\son\w+=|autoescape|javascript:", text)
    assert found == []


def _interface() -> Mapping[Lang, Mapping[str, str]]:
    config = read_config(ROOT)
    assert not isinstance(config, tuple)
    return read_catalog(ROOT, config).catalog.ui


def test_every_interface_string_that_a_template_names_is_written() -> None:
    named = {str(key) for text in texts().values() for key in re.findall(r'ui\["([^"]+)"\]', text)}
    lacking = {lang: sorted(named - set(strings)) for lang, strings in _interface().items()}
    assert {lang: keys for lang, keys in lacking.items() if keys} == {}


def test_every_interface_string_is_used() -> None:
    """Keys made of a prefix and a value, such as ``status.actual``, count by their prefix."""
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "jianbao").rglob("*.py"))
    code += "\n".join(texts().values())
    keys = next(iter(_interface().values()))
    unused = [key for key in keys if f'"{key}"' not in code and not _is_made(key, code)]
    assert unused == []


def _is_made(key: str, code: str) -> bool:
    prefix, _, last = key.partition(".")
    rest, _, end = last.rpartition(".")
    is_named = f'"{prefix}"' in code and f'}}.{last}"' in code
    is_fact = prefix == "fact" and f'"{last}"' in code
    is_column = any(key in (one.key, f"{one.key}.lead") for table in KEYS for one in columns_of(table, (EN, ZH)))
    return is_named or is_fact or is_column or (f'f"{prefix}.{{' in code and (not rest or f"}}.{end}" in code))


def test_a_name_that_is_not_there_is_reported_at_its_template_and_line() -> None:
    templates = compile_templates(
        {"a.html": "{% from 'm.html' import x %}\n{{ x() }}", "m.html": "{% macro x() %}\n\n{{ no }}{% endmacro %}"}
    )
    with pytest.raises(TemplateError) as caught:
        render_template(templates, "a.html")
    assert (caught.value.name, caught.value.line, caught.value.reason) == ("m.html", 3, "'no' is undefined")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ it.key }}", "1"),
        ('{{ it["items"] }}', "2"),
        ("{{ it.none is defined }}", "False"),
        ("{{ it.none | default(3) }}", "3"),
    ],
)
def test_what_is_no_attribute_is_looked_up_as_jinja_does_it(text: str, written: str) -> None:
    assert render_template(compile_templates({"a.html": text}), "a.html", it={"key": 1, "items": 2}) == written


def test_what_is_neither_attribute_nor_item_is_reported_at_its_line() -> None:
    with pytest.raises(TemplateError) as caught:
        render_template(compile_templates({"a.html": "\n{{ it.none }}"}), "a.html", it={})
    assert (caught.value.line, caught.value.reason) == (2, "'dict object' has no attribute 'none'")


def test_a_slip_of_syntax_is_reported_at_the_template_that_has_it() -> None:
    with pytest.raises(TemplateError) as caught:
        render_template(compile_templates({"a.html": "{% include 'b.html' %}", "b.html": "\n{{ 1 }"}), "a.html")
    assert (caught.value.name, caught.value.line) == ("b.html", 2)


def test_an_include_of_nothing_is_reported_where_it_stands() -> None:
    with pytest.raises(TemplateError) as caught:
        render_template(compile_templates({"a.html": "\n{% include 'none.html' %}"}), "a.html")
    assert (caught.value.line, caught.value.reason) == (2, "there is no template 'none.html'")


def _parse(text: str) -> nodes.Template:
    return jinja2.Environment(autoescape=True).parse(text)


def _names_read() -> Iterator[str]:
    for text in texts().values():
        tree = _parse(text)
        yield from (str(node.attr) for node in tree.find_all(nodes.Getattr))
        for item in tree.find_all(nodes.Getitem):
            if isinstance(item.arg, nodes.Const):
                yield str(item.arg.value)


def _page_fields(text: str) -> Iterator[str]:
    for node in _parse(text).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "page":
            yield node.attr


def _fields(view: type[Struct]) -> frozenset[str]:
    """Return what a template may read: fields, and what is made when it is asked for, but not what it is made of."""
    hints = get_type_hints(view)
    asked = {name for name, hint in hints.items() if hint in SOURCES or get_origin(hint) is Callable}
    return frozenset((set(view.__struct_fields__) - asked) | set(_made(view)))


def _made(view: type[Struct]) -> Mapping[str, Callable[..., object]]:
    """Return what makes each thing that a view makes when it is asked for it."""
    makers: dict[str, Callable[..., object]] = {}
    for name, value in ((name, value) for one in view.__mro__ for name, value in vars(one).items()):
        if isinstance(value, cached_property):
            makers[name] = value.func
        elif isinstance(value, WhenAsked):
            makers[name] = value.make
        elif isinstance(value, property) and value.fget:
            makers[name] = value.fget
    return makers


def _structs() -> Iterator[type[Struct]]:
    """Yield every struct that a view holds, and the views themselves."""
    waiting: list[type[Struct]] = [RecordHead, Head, *VIEWS.values()]
    seen: set[type[Struct]] = set()
    while waiting:
        struct = waiting.pop()
        if struct not in seen:
            seen.add(struct)
            yield struct
            held = [hint for hint in get_type_hints(struct).values() if hint not in SOURCES]
            for hint in (*held, *(get_type_hints(make)["return"] for make in _made(struct).values())):
                waiting += _held(hint)


def _held(hint: object) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for part in get_args(hint):
        yield from _held(part)


def test_what_a_page_was_made_of_goes_with_it() -> None:
    """A build looks for no cycles: what stands in one would stay until its end, of every page."""
    site, templates, given = link_site(catalog(fullest())), compiled(), shared()
    gc.collect()
    before = set(map(id, gc.get_objects()))
    gc.disable()
    try:
        for route in site.routes:
            render_route(site, route, given, templates)
        assert [one for one in gc.get_objects() if isinstance(one, Desk) and id(one) not in before] == []
    finally:
        gc.enable()
