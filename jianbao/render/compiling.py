"""
Compile templates to Python that looks up and calls as Python does, where Jinja's asks functions of Jinja.

A page asks for some 300 attributes. What this cannot do it raises an exception for, and Jinja's own environment fills
the template again: that looks for an item where there is no attribute, knows names of its own, and has a word for what
is missing.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from itertools import groupby
from keyword import iskeyword
from typing import Any, Final

from jinja2 import Environment, Template, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro

from jianbao.render.escaping import as_bytes, encoded, escape_quickly, finished, put_together

MAPPINGS: Final = frozenset({"ui", "build"})
"""Names of what has items; of all else a template may ask for an attribute in brackets, too."""

HTML: Final = frozenset({"html", "seals", "structured", "value"})
"""Fields of views that hold HTML; what a call returns is mostly HTML, too."""

PIECES: Final = "pieces"
"""What the list of a template or block is called in its code; Jinja's own names there have numbers."""

TOGETHER: Final = "put_together"
"""What puts it together."""

ENCODED: Final = "encoded"
"""What turns HTML to bytes on its way there."""

AS_BYTES: Final = "as_bytes"
"""What takes it as it is."""


class _Generator(CodeGenerator):
    """
    Writes templates and blocks that lay all they put out in one list, by turns what stands in the template and a value.

    That list is put together when it is full, and its values are escaped together. What a macro or a filter fills is
    a list of Jinja's own, in which each value is escaped on its way: mostly there are few.
    """

    def enter_frame(self, frame: Frame) -> None:
        """Begin the list of a template or block: of all frames, only theirs stand in no other one."""
        super().enter_frame(frame)
        if frame.parent is None:
            frame.buffer = PIECES
            self.writeline(f"{PIECES} = []")

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002 - as Jinja has it
        """Yield what the list has come to."""
        if frame.parent is None:
            self.writeline(f"yield {TOGETHER}({PIECES})")
        super().leave_frame(frame, with_python_scope)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Put out what a block, a call or a filter has written: it is escaped."""
        if frame.buffer == PIECES:
            self.writeline(f"{PIECES} += ({AS_BYTES}(", node)
        else:
            super().start_write(frame, node)

    def end_write(self, frame: Frame) -> None:
        """Put out no more of it."""
        if frame.buffer == PIECES:
            self.write("), '')")
        else:
            super().end_write(frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Lay down what stands together."""
        if frame.buffer != PIECES:
            super().visit_Output(node, frame)
            return
        if frame.require_output_check:
            if self.has_known_extends:
                return
            self.writeline("if parent_template is None:")
            self.indent()
        self._lay_down(node, frame)
        if frame.require_output_check:
            self.outdent()

    def _lay_down(self, node: nodes.Output, frame: Frame) -> None:
        is_known = not frame.eval_ctx.volatile and self.environment.finalize is None
        is_escaping = frame.eval_ctx.autoescape and is_known
        is_after_value = True
        self.writeline(f"{PIECES} += (", node)
        for child in _joined(node.nodes):
            is_value = is_escaping and not isinstance(child, nodes.TemplateData) and not _is_html(child)
            if is_value:
                self.write("b'', " if is_after_value else ", ")
                self.visit(child, frame)
                self.write(", ")
            else:
                self.write("" if is_after_value else " + ")
                self._write_fixed(child, frame, is_escaping=is_escaping)
            is_after_value = is_value
        self.write(")" if is_after_value else ", '')")

    def _write_fixed(self, node: nodes.Expr, frame: Frame, *, is_escaping: bool) -> None:
        if isinstance(node, nodes.TemplateData):
            self.write(repr(node.data.encode()))
        elif is_escaping:
            self.write(f"{ENCODED}(")
            self.visit(node, frame)
            self.write(")")
        else:
            self._output_child_pre(node, frame, self._make_finalize())
            self.visit(node, frame)
            self._output_child_post(node, frame, self._make_finalize())
            self.write(".encode()")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Put out what is there so far: what is included without the values of the page, Jinja yields at once."""
        if frame.buffer == PIECES and not node.with_context:
            self.writeline(f"yield {TOGETHER}({PIECES})")
            self.writeline(f"{PIECES} = []")
        super().visit_Include(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if iskeyword(node.attr) or not _is_named(node.node):
            super().visit_Getattr(node, frame)
            return
        if isinstance(node.node, nodes.Name) and not node.attr.startswith("_"):
            self.write(frame.symbols.ref(node.node.name))  # what is missing has no attributes
        else:
            self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if not isinstance(node.node, nodes.Name) or node.node.name not in MAPPINGS:
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - as Jinja has it
        is_plain = _is_named(node.node) and not any(iskeyword(one.key) for one in node.kwargs)
        if forward_caller or node.dyn_args or node.dyn_kwargs or not is_plain:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _joined(many: Iterable[nodes.Expr]) -> Iterator[nodes.Expr]:
    """Join neighbours that stand in the template as they are; what is put out under a condition is else empty."""
    for is_data, run in groupby(many, lambda one: isinstance(one, nodes.TemplateData)):
        if is_data:
            yield nodes.TemplateData("".join([one.data for one in run if isinstance(one, nodes.TemplateData)]))
        else:
            yield from map(_ended, run)


def _ended(node: nodes.Expr) -> nodes.Expr:
    if not isinstance(node, nodes.CondExpr):
        return node
    return nodes.CondExpr(node.test, node.expr1, _ended(node.expr2) if node.expr2 else nodes.Const(""))


def _is_html(node: nodes.Expr) -> bool:
    """Say whether an expression looks like HTML; where that is wrong, it costs time."""
    if isinstance(node, nodes.Getattr):
        return node.attr in HTML
    return isinstance(node, nodes.Call) or (isinstance(node, nodes.Filter) and node.name == "safe")


def _is_named(node: nodes.Expr) -> bool:
    """Say whether an expression begins with a name: what begins with a constant, Jinja works out beforehand."""
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Call):
        node = node.node
    return isinstance(node, nodes.Name)


class _Macro(Macro):
    """A macro that is called at once where it gets the values that it names, by their places."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        is_open = self.catch_kwargs or self.catch_varargs or self.caller
        self._awaited = -1 if is_open or not self._default_autoescape else self._argument_count

    @pass_eval_context
    def __call__(self, *args: Any, **named: Any) -> str:
        """Write what the macro writes."""
        if named or len(args) != self._awaited or (args and isinstance(args[0], EvalContext)):
            return super().__call__(*args, **named)
        return finished(self._func(*args))


class _Context(Context):
    """The names of one page; ``Context`` looks for more, which few templates ask for."""

    def __init__(self, template: Template, values: dict[str, Any]) -> None:
        self.parent = values
        self.vars = {}
        self.environment = template.environment
        self.exported_vars = set()
        self.name = template.name
        self.globals_keys = set()
        self.blocks = {name: [block] for name, block in template.blocks.items()} if template.blocks else {}

    def __getattr__(self, name: str) -> Any:
        """Find out whether the template escapes."""
        if name != "eval_ctx":
            raise AttributeError(name)
        self.eval_ctx = EvalContext(self.environment, self.name)
        return self.eval_ctx


class QuickTemplate(Template):
    """A template that is filled to bytes."""

    @classmethod
    def from_code(cls, *args: Any, **options: Any) -> Template:
        """Build the template; its code has imported ``escape`` and ``Macro`` by these names."""
        template = super().from_code(*args, **options)
        names = template.root_render_func.__globals__
        names.update({"escape": escape_quickly, "Macro": _Macro})
        names.update({ENCODED: encoded, AS_BYTES: as_bytes, TOGETHER: put_together})
        return template

    def fill(self, values: dict[str, Any]) -> bytes:
        """Fill the template; there are no globals among its values."""
        written: Iterator[Any] = self.root_render_func(_Context(self, values))
        return b"".join(written)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - it has no globals
        if self._module is None:
            self._module = self.make_module()
        return self._module


class QuickEnvironment(Environment):
    """An environment without globals, whose templates are compiled once and found by their names alone."""

    code_generator_class = _Generator
    template_class = QuickTemplate

    @staticmethod
    def concat(pieces: Iterable[Any]) -> str:
        """Join what a macro has written, or a block, which writes bytes."""
        many = [*pieces]
        try:
            return "".join(many)
        except TypeError:
            return "".join([one.decode() if isinstance(one, bytes) else one for one in many])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.globals.clear()
        self._compiled: dict[object, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Return a template by its name."""
        found = self._compiled.get(name)
        if found is None:
            found = self._compiled[name] = super().get_template(name, parent, globals)
        return found
