"""Plain arithmetic: a formula as anyone can work it out from the numbers that are shown.

An author writes `now / (1 + growth)` and lets units say that growth is in percent. Readers,
and whoever checks our numbers with other tools, get `now / (1 + growth / 100)`: arithmetic
over the values of the inputs, each in its own unit, that gives the value in the unit told.
"""

import ast
from collections.abc import Mapping
from fractions import Fraction

from tieout.derive.fold import fold, singles
from tieout.derive.formula import SPANS, Formula
from tieout.derive.simplify import simplified
from tieout.quantities.measures import measure_of


def in_plain_numbers(formula: Formula, units: Mapping[str, str], unit: str) -> Formula:
    """The formula with the conversions that its units ask for written into it, as few as do.

    `units` are those of the inputs, `unit` that of the result; `check_units` has passed.
    """
    worth = {name: measure_of(code).worth for name, code in units.items()}
    whole = _spelt(formula, worth)
    scale = _constant_ratio(whole, _spelt(formula, {}), worth)
    wanted = measure_of(unit).worth
    if scale is not None:
        return simplified(_scaled(_spelt(formula, {}), scale / wanted))
    return simplified(_scaled(whole, 1 / wanted))


def _spelt(formula: Formula, worth: Mapping[str, Fraction]) -> Formula:
    tree = ast.parse(ast.unparse(formula.tree), mode="eval").body
    return Formula.read(ast.unparse(_Conversions(worth).visit(tree)))


class _Conversions(ast.NodeTransformer):
    """Writes behind each input what its unit is worth, and spans of time as numbers."""

    def __init__(self, worth: Mapping[str, Fraction]) -> None:
        self._worth = worth

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return _times(node, self._worth.get(node.id, Fraction(1)))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if isinstance(node.func, ast.Name) and node.func.id in SPANS:
            return ast.Constant(int(measure_of(node.func.id).worth))
        return ast.Call(node.func, [self.visit(it) for it in node.args], [])


def _times(node: ast.expr, factor: Fraction) -> ast.expr:
    top, bottom = factor.numerator, factor.denominator
    if top != 1:
        node = ast.BinOp(ast.Constant(top), ast.Mult(), node)
    if bottom != 1:
        node = ast.BinOp(node, ast.Div(), ast.Constant(bottom))
    return node


def _scaled(formula: Formula, factor: Fraction) -> Formula:
    return Formula.read(ast.unparse(_leading(formula.tree, factor)))


def _leading(node: ast.expr, factor: Fraction) -> ast.expr:
    """`factor` times a formula, written as people do: 100 * part / whole."""
    top, bottom = factor.numerator, factor.denominator
    match node:
        case ast.BinOp(left=left, op=ast.Div() | ast.Mult() as operator, right=right) if (
            bottom == 1 and top != 1
        ):
            return ast.BinOp(_leading(left, factor), operator, right)
        case _:
            return _times(node, factor)


def _constant_ratio(
    whole: Formula, bare: Formula, worth: Mapping[str, Fraction]
) -> Fraction | None:
    """What the formula with all conversions is worth in that without any, if it is the same
    for all inputs: where units cancel, or stand in front of everything."""
    if any(_is_root(node) for node in ast.walk(whole.tree)):
        return None  # which is no fraction
    ratios = set()
    for seed in (3, 7, 19):
        inputs = {name: Fraction(seed * (n + 2) ** 2 + n, 5) for n, name in enumerate(worth)}
        try:
            below = fold(bare.tree, inputs, _FRACTIONS)
            ratios.add(fold(whole.tree, inputs, _FRACTIONS) / below)
        except ZeroDivisionError:
            return None
    return ratios.pop() if len(ratios) == 1 else None


def _is_root(node: ast.AST) -> bool:
    match node:
        case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=int())):
            return False
        case ast.BinOp(op=ast.Pow(), right=ast.UnaryOp(operand=ast.Constant(value=int()))):
            return False
        case _:
            return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)


_FRACTIONS = singles(Fraction)
