"""
Compile templates to Python that looks up and calls as Python does, where Jinja's asks functions of Jinja.

A page asks for some 300 attributes. What this cannot do it raises an exception for, and Jinja's own environment fills
the template again: that looks for an item where there is no attribute, knows names of its own, and has a word for what
is missing.
"""

from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any, Final

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from jianbao.render.escaping import escape_quickly

MAPPINGS: Final = frozenset({"ui", "build"})
"""Names of what has items; of all else a template may ask for an attribute in brackets, too."""


class _Generator(CodeGenerator):
    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Yield what stands together as one piece: each goes up through all templates that extend others."""
        is_plain = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and self.environment.finalize is None
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1 or not is_plain:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline("yield concat((", node)
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.write(repr(child.data))
            else:
                self._output_child_pre(child, frame, finalize)
                self.visit(child, frame)
                self._output_child_post(child, frame, finalize)
            self.write(", ")
        self.write("))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if iskeyword(node.attr) or not _is_named(node.node):
            super().visit_Getattr(node, frame)
            return
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


def _is_named(node: nodes.Expr) -> bool:
    """Say whether an expression begins with a name: what begins with a constant, Jinja works out beforehand."""
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Call):
        node = node.node
    return isinstance(node, nodes.Name)


class _Template(Template):
    @classmethod
    def from_code(cls, *args: Any, **options: Any) -> Template:
        """Build the template; its code has imported ``escape`` by that name."""
        template = super().from_code(*args, **options)
        template.root_render_func.__globals__["escape"] = escape_quickly
        return template

    def render(self, *args: Any, **values: Any) -> str:
        """Fill the template; there are no globals to mix its values with."""
        context = Context(self.environment, dict(*args, **values), self.name, self.blocks)
        return "".join(self.root_render_func(context))

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - it has no globals
        if self._module is None:
            self._module = self.make_module()
        return self._module


class QuickEnvironment(Environment):
    """An environment without globals, whose templates are compiled once and found by their names alone."""

    code_generator_class = _Generator
    template_class = _Template

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
