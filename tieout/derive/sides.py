"""What a formula sets beside what: which of its inputs are added, subtracted or chosen between,
and which growth rate is applied to which."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tieout.derive.formula import Formula


@dataclass(frozen=True, slots=True)
class Applied:
    """A growth rate, by the name of its input, and the inputs that it is applied to."""

    rate: str
    to: tuple[str, ...]


def set_side_by_side(formula: Formula) -> tuple[tuple[str, ...], ...]:
    """The groups of inputs that a formula adds, subtracts or chooses between, as `year - half`
    and `max()` do, or whose growth it takes, as `now / then - 1` does. They must measure the
    same."""
    return tuple(dict.fromkeys(_groups(formula.tree)))


def growth_applied(formula: Formula) -> tuple[Applied, ...]:
    """The growth rates that a formula applies, as `now / (1 + growth)` does."""
    return tuple(dict.fromkeys(_applied(formula.tree)))


def _groups(node: ast.expr) -> Iterator[tuple[str, ...]]:
    match node:
        case ast.BinOp(
            left=ast.BinOp(op=ast.Div()) as ratio, op=ast.Sub(), right=ast.Constant(value=1)
        ):  # the growth from one to the other
            yield _names(ratio)
            yield from _groups(ratio)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            if _names(left) and _names(right):
                yield _names(node)
            yield from _groups(left)
            yield from _groups(right)
        case ast.BinOp(left=left, right=right):
            yield from _groups(left)
            yield from _groups(right)
        case ast.UnaryOp(operand=operand):
            yield from _groups(operand)
        case ast.Call(func=ast.Name(id=name), args=args):
            if name != "count" and len(_names(node)) > 1:
                yield _names(node)
            for it in args:
                yield from _groups(it)
        case _:
            return


def _applied(node: ast.expr) -> Iterator[Applied]:
    match node:
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div(), right=right):
            for factor, other in ((left, right), (right, left)):
                rate = _rate(factor)
                # Growth over growth, as in (1 + part) / (1 + whole), is that of the ratio.
                if rate and not _rate(other) and _names(other):
                    yield Applied(rate, _names(other))
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _applied(child)


def _rate(node: ast.expr) -> str:
    """The rate of `1 + rate` and `1 - rate`."""
    match node:
        case ast.BinOp(
            left=ast.Constant(value=1), op=ast.Add() | ast.Sub(), right=ast.Name(id=name)
        ):
            return name
        case ast.BinOp(left=ast.Name(id=name), op=ast.Add(), right=ast.Constant(value=1)):
            return name
        case _:
            return ""


def _names(node: ast.expr) -> tuple[str, ...]:
    """The inputs in a part of a formula, but for growth rates, which only scale it."""
    return tuple(sorted(dict.fromkeys(_measured(node))))


def _measured(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Call(args=args):
            for it in args:
                yield from _measured(it)
        case ast.BinOp(left=left, op=operator, right=right):
            scales = isinstance(operator, ast.Mult | ast.Div)
            for it in (left, right):
                if not (scales and _rate(it)):
                    yield from _measured(it)
        case ast.UnaryOp(operand=operand):
            yield from _measured(operand)
        case _:
            return
