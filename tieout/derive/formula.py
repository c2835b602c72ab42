"""Formulas: the one text from which a derived number is both computed and explained.

A formula is arithmetic over named inputs: `+ - * / **`, parentheses, numbers, and the
functions `count()`, `sum()`, `min()` and `max()` over all inputs. Every number is an
interval, so that a result is known only as exactly as what it is made of.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException

INFINITY = Decimal("Infinity")
#: Enough digits that rounding is never seen beside what sources print.
_CONTEXT = Context(prec=40)


class FormulaError(ValueError):
    """A formula that cannot be read or computed; the message says why."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds that are known; an open end is infinite."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def point(cls, value: Decimal) -> "Interval":
        return cls(value, value, value)


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

    def compute(self, inputs: Mapping[str, Interval]) -> Interval:
        """The result over the inputs. Raises `FormulaError` for an unknown input, one that
        is not used, a division by zero, or an interval that reaches over zero below a
        division."""
        uses_all = any(isinstance(node, ast.Call) for node in ast.walk(self.tree))
        unused = set(inputs) - set(self.names)
        if unused and not uses_all:
            raise FormulaError(f"{self.text!r} does not use {', '.join(sorted(unused))}")
        return _compute(self.tree, inputs)

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
        case ast.Call(func=ast.Name(id=name), args=[], keywords=[]):
            return name in _OVER_ALL
        case _:
            return isinstance(node, _SYNTAX)


def _compute(node: ast.expr, inputs: Mapping[str, Interval]) -> Interval:
    match node:
        case ast.Constant(value=int() | float() as number):
            constant = Decimal(str(number))
            if constant.is_infinite():
                raise FormulaError("the formula holds too large a number")
            return Interval.point(constant)
        case ast.Name(id=name):
            if name not in inputs:
                raise FormulaError(f"the formula names {name}, which is no input")
            return inputs[name]
        case ast.UnaryOp(operand=operand):
            return _negative(_compute(operand, inputs))
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATIONS[type(operator)](_compute(left, inputs), _compute(right, inputs))
        case ast.Call(func=ast.Name(id=name)):
            return _OVER_ALL[name](list(inputs.values()))
        case _:
            raise FormulaError("a formula holds numbers, inputs, + - * / ** and count()")


def _add(a: Interval, b: Interval) -> Interval:
    return Interval(
        _CONTEXT.add(a.value, b.value), _CONTEXT.add(a.low, b.low), _CONTEXT.add(a.high, b.high)
    )


def _subtract(a: Interval, b: Interval) -> Interval:
    return _add(a, _negative(b))


def _negative(a: Interval) -> Interval:
    # The minus sign of Decimal would round to fewer digits than are carried here.
    return Interval(_CONTEXT.minus(a.value), _CONTEXT.minus(a.high), _CONTEXT.minus(a.low))


def _multiply(a: Interval, b: Interval) -> Interval:
    corners = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(_times(a.value, b.value), min(corners), max(corners))


def _divide(a: Interval, b: Interval) -> Interval:
    if b.low <= 0 <= b.high:
        raise FormulaError("an input that may be zero stands below a division")
    corners = [_over(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(_over(a.value, b.value), min(corners), max(corners))


def _power(a: Interval, b: Interval) -> Interval:
    if a.low < 0 or not b.low == b.high == b.value:
        raise FormulaError("** takes an input that is not negative, and a plain number")
    ends = [_raise(a.low, b.value), _raise(a.high, b.value)]
    return Interval(_raise(a.value, b.value), min(ends), max(ends))


def _times(x: Decimal, y: Decimal) -> Decimal:
    return Decimal(0) if x == 0 or y == 0 else _CONTEXT.multiply(x, y)


def _over(x: Decimal, y: Decimal) -> Decimal:
    return Decimal(0) if y.is_infinite() else _CONTEXT.divide(x, y)


def _raise(x: Decimal, y: Decimal) -> Decimal:
    try:
        power = _CONTEXT.power(x, y)
    except DecimalException:
        raise FormulaError(f"{x} ** {y} has no value") from None
    if power.is_infinite() and x.is_finite():
        raise FormulaError(f"{x} ** {y} has no value")
    return power


def _sum(items: list[Interval]) -> Interval:
    total = Interval.point(Decimal(0))
    for item in items:
        total = _add(total, item)
    return total


def _extreme(choose: Callable[[list[Decimal]], Decimal]) -> Callable[[list[Interval]], Interval]:
    def over(items: list[Interval]) -> Interval:
        if not items:
            raise FormulaError("there are no inputs to choose from")
        return Interval(
            choose([it.value for it in items]),
            choose([it.low for it in items]),
            choose([it.high for it in items]),
        )

    return over


_OPERATIONS: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: _add,
    ast.Sub: _subtract,
    ast.Mult: _multiply,
    ast.Div: _divide,
    ast.Pow: _power,
}
_OVER_ALL: dict[str, Callable[[list[Interval]], Interval]] = {
    "count": lambda items: Interval.point(Decimal(len(items))),
    "sum": _sum,
    "min": _extreme(min),
    "max": _extreme(max),
}
