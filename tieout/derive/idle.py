"""Inputs that cancel, however deep: `(a + b) - b` stands on a alone, and so does `a * b / b`.

Whether a formula depends on an input is asked of the formula, and not of the values at hand: it is
computed at points that no identity of its own could have, with many digits. What it does not depend
on may be any number, so that zero or one is put in its place and worked out.
"""

import ast
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal, DecimalException, localcontext
from functools import lru_cache

from tieout.derive.evaluate import cancelled
from tieout.derive.fold import fold, singles
from tieout.derive.formula import SPANS, Formula

#: Digits that are carried, and the part of a value below which a change is their rounding.
_DIGITS = 60
_NOTHING = Decimal("1e-35")
_POINTS = 5
#: Functions that choose between their arguments, so that all of these are looked at.
_CHOOSING = ("min", "max")
_SUBSTITUTES = (0, 1, 2)

_NUMBERS = singles(Decimal)


@lru_cache(maxsize=512)
def without_idle(text: str) -> Formula:
    """The formula of a text without the inputs that it does not depend on. Where none would be
    left, and where one cannot be worked out, it stays as it is.

    An argument of `min()` and its like counts whether it is the one that is chosen or not, and so
    do all that are counted.
    """
    formula = Formula.read(text)
    idle = idle_names(formula)
    if len(idle) < len(formula.names):
        for name in idle:
            formula = _without(formula, name)
    return formula


def idle_names(formula: Formula) -> tuple[str, ...]:
    """The inputs that a formula names and does not depend on, whatever their values."""
    called = {it.id for it in ast.walk(formula.tree) if isinstance(it, ast.Name)}
    if called.intersection(("count", *SPANS)):  # how many, or a conversion still to be written
        return ()
    looked_at = [cancelled(formula.tree)]
    looked_at += [
        argument
        for node in ast.walk(looked_at[0])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        for argument in (node.args if node.func.id in _CHOOSING else ())
    ]
    return tuple(
        name
        for name in formula.names
        if not any(_depends(tree, formula.names, name) for tree in looked_at)
    )


def _without(formula: Formula, name: str) -> Formula:
    """The formula without an input that it does not depend on."""
    for number in _SUBSTITUTES:
        tree = _worked_out(formula.tree, name, number)
        if tree is not None and _are_one(tree, formula):
            return Formula.read(ast.unparse(tree))
    return formula


def _worked_out(tree: ast.expr, name: str, number: int) -> ast.expr | None:
    """A formula with a number in the place of an input; None where that would divide by zero."""
    copy = ast.parse(ast.unparse(tree), mode="eval").body
    try:
        whole: ast.expr = _WorkedOut(name, number).visit(copy)
    except ZeroDivisionError:
        return None
    return cancelled(whole)


def _are_one(tree: ast.expr, formula: Formula) -> bool:
    """Whether two formulas have one value, wherever they have any."""
    found = False
    for point in _points(formula.names):
        one, other = _value(tree, point), _value(formula.tree, point)
        if one is not None and other is not None:
            if _differ(one, other):
                return False
            found = True
    return found


def _depends(tree: ast.expr, names: tuple[str, ...], name: str) -> bool:
    """Whether a formula's value changes with an input anywhere. What has no value at any two
    points that differ in it is taken to do so."""
    if not any(isinstance(it, ast.Name) and it.id == name for it in ast.walk(tree)):
        return False
    known = False
    points = tuple(_points(names))
    for one in points:
        before = _value(tree, one)
        for other in points if before is not None else ():
            after = _value(tree, {**one, name: other[name]}) if one is not other else None
            if before is not None and after is not None:
                if _differ(before, after):
                    return True
                known = True
    return not known


def _points(names: tuple[str, ...]) -> Iterator[Mapping[str, Decimal]]:
    """Values without any relation between them, some large and some small, the same at each
    run."""
    for seed in range(_POINTS):
        yield {
            name: Decimal((7919 * (at + 2) ** 3 + 104729 * (seed + 1) ** 2) % 99991 + 1)
            / Decimal(10) ** ((at + seed) % 4 + 2)
            for at, name in enumerate(names)
        }


def _value(tree: ast.expr, point: Mapping[str, Decimal]) -> Decimal | None:
    try:
        with localcontext(Context(prec=_DIGITS)):
            return fold(tree, point, _NUMBERS)
    except (DecimalException, ZeroDivisionError):
        return None


def _differ(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > _NOTHING * max(abs(one), abs(other), Decimal(1))


class _WorkedOut(ast.NodeTransformer):
    """Puts a whole number in the place of an input and works out what is nothing, or one."""

    def __init__(self, name: str, number: int) -> None:
        self._name, self._number = name, number

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(self._number) if node.id == self._name else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        args: list[ast.expr] = [self.visit(it) for it in node.args]
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function in ("sum", "mean") and any(isinstance(it, ast.Constant) for it in args):
            total = args[0]
            for it in args[1:]:
                total = _combined(total, ast.Add(), it)
            return total if function == "sum" else _combined(total, ast.Div(), _whole(len(args)))
        return ast.Call(node.func, args, [])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        operand = self.visit(node.operand)
        return operand if _is(operand, 0) else ast.UnaryOp(node.op, operand)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        return _combined(self.visit(node.left), node.op, self.visit(node.right))


def _combined(left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.expr:
    """An operation, worked out where it adds nothing, or is of whole numbers and gives one."""
    match operator, left, right:
        case ast.Div(), _, _ if _is(right, 0):
            raise ZeroDivisionError
        case ast.Add() | ast.Sub(), _, _ if _is(right, 0):
            return left
        case ast.Add(), _, _ if _is(left, 0):
            return right
        case ast.Sub(), _, _ if _is(left, 0):
            return ast.UnaryOp(ast.USub(), right)
        case ast.Mult(), _, _ if _is(left, 0) or _is(right, 0):
            return _whole(0)
        case ast.Div(), _, _ if _is(left, 0):
            return _whole(0)
        case ast.Mult() | ast.Div() | ast.Pow(), _, _ if _is(right, 1):
            return left
        case ast.Mult(), _, _ if _is(left, 1):
            return right
        case ast.Pow(), _, _ if _is(left, 0) or _is(left, 1):
            return left
        case ast.Add(), ast.Constant(value=int() as a), ast.Constant(value=int() as b):
            return _whole(a + b)
        case ast.Sub(), ast.Constant(value=int() as a), ast.Constant(value=int() as b):
            return _combined(_whole(0), operator, _whole(b - a)) if a < b else _whole(a - b)
        case ast.Mult(), ast.Constant(value=int() as a), ast.Constant(value=int() as b):
            return _whole(a * b)
        case ast.Div(), ast.Constant(value=int() as a), ast.Constant(value=int() as b) if not a % b:
            return _whole(a // b)
        case _:
            return ast.BinOp(left, operator, right)


def _whole(number: int) -> ast.expr:
    return ast.Constant(number)


def _is(node: ast.expr, number: int) -> bool:
    return isinstance(node, ast.Constant) and node.value == number
