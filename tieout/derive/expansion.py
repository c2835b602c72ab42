"""A derivation written out over facts alone, whatever lies between.

Two derivations that share a fact are not known independently of each other: the second half
of a year over the whole year knows the year twice. Only the whole computation tells.
"""

import ast
from collections.abc import Mapping

from tieout.derive.derivation import Operand
from tieout.derive.formula import Formula
from tieout.derive.idle import without_idle
from tieout.derive.simplify import simplified
from tieout.quantities.quantity import Quantity

Facts = dict[str, tuple[str, Quantity]]


def expand(plain: Formula, operands: Mapping[str, Operand]) -> tuple[Formula, Facts]:
    """A plain formula over operands as one over facts, and the facts by the name that they
    bear in it: each once, in the order in which they come, without those that cancel."""
    names: dict[str, str] = {}
    facts: Facts = {}
    parts: dict[str, ast.expr] = {}
    for operand_name, operand in operands.items():
        renamed: dict[str, ast.expr] = {}
        for name, (id, quantity) in operand.facts.items():
            own = names.setdefault(id, f"f{len(names) + 1}")
            facts[own] = (id, quantity)
            renamed[name] = ast.Name(own, ast.Load())
        parts[operand_name] = put(Formula.read(operand.over_facts), renamed)
    written = simplified(Formula.read(ast.unparse(put(plain, parts))))
    whole = simplified(without_idle(written.text))
    left = set(whole.names)
    return whole, {name: fact for name, fact in facts.items() if name in left or not left}


def put(formula: Formula, parts: Mapping[str, ast.expr]) -> ast.expr:
    """The tree of a formula with others in the place of its names."""
    tree = ast.parse(ast.unparse(formula.tree), mode="eval").body
    whole: ast.expr = _Put(parts).visit(tree)
    return whole


class _Put(ast.NodeTransformer):
    """Puts formulas in the place of names."""

    def __init__(self, parts: Mapping[str, ast.expr]) -> None:
        self._parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._parts[node.id]

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return ast.Call(node.func, [self.visit(it) for it in node.args], [])
