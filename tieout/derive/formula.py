"""Formulas: the one text from which a derived number is both computed and explained.

A formula is arithmetic over named inputs: `+ - * / **`, parentheses, the functions `count()`,
`sum()`, `mean()`, `min()` and `max()` over all inputs or over those in the parentheses, and
`second()` to `year()`, which are one of that span of time.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

#: Functions over inputs, and spans of time that a formula may name.
OVER_INPUTS = ("count", "sum", "mean", "min", "max")
SPANS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")


class FormulaError(ValueError):
    """A formula that cannot be read or computed; the message says why."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read: its text and its syntax tree."""

    text: str
    tree: ast.expr

    @classmethod
    def read(cls, text: str) -> "Formula":
        """Raises `FormulaError` when the text is anything but arithmetic over names. Line
        breaks and runs of spaces are single spaces in `text`."""
        text = " ".join(text.split())
        try:
            tree = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError):  # the latter for a null character in Python 3.11
            raise FormulaError(f"{text!r} is not a formula") from None
        except RecursionError:
            raise FormulaError("the formula is nested too deeply: write sum() or mean()") from None
        for node in ast.walk(tree):
            if not _is_arithmetic(node):
                raise FormulaError(f"{text!r} holds more than arithmetic over inputs")
        return cls(text, tree)

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs that the formula names, in the order in which they first stand."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        found = (
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name) and id(node) not in called
        )
        ordered = sorted(found, key=lambda node: (node.lineno, node.col_offset))
        return tuple(dict.fromkeys(node.id for node in ordered))

    def over(self, inputs: tuple[str, ...]) -> "Formula":
        """The formula with `sum()` and its like written out over the inputs.

        Raises `FormulaError` where it names what is no input, or leaves one out."""
        written = Formula.read(ast.unparse(_WrittenOut(inputs).visit(_copy(self.tree))))
        unknown = [name for name in written.names if name not in inputs]
        if unknown:
            raise FormulaError(f"the formula names {', '.join(unknown)}, which is no input")
        unused = [name for name in inputs if name not in written.names]
        if unused:
            raise FormulaError(f"{self.text!r} does not use {', '.join(unused)}")
        return written

    def typed_numbers(self) -> tuple[str, ...]:
        """The numbers that stand in the formula and in no source: all but the 1 of `1 +
        growth`, `now / then - 1` or `1 / pace`, and the exponents of a mean growth, 1 over
        years."""
        return tuple(dict.fromkeys(_typed(self.tree)))

    def pieces(self) -> Iterator[str]:
        """The formula's text cut into names, numbers and what stands between them."""
        start = 0
        written = self.text.encode()  # the tree counts columns in bytes
        spots = [
            (len(written[: node.col_offset].decode()), len(written[: node.end_col_offset].decode()))
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name | ast.Constant)
        ]
        for begin, end in sorted(spots):
            if begin > start:
                yield self.text[start:begin]
            yield self.text[begin:end]
            start = end
        if start < len(self.text):
            yield self.text[start:]


_SYNTAX = (
    ast.BinOp, ast.UnaryOp, ast.USub, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow,
    ast.Name, ast.Load,
)  # fmt: skip


def _is_arithmetic(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return type(value) in (int, float)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return (name in OVER_INPUTS and not any(_is_starred(it) for it in args)) or (
                name in SPANS and not args
            )
        case _:
            return isinstance(node, _SYNTAX)


def _is_starred(node: ast.expr) -> bool:
    return isinstance(node, ast.Starred)


def _typed(node: ast.expr, *, term: bool = False) -> Iterator[str]:
    match node:
        case ast.Constant(value=number):
            if not (term and number == 1):
                yield ast.unparse(node)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            # One of the two must come from a source, or 1 + 1 would make a two.
            sourced = [any(isinstance(it, ast.Name) for it in ast.walk(s)) for s in (left, right)]
            yield from _typed(left, term=sourced[1])
            yield from _typed(right, term=sourced[0])
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            yield from _typed(left)
            if not _is_root_or_power(right):
                yield ast.unparse(right)
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Div(), right=right):
            yield from _typed(right)
        case ast.BinOp(left=left, right=right):
            yield from _typed(left)
            yield from _typed(right)
        case ast.UnaryOp(operand=operand):
            yield from _typed(operand)
        case ast.Call(args=args):
            for it in args:
                yield from _typed(it)
        case _:
            return


def _is_root_or_power(node: ast.expr) -> bool:
    """Whether an exponent is a small whole number, or one over such a number."""
    match node:
        case ast.Constant(value=int() as power):
            return 2 <= power <= _LARGEST_POWER
        case ast.BinOp(
            left=ast.Constant(value=1), op=ast.Div(), right=ast.Constant(value=int() as root)
        ):
            return 2 <= root <= _LARGEST_POWER
        case _:
            return False


#: Beyond it an exponent could make any number of any other.
_LARGEST_POWER = 30


def _copy(tree: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(tree), mode="eval").body


class _WrittenOut(ast.NodeTransformer):
    """Writes every input into the empty parentheses of a function over inputs."""

    def __init__(self, inputs: tuple[str, ...]) -> None:
        self._inputs = inputs

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if isinstance(node.func, ast.Name) and node.func.id in OVER_INPUTS and not node.args:
            names: list[ast.expr] = [ast.Name(name, ast.Load()) for name in self._inputs]
            return ast.Call(node.func, names, [])
        self.generic_visit(node)
        return node
