"""
Compile the templates and fill them, and say what goes wrong by its place.

A template sees ``page`` (a view), ``ui`` (the strings of its language) and ``build`` (asset names).
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import jinja2
from msgspec import Struct

from jianbao.render.compiling import QuickEnvironment, QuickTemplate

SUFFIXES: Final = (".html", ".typ")

FAULTS: Final = (ArithmeticError, TypeError, ValueError, AttributeError)
"""What an expression of a template can raise."""

CAUGHT: Final = (*FAULTS, LookupError, jinja2.TemplateError)
"""What can go wrong where a template is filled quickly."""


class Templates(Struct, frozen=True):
    """Compiled templates by name; ``plain`` are the same as Jinja itself compiles them."""

    environment: jinja2.Environment
    plain: jinja2.Environment

    def prepare(self, name: str) -> None:
        """Compile a template and those that it leads to; what is wrong with them is said when one is filled."""
        with suppress(jinja2.TemplateError):
            self.environment.get_template(name)


class TemplateError(Exception):
    """A template that cannot be compiled or filled: its name, its line, and what is wrong."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.line = line
        self.reason = reason


def compile_templates(texts: Mapping[str, str]) -> Templates:
    """Compile template texts by name; no template is looked up on disk."""
    quick = _environment(QuickEnvironment, texts, autoescape=True)
    return Templates(quick, _environment(jinja2.Environment, texts, autoescape=True))


def compile_papers(texts: Mapping[str, str], write: Callable[[object], str]) -> Templates:
    """Compile templates of Typst, whose escaping is its own: every value that they put out passes through ``write``."""

    def finalize(value: object) -> str:
        return str(value) if isinstance(value, jinja2.Undefined) else write(value)  # an undefined one raises

    options = {"autoescape": False, "finalize": finalize, "keep_trailing_newline": True}
    environment = _environment(jinja2.Environment, texts, **options)
    return Templates(environment, environment)


def _environment(kind: type[jinja2.Environment], texts: Mapping[str, str], **options: Any) -> jinja2.Environment:
    return kind(
        # A file name, unlike DictLoader's, lets a traceback name the template that failed.
        loader=jinja2.FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        **options,
    )


def render_template(templates: Templates, name: str, **values: Any) -> str:
    """Fill a template to a string."""
    return fill_template(templates, name, values).decode()


def fill_template(templates: Templates, name: str, values: dict[str, Any]) -> bytes:
    """Fill a template, as Jinja does it where that goes wrong; an undefined name is an error, never empty."""
    try:
        template = templates.environment.get_template(name)
        if isinstance(template, QuickTemplate):
            return template.fill(values)
    except CAUGHT:
        pass
    return _fill_plainly(templates, name, values)


def _fill_plainly(templates: Templates, name: str, values: Mapping[str, Any]) -> bytes:
    """Fill a template as Jinja does it, and turn what goes wrong into a fault with its place."""
    try:
        return templates.plain.get_template(name).render(values).encode()
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(error.name or name, error.lineno, error.message or str(error)) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(*_place(error, name), f"there is no template {str(error)!r}") from error
    except jinja2.TemplateError as error:
        raise TemplateError(*_place(error, name), str(error)) from error
    except FAULTS as error:
        raise TemplateError(*_place(error, name), f"{type(error).__name__}: {error}") from error


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """Find the innermost template line of a traceback; Jinja names its frames after the file of the template."""
    place, step = (name, 1), error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(SUFFIXES):
            place = (step.tb_frame.f_code.co_filename, step.tb_lineno)
        step = step.tb_next
    return place


def references(text: str) -> tuple[str, ...] | None:
    """Return the templates that one includes, extends or imports; ``None`` where that is seen only as it is filled."""
    from jinja2.meta import find_referenced_templates

    try:
        found = tuple(find_referenced_templates(_environment(jinja2.Environment, {}, autoescape=True).parse(text)))
    except jinja2.TemplateSyntaxError:
        return None
    names = tuple(name for name in found if name is not None)
    return names if len(names) == len(found) else None
