"""Products with several plain numbers written with one, as anyone would: `12 * a`, and not
`a * 31536000 / 2628000`."""

import ast
from collections.abc import Iterator
from fractions import Fraction

from tieout.derive.formula import Formula


def simplified(formula: Formula) -> Formula:
    """A formula of the same value in which no product or quotient holds more than one plain
    number, or two where that is a fraction."""
    tree = ast.parse(ast.unparse(formula.tree), mode="eval").body
    return Formula.read(ast.unparse(_Simplified().visit(tree)))


class _Simplified(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        node = ast.BinOp(self.visit(node.left), node.op, self.visit(node.right))
        match node:
            case ast.BinOp(
                ast.Constant(value=int() as a), ast.Add(), ast.Constant(value=int() as b)
            ):
                return ast.Constant(a + b)
            case ast.BinOp(op=ast.Mult() | ast.Div()):
                return _with_one_number(node)
            case _:
                return node


def _with_one_number(node: ast.BinOp) -> ast.expr:
    factors = list(_factors(node))
    numbers = [(it.value, above) for it, above in factors if isinstance(it, ast.Constant)]
    if len(numbers) < 2 or not all(isinstance(it, int) and it for it, _ in numbers):
        return node
    worth = Fraction(1)
    for number, above in numbers:
        worth *= Fraction(str(number)) if above else 1 / Fraction(str(number))
    return _product(worth, [it for it in factors if not isinstance(it[0], ast.Constant)])


def _factors(node: ast.expr, *, above: bool = True) -> Iterator[tuple[ast.expr, bool]]:
    """The factors of a product, and whether each stands above the line or below it."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as operator, right=right):
            yield from _factors(left, above=above)
            yield from _factors(right, above=above == isinstance(operator, ast.Mult))
        case _:
            yield node, above


def _product(worth: Fraction, factors: list[tuple[ast.expr, bool]]) -> ast.expr:
    upper = [it for it, above in factors if above]
    lower = [it for it, above in factors if not above]
    if worth.numerator != 1 or not upper:
        upper.insert(0, ast.Constant(worth.numerator))
    if worth.denominator != 1:
        lower.append(ast.Constant(worth.denominator))
    product = upper[0]
    for it in upper[1:]:
        product = ast.BinOp(product, ast.Mult(), it)
    for it in lower:
        product = ast.BinOp(product, ast.Div(), it)
    return product
