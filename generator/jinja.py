"""Jinja for pages: the same templates, compiled to plainer Python than Jinja's own."""

from __future__ import annotations

from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


class _Compiler(CodeGenerator):
    """Compiles templates to plain calls, plain attributes and an escape that knows what is escaped.

    Jinja's own code asks at each call whether the function wants the context, at each attribute
    whether the value is a mapping: no template of ours needs either, and it is a quarter of the
    time of a page.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline("written = environment.written")
        super().visit_Template(node, frame)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(it.key) for it in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("written(")


class PageEnvironment(Environment):
    """Jinja for thousands of pages, whose templates name functions and values of ours only."""

    code_generator_class = _Compiler

    @staticmethod
    def written(value: object) -> str:
        """A value as a page shows it: escaped, unless it is HTML already."""
        return value if type(value) is Markup else escape(value)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template is given without being passed it: Jinja copies it for each page."""
        return {**self.globals, **(d or {})}
