"""A formula worked out over any kind of number that has the five operations: exact fractions,
or columns of a frame."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, TypeVar

from tieout.derive.formula import FormulaError

T = TypeVar("T")
Single = TypeVar("Single", Fraction, Decimal)


@dataclass(frozen=True, slots=True)
class Numbers(Generic[T]):
    """A kind of number: how a plain one is made of its text, and what each function over inputs
    makes of a list of them."""

    constant: Callable[[str], T]
    over: Mapping[str, Callable[[list[T]], T]]


def singles(kind: type[Single]) -> Numbers[Single]:
    """Numbers that stand by themselves, and not in columns."""
    nothing = kind(0)
    return Numbers(
        constant=kind,
        over={
            "count": lambda items: kind(len(items)),
            "sum": lambda items: sum(items, nothing),
            "mean": lambda items: sum(items, nothing) / len(items),
            "min": min,
            "max": max,
        },
    )


def fold(node: ast.expr, at: Mapping[str, T], numbers: Numbers[T]) -> T:
    """A formula's value, each name being what `at` gives for it."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return numbers.constant(str(number))
        case ast.Name(id=name):
            return at[name]
        case ast.UnaryOp(operand=operand):
            negative: T = operator.neg(fold(operand, at, numbers))  # type: ignore[arg-type]  # T has no bound that says so
            return negative
        case ast.BinOp(left=left, op=sign, right=right):
            made: T = OPERATIONS[type(sign)](fold(left, at, numbers), fold(right, at, numbers))
            return made
        case ast.Call(func=ast.Name(id=name), args=args):
            return numbers.over[name]([fold(it, at, numbers) for it in args])
        case _:
            raise FormulaError(f"{ast.unparse(node)!r} is no arithmetic over inputs")


#: What each sign does, to whatever takes it.
OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
