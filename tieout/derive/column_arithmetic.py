"""Arithmetic of formulas as Polars expressions: at points, and over intervals."""

import ast
from collections.abc import Callable, Mapping

import polars as pl

from tieout.derive.fold import Numbers, fold

Ends = tuple[pl.Expr, pl.Expr]

_INFINITE = float("inf")


def point(node: ast.expr, at: Mapping[str, pl.Expr]) -> pl.Expr:
    """A formula's value, each name being what `at` gives for it."""
    return fold(node, at, _COLUMNS)


def ends(node: ast.expr, at: Mapping[str, Ends]) -> Ends:
    """The ends of a formula over intervals, each name having those that `at` gives for it:
    safe wherever the inputs lie, also where that is not known."""
    match node:
        case ast.Name(id=name):
            return at[name]
        case ast.UnaryOp(operand=operand):
            low, high = ends(operand, at)
            return -high, -low
        case ast.BinOp(left=left, op=operator, right=right):
            return _interval(operator, ends(left, at), ends(right, at))
        case ast.Call(func=ast.Name(id=name), args=args):
            pairs = [ends(it, at) for it in args]
            return _OVER[name]([low for low, _ in pairs]), _OVER[name]([high for _, high in pairs])
        case _:
            value = point(node, {})
            return value, value


def _interval(operator: ast.operator, a: Ends, b: Ends) -> Ends:
    match operator:
        case ast.Add():
            return a[0] + b[0], a[1] + b[1]
        case ast.Sub():
            return a[0] - b[1], a[1] - b[0]
        case ast.Mult():
            return _extremes(a, b, lambda x, y: x * y)
        case ast.Div():
            low, high = _extremes(a, b, lambda x, y: x / y)
            unbounded = (b[0] <= 0) & (b[1] >= 0)  # what may be zero stands below
            return (
                pl.when(unbounded).then(-_INFINITE).otherwise(low),
                pl.when(unbounded).then(_INFINITE).otherwise(high),
            )
        case _:
            corners = a[0].pow(b[0]), a[1].pow(b[0])
            unknown = a[0] < 0
            return (
                pl.when(unknown).then(-_INFINITE).otherwise(pl.min_horizontal(*corners)),
                pl.when(unknown).then(_INFINITE).otherwise(pl.max_horizontal(*corners)),
            )


def _extremes(a: Ends, b: Ends, operation: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Ends:
    """The extremes lie at the corners; zero times an open end is zero, as is what two open
    ends make of each other in a quotient."""
    corners = [operation(x, y).fill_nan(0.0) for x in a for y in b]
    return pl.min_horizontal(*corners), pl.max_horizontal(*corners)


def _of_known(items: list[pl.Expr], chosen: pl.Expr) -> pl.Expr:
    """What is chosen of items that are all known: Polars passes over those that are not, and
    the larger of a number and an unknown is unknown."""
    known = pl.all_horizontal(it.is_not_nan() & it.is_not_null() for it in items)
    return pl.when(known).then(chosen)


_OVER: dict[str, Callable[[list[pl.Expr]], pl.Expr]] = {
    "count": lambda items: pl.lit(float(len(items))),
    "sum": lambda items: sum(items[1:], start=items[0]),
    "mean": lambda items: sum(items[1:], start=items[0]) / len(items),
    "min": lambda items: _of_known(items, pl.min_horizontal(*items)),
    "max": lambda items: _of_known(items, pl.max_horizontal(*items)),
}
_COLUMNS: Numbers[pl.Expr] = Numbers(constant=lambda text: pl.lit(float(text)), over=_OVER)
